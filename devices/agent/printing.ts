import { randomUUID } from 'node:crypto';
import type { Slip } from '../../server/contract/slip.ts';
import type { TicketSlip } from '../../server/contract/ticket-slip.ts';
import { isDiskFull } from '../../server/process/start-failure.ts';
import type { Document, Printer, SlipJob } from '../device.ts';
import { createQueue, type Queue } from '../queue.ts';
import type { PrintEntry, PrintState, Store } from './store.ts';
import type { PrintCode, PrintJobAnswer } from './wire.ts';

/** Jobs for one printer, one after the other, each step of them in the journal before the next is taken. */
export interface Printing {
  printSlip(slip: Slip): PrintJobAnswer;
  printTicket(ticket: TicketSlip): PrintJobAnswer;
  printDocument(subject: string, document: Document): PrintJobAnswer;
  find(id: string): PrintJobAnswer | null;
  /** Ends once everything that was begun has an outcome. */
  settled(): Promise<void>;
}

const answerOf = ({ id, state, code, copy }: PrintEntry): PrintJobAnswer => ({
  id,
  state,
  code: code as PrintCode | null,
  copies: copy
});

/** Prints through the journal: what was asked for twice while it is still printing is one job. */
export function createPrinting(
  store: Store,
  slipPrinter: Printer<SlipJob>,
  documentPrinter: Printer<Document>
): Printing {
  const running = new Map<string, string>();
  const [slips, documents] = [createQueue(), createQueue()];
  const afterUnfinished = store.isSlipUnfinished();
  /** What a full disk did not take: the paper has moved all the same, and whoever waits for it must hear how it went. */
  const unwritten = new Map<string, PrintEntry>();
  const entryOf = (id: string) => unwritten.get(id) ?? store.findPrint(id);

  function note(entry: PrintEntry, state: PrintState, code: PrintCode | null): void {
    try {
      store.setPrint(entry.id, state, code);
      unwritten.delete(entry.id);
    } catch {
      unwritten.set(entry.id, { ...entry, state, code });
    }
  }

  async function run<Job>(printer: Printer<Job>, entry: PrintEntry, job: Job): Promise<void> {
    let isBegun = false;
    try {
      const result = await printer.print(job, {
        onSending() {
          // Not to be had later: a job that is not known to have begun would be printed again as if it never had.
          store.setPrint(entry.id, 'sending', null);
          isBegun = true;
        },
        onSent: () => note(entry, 'sent', null)
      });
      note(entry, result.outcome, 'code' in result ? result.code : null);
    } catch (error) {
      if (!isBegun && isDiskFull(error)) return note(entry, 'not-started', 'printer.not-noted');
      console.error(`defect while printing ${entry.id}`);
      note(entry, isBegun ? 'uncertain' : 'not-started', 'printer.failed');
    } finally {
      running.delete(entry.subject);
    }
  }

  function begin<Job>(
    queue: Queue,
    printer: Printer<Job>,
    subject: string,
    jobOf: (entry: PrintEntry) => Job
  ): PrintJobAnswer {
    const current = running.get(subject);
    const known = current ? entryOf(current) : null;
    if (known) return answerOf(known);
    const entry = store.beginPrint(randomUUID(), subject);
    running.set(subject, entry.id);
    void queue(() => run(printer, entry, jobOf(entry)));
    return answerOf(entry);
  }

  /** `subject` has no blank in it: by that the journal tells slips from documents. */
  const printPaper = (subject: string, slip: Slip | TicketSlip) =>
    begin(slips, slipPrinter, subject, ({ copy }) => ({ slip, reprint: copy > 1, afterUnfinished }));

  return {
    printSlip: (slip) => printPaper(slip.number, slip),
    printTicket: (ticket) => printPaper(`ticket-${ticket.id}`, ticket),
    printDocument: (subject, document) => begin(documents, documentPrinter, subject, () => document),
    find(id) {
      const entry = entryOf(id);
      return entry && answerOf(entry);
    },
    async settled() {
      await Promise.all([slips.settled(), documents.settled()]);
    }
  };
}
