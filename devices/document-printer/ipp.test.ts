import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Attribute,
  attributesOf,
  decodeMessage,
  encodeMessage,
  type GroupName,
  numberOf,
  numbersOf,
  OPERATIONS,
  textsOf
} from './ipp.ts';

const EXCHANGES = ['01_op000b', '02_op000b', '04_op0002'];
const FILES = EXCHANGES.flatMap((name) => [`${name}.req.bin`, `${name}.res.bin`]);
const BYTES = new Map(
  FILES.map((name) => [
    name,
    new Uint8Array(readFileSync(new URL(`../../tests/fixtures/ipp/${name}`, import.meta.url)))
  ])
);
const fixture = (name: string): Uint8Array => BYTES.get(name) ?? new Uint8Array();
const pdf = new TextEncoder().encode('%PDF-1.7\n%%EOF');

function read(name: string, group: GroupName) {
  const message = decodeMessage(fixture(name));
  if (!message) throw new Error(`${name} was not read`);
  return { ...message, attributes: attributesOf(message, group) };
}

/** One group with one field, as bytes: for what a printer says and we never do. */
type Field = readonly [tag: number, name: string, value: readonly number[]];
function answerWith(...fields: readonly Field[]): Uint8Array {
  const bytes = [2, 0, 0, 0, 0, 0, 0, 1, 0x04];
  for (const [tag, name, value] of fields)
    bytes.push(tag, 0, name.length, ...new TextEncoder().encode(name), 0, value.length, ...value);
  return Uint8Array.from([...bytes, 0x03]);
}
/** A collection in a collection in a collection, so many. */
function nested(count: number): readonly Field[] {
  const begin = [0x34, '', []] as const;
  const member = [0x4a, '', [0x78]] as const;
  const begun = Array.from({ length: count - 1 }, () => [member, begin] as const).flat();
  return [[0x34, 'media-col', []], ...begun, ...Array.from({ length: count }, () => [0x37, '', []] as const)];
}
function valuesOf(...fields: readonly Field[]) {
  const message = decodeMessage(answerWith(...fields));
  return message && Object.fromEntries(attributesOf(message, 'printer'));
}

describe('what was caught between a real client and a real printer', () => {
  it.each(EXCHANGES)('is one exchange, request and answer: %s', (name) => {
    const [request, answer] = [decodeMessage(fixture(`${name}.req.bin`)), decodeMessage(fixture(`${name}.res.bin`))];
    expect(answer?.requestId).toBe(request?.requestId);
    expect(request?.code).toBe(Number.parseInt(name.slice(-4), 16));
    expect(answer?.code).toBe(0);
    expect(answer?.data).toHaveLength(0);
  });

  it('tells how the printer stands and what it takes', () => {
    const { attributes } = read('01_op000b.res.bin', 'printer');
    expect(numberOf(attributes, 'printer-state')).toBe(3);
    expect(textsOf(attributes, 'document-format-supported')).toContain('application/pdf');
    expect(numbersOf(attributes, 'operations-supported')).toEqual(expect.arrayContaining(Object.values(OPERATIONS)));
    expect(attributes.get('copies-supported')).toEqual([{ kind: 'range', lower: 1, upper: 999 }]);
    expect(attributes.get('printer-resolution-default')).toEqual([
      { kind: 'resolution', across: 600, along: 600, per: 'inch' }
    ]);
  });

  it('holds collections within collections', () => {
    const { attributes } = read('01_op000b.res.bin', 'printer');
    const size = {
      kind: 'collection',
      members: new Map([
        ['x-dimension', [21_590]],
        ['y-dimension', [27_940]]
      ])
    };
    const [media] = attributes.get('media-col-default') ?? [];
    const members = typeof media === 'object' && 'members' in media ? media.members : new Map();
    expect(members.get('media-size')).toEqual([size]);
    expect(members.get('media-type')).toEqual(['stationery']);
  });

  it('names the job that was made, and carries the document behind the attributes', () => {
    expect(numberOf(read('04_op0002.res.bin', 'job').attributes, 'job-id')).toBe(1);
    const { data, attributes } = read('04_op0002.req.bin', 'operation');
    expect(new TextDecoder().decode(data.subarray(0, 5))).toBe('%PDF-');
    expect(textsOf(attributes, 'document-format')).toEqual(['application/pdf']);
  });

  it.each(FILES)('is refused where it is cut short: %s', (name) => {
    const whole = fixture(name);
    const attributes = whole.length - (decodeMessage(whole)?.data.length ?? 0);
    for (let length = 0; length < attributes; length++)
      expect(decodeMessage(whole.subarray(0, length)), `${length} bytes`).toBeNull();
  });

  it('with wrong bytes in it is read or refused, never more', () => {
    let seed = 1;
    const next = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    let refused = 0;
    for (const name of FILES)
      for (let round = 0; round < 4000; round++) {
        const bytes = fixture(name).slice(0, next(2) === 0 ? undefined : next(3000));
        for (let change = next(6); change >= 0; change--) bytes[next(bytes.length)] = next(256);
        if (!decodeMessage(bytes)) refused++;
      }
    expect(refused).toBeGreaterThan(1000);
  });
});

describe('a message', () => {
  it('survives being written and read', () => {
    const attributes: readonly Attribute[] = [
      { tag: 'name', name: 'job-name', values: ['申请表'] },
      { tag: 'keyword', name: 'sides', values: ['one-sided', 'two-sided-long-edge'] },
      { tag: 'integer', name: 'copies', values: [3, -1] },
      { tag: 'boolean', name: 'fast', values: [true] }
    ];
    const message = decodeMessage(encodeMessage(2, 0x7fff_fffe, [['operation', attributes]], pdf));
    expect(message).toMatchObject({ code: 2, requestId: 0x7fff_fffe, data: pdf });
    const read = message && attributesOf(message, 'operation');
    for (const { name, values } of attributes) expect(read?.get(name)).toEqual([...values]);
  });

  it('keeps one group out of another, and one job out of the next', () => {
    const job = (id: number) => ['job', [{ tag: 'integer', name: 'job-id', values: [id] }]] as const;
    const message = decodeMessage(encodeMessage(0, 1, [job(1), job(2)]));
    expect(message && numbersOf(attributesOf(message, 'job'), 'job-id')).toEqual([1]);
    expect(message && attributesOf(message, 'printer').size).toBe(0);
  });

  it('may say that there is no value, without being taken for one', () => {
    const read = valuesOf([0x12, 'printer-info', []], [0x13, 'media-ready', []], [0x10, 'sides', []]);
    expect(read).toEqual({
      'printer-info': [{ kind: 'absent', why: 'unknown' }],
      'media-ready': [{ kind: 'absent', why: 'no-value' }],
      sides: [{ kind: 'absent', why: 'unsupported' }]
    });
  });

  it('may give a text with its language, of which the text counts', () => {
    const value = [0, 5, ...new TextEncoder().encode('zh-cn'), 0, 6, ...new TextEncoder().encode('缺纸')];
    expect(valuesOf([0x35, 'printer-state-message', value])).toEqual({ 'printer-state-message': ['缺纸'] });
    const broken = [0, 50, 1, 2];
    expect(valuesOf([0x36, 'job-name', broken])).toEqual({ 'job-name': [Uint8Array.from(broken)] });
  });

  it('may nest as deep as any printer does', () => {
    expect(decodeMessage(answerWith(...nested(6)))).not.toBeNull();
  });

  it('keeps as bytes what has not the length of its kind', () => {
    expect(valuesOf([0x21, 'copies', [1, 2]], [0x33, 'range', [1]], [0x32, 'resolution', []])).toEqual({
      copies: [Uint8Array.of(1, 2)],
      range: [Uint8Array.of(1)],
      resolution: [new Uint8Array()]
    });
  });

  it.each([
    ['a value that belongs to no name', [[0x21, '', [0, 0, 0, 1]]]],
    ['the end of a collection that never began', [[0x37, '', []]]],
    [
      'a collection without an end',
      [
        [0x34, 'media-col', []],
        [0x4a, '', [0x78]]
      ]
    ],
    ['collections within collections within collections', nested(9)]
  ] as [string, readonly Field[]][])('with %s is refused', (_, fields) => {
    expect(decodeMessage(answerWith(...fields))).toBeNull();
  });
});
