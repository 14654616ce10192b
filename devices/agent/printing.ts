import { randomUUID } from 'node:crypto';
import type { Slip } from '../../server/contract/slip.ts';
import type { Document, Printer, PrinterFault } from '../device.ts';
import type { PrintEntry, PrintState, Store } from './store.ts';
import type { PrintJobAnswer } from './wire.ts';

/** What the slip printer is given. */
export interface SlipJob {
  readonly slip: Slip;
  /** From the second copy on the paper says 补打. */
  readonly reprint: boolean;
}

/** Jobs for one printer, one after the other, each written in the journal before the paper moves. */
export interface Printing {
  printSlip(slip: Slip): PrintJobAnswer;
  printDocument(subject: string, document: Document): PrintJobAnswer;
  find(id: string): PrintJobAnswer | null;
  /** Ends once everything that was begun has an outcome. */
  settled(): Promise<void>;
}

const answerOf = ({ id, state, code, copy }: PrintEntry): PrintJobAnswer => ({
  id,
  state,
  code: code as PrinterFault | 'printer.absent' | null,
  copies: copy
});

/** Prints through the journal: what was asked for twice while it is still printing is one job. */
export function createPrinting(
  store: Store,
  slipPrinter: Printer<SlipJob>,
  documentPrinter: Printer<Document>
): Printing {
  const running = new Map<string, string>();
  const queues = new Map<Printer<never>, Promise<void>>();
  /** What a full disk did not take: the paper has moved all the same, and whoever waits for it must hear how it went. */
  const unwritten = new Map<string, PrintEntry>();
  const entryOf = (id: string) => unwritten.get(id) ?? store.findPrint(id);

  function note(entry: PrintEntry, state: PrintState, code: string | null): void {
    try {
      store.setPrint(entry.id, state, code);
      unwritten.delete(entry.id);
    } catch {
      unwritten.set(entry.id, { ...entry, state, code });
    }
  }

  async function run<Job>(printer: Printer<Job>, entry: PrintEntry, job: Job): Promise<void> {
    try {
      const result = await printer.print(job, () => note(entry, 'printing', null));
      note(entry, result.outcome, 'code' in result ? result.code : null);
    } catch {
      console.error(`defect while printing ${entry.id}`);
      note(entry, 'uncertain', 'printer.failed');
    } finally {
      running.delete(entry.subject);
    }
  }

  function begin<Job>(printer: Printer<Job>, subject: string, jobOf: (entry: PrintEntry) => Job): PrintJobAnswer {
    const current = running.get(subject);
    const known = current ? entryOf(current) : null;
    if (known) return answerOf(known);
    const entry = store.beginPrint(randomUUID(), subject);
    running.set(subject, entry.id);
    const before = queues.get(printer) ?? Promise.resolve();
    queues.set(
      printer,
      before.then(() => run(printer, entry, jobOf(entry)))
    );
    return answerOf(entry);
  }

  return {
    printSlip: (slip) => begin(slipPrinter, slip.number, ({ copy }) => ({ slip, reprint: copy > 1 })),
    printDocument: (subject, document) => begin(documentPrinter, subject, () => document),
    find(id) {
      const entry = entryOf(id);
      return entry && answerOf(entry);
    },
    async settled() {
      await Promise.all(queues.values());
    }
  };
}
