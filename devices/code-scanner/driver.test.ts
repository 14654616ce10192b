import { afterEach, expect, it, vi } from 'vitest';
import type { CodeScanner } from '../device.ts';
import { createCodeScanner } from './driver.ts';
import { createHidPosParser } from './hid-pos.ts';
import { createLineParser } from './lines.ts';
import { createSimulatedScanner, type ScannerKind } from './sim/scanner.ts';

let scanner: CodeScanner;
afterEach(() => scanner.close());

function start(kind: ScannerKind) {
  const simulated = createSimulatedScanner(kind);
  const codec = kind === 'serial' ? createLineParser() : createHidPosParser();
  scanner = createCodeScanner({ source: simulated.source, codec, timings: { firstRetry: 5, longestRetry: 20 } });
  const codes: string[] = [];
  scanner.subscribe((event) => {
    if (event.type === 'code') codes.push(event.text);
  });
  const shows = (state: string) => vi.waitFor(() => expect(scanner.status.state).toBe(state), { interval: 5 });
  return { simulated, codes, shows };
}

it.each<ScannerKind>(['serial', 'honeywell', 'zebra'])('codes long and short are read: %s', async (kind) => {
  const { simulated, codes, shows } = start(kind);
  await shows('ready');
  const long = `https://example.cn/${'门'.repeat(100)}`;
  simulated.show('YIMEN:5');
  simulated.show(long);
  simulated.show(Uint8Array.from([0xd2, 0xbb, 0xc3, 0xc5]));
  expect(codes).toEqual(['YIMEN:5', long, '一门']);
});

it('a scanner that is unplugged is found again, and half a code of before is forgotten', async () => {
  const { simulated, codes, shows } = start('serial');
  await shows('ready');
  simulated.babble(new TextEncoder().encode('YIM'));
  simulated.setConnected(false);
  await shows('absent');
  simulated.show('YIMEN:6');
  simulated.setConnected(true);
  await shows('ready');
  simulated.show('YIMEN:7');
  expect(codes).toEqual(['YIMEN:7']);
});

it('a scanner that may not be opened is absent until it may', async () => {
  const { simulated, codes, shows } = start('zebra');
  await shows('ready');
  simulated.setForbidden(true);
  simulated.setConnected(false);
  simulated.setConnected(true);
  const tries = vi.spyOn(simulated.source, 'open');
  await vi.waitFor(() => expect(tries.mock.calls.length).toBeGreaterThan(1), { interval: 5 });
  expect(scanner.status.state).toBe('absent');
  simulated.setForbidden(false);
  await shows('ready');
  simulated.show('YIMEN:8');
  expect(codes).toEqual(['YIMEN:8']);
});

it('a scanner that was closed is absent, and heard no more', async () => {
  const { simulated, codes, shows } = start('serial');
  await shows('ready');
  await scanner.close();
  expect(scanner.status.state).toBe('absent');
  simulated.show('YIMEN:9');
  expect(codes).toEqual([]);
});
