import { afterEach, expect, it, vi } from 'vitest';
import type { PrintProgress } from '../device.ts';
import { createDocumentPrinter } from './driver.ts';
import { OPERATIONS } from './ipp.ts';
import { createSimulatedDocumentPrinter } from './sim/printer.ts';

const pdf = new TextEncoder().encode('%PDF-1.7\n%%EOF');
/** Whoever prints hears of each step; here of the first. */
const onSending = (begun: () => void | Promise<void>): PrintProgress => ({ onSending: begun, onSent: () => undefined });
const nothing = onSending(() => undefined);
const ONCE = Object.values(OPERATIONS).filter((one) => one !== OPERATIONS.createJob && one !== OPERATIONS.sendDocument);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(
  change: { readonly finish?: number } = {},
  kind: Parameters<typeof createSimulatedDocumentPrinter>[0] = {}
) {
  const simulated = createSimulatedDocumentPrinter(kind);
  const { url } = await simulated.start();
  const timings = { poll: 10, watch: 10, request: 1000, finish: 3000, ...change };
  const printer = createDocumentPrinter({ url, timings });
  closing.push(
    () => printer.close(),
    () => simulated.close()
  );
  const shows = (status: object) => vi.waitFor(() => expect(printer.status).toEqual(status), { interval: 5 });
  await shows({ state: 'ready' });
  return { simulated, printer, shows, url };
}

it.each([
  ['in two steps', {}],
  ['in one, where it knows no other way', { operations: ONCE }]
])('a document is printed %s, and said to be printed when the printer says so', async (_, kind) => {
  const { simulated, printer } = await start({}, kind);
  expect(await printer.print({ pdf, name: '申请表' }, nothing)).toEqual({ outcome: 'confirmed' });
  expect(simulated.printed()).toMatchObject([{ name: '申请表', pdf }]);
});

it('nothing is sent where there is no paper, no toner or no printer', async () => {
  const { simulated, printer } = await start();
  const sent = vi.fn();
  const print = () => printer.print({ pdf, name: 'a' }, onSending(sent));
  simulated.setPaper('out');
  expect(await print()).toEqual({ outcome: 'not-started', code: 'printer.paper-out' });
  simulated.setPaper('enough');
  simulated.setToner('empty');
  expect(await print()).toEqual({ outcome: 'not-started', code: 'printer.toner-empty' });
  simulated.setConnected(false);
  expect(await print()).toEqual({ outcome: 'not-started', code: 'printer.absent' });
  expect(printer.status).toEqual({ state: 'absent' });
  expect(sent).not.toHaveBeenCalled();
});

it('what runs low is told and printed with', async () => {
  const { simulated, printer, shows } = await start();
  simulated.setPaper('low');
  simulated.setToner('low');
  await shows({ state: 'ready', paperLow: true, tonerLow: true });
  expect(await printer.print({ pdf, name: 'a' }, nothing)).toEqual({ outcome: 'confirmed' });
});

it('a printer that takes no PDF is sent none, and is out of order for us', async () => {
  const simulated = createSimulatedDocumentPrinter({ formats: ['image/pwg-raster'] });
  const printer = createDocumentPrinter({ url: (await simulated.start()).url });
  closing.push(
    () => printer.close(),
    () => simulated.close()
  );
  expect(await printer.print({ pdf, name: 'a' }, nothing)).toEqual({
    outcome: 'not-started',
    code: 'printer.unsuitable'
  });
  expect(printer.status).toEqual({ state: 'fault', code: 'printer.unsuitable' });
});

it('a printer that would print a form on other paper is sent none', async () => {
  const { simulated, printer } = await start({}, { ignoresMedia: true });
  expect(await printer.print({ pdf, name: 'a' }, nothing)).toEqual({
    outcome: 'not-started',
    code: 'printer.unsuitable'
  });
  expect(simulated.printed()).toEqual([]);
});

it('a document that the printer does not take for a PDF was not printed', async () => {
  const { simulated, printer } = await start();
  expect(await printer.print({ pdf: new TextEncoder().encode('hello'), name: 'a' }, nothing)).toEqual({
    outcome: 'not-started',
    code: 'printer.unsuitable'
  });
  expect(simulated.printed()).toEqual([]);
});

it('paper that ends in the middle is waited for', async () => {
  const { simulated, printer, shows } = await start();
  const printing = printer.print(
    { pdf, name: 'a' },
    onSending(() => simulated.setPaper('out'))
  );
  await shows({ state: 'fault', code: 'printer.paper-out' });
  expect(simulated.printed()).toEqual([]);
  simulated.setPaper('enough');
  expect(await printing).toEqual({ outcome: 'confirmed' });
});

it('a document that nobody waits for any more is cancelled, and never comes out', async () => {
  const { simulated, printer } = await start({ finish: 60 });
  expect(
    await printer.print(
      { pdf, name: 'a' },
      onSending(() => simulated.setPaper('out'))
    )
  ).toEqual({
    outcome: 'uncertain',
    code: 'printer.paper-out'
  });
  simulated.setPaper('enough');
  expect(await printer.print({ pdf, name: 'b' }, nothing)).toEqual({ outcome: 'confirmed' });
  expect(simulated.printed().map(({ name }) => name)).toEqual(['b']);
});

it('a terminal that is switched off cancels what is not out yet', async () => {
  const { simulated, printer, shows } = await start();
  const printing = printer.print(
    { pdf, name: 'a' },
    onSending(() => simulated.setPaper('out'))
  );
  await shows({ state: 'fault', code: 'printer.paper-out' });
  const closed = printer.close();
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.paper-out' });
  await closed;
  simulated.setPaper('enough');
  expect(simulated.printed()).toEqual([]);
});

it('a job that somebody ends at the printer is said to be cancelled', async () => {
  const { simulated, printer, shows } = await start();
  const printing = printer.print(
    { pdf, name: 'a' },
    onSending(() => simulated.setPaper('out'))
  );
  await shows({ state: 'fault', code: 'printer.paper-out' });
  simulated.cancelJobs();
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.cancelled' });
});

it('an answer that was lost is no lost job: its number was known before the document left', async () => {
  const { simulated, printer } = await start();
  simulated.loseNextAnswer('sendDocument');
  expect(await printer.print({ pdf, name: 'a' }, nothing)).toEqual({ outcome: 'confirmed' });
  expect(simulated.printed()).toHaveLength(1);
});

it('a job that was never made known takes no document with it', async () => {
  const { simulated, printer } = await start();
  simulated.loseNextAnswer('createJob');
  expect(await printer.print({ pdf, name: 'a' }, nothing)).toEqual({ outcome: 'not-started', code: 'printer.silent' });
  expect(simulated.printed()).toEqual([]);
});

it('where all goes at once, a lost answer leaves the page uncertain', async () => {
  const { simulated, printer } = await start({}, { operations: ONCE });
  simulated.loseNextAnswer('printJob');
  expect(await printer.print({ pdf, name: 'a' }, nothing)).toEqual({ outcome: 'uncertain', code: 'printer.silent' });
});

it('a printer that is switched off and on has forgotten the job, and nobody knows of its page', async () => {
  const { simulated, printer, shows } = await start();
  const printing = printer.print(
    { pdf, name: 'a' },
    onSending(() => simulated.setPaper('out'))
  );
  await shows({ state: 'fault', code: 'printer.paper-out' });
  simulated.restart();
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.failed' });
});

it("somebody else's job of the same number is not taken for ours", async () => {
  const { simulated, printer, shows, url } = await start();
  const other = createDocumentPrinter({ url });
  closing.unshift(() => other.close());
  const printing = printer.print(
    { pdf, name: 'a' },
    onSending(() => simulated.setPaper('out'))
  );
  await shows({ state: 'fault', code: 'printer.paper-out' });
  simulated.setConnected(false);
  await shows({ state: 'absent' });
  simulated.restart();
  simulated.setPaper('enough');
  simulated.setConnected(true);
  expect(await other.print({ pdf, name: 'b' }, nothing)).toEqual({ outcome: 'confirmed' });
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.failed' });
  expect(simulated.printed().map(({ name }) => name)).toEqual(['b']);
});

it('a printer without a spool is asked again until it is free', async () => {
  const { simulated, printer } = await start();
  simulated.setBusy(true);
  const printing = printer.print({ pdf, name: 'a' }, nothing);
  await vi.waitFor(() => expect(printer.status).toEqual({ state: 'busy' }), { interval: 5 });
  simulated.setBusy(false);
  expect(await printing).toEqual({ outcome: 'confirmed' });
});

it('a printer that stays busy with others gets nothing from us', async () => {
  const { simulated, printer } = await start({ finish: 60 });
  simulated.setBusy(true);
  expect(await printer.print({ pdf, name: 'a' }, nothing)).toEqual({ outcome: 'not-started', code: 'printer.busy' });
});

it('a printer that is switched off in the middle leaves its job uncertain', async () => {
  const { simulated, printer, shows } = await start({ finish: 300 });
  const printing = printer.print(
    { pdf, name: 'a' },
    onSending(() => simulated.setPaper('out'))
  );
  await shows({ state: 'fault', code: 'printer.paper-out' });
  simulated.setConnected(false);
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.absent' });
});
