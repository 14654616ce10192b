import type { DeviceStatus, Document, Printer, PrinterFault, PrintOutcome } from '../device.ts';
import { type Attribute, decodeMessage, encodeMessage, type Message, numberOf, OPERATIONS, textsOf } from './ipp.ts';

/** Milliseconds. */
export interface DocumentPrinterTimings {
  readonly request: number;
  readonly poll: number;
  readonly watch: number;
  /** From handing the document over until the page has to be out. */
  readonly finish: number;
}

const TIMINGS: DocumentPrinterTimings = { request: 5000, poll: 700, watch: 5000, finish: 120_000 };

/** job-state (RFC 8011 §5.3.7). */
const JOB = { completed: 9, canceled: 7, aborted: 8 } as const;
const MOST_OPERATIONS = 0x7fff;
/** printer-state (RFC 8011 §5.4.11): stopped by something its reasons need not name. */
const STOPPED = 5;

/** Reasons come with or without a severity behind them, and some printers cut them short: beginnings are compared. */
const FAULTS: readonly (readonly [string, PrinterFault])[] = [
  ['media-empty', 'printer.paper-out'],
  ['media-needed', 'printer.paper-out'],
  ['cover-open', 'printer.cover-open'],
  ['door-open', 'printer.cover-open'],
  ['media-jam', 'printer.failed'],
  ['marker-supply-empty', 'printer.failed'],
  ['toner-empty', 'printer.failed'],
  ['output-area-full', 'printer.failed'],
  ['spool-area-full', 'printer.failed'],
  ['paused', 'printer.failed'],
  // Said by a spooler of a printer that it cannot reach.
  ['offline', 'printer.silent'],
  ['shutdown', 'printer.silent'],
  ['connecting-to-device', 'printer.silent'],
  ['timed-out', 'printer.silent']
];

const isReport = (reason: string): boolean => reason.endsWith('-report');

/** What a printer's reasons mean for whoever waits for a page; null where it can print. */
export function faultOf(reasons: readonly string[]): PrinterFault | null {
  const found = reasons
    .filter((reason) => !isReport(reason))
    .flatMap((reason) => FAULTS.filter(([beginning]) => reason.startsWith(beginning)));
  return found[0]?.[1] ?? null;
}

/**
 * Where requests go, and what the printer is called in them: the two forms of one address (RFC 8010 §4, RFC 3510). IPP has
 * port 631 where none is given; HTTP keeps its own.
 */
export function addressesOf(url: string): { readonly http: string; readonly ipp: string } {
  const { protocol, hostname, port, pathname } = new URL(url.replace(/^ipp/, 'http'));
  const given = port || (url.startsWith('ipp') ? '631' : protocol === 'https:' ? '443' : '80');
  const place = `//${hostname}:${given}${pathname}`;
  return { http: `${protocol}${place}`, ipp: `${protocol.replace('http', 'ipp')}${place}` };
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Drives an IPP printer (`ipp://` or `http://`): sends one PDF as one job on A4 and follows it until the printer says it is
 * completed. Paper that is missing in the middle is waited for; whoever stands there is told by `status`.
 */
export function createDocumentPrinter(options: {
  readonly url: string;
  readonly timings?: Partial<DocumentPrinterTimings>;
}): Printer<Document> {
  const timings = { ...TIMINGS, ...options.timings };
  const { http: address, ipp: printerUri } = addressesOf(options.url);
  const listeners = new Set<() => void>();
  let status: DeviceStatus<PrinterFault> = { state: 'absent' };
  let requestId = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  function become(next: DeviceStatus<PrinterFault>): void {
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    for (const listener of listeners) listener();
  }

  const operation = (more: readonly Attribute[]): readonly ['operation', readonly Attribute[]] => [
    'operation',
    [
      { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] },
      { tag: 'language', name: 'attributes-natural-language', values: ['zh-cn'] },
      { tag: 'uri', name: 'printer-uri', values: [printerUri] },
      ...more,
      { tag: 'name', name: 'requesting-user-name', values: ['terminal'] }
    ]
  ];

  async function ask(body: Uint8Array): Promise<Message | null> {
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/ipp' },
        body: Buffer.from(body),
        signal: AbortSignal.timeout(timings.request)
      });
      return answer.ok ? decodeMessage(new Uint8Array(await answer.arrayBuffer())) : null;
    } catch {
      return null;
    }
  }

  const nextId = (): number => {
    requestId = (requestId % MOST_OPERATIONS) + 1;
    return requestId;
  };

  /** How the printer stands: null where it does not answer. */
  async function look(): Promise<{ readonly fault: PrinterFault | null } | null> {
    const wanted = ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'];
    const groups = [operation([{ tag: 'keyword', name: 'requested-attributes', values: wanted }])] as const;
    const answer = await ask(encodeMessage(OPERATIONS.getPrinterAttributes, nextId(), groups));
    if (!answer || answer.code >= 0x0400) return null;
    const refuses =
      answer.attributes.get('printer-is-accepting-jobs')?.[0] === false ||
      numberOf(answer, 'printer-state') === STOPPED;
    return { fault: faultOf(textsOf(answer, 'printer-state-reasons')) ?? (refuses ? 'printer.failed' : null) };
  }

  async function show(busy = false): Promise<PrinterFault | 'printer.absent' | null> {
    const seen = await look();
    if (!seen) become({ state: 'absent' });
    else if (seen.fault) become({ state: 'fault', code: seen.fault });
    else become({ state: busy ? 'busy' : 'ready' });
    return seen ? seen.fault : 'printer.absent';
  }

  async function watch(): Promise<void> {
    if (closed) return;
    await exclusively(() => show());
    if (closed) return;
    timer = setTimeout(() => void watch(), timings.watch);
    timer.unref();
  }

  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function follow(jobId: number): Promise<PrintOutcome> {
    const end = performance.now() + timings.finish;
    const wanted = ['job-state', 'job-state-reasons'];
    let last: PrinterFault | 'printer.absent' | null = null;
    while (performance.now() < end && !closed) {
      const groups = [
        operation([
          { tag: 'integer', name: 'job-id', values: [jobId] },
          { tag: 'keyword', name: 'requested-attributes', values: wanted }
        ])
      ] as const;
      const answer = await ask(encodeMessage(OPERATIONS.getJobAttributes, nextId(), groups));
      const state = answer && numberOf(answer, 'job-state');
      if (state === JOB.completed) return { outcome: 'confirmed' };
      if (state === JOB.aborted || state === JOB.canceled) return { outcome: 'uncertain', code: 'printer.failed' };
      last = await show(true);
      await after(timings.poll);
    }
    // Whoever waits has gone: a page that came out now would be somebody else's to find.
    const groups = [operation([{ tag: 'integer', name: 'job-id', values: [jobId] }])] as const;
    await ask(encodeMessage(OPERATIONS.cancelJob, nextId(), groups));
    return { outcome: 'uncertain', code: last ?? 'printer.failed' };
  }

  async function printNow({ pdf, name }: Document, onSending: () => void | Promise<void>): Promise<PrintOutcome> {
    const fault = await show();
    if (fault) return { outcome: 'not-started', code: fault };
    await onSending();
    const groups = [
      operation([
        { tag: 'name', name: 'job-name', values: [name] },
        { tag: 'mediaType', name: 'document-format', values: ['application/pdf'] }
      ]),
      [
        'job',
        [
          { tag: 'integer', name: 'copies', values: [1] },
          { tag: 'keyword', name: 'media', values: ['iso_a4_210x297mm'] },
          { tag: 'keyword', name: 'sides', values: ['one-sided'] },
          { tag: 'keyword', name: 'print-color-mode', values: ['monochrome'] }
        ]
      ]
    ] as const;
    const answer = await ask(encodeMessage(OPERATIONS.printJob, nextId(), groups, pdf));
    if (!answer) return { outcome: 'uncertain', code: 'printer.absent' };
    const jobId = numberOf(answer, 'job-id');
    if (answer.code >= 0x0400 || jobId === null) return { outcome: 'not-started', code: 'printer.failed' };
    become({ state: 'busy' });
    const outcome = await follow(jobId);
    await show();
    return outcome;
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
    }
  };
}
