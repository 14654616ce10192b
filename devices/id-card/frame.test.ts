import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Answer, createAnswerParser, encodeAnswer, encodeRequest, REQUESTS, textOfBase } from './frame.ts';

const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/sam_v/${name}`, import.meta.url), 'utf8');
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.trim(), 'hex'));
const short = JSON.parse(fixture('short_frames.json'));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('requests', () => {
  it.each([
    ['samStatus', 'samStatus_11FF'],
    ['find', 'find_2001'],
    ['select', 'select_2002'],
    ['readBase', 'readBase_3001']
  ] as const)('%s is the frame that is published', (name, published) => {
    expect(hex(encodeRequest(name))).toBe(short.requests[published]);
  });

  it('never ask for fingerprints', () => {
    expect(Object.values(REQUESTS)).not.toContainEqual([0x30, 0x10]);
  });
});

describe('answers', () => {
  it.each(Object.entries<string>(short.responses))('%s are parsed whole', (_, frame) => {
    const found = createAnswerParser().push(bytesOf(frame));
    expect(found).toHaveLength(1);
    expect(hex(encodeAnswer((found[0] as Answer).status, (found[0] as Answer).data))).toBe(frame);
  });

  const base = ['cn_1295.hex', 'cn_longterm_nofp_1297.hex', 'cn_fp512_1809.hex', 'hmt_J_1295.hex'];

  it.each(base)('%s are found in pieces of any size', (file) => {
    const bytes = bytesOf(fixture(file));
    for (const size of [1, 2, 3, 7, 63, 64, 500, bytes.length]) {
      const parser = createAnswerParser();
      const found: unknown[] = [];
      for (let start = 0; start < bytes.length; start += size)
        found.push(...parser.push(bytes.slice(start, start + size)));
      expect(found).toHaveLength(1);
      expect(textOfBase((found[0] as Answer).data)).toHaveLength(256);
    }
  });

  it('of 2321 bytes, with two fingerprints, give their text and nothing of the rest', () => {
    const data = new Uint8Array(6 + 256 + 1024 + 1024);
    data.set([1, 0, 4, 0, 4, 0]);
    const frame = encodeAnswer(0x90, data);
    expect(frame).toHaveLength(2321);
    const [found] = createAnswerParser().push(frame);
    expect(textOfBase((found as Answer).data)).toHaveLength(256);
  });

  it('after a damaged one are still found', () => {
    const parser = createAnswerParser();
    const good = bytesOf(short.responses.find_ok);
    const found = parser.push(Uint8Array.of(...bytesOf(short.odd_capture.bytes), ...good, ...good));
    expect(found.filter((one) => typeof one !== 'string')).toHaveLength(2);
    expect(found[0]).toBe('id-card.stray-bytes');
  });

  it.each(base)('%s with any one byte wrong are never taken', (file) => {
    const bytes = bytesOf(fixture(file));
    for (let at = 0; at < bytes.length; at += 37) {
      const wrong = bytes.slice();
      wrong[at] = (wrong[at] ?? 0) ^ 0x10;
      const found = createAnswerParser().push(wrong);
      expect(
        found.filter((one) => typeof one !== 'string' && one.data.length > 1000),
        `byte ${at}`
      ).toEqual([]);
    }
  });

  it('with a length that cannot be are refused at once', () => {
    expect(createAnswerParser().push(bytesOf('aaaaaa9669ffff'))).toContain('id-card.length');
  });
});

/** A small repeatable source of chance: the same streams in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it('finds a whole answer after any mutilated one, and never invents a card', () => {
  const next = chance(20261124);
  const good = bytesOf(fixture('cn_1295.hex'));
  for (let round = 0; round < 2000; round++) {
    const wrong = good.slice(0, 1 + next(good.length - 1));
    const at = next(wrong.length);
    wrong[at] = (wrong[at] ?? 0) ^ (1 + next(255));
    const parser = createAnswerParser();
    const found: unknown[] = [];
    for (let start = 0; start < wrong.length; ) {
      const size = 1 + next(200);
      found.push(...parser.push(wrong.slice(start, start + size)));
      start += size;
    }
    expect(found.filter((one) => typeof one !== 'string' && (one as Answer).data.length > 1000)).toEqual([]);
    parser.reset();
    expect(parser.push(good)).toHaveLength(1);
  }
});
