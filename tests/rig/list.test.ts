import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createSimulatedScanner } from '../../devices/code-scanner/sim/scanner.ts';
import { createSimulatedReader } from '../../devices/id-card/sim/reader.ts';
import { createSimulatedPrinter } from '../../devices/receipt-printer/sim/printer.ts';
import { NODE_INSIDE } from './machine.ts';
import { BULK_READER, becomes, hands, PRINTER, plug, plugReader, SCANNER } from './stage.ts';

test('devices list names everything that is plugged in, what it is taken for, and that the agent’s user may open it', async () => {
  await plugReader(createSimulatedReader(), 'hid');
  await becomes('reader', { state: 'ready' });
  await plug(BULK_READER, createSimulatedReader().source);
  await plug(PRINTER, createSimulatedPrinter().source);
  await plug(SCANNER, createSimulatedScanner().source);
  await becomes('slipPrinter', { state: 'ready' });
  const rows = (await text(await hands.run([NODE_INSIDE, 'devices/command/main.ts', 'list'], {}))).split('\n');
  const row = (which: string) => rows.find((one) => one.includes(which)) ?? '';
  expect(row('0483:572B')).toMatch(/^HID .* Virtual hid .* perhaps an ID-card reader: .*, length-63$/);
  expect(row('0400:C35A')).toMatch(/^USB .* Virtual bulk .* perhaps an ID-card reader: .*, bulk$/);
  expect(row('/dev/usb/lp')).toMatch(/may be opened by this user: yes$/);
  expect(row('/dev/ttyACM')).toMatch(/may be opened by this user: yes$/);
});
