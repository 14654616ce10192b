import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import type { Printer, SlipJob } from '../device.ts';
import { noDocumentPrinter } from '../document-printer/absent.ts';
import { cable, start } from '../receipt-printer/testing.ts';
import { createPrinting } from './printing.ts';
import { openStore, type PrintState, type Store } from './store.ts';
import { openFolder } from './testing.ts';

const ID = '019a0000-0000-7000-8000-000000000001';

function live(
  folder = openFolder(),
  between?: Parameters<typeof start>[2],
  change: (store: Store) => Partial<Store> = () => ({})
) {
  const { simulated, printer } = start(undefined, {}, between);
  const store = openStore(folder);
  const printing = createPrinting({ ...store, ...change(store) }, printer, noDocumentPrinter);
  onTestFinished(async () => {
    await printing.settled();
    store.close();
  });
  const print = async () => {
    const { id } = printing.printSlip(slip);
    await printing.settled();
    return printing.find(id);
  };
  return { folder, simulated, store, printing, print };
}
const texts = ({ simulated }: ReturnType<typeof live>) => simulated.printed().map(({ text }) => text);

/** The journal of a life that ended with a job in some state. */
function endedAt(...states: readonly PrintState[]): string {
  const folder = openFolder();
  const store = openStore(folder);
  const { id } = store.beginPrint(ID, slip.number);
  for (const state of states) store.setPrint(id, state, null);
  store.close();
  return folder;
}

describe('a slip', () => {
  it('asked for twice while it is printed is one slip', async () => {
    const { simulated, printing } = live();
    const [first, second] = [printing.printSlip(slip), printing.printSlip(slip)];
    expect(first).toMatchObject({ state: 'queued', code: null });
    expect(second.id).toBe(first.id);
    await printing.settled();
    expect(printing.find(first.id)).toMatchObject({ state: 'confirmed', copies: 1, code: null });
    expect(simulated.printed()).toHaveLength(1);
  });

  it('has each step of it on the disk before the next is taken', async () => {
    const folder = openFolder();
    const onDisk: [string, unknown][] = [];
    const look = (what: string) => {
      const reader = new DatabaseSync(`${folder}/agent.sqlite`, { readOnly: true });
      onDisk.push([what, reader.prepare('select state from prints').get()?.state]);
      reader.close();
    };
    const watched = cable((port) => ({
      write(bytes) {
        if (bytes.length > 3) look('a byte leaves');
        return port.write(bytes);
      },
      onData: (listener) =>
        // Printing takes longer than handing over.
        port.onData((bytes) => {
          if (bytes[0] !== 0x37) return listener(bytes);
          setImmediate(() => {
            look('it is confirmed');
            listener(bytes);
          });
        })
    }));
    const { printing, print } = live(folder, watched);
    const job = printing.printSlip(slip);
    look('it is asked for');
    await print();
    look('it is over');
    expect(printing.find(job.id)?.state).toBe('confirmed');
    expect(onDisk.filter(([what], index) => what !== onDisk[index - 1]?.[0])).toEqual([
      ['it is asked for', 'queued'],
      ['a byte leaves', 'sending'],
      ['it is confirmed', 'sent'],
      ['it is over', 'confirmed']
    ]);
  });

  it('printed again says so on the paper, and the first does not', async () => {
    const life = live();
    expect(await life.print()).toMatchObject({ state: 'confirmed', copies: 1 });
    expect(await life.print()).toMatchObject({ state: 'confirmed', copies: 2 });
    expect(texts(life).map((text) => text.includes('补打'))).toEqual([true, false]);
    expect(new Set(life.simulated.printed().flatMap(({ codes }) => codes))).toEqual(new Set([slip.code]));
  });

  it('that never began is no copy', async () => {
    const { simulated, print } = live();
    simulated.setPaper('out');
    expect(await print()).toMatchObject({ state: 'not-started', code: 'printer.paper-out' });
    simulated.setPaper('enough');
    expect(await print()).toMatchObject({ state: 'confirmed', copies: 1 });
  });

  it('whose paper ended half-way is uncertain, and nothing is printed again by itself', async () => {
    const life = live();
    life.simulated.endPaperAfter(3);
    expect(await life.print()).toMatchObject({ state: 'uncertain', code: 'printer.paper-out' });
    life.simulated.setPaper('enough');
    expect(await life.print()).toMatchObject({ state: 'confirmed', copies: 2 });
    expect(life.simulated.printed().map(({ codes, end }) => [codes.length, end])).toEqual([
      [1, 'cut'],
      [0, 'torn']
    ]);
    expect(texts(life)[0]).toContain('补打');
  });

  it('does not leave where the disk takes no note of it', async () => {
    const full = () => {
      throw Object.assign(new Error('full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
    };
    const { simulated, print } = live(undefined, undefined, () => ({ setPrint: full }));
    expect(await print()).toMatchObject({ state: 'not-started', code: 'printer.not-noted' });
    expect(simulated.printed()).toEqual([]);
  });

  it('that is out is told to be, though the disk filled up meanwhile', async () => {
    const { print } = live(undefined, undefined, (store) => ({
      setPrint(id, state, code) {
        if (state !== 'sending') throw Object.assign(new Error('full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
        store.setPrint(id, state, code);
      }
    }));
    expect(await print()).toMatchObject({ state: 'confirmed' });
  });

  it('whose printing is a defect is uncertain once it began, and not before', async () => {
    const store = openStore(openFolder());
    const broken = (begins: boolean): Printer<SlipJob> => ({
      ...noDocumentPrinter,
      async print(_, progress) {
        if (begins) await progress.onSending();
        throw new TypeError('a defect');
      }
    });
    for (const [begins, state] of [
      [true, 'uncertain'],
      [false, 'not-started']
    ] as const) {
      const printing = createPrinting(store, broken(begins), noDocumentPrinter);
      const { id } = printing.printSlip(slip);
      await printing.settled();
      expect(printing.find(id)).toMatchObject({ state, code: 'printer.failed' });
    }
    store.close();
  });
});

describe('of a slip that an earlier life left', () => {
  it.each([
    ['queued', [], 'not-started', 'printer.interrupted', 1],
    ['sending', ['sending'], 'uncertain', 'printer.interrupted', 2],
    ['sent', ['sending', 'sent'], 'uncertain', 'printer.interrupted', 2],
    ['confirmed', ['sending', 'sent', 'confirmed'], 'confirmed', null, 2],
    ['not started', ['not-started'], 'not-started', null, 1],
    ['uncertain', ['sending', 'uncertain'], 'uncertain', null, 2]
  ] as const)(
    '%s, this one tells the truth, prints nothing by itself, and counts it as a copy or not',
    async (...of) => {
      const [, states, state, code, copies] = of;
      const life = live(endedAt(...states));
      expect(life.printing.find(ID)).toMatchObject({ state, code, copies: 1 });
      expect(life.simulated.printed()).toEqual([]);
      expect(await life.print()).toMatchObject({ state: 'confirmed', copies });
      expect(texts(life)[0]?.includes('补打')).toBe(copies === 2);
    }
  );

  it('unfinished, the next is told not to run into it; finished, it is not', () => {
    const isUnfinished = (...states: PrintState[]) => {
      const store = openStore(endedAt(...states));
      onTestFinished(() => store.close());
      return store.isSlipUnfinished();
    };
    expect(isUnfinished('sending')).toBe(true);
    expect(isUnfinished('sending', 'sent')).toBe(true);
    expect(isUnfinished('sending', 'sent', 'confirmed')).toBe(false);
    expect(isUnfinished()).toBe(false);
    const store = openStore(openFolder());
    expect(store.isSlipUnfinished()).toBe(false);
    store.setPrint(store.beginPrint(ID, slip.number).id, 'uncertain', 'printer.unconfirmed');
    expect(store.isSlipUnfinished()).toBe(false);
    store.close();
  });

  it('unfinished, the next is told so, whatever the other printer did since', () => {
    const store = openStore(endedAt('sending'));
    onTestFinished(() => store.close());
    store.setPrint(store.beginPrint(randomUUID(), `${ID} form`).id, 'confirmed', null);
    expect(store.isSlipUnfinished()).toBe(true);
  });
});

it('a job that nobody began is not found', () => {
  expect(live().printing.find('nothing')).toBeNull();
});
