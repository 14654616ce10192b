import { expect, test } from 'vitest';
import { createSimulatedScanner } from '../../devices/code-scanner/sim/scanner.ts';
import { composeCaseNumber, slipCode } from '../../server/contract/case-number.ts';
import { becomes, nextEvent, noting, plug, SCANNER } from './stage.ts';

const caseNumber = composeCaseNumber({ communityCode: '330102016001', day: '2026-11-24', serial: 17 });

test('a slip held before a scanner on a serial line is told to the page, and not to the scanner; also after it was out', async () => {
  const scanner = createSimulatedScanner();
  const { device, sent } = noting(scanner.source);
  const first = await plug(SCANNER, device);
  await becomes('codeScanner', { state: 'ready' });
  const slip = await nextEvent('slip');
  scanner.show(slipCode(caseNumber));
  expect(await slip.said).toEqual({ caseNumber });
  expect(sent()).toBe(0);
  await first.pull();
  await becomes('codeScanner', { state: 'absent' });
  await plug(SCANNER, scanner.source);
  await becomes('codeScanner', { state: 'ready' });
  const other = await nextEvent('slip');
  scanner.show('https://weather.example');
  expect(await other.said).toEqual({ caseNumber: null });
});
