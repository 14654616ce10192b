import { randomBytes } from 'node:crypto';
import type { Slip } from '../../server/contract/slip.ts';
import type { BytePort, DeviceStatus, PortSource, Printer, PrinterFault, PrintOutcome } from '../device.ts';
import { createAnswerReader, encodeReceipt, type PrinterAnswer, statusRequest } from './codec.ts';
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

/** Meaning of the three status bytes (Epson; agreed by Bixolon, HPRT). */
function statusFrom(offline: number, error: number, paper: number): Extract<PaperStatus, { known: true }> {
  const paperLow = has(paper, 0x0c);
  if (has(paper, 0x60) || has(offline, 0x20)) return { known: true, fault: 'printer.paper-out', paperLow };
  if (has(offline, 0x04)) return { known: true, fault: 'printer.cover-open', paperLow };
  if (has(error, 0x08)) return { known: true, fault: 'printer.cutter', paperLow };
  if (has(error, 0x60) || has(offline, 0x40)) return { known: true, fault: 'printer.failed', paperLow };
  return { known: true, fault: null, paperLow };
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
    opened.onClose(() => {
      if (port !== opened) return;
      port = null;
      heard?.('gone');
      become({ state: 'absent' });
    });
    return true;
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

  async function askStatus(kind: 1 | 2 | 3 | 4): Promise<number | null> {
    if (!port) return null;
    const answer = waitFor(timings.status, (found) => (found.kind === 'status' ? found.bits : null));
    await port.write(statusRequest(kind)).catch(() => heard?.('gone'));
    return answer;
  }

  async function look(): Promise<PaperStatus> {
    if (!profile.tellsStatus) return { known: true, fault: null, paperLow: false };
    const offline = await askStatus(2);
    const error = offline === null ? null : await askStatus(3);
    const paper = error === null ? null : await askStatus(4);
    if (offline === null || error === null || paper === null) return { known: false };
    return statusFrom(offline, error, paper);
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
    // Printable ASCII, as GS ( H wants it.
    const jobId = profile.confirmsJobs ? randomBytes(4).map((byte) => 0x21 + (byte % 0x5d)) : null;
    const bytes = encodeReceipt(layOutSlip(job.slip, job.reprint, profile), profile, jobId);
    await onSending();
    become({ state: 'busy' });
    const confirmed = jobId
      ? waitFor(timings.confirm, (answer) =>
          answer.kind === 'job-end' && Buffer.compare(answer.id, jobId) === 0 ? true : null
        )
      : waitFor(timings.confirm, () => null);
    // Not awaited: a printer without paper takes no bytes, and only the deadline ends that.
    void port.write(bytes).then(
      () => {
        if (!jobId) heard?.('gone');
      },
      () => heard?.('gone')
    );
    if (await confirmed) {
      show(await look());
      return { outcome: 'confirmed' };
    }
    if (!port) return { outcome: 'uncertain', code: 'printer.absent' };
    const after = await look();
    show(after);
    if (!after.known || !jobId) return { outcome: 'uncertain', code: 'printer.silent' };
    return { outcome: 'uncertain', code: after.fault ?? 'printer.failed' };
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
