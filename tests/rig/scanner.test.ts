import type { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSimulatedScanner } from '../../devices/code-scanner/sim/scanner.ts';
import { composeCaseNumber, slipCode } from '../../server/contract/case-number.ts';
import { NODE_INSIDE } from './machine.ts';
import { becomes, eventually, hands, nextEvent, noting, plug, SCANNER } from './stage.ts';

const caseNumber = composeCaseNumber({ communityCode: '330102016001', day: '2026-11-24', serial: 17 });

test('a slip held before a scanner on a serial line is told to the screen, and not to the scanner; also after it was out', async () => {
  const scanner = createSimulatedScanner();
  const { device, sent } = noting(scanner.source);
  const first = await plug(SCANNER, device);
  await becomes('codeScanner', { state: 'ready' });
  const slip = nextEvent('code');
  scanner.show(slipCode(caseNumber));
  expect(await slip).toEqual({ kind: 'slip', caseNumber, notice: null });
  expect(sent()).toBe(0);
  await first.pull();
  await becomes('codeScanner', { state: 'absent' });
  await plug(SCANNER, scanner.source);
  await becomes('codeScanner', { state: 'ready' });
  const other = nextEvent('code');
  scanner.show('https://weather.example');
  expect(await other).toEqual({ kind: 'unknown' });
});

/** The agent has one scanner; this one is opened as the agent would, by the same user. */
async function openHidPos(): Promise<() => string> {
  const program: Socket = await hands.run([NODE_INSIDE, 'tests/rig/guest/scanner.ts'], {});
  let words = '';
  program.on('data', (bytes: Buffer) => {
    words += bytes;
  });
  program.resume();
  onTestFinished(() => void program.end());
  return () => words;
}

test('a scanner that calls itself one on HID is found, and gives codes that take more than one report', async () => {
  const scanner = createSimulatedScanner('zebra');
  await plug({ as: 'hid-pos', vendor: 0x05e0, product: 0x1300 }, scanner.source);
  const words = await openHidPos();
  await eventually(() => expect(words()).toContain('ready\n'));
  const long = `https://example.cn/${'门'.repeat(100)}`;
  scanner.show(long);
  scanner.show(slipCode(caseNumber));
  await eventually(() => expect(words()).toContain(`${long}\n${slipCode(caseNumber)}\n`));
});
