import { expect, test } from 'vitest';
import { createSimulatedPrinter } from '../../devices/receipt-printer/sim/printer.ts';
import { parseSlipCode } from '../../server/contract/case-number.ts';
import { apply, becomes, hands, noting, ONE, OTHER, PRINTER, plug, print } from './stage.ts';

/** Whole slips in the tray, newest first: whose, and whether they say that they are copies. What was torn off bears no code. */
const tray = ({ printed }: ReturnType<typeof createSimulatedPrinter>) =>
  printed()
    .filter(({ codes }) => codes.length > 0)
    .map(({ codes, text }) => ({ caseNumber: parseSlipCode(codes[0] ?? ''), copy: text.includes('补打') }));

/** More bytes than questions about paper come to, fewer than a receipt has. */
const IN_THE_MIDDLE = 3000;

test('a card is tapped, an application filed, and the slip in the tray bears its number', async () => {
  const printer = createSimulatedPrinter();
  await plug(PRINTER, printer.source);
  await becomes('slipPrinter', { state: 'ready' });
  const own = await apply(ONE);
  expect(await print(own)).toMatchObject({ state: 'confirmed', copies: 1 });
  expect(tray(printer)).toEqual([{ caseNumber: own.caseNumber, copy: false }]);
});

test('paper that runs out in the middle leaves the slip uncertain; on new paper only a person prints it again', async () => {
  const filed = await apply(OTHER);
  const printer = createSimulatedPrinter();
  await plug(PRINTER, printer.source);
  await becomes('slipPrinter', { state: 'ready' });
  printer.endPaperAfter(5);
  expect(await print(filed)).toMatchObject({ state: 'uncertain', code: 'printer.paper-out' });
  await becomes('slipPrinter', { state: 'fault', code: 'printer.paper-out' });
  printer.setPaper('enough');
  await becomes('slipPrinter', { state: 'ready' });
  expect(tray(printer)).toEqual([]);
  expect(await print(filed)).toMatchObject({ state: 'confirmed', copies: 2 });
  expect(tray(printer)).toEqual([{ caseNumber: filed.caseNumber, copy: true }]);
  expect(printer.mistakes()).toEqual([]);
});

test('a printer pulled out in the middle of a receipt leaves it uncertain; back again, it prints nothing by itself', async () => {
  const printer = createSimulatedPrinter();
  const { device, sent, when } = noting(printer.source);
  const first = await plug(PRINTER, device);
  await becomes('slipPrinter', { state: 'ready' });
  const filed = await apply(ONE);
  const middle = when(() => sent() > IN_THE_MIDDLE);
  const job = print(filed);
  await middle;
  await first.pull();
  expect(await job).toMatchObject({ state: 'uncertain', code: 'printer.absent' });
  await becomes('slipPrinter', { state: 'absent' });
  await plug(PRINTER, printer.source);
  await becomes('slipPrinter', { state: 'ready' });
  expect(tray(printer)).toEqual([]);
  expect(await print(filed)).toMatchObject({ state: 'confirmed', copies: 2 });
  expect(tray(printer)).toEqual([{ caseNumber: filed.caseNumber, copy: true }]);
  expect(printer.mistakes()).toEqual([]);
});

test('a printer that stops taking bytes leaves the slip uncertain; taking them again, it spoils nothing of the next', async () => {
  const printer = createSimulatedPrinter();
  const { device, sent, when } = noting(printer.source);
  await plug(PRINTER, device);
  await becomes('slipPrinter', { state: 'ready' });
  const filed = await apply(OTHER);
  const middle = when(() => sent() > IN_THE_MIDDLE);
  const job = print(filed);
  await middle;
  await hands.printer('holds');
  expect(await job).toMatchObject({ state: 'uncertain' });
  expect(tray(printer)).toEqual([]);
  await hands.printer('takes');
  await becomes('slipPrinter', { state: 'ready' });
  expect(await print(filed)).toMatchObject({ state: 'confirmed', copies: 2 });
  expect(tray(printer)[0]).toEqual({ caseNumber: filed.caseNumber, copy: true });
  expect(printer.mistakes()).toEqual([]);
});
