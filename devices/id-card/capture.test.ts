import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeCapture, parseHex } from './capture.ts';
import { encodeAnswer } from './frame.ts';

const TODAY = '2026-11-25';
const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/sam_v/${name}`, import.meta.url), 'utf8');
const bytesOf = (text: string): Uint8Array => {
  const read = parseHex(text);
  return read.ok ? read.value : expect.fail(read.error);
};
const decode = (text: string) => decodeCapture(bytesOf(text), TODAY);
const { vectors } = JSON.parse(fixture('synthetic.json')) as {
  vectors: { file: string; expect: Record<string, string | number> }[];
};
const TYPES: Readonly<Record<string, string>> = { CN: 'citizen', J: 'hmt-residence' };

describe('a captured answer', () => {
  it.each(vectors.filter(({ expect: { type } }) => type !== undefined))(
    '$file holds what it was made from',
    (vector) => {
      const { type, name, sexCode, nationCode, birth, address, id, issuer, start, end, passNo, issueCount } =
        vector.expect;
      const decoded = decode(fixture(vector.file));
      const wanted = { type: TYPES[String(type)], name, sexCode, nationCode, birth, address, number: id, issuer };
      const given = { ...wanted, validFrom: start, validTo: end };
      for (const [key, value] of Object.entries(given))
        if (value !== undefined) expect(decoded, key).toMatchObject({ value: { [key]: value } });
      if (passNo) expect(decoded).toMatchObject({ value: { more: { travelPermit: passNo, issueCount } } });
    }
  );

  it('is told to have run out by the day it is looked at', () => {
    expect(decode(fixture('hmt_J_1295.hex'))).toMatchObject({ value: { warnings: ['card.expired'] } });
    expect(decode(fixture('cn_1295.hex'))).toMatchObject({ value: { warnings: [] } });
  });

  it('is found behind what a line left over, and written in any common way', () => {
    const hex = fixture('cn_1295.hex').trim();
    const pairs = hex.match(/../g) ?? [];
    for (const text of [`00AA ${hex}`, pairs.join(' '), pairs.map((pair) => `0x${pair}`).join(', '), pairs.join(':\n')])
      expect(decode(text)).toMatchObject({ value: { name: '测试甲' } });
  });

  const whole = bytesOf(fixture('cn_1295.hex'));
  const wrong = (at: number, value: number) => {
    const bytes = whole.slice();
    bytes[at] = value;
    return bytes;
  };
  const base = (letter: string) => {
    const data = whole.slice(10, -1);
    data[4 + 248] = letter.charCodeAt(0);
    return encodeAnswer(0x90, data);
  };
  it.each<[string, Uint8Array, string]>([
    ['without a preamble', new Uint8Array(40), 'capture.no-answer'],
    ['that was cut off', whole.slice(0, 900), 'capture.truncated'],
    ['with one wrong byte', wrong(300, 0x55), 'id-card.check'],
    ['with a length that cannot be', wrong(5, 0x7f), 'id-card.length'],
    ['that says the card moved', encodeAnswer(0x41), 'capture.status'],
    ['to another question', bytesOf(fixture('samid_ok.hex')), 'capture.not-base'],
    ['of a layout nobody knows', base('Q'), 'capture.layout']
  ])('%s is refused by name', (_, bytes, error) => {
    expect(decodeCapture(bytes, TODAY)).toEqual({ ok: false, error });
  });

  it.each([
    ['', 'capture.empty'],
    ['  \n', 'capture.empty'],
    ['not hex at all', 'capture.not-hex'],
    ['aaa', 'capture.not-hex']
  ])('“%s” is no hexadecimal', (text, error) => {
    expect(parseHex(text)).toEqual({ ok: false, error });
  });
});
