import { setTimeout as pause } from 'node:timers/promises';
import { ok, type Result } from '../../server/contract/result.ts';
import type { Document, Printer, PrintOutcome, PrintProgress } from '../device.ts';
import { createQueue } from '../queue.ts';
import { createStatus } from '../status.ts';
import { createIppClient, type IppFailure } from './client.ts';
import { printDocument, type Sight } from './job.ts';
import { faultOfFailure, type Standing, standingOf } from './standing.ts';

/** Milliseconds. */
export interface DocumentPrinterTimings {
  readonly request: number;
  readonly poll: number;
  readonly watch: number;
  /** From handing the document over until the page has to be out. */
  readonly finish: number;
}

const TIMINGS: DocumentPrinterTimings = { request: 5000, poll: 700, watch: 5000, finish: 120_000 };

type Status = Printer<Document>['status'];

function statusOf({ fault, paperLow, tonerLow }: Standing, idle: 'ready' | 'busy'): Status {
  const low = { ...(paperLow ? { paperLow } : {}), ...(tonerLow ? { tonerLow } : {}) };
  return fault ? { state: 'fault', code: fault, ...low } : { state: idle, ...low };
}

/**
 * Drives an IPP printer or a queue of CUPS (`ipp://`, `ipps://`, `http://`, `https://`; RFC 8011, PWG 5100.14): one PDF is
 * one job on A4, followed until the printer says that it is completed. Paper that is missing in the middle is waited for;
 * whoever stands there is told by `status`. A certificate of one's own is made known to Node by `NODE_EXTRA_CA_CERTS`.
 */
export function createDocumentPrinter(options: {
  readonly url: string;
  readonly timings?: Partial<DocumentPrinterTimings>;
}): Printer<Document> {
  const timings = { ...TIMINGS, ...options.timings };
  const client = createIppClient({ url: options.url, requestMs: timings.request });
  const inTurn = createQueue();
  const closing = new AbortController();
  const status = createStatus<Status, void>({ state: 'absent' }, undefined);

  async function look(jobReasons?: readonly string[]): Promise<Result<Sight, IppFailure>> {
    const described = await client.describePrinter();
    if (!described.ok) {
      const code = faultOfFailure(described.error);
      status.become(code === 'printer.absent' ? { state: 'absent' } : { state: 'fault', code });
      return described;
    }
    const standing = standingOf(described.value, jobReasons);
    status.become(statusOf(standing, jobReasons ? 'busy' : 'ready'));
    return ok({ printer: described.value, standing });
  }

  async function watch(): Promise<void> {
    const { signal } = closing;
    while (!signal.aborted) {
      await inTurn(() => look());
      await pause(timings.watch, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async function printNow(document: Document, progress: PrintProgress): Promise<PrintOutcome> {
    const parts = {
      client,
      look,
      pollMs: timings.poll,
      finishMs: timings.finish,
      requestMs: timings.request,
      closing: closing.signal
    };
    const outcome = await printDocument(parts, document, progress);
    await look();
    return outcome;
  }

  void watch();
  return {
    get status() {
      return status.current;
    },
    subscribe: status.subscribe,
    print: (document, progress) => inTurn(() => printNow(document, progress)),
    async close() {
      closing.abort();
      await inTurn.settled();
    }
  };
}
