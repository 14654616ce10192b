import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { unwrapReport, wrapReports } from './hid-wrapping.ts';

const vectors = JSON.parse(readFileSync(new URL('../../tests/fixtures/sam_v/hid_wraps.json', import.meta.url), 'utf8'));
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');

it.each([
  ['raw-64', 'raw64'],
  ['length-63', 'derkiot_len63'],
  ['miaxis', 'miaxis_88']
] as const)('a request as %s is the report that is published', (wrapping, name) => {
  const reports = wrapReports(bytesOf(vectors.find_request), wrapping);
  expect(reports.map(hex)).toEqual([vectors[name]]);
});

it.each(['raw-64', 'length-63'] as const)('a long answer as %s comes back in order', (wrapping) => {
  const frame = Uint8Array.from({ length: 1295 }, (_, index) => index & 0xff);
  const joined = wrapReports(frame, wrapping).flatMap((report) => [...unwrapReport(report, wrapping)]);
  expect(joined.slice(0, frame.length)).toEqual([...frame]);
});

it('a report that claims more than it holds gives what it holds', () => {
  expect(unwrapReport(new Uint8Array(64).fill(0xff), 'length-63')).toHaveLength(63);
});

/** An answer as MIAXIS's readers envelop it: a mark, a serial number, a length, a result, two bytes of their own, a sum. */
function miaxisAnswer(frame: Uint8Array): Uint8Array[] {
  const room = 54;
  return Array.from({ length: Math.ceil(frame.length / room) }, (_, index) => {
    const piece = frame.subarray(index * room, (index + 1) * room);
    const report = new Uint8Array(64);
    report.set([0xaa, 0, index, piece.length + 3, 0, 0, 0xee, 0xee]);
    report.set(piece, 8);
    return report;
  });
}

it('a long answer in MIAXIS’s envelopes comes back in order, and nothing else is taken for one', () => {
  const frame = Uint8Array.from({ length: 1295 }, (_, index) => index & 0xff);
  const joined = miaxisAnswer(frame).flatMap((report) => [...unwrapReport(report, 'miaxis')]);
  expect(joined).toEqual([...frame]);
  expect(unwrapReport(new Uint8Array(64).fill(0x55), 'miaxis')).toHaveLength(0);
  expect(unwrapReport(Uint8Array.of(0xaa, 0, 0, 0, 0), 'miaxis')).toHaveLength(0);
});
