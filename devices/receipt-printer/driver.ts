import { randomBytes } from 'node:crypto';
import type {
  PortSource,
  Printer,
  PrinterFault,
  PrinterStatus,
  PrintFailure,
  PrintOutcome,
  PrintProgress,
  SlipJob
} from '../device.ts';
import { createQueue } from '../queue.ts';
import { createStatus } from '../status.ts';
import { encodeReceipt, encodeSweep, fillUp, type JobEnd } from './codec.ts';
import { createConversation } from './conversation.ts';
import { type DeliveryTimings, deliver } from './delivery.ts';
import type { PaperStatus } from './paper-status.ts';
import type { PrinterProfile } from './profiles.ts';
import { layOutSlip } from './slip-layout.ts';
import { layOutTicket } from './ticket-layout.ts';

/** Milliseconds. */
export interface PrinterTimings extends DeliveryTimings {
  /** For an answer to DLE EOT. */
  readonly status: number;
  /** After which a printer that is through with everything has nothing more to say. */
  readonly quiet: number;
  /** Between two looks for a printer that is not there. */
  readonly replug: number;
}

const TIMINGS: PrinterTimings = {
  status: 800,
  write: 16_000,
  confirm: 10_000,
  quiet: 2000,
  watch: 2000,
  replug: 1000
};

/** Asks for a process id in printable ASCII, as GS ( H wants it. */
function jobEndOf({ confirmation }: PrinterProfile): JobEnd | null {
  if (confirmation === 'none') return null;
  if (confirmation === 'paper-sensor') return { kind: 'paper-sensor' };
  return { kind: 'process-id', id: randomBytes(4).map((byte) => 0x21 + (byte % 0x5d)) };
}

type Seen = PaperStatus | 'unanswered' | null;

const faultOf = (seen: Seen): PrinterFault | null => (seen === 'unanswered' ? 'printer.silent' : (seen?.fault ?? null));

/**
 * Whether something of a job may be left in the printer: it stopped, went away, or does not take what it is given. One that
 * took everything, stands ready and only did not confirm prints in its own time, and cuts, before it begins the next.
 */
const mayBeLeft = (failure: PrintFailure | null): boolean => failure !== null && failure !== 'printer.unconfirmed';

/**
 * Drives an ESC/POS receipt printer: watches paper and cover, prints a slip as one buffer, and claims that it came out only
 * when the printer said so.
 *
 * A printer that stops in the middle of a receipt, because its paper ends or its cover is opened, keeps what it was given,
 * and goes on by itself when it can: the rest would come out when staff put paper in, or run into the receipt of whoever is
 * next, or, where it stopped within a picture, swallow the beginning of that. ESC @ is no help, for it waits behind the
 * rest. So, when a receipt was interrupted:
 *
 * 1. what has not left this machine does not leave it any more: the port is closed where bytes wait in it;
 * 2. while the printer stands still it is told to forget the rest, by a command that overtakes it (DLE DC4 8, DLE ENQ 2);
 * 3. once it is ready, and before anything else is printed, a sweep ends what is left: NULs complete a command that was cut
 *    off, ESC @ forgets a line that was not printed, and the piece that hangs in the printer is cut off.
 *
 * A printer that knows neither command prints the rest when it gets paper, before the eyes of whoever puts it in; the sweep
 * cuts it off from what follows. The job stays uncertain whatever comes out late.
 */
export function createReceiptPrinter(options: {
  readonly source: PortSource;
  readonly profile: PrinterProfile;
  readonly timings?: Partial<PrinterTimings>;
}): Printer<SlipJob> {
  const { source, profile } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const status = createStatus<PrinterStatus, undefined>({ state: 'absent' }, undefined);
  const inTurn = createQueue();
  const printer = createConversation({
    source,
    profile,
    answerMs: timings.status,
    onLost: () => status.become({ state: 'absent' })
  });
  /** What an interrupted receipt left behind; `told`: what can be done while the printer stands still was done. */
  let leftover: 'none' | 'fresh' | 'told' = 'none';
  let isFirstJob = true;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  /** Given and not ended yet. */
  let jobs = 0;

  function statusOf(seen: Seen): PrinterStatus {
    if (!printer.isOpen) return printer.isDenied ? { state: 'fault', code: 'printer.denied' } : { state: 'absent' };
    if (seen === null) return { state: 'unknown' };
    if (seen === 'unanswered') return { state: 'fault', code: 'printer.silent' };
    const paperLow = seen.paperLow ? { paperLow: true } : {};
    return seen.fault ? { state: 'fault', code: seen.fault, ...paperLow } : { state: 'ready', ...paperLow };
  }
  function showBusy(): void {
    status.become(status.current.paperLow ? { state: 'busy', paperLow: true } : { state: 'busy' });
  }

  async function look(): Promise<Seen> {
    const seen = (await printer.connect()) ? await printer.look() : null;
    status.become(statusOf(seen));
    return seen;
  }

  /** While it stands still: it forgets the rest, or, where it does not even answer, is given the end of a command. */
  async function stopLeftover(seen: Seen): Promise<void> {
    if (leftover !== 'fresh' || !faultOf(seen)) return;
    leftover = 'told';
    if (seen === 'unanswered') await printer.send(fillUp(profile), timings.write);
    else await printer.discard();
  }

  /** Where it stands ready: what is left ends, on paper of its own. Once, unless it is interrupted itself. */
  async function sweep(): Promise<void> {
    leftover = 'none';
    showBusy();
    const end = jobEndOf(profile);
    const failure = await deliver(printer, { bytes: encodeSweep(profile, end), end, proof: 'any' }, timings);
    if (mayBeLeft(failure)) leftover = 'fresh';
    // Answers to GS r look alike: those that are still to come must not be taken for the next job's.
    if (end?.kind === 'paper-sensor' && failure === null) await printer.settle(timings.quiet);
  }

  /** Looks at the printer, and takes care of what an interrupted receipt left in it. */
  async function prepare(): Promise<Seen> {
    const seen = await look();
    await stopLeftover(seen);
    if (leftover === 'none' || !printer.isOpen || faultOf(seen)) return seen;
    await sweep();
    return look();
  }

  async function watch(): Promise<void> {
    await inTurn(async () => {
      if (!closed) await prepare();
    });
    if (closed) return;
    timer = setTimeout(() => void watch(), printer.isOpen ? timings.watch : timings.replug);
    timer.unref();
  }

  async function print({ slip, reprint, afterUnfinished }: SlipJob, progress: PrintProgress): Promise<PrintOutcome> {
    if (isFirstJob && afterUnfinished) leftover = 'fresh';
    isFirstJob = false;
    const before = await prepare();
    if (!printer.isOpen)
      return { outcome: 'not-started', code: printer.isDenied ? 'printer.denied' : 'printer.absent' };
    const fault = faultOf(before) ?? (leftover === 'none' ? null : 'printer.silent');
    if (fault) return { outcome: 'not-started', code: fault };
    const end = jobEndOf(profile);
    const lines = slip.kind === 'ticket' ? layOutTicket(slip, reprint, profile) : layOutSlip(slip, reprint, profile);
    const bytes = encodeReceipt(lines, profile, end);
    await progress.onSending();
    if (!printer.isOpen) return { outcome: 'not-started', code: 'printer.absent' };
    showBusy();
    const failure = await deliver(printer, { bytes, end }, timings, () => progress.onSent());
    if (mayBeLeft(failure)) leftover = 'fresh';
    if (failure === 'printer.silent') status.become({ state: 'fault', code: failure });
    else await stopLeftover(await look());
    return failure ? { outcome: 'uncertain', code: failure } : { outcome: 'confirmed' };
  }

  void watch();
  return {
    get status() {
      return status.current;
    },
    subscribe: status.subscribe,
    async print(job, progress) {
      jobs++;
      return inTurn(() => print(job, progress)).finally(() => jobs--);
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      // A job is seen to its end; a look at a printer that does not answer is not waited for.
      if (jobs === 0) await printer.hangUp();
      await inTurn.settled();
      await printer.hangUp();
    }
  };
}
