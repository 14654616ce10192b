import { describe, expect, it } from 'vitest';
import { type CodeParser, LONGEST_CODE_BYTES } from './codec.ts';
import { createHidPosParser } from './hid-pos.ts';
import { createLineParser } from './lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
/** 一门 in GBK. */
const GBK = Uint8Array.from([0xd2, 0xbb, 0xc3, 0xc5]);

/** The same numbers every time: what fails once fails again. */
function createDice(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

describe('lines', () => {
  it('end with CR, LF or both, however they are cut in pieces', () => {
    const parser = createLineParser();
    expect(parser.push(bytes('YIMEN:1\r\nYIM'))).toEqual(['YIMEN:1']);
    expect(parser.push(bytes('EN:2\rYIMEN:3\n\r\n'))).toEqual(['YIMEN:2', 'YIMEN:3']);
  });

  it('may be UTF-8 or GBK', () => {
    const parser = createLineParser();
    expect(parser.push(bytes('一门\r'))).toEqual(['一门']);
    expect(parser.push(Uint8Array.from([...GBK, 0x0d]))).toEqual(['一门']);
  });

  it('without an end are noise, and the code after it is read', () => {
    const parser = createLineParser();
    expect(parser.push(new Uint8Array(5000).fill(0x41))).toEqual([]);
    expect(parser.push(bytes('tail\rYIMEN:4\r'))).toEqual(['YIMEN:4']);
  });

  it('give the same codes however they are cut, 10,000 times', () => {
    const dice = createDice(7);
    const codes = ['YIMEN:33010201600120261124000170', '一门', 'https://example.cn/?code=1'];
    const stream = bytes(codes.map((code) => `${code}\r\n`).join(''));
    const parser = createLineParser();
    for (let round = 0; round < 10_000; round++) {
      const found: string[] = [];
      for (let at = 0; at < stream.length; ) {
        const end = at + 1 + dice(20);
        found.push(...parser.push(stream.subarray(at, end)));
        at = end;
      }
      expect(found).toEqual(codes);
    }
  });
});

/** One report: id, length, what a maker puts before the AIM identifier, the identifier, data; 1 at its end for more. */
function report(data: Uint8Array, change: { aim?: string; before?: number[]; more?: number; length?: number } = {}) {
  const { aim = ']Q1', before = [], more = 0, length = data.length } = change;
  const made = new Uint8Array(64);
  made.set([0x02, length, ...before, ...bytes(aim), ...data]);
  made[63] = more;
  return made;
}

describe('HID POS reports', () => {
  it.each([
    ['with the AIM identifier behind the length, as of Honeywell,', []],
    ['with a nought between the two, as of Zebra,', [0]]
  ])('%s are read', (_, before) => {
    const parser = createHidPosParser();
    expect(parser.push(report(bytes('YIMEN:1'), { before }))).toEqual(['YIMEN:1']);
    expect(parser.push(report(GBK, { before, aim: ']h0' }))).toEqual(['一门']);
  });

  it('with the symbology of the maker behind the data are read without it', () => {
    const made = report(bytes('306030209223'), { aim: ']E0' });
    made.set([0x63, 0x41], 61);
    expect(createHidPosParser().push(made)).toEqual(['306030209223']);
  });

  it('go on in the next one where the code is long, also in the middle of a character', () => {
    const parser = createHidPosParser();
    const whole = bytes('门'.repeat(40));
    expect(parser.push(report(whole.subarray(0, 56), { more: 1 }))).toEqual([]);
    expect(parser.push(report(whole.subarray(56, 112), { more: 1 }))).toEqual([]);
    expect(parser.push(report(whole.subarray(112)))).toEqual(['门'.repeat(40)]);
  });

  it('lose the end that a scanner types behind a code', () => {
    expect(createHidPosParser().push(report(bytes('YIMEN:1\r\n')))).toEqual(['YIMEN:1']);
    expect(createHidPosParser().push(report(bytes('\r\n')))).toEqual([]);
  });

  it('of another kind, length or maker say nothing, and disturb nothing', () => {
    const parser = createHidPosParser();
    const other = report(bytes('YIMEN:2'));
    other[0] = 0x03;
    expect(parser.push(report(bytes('YIMEN'), { more: 1 }))).toEqual([]);
    for (const wrong of [
      other,
      report(bytes('YIMEN:2'), { aim: '   ' }),
      report(bytes('YIMEN:2'), { length: 57 }),
      report(bytes('YIMEN:2')).subarray(0, 63),
      new Uint8Array()
    ])
      expect(parser.push(wrong)).toEqual([]);
    expect(parser.push(report(bytes(':1')))).toEqual(['YIMEN:1']);
  });

  it('of a code whose rest never came do not mix with the next code', () => {
    const parser = createHidPosParser();
    parser.push(report(bytes('690123'), { aim: ']E0', more: 1 }));
    expect(parser.push(report(bytes('YIMEN:1')))).toEqual(['YIMEN:1']);
    parser.push(report(bytes('YIMEN'), { more: 1 }));
    parser.reset();
    expect(parser.push(report(bytes('YIMEN:2')))).toEqual(['YIMEN:2']);
  });

  it('without an end are noise, and the code after it is read', () => {
    const parser = createHidPosParser();
    const piece = new Uint8Array(56).fill(0x41);
    for (let sent = 0; sent <= LONGEST_CODE_BYTES; sent += piece.length) parser.push(report(piece, { more: 1 }));
    expect(parser.push(report(piece))).toEqual([]);
    expect(parser.push(report(bytes('YIMEN:1')))).toEqual(['YIMEN:1']);
  });
});

it.each<[string, () => CodeParser]>([
  ['lines', createLineParser],
  ['HID POS reports', createHidPosParser]
])('whatever bytes come, nothing is thrown and nothing grows: %s, 30,000 times', (_, create) => {
  const dice = createDice(11);
  const parser = create();
  for (let round = 0; round < 30_000; round++) {
    const made = Uint8Array.from({ length: dice(4) === 0 ? dice(200) : 64 }, () => dice(256));
    // Half of them look like a code, so that they are read further than their first byte.
    if (dice(2) === 0) made.set([0x02, dice(70), ...(dice(2) ? [0] : []), 0x5d].slice(0, made.length));
    for (const text of parser.push(made)) expect(text.length).toBeLessThanOrEqual(LONGEST_CODE_BYTES);
  }
});
