import { randomBytes } from 'node:crypto';
import type { Slip } from '../../server/contract/slip.ts';
import type { BytePort, DeviceStatus, PortSource, Printer, PrinterFault, PrintOutcome } from '../device.ts';
import { createAnswerReader, encodeReceipt, type JobEnd, type PrinterAnswer, statusRequest } from './codec.ts';
import type { PrinterProfile } from './profiles.ts';
import { layOutSlip } from './slip-layout.ts';

/** Milliseconds. */
export interface PrinterTimings {
  /** For an answer to DLE EOT. */
  readonly status: number;
  /** For the confirmation that a job lies in the tray. */
  readonly confirm: number;
  /** Between two looks at paper and cover. */
  readonly watch: number;
  /** Between two looks for a printer that is not there. */
  readonly replug: number;
}

const TIMINGS: PrinterTimings = { status: 800, confirm: 10_000, watch: 2000, replug: 1000 };

type PaperStatus =
  | { readonly known: true; readonly fault: PrinterFault | null; readonly paperLow: boolean }
  | { readonly known: false };

const has = (bits: number, mask: number): boolean => (bits & mask) !== 0;

/** Meaning of the answers to DLE EOT 1 to 4 (Epson; agreed by Bixolon, HPRT). What was not asked says nothing. */
function statusFrom([printer = 0, offline = 0, error = 0, paper = 0]: readonly (number | undefined)[]): PaperStatus {
  const paperLow = has(paper, 0x0c);
  if (has(paper, 0x60) || has(offline, 0x20)) return { known: true, fault: 'printer.paper-out', paperLow };
  if (has(offline, 0x04)) return { known: true, fault: 'printer.cover-open', paperLow };
  if (has(error, 0x08)) return { known: true, fault: 'printer.cutter', paperLow };
  if (has(error, 0x60) || has(offline, 0x40)) return { known: true, fault: 'printer.failed', paperLow };
  return { known: true, fault: has(printer, 0x08) ? 'printer.failed' : null, paperLow };
}

/** Asks for a process id in printable ASCII, as GS ( H wants it. */
function jobEndOf({ confirmation }: PrinterProfile): JobEnd | null {
  if (confirmation === 'none') return null;
  if (confirmation === 'paper-sensor') return { kind: 'paper-sensor' };
  return { kind: 'process-id', id: randomBytes(4).map((byte) => 0x21 + (byte % 0x5d)) };
}

/** What an answer says of the job that ends so; null where it is about something else. */
function proofOf(end: JobEnd, answer: PrinterAnswer): 'printed' | 'paper-out' | null {
  if (end.kind === 'process-id')
    return answer.kind === 'process-id' && Buffer.compare(answer.id, end.id) === 0 ? 'printed' : null;
  if (answer.kind !== 'paper-sensor') return null;
  return has(answer.bits, 0x0c) ? 'paper-out' : 'printed';
}

/**
 * Drives an ESC/POS receipt printer: watches paper and cover, prints a slip as one buffer, and claims that it came out only
 * when the printer said so.
 */
export function createReceiptPrinter(options: {
  readonly source: PortSource;
  readonly profile: PrinterProfile;
  readonly timings?: Partial<PrinterTimings>;
}): Printer<{ readonly slip: Slip; readonly reprint: boolean }> {
  const { source, profile } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const listeners = new Set<() => void>();
  let status: DeviceStatus<PrinterFault> & { paperLow?: boolean } = { state: 'absent' };
  let port: BytePort | null = null;
  let heard: ((answer: PrinterAnswer | 'gone') => void) | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  function become(next: DeviceStatus<PrinterFault> & { paperLow?: boolean }): void {
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    for (const listener of listeners) listener();
  }

  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function connect(): Promise<boolean> {
    if (port) return true;
    const opened = await source.open().catch(() => null);
    if (!opened) {
      become({ state: 'absent' });
      return false;
    }
    port = opened;
    const read = createAnswerReader();
    opened.onData((bytes) => {
      for (const answer of read(bytes)) heard?.(answer);
    });
    opened.onClose(() => lose(opened));
    return true;
  }

  /** A port that is closed, or takes no bytes any more, is opened anew by the next look. */
  function lose(lost: BytePort): void {
    if (port !== lost) return;
    port = null;
    heard?.('gone');
    become({ state: 'absent' });
    lost.close().catch(() => undefined);
  }

  /** Not awaited by anyone: a printer without paper takes no bytes, and only a deadline ends that. */
  function send(bytes: Uint8Array, sent: () => void = () => undefined): void {
    const to = port;
    to?.write(bytes).then(sent, () => lose(to));
  }

  /** Waits for the first answer that `accept` takes; null when none came in time or the cable is gone. */
  async function waitFor<T>(ms: number, accept: (answer: PrinterAnswer) => T | null): Promise<T | null> {
    const { promise, resolve } = Promise.withResolvers<T | null>();
    const late = setTimeout(() => resolve(null), ms);
    heard = (answer) => {
      const taken = answer === 'gone' ? null : accept(answer);
      if (answer === 'gone' || taken !== null) resolve(taken);
    };
    const result = await promise;
    clearTimeout(late);
    heard = null;
    return result;
  }

  async function look(): Promise<PaperStatus> {
    const answers: number[] = [];
    for (const question of profile.statusQuestions) {
      if (!port) return { known: false };
      const answer = waitFor(timings.status, (found) => (found.kind === 'status' ? found.bits : null));
      send(statusRequest(question));
      const bits = await answer;
      if (bits === null) return { known: false };
      answers[question - 1] = bits;
    }
    return statusFrom(answers);
  }

  function show(found: PaperStatus): void {
    if (!port || !found.known) {
      become(port ? { state: 'fault', code: 'printer.silent' } : { state: 'absent' });
      return;
    }
    const paperLow = found.paperLow ? { paperLow: true } : {};
    become(found.fault ? { state: 'fault', code: found.fault, ...paperLow } : { state: 'ready', ...paperLow });
  }

  async function watch(): Promise<void> {
    if (closed) return;
    await exclusively(async () => {
      if (closed || !(await connect())) return;
      show(await look());
    });
    if (closed) return;
    timer = setTimeout(() => void watch(), port ? timings.watch : timings.replug);
    timer.unref();
  }

  async function printNow(
    job: { readonly slip: Slip; readonly reprint: boolean },
    onSending: () => void | Promise<void>
  ): Promise<PrintOutcome> {
    if (!(await connect()) || !port) return { outcome: 'not-started', code: 'printer.absent' };
    const before = await look();
    show(before);
    if (!port) return { outcome: 'not-started', code: 'printer.absent' };
    if (!before.known) return { outcome: 'not-started', code: 'printer.silent' };
    if (before.fault) return { outcome: 'not-started', code: before.fault };
    const end = jobEndOf(profile);
    const bytes = encodeReceipt(layOutSlip(job.slip, job.reprint, profile), profile, end);
    await onSending();
    if (!port) return { outcome: 'not-started', code: 'printer.absent' };
    become({ state: 'busy' });
    const proof = waitFor(timings.confirm, (answer) => (end ? proofOf(end, answer) : null));
    // Without anything to wait for, the last byte is the end of what can be known.
    send(bytes, () => {
      if (!end) heard?.('gone');
    });
    const proven = await proof;
    if (!port && proven !== 'printed') return { outcome: 'uncertain', code: 'printer.absent' };
    const now = await look();
    show(now);
    if (proven === 'printed') return { outcome: 'confirmed' };
    if (proven === 'paper-out') return { outcome: 'uncertain', code: 'printer.paper-out' };
    if (!now.known || !end) return { outcome: 'uncertain', code: 'printer.silent' };
    return { outcome: 'uncertain', code: now.fault ?? 'printer.failed' };
  }

  void watch();
  return {
    get status() {
      return status;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    print: (job, onSending) => exclusively(() => printNow(job, onSending)),
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await turn;
      const old = port;
      port = null;
      await old?.close().catch(() => undefined);
    }
  };
}
