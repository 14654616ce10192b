import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chance } from '../../tests/fixtures/chance.ts';
import {
  type Answer,
  baseInformation,
  createAnswerParser,
  encodeAnswer,
  encodeRequest,
  REQUESTS,
  samIdOf
} from './frame.ts';

const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/sam_v/${name}`, import.meta.url), 'utf8');
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.trim(), 'hex'));
const short = JSON.parse(fixture('short_frames.json'));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('requests', () => {
  it.each([
    ['samStatus', 'samStatus_11FF'],
    ['find', 'find_2001'],
    ['select', 'select_2002'],
    ['readBase', 'readBase_3001'],
    ['samId', 'samId_12FF']
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
      expect(baseInformation((found[0] as Answer).data)?.text).toHaveLength(256);
    }
  });

  it('of 2321 bytes, with two fingerprints, give their text and nothing of the rest', () => {
    const data = new Uint8Array(6 + 256 + 1024 + 1024);
    data.set([1, 0, 4, 0, 4, 0]);
    const frame = encodeAnswer(0x90, data);
    expect(frame).toHaveLength(2321);
    const [found] = createAnswerParser().push(frame);
    expect(baseInformation((found as Answer).data)).toMatchObject({ text: { length: 256 }, photo: { length: 1024 } });
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

it('the name of a security module is written as on its plate', () => {
  const [answer] = createAnswerParser().push(bytesOf(fixture('samid_ok.hex')));
  expect(samIdOf((answer as Answer).data)).toBe('05.03-20230115-0000001234-0000005678');
  expect(samIdOf(new Uint8Array(15))).toBeNull();
});

it('keeps no more of an endless noise than one answer is long, and zeroes what it lets go', () => {
  const parser = createAnswerParser();
  const noise = bytesOf('aaaaaa9669095dff'.repeat(40_000));
  parser.push(noise);
  expect(parser.waiting).toBeLessThan(2400);
  parser.reset();
  expect(parser.waiting).toBe(0);
  expect(parser.push(bytesOf(short.responses.find_ok))).toHaveLength(1);
});

describe('100,000 answers that were truncated, corrupted or interleaved', () => {
  const whole = ['cn_1295.hex', 'cn_longterm_nofp_1297.hex', 'cn_fp512_1809.hex', 'hmt_J_1295.hex', 'samid_ok.hex'].map(
    (file) => bytesOf(fixture(file))
  );
  const shorts = Object.values<string>(short.responses).map(bytesOf);
  const isLong = (one: unknown): one is Answer => typeof one !== 'string' && (one as Answer).data.length > 1000;
  const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
  const isSent = (frame: Uint8Array, { data }: Answer): boolean => same(frame.slice(10, -1), data);
  const cut = (bytes: Uint8Array, next: (below: number) => number): Uint8Array[] => {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + next(400);
      pieces.push(bytes.slice(at, at + size));
      at += size;
    }
    return pieces;
  };

  it('never throw, are taken for a card no oftener than their check allows, and never hide the answer that follows', () => {
    const next = chance(20261125);
    const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
    const parser = createAnswerParser();
    let interleaved = 0;
    let mistaken = 0;
    for (let round = 0; round < 100_000; round++) {
      const wrong = pick(next(4) === 0 ? whole : shorts).slice();
      const way = next(3);
      if (way === 0) wrong[next(wrong.length)] = next(256) | 1;
      const stream =
        way === 1
          ? wrong.slice(0, next(wrong.length))
          : way === 2
            ? Uint8Array.of(...wrong.slice(0, next(wrong.length)), ...pick(shorts), ...wrong.slice(next(wrong.length)))
            : wrong;
      const found = cut(stream, next).flatMap((piece) => parser.push(piece));
      const long = found.filter(isLong);
      // The check is one byte: it sees every single wrong byte, and 255 of 256 answers with another in their middle.
      if (way === 2) {
        interleaved++;
        mistaken += long.filter((one) => !whole.some((sent) => isSent(sent, one))).length;
      } else
        expect(long.length, `round ${round}`).toBe(
          stream.length > 1000 && whole.some((one) => same(one, stream)) ? 1 : 0
        );
      for (const one of found) if (typeof one !== 'string') baseInformation(one.data);
      parser.reset();
      if (round % 100 === 0) expect(parser.push(whole[0] as Uint8Array).filter(isLong)).toHaveLength(1);
      parser.reset();
    }
    expect(mistaken / interleaved).toBeLessThan(1 / 256);
  });

  it('leave the parser such that what follows without a pause is found at last', () => {
    const next = chance(11);
    const good = whole[0] as Uint8Array;
    for (let round = 0; round < 500; round++) {
      const parser = createAnswerParser();
      const found = [good.slice(0, 1 + next(good.length - 1)), good, good, good]
        .flatMap((bytes) => cut(bytes, next))
        .flatMap((piece) => parser.push(piece));
      expect(found.filter(isLong).length, `round ${round}`).toBeGreaterThanOrEqual(2);
    }
  });
});
