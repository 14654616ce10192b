import { expect, it, onTestFinished } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import { noDocumentPrinter } from '../document-printer/absent.ts';
import { createReceiptPrinter } from '../receipt-printer/driver.ts';
import { PAPER_80 } from '../receipt-printer/profiles.ts';
import { createSimulatedPrinter } from '../receipt-printer/sim/printer.ts';
import { createPrinting } from './printing.ts';
import { openStore } from './store.ts';
import { openFolder } from './testing.ts';

function live(folder = openFolder()) {
  const simulated = createSimulatedPrinter();
  const timings = { status: 60, confirm: 120, watch: 15, replug: 10 };
  const printer = createReceiptPrinter({ source: simulated.source, profile: PAPER_80, timings });
  const store = openStore(folder);
  const printing = createPrinting(store, printer, noDocumentPrinter);
  onTestFinished(async () => {
    await printing.settled();
    await printer.close();
    store.close();
  });
  const print = async () => {
    const { id } = printing.printSlip(slip);
    await printing.settled();
    return printing.find(id);
  };
  return { simulated, store, printing, print };
}
const texts = (simulated: ReturnType<typeof createSimulatedPrinter>) => simulated.printed().map(({ text }) => text);

it('a slip asked for twice while it is printed is one slip', async () => {
  const { simulated, printing } = live();
  const [first, second] = [printing.printSlip(slip), printing.printSlip(slip)];
  expect(second.id).toBe(first.id);
  await printing.settled();
  expect(printing.find(first.id)).toMatchObject({ state: 'confirmed', copies: 1, code: null });
  expect(simulated.printed()).toHaveLength(1);
});

it('a slip printed again says so on the paper, and the first does not', async () => {
  const { simulated, print } = live();
  expect(await print()).toMatchObject({ state: 'confirmed', copies: 1 });
  expect(await print()).toMatchObject({ state: 'confirmed', copies: 2 });
  const [second, first] = texts(simulated);
  expect([first?.includes('补打'), second?.includes('补打')]).toEqual([false, true]);
});

it('a slip that never began is no copy', async () => {
  const { simulated, print } = live();
  simulated.setPaper('out');
  expect(await print()).toMatchObject({ state: 'not-started', code: 'printer.paper-out' });
  simulated.setPaper('enough');
  expect(await print()).toMatchObject({ state: 'confirmed', copies: 1 });
});

it('a slip whose paper ended half-way is uncertain, and nothing is printed again by itself', async () => {
  const { simulated, print } = live();
  simulated.endPaperAfter(3);
  expect(await print()).toMatchObject({ state: 'uncertain' });
  expect(simulated.printed()).toHaveLength(0);
});

it('a slip that an earlier life was printing is uncertain in the next, and counts as a copy', async () => {
  const folder = openFolder();
  const before = openStore(folder);
  const { id } = before.beginPrint('019a0000-0000-7000-8000-000000000001', slip.number);
  before.setPrint(id, 'printing', null);
  before.close();
  const { printing, print, simulated } = live(folder);
  expect(printing.find(id)).toMatchObject({ state: 'uncertain', copies: 1 });
  expect(simulated.printed()).toHaveLength(0);
  expect(await print()).toMatchObject({ copies: 2 });
  expect(texts(simulated)[0]).toContain('补打');
});

it('a job that nobody began is not found', () => {
  expect(live().printing.find('nothing')).toBeNull();
});
