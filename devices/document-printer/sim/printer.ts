import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { attributesOf, decodeMessage, encodeMessage, type Group, type Message, OPERATIONS, textsOf } from '../ipp.ts';
import { createJobs, type SimulatedJob } from './jobs.ts';

/** One document that came out. */
export interface PrintedDocument {
  readonly id: string;
  readonly at: Date;
  readonly name: string;
  readonly pdf: Uint8Array;
}

/** An IPP printer on loopback, with paper, toner and a cable. */
export interface SimulatedDocumentPrinter {
  start(): Promise<{ readonly url: string }>;
  setPaper(paper: 'enough' | 'low' | 'out'): void;
  setToner(toner: 'enough' | 'low' | 'empty'): void;
  setConnected(connected: boolean): void;
  /** Something stops it, which it calls by one of IPP's keywords, until somebody has seen to it. */
  setStopped(reason: 'media-jam' | 'door-open' | 'paused' | null): void;
  /** It prints for somebody else, and takes no job beside that. */
  setBusy(busy: boolean): void;
  /** The next request of this kind is carried out, and its answer lost on the way. */
  loseNextAnswer(operation: keyof typeof OPERATIONS): void;
  /** Somebody presses the button that ends every job. */
  cancelJobs(): void;
  /** Switched off and on: it knows no job any more, and counts from one. */
  restart(): void;
  printed(): readonly PrintedDocument[];
  subscribe(listener: () => void): () => void;
  close(): Promise<void>;
}

const STATUS = {
  ok: 0x0000,
  badRequest: 0x0400,
  notFound: 0x0406,
  formatUnsupported: 0x040a,
  notSupported: 0x0501,
  busy: 0x0507
};
const PDF = 'application/pdf';
const A4 = 'iso_a4_210x297mm';
const MOST_KEPT = 20;
/** A port that somebody else took while the cable was out is asked for again. */
const LISTEN_AGAIN_MS = 50;

const LANGUAGE: Group = [
  'operation',
  [
    { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] },
    { tag: 'language', name: 'attributes-natural-language', values: ['zh-cn'] }
  ]
];

const IGNORED: Group = ['unsupported', [{ tag: 'keyword', name: 'media', values: [A4] }]];

const jobGroup = ({ id, uuid, state }: SimulatedJob): Group => [
  'job',
  [
    { tag: 'integer', name: 'job-id', values: [id] },
    { tag: 'uri', name: 'job-uuid', values: [`urn:uuid:${uuid}`] },
    { tag: 'enum', name: 'job-state', values: [state] },
    { tag: 'keyword', name: 'job-state-reasons', values: ['none'] }
  ]
];

/** A printer that takes or knows less. */
interface Shortcomings {
  readonly formats?: readonly string[];
  readonly operations?: readonly number[];
  /** It says that it has other paper, and would print on what it has. */
  readonly ignoresMedia?: boolean;
}

/** Speaks as much IPP as our driver needs; takes PDF on A4, and refuses what does not say so. */
export function createSimulatedDocumentPrinter(shortcomings: Shortcomings = {}): SimulatedDocumentPrinter {
  const { formats = [PDF], operations = Object.values(OPERATIONS), ignoresMedia = false } = shortcomings;
  const listeners = new Set<() => void>();
  const jobs = createJobs();
  const documents: PrintedDocument[] = [];
  const lost = new Set<number>();
  let paper: 'enough' | 'low' | 'out' = 'enough';
  let toner: 'enough' | 'low' | 'empty' = 'enough';
  let connected = true;
  let stopped: 'media-jam' | 'door-open' | 'paused' | null = null;
  let busy = false;
  let port = 0;

  function work(): void {
    if (paper !== 'out' && connected && !stopped)
      for (const { name, pdf } of jobs.finish()) documents.unshift({ id: randomUUID(), at: new Date(), name, pdf });
    documents.splice(MOST_KEPT);
    for (const listener of listeners) listener();
  }

  function printerGroup(): Group {
    const waiting = jobs.waiting();
    // As Debian's ippeveprinter says it: a printer at rest only reports what stops it at work.
    const severity = waiting ? 'warning' : 'report';
    const reasons = [
      ...(stopped ? [`${stopped}-error`] : []),
      ...(paper === 'enough' ? [] : [`media-${paper === 'out' ? 'empty' : 'low'}-${severity}`]),
      ...(paper === 'out' && waiting ? [`media-needed-${severity}`] : []),
      ...(toner === 'enough' ? [] : [`toner-${toner}-${severity}`])
    ];
    const level = { enough: 250, low: 5, out: 0 }[paper];
    return [
      'printer',
      [
        { tag: 'enum', name: 'printer-state', values: [stopped ? 5 : waiting ? 4 : 3] },
        { tag: 'keyword', name: 'printer-state-reasons', values: reasons.length > 0 ? reasons : ['none'] },
        { tag: 'boolean', name: 'printer-is-accepting-jobs', values: [true] },
        { tag: 'octetString', name: 'printer-input-tray', values: [`type=other;maxcapacity=250;level=${level};`] },
        { tag: 'enum', name: 'operations-supported', values: operations },
        { tag: 'mediaType', name: 'document-format-supported', values: formats },
        { tag: 'keyword', name: 'media-supported', values: ['na_letter_8.5x11in', A4] },
        { tag: 'keyword', name: 'sides-supported', values: ['one-sided'] },
        { tag: 'keyword', name: 'print-color-mode-supported', values: ['auto', 'monochrome'] }
      ]
    ];
  }

  /** What is wrong with what a request brings; null where nothing is. */
  function complaint(request: Message): number | null {
    const { code, data } = request;
    const asks = code === OPERATIONS.validateJob || code === OPERATIONS.createJob || code === OPERATIONS.printJob;
    if (asks && textsOf(attributesOf(request, 'job'), 'media')[0] !== A4) return STATUS.badRequest;
    const [format = PDF] = textsOf(attributesOf(request, 'operation'), 'document-format');
    if (!formats.includes(format)) return STATUS.formatUnsupported;
    const brings = code === OPERATIONS.sendDocument || code === OPERATIONS.printJob;
    const isPdf = Buffer.from(data.subarray(0, 5)).toString() === '%PDF-';
    return brings && !isPdf ? STATUS.formatUnsupported : null;
  }

  function answer(request: Message): Uint8Array {
    const reply = (status: number, ...groups: Group[]) =>
      encodeMessage(status, request.requestId, [LANGUAGE, ...groups]);
    const { code, data } = request;
    if (!operations.includes(code)) return reply(STATUS.notSupported);
    if (code === OPERATIONS.getPrinterAttributes) return reply(STATUS.ok, printerGroup());
    const wrong = complaint(request);
    if (wrong !== null) return reply(wrong);
    if (code === OPERATIONS.validateJob) return ignoresMedia ? reply(STATUS.ok, IGNORED) : reply(STATUS.ok);
    const asked = attributesOf(request, 'operation');
    const makes = code === OPERATIONS.createJob || code === OPERATIONS.printJob;
    if (makes && busy) return reply(STATUS.busy);
    const job = makes ? jobs.add(textsOf(asked, 'job-name')[0] ?? '') : jobs.find(asked.get('job-id')?.[0]);
    if (!job) return reply(STATUS.notFound);
    if (code === OPERATIONS.cancelJob) jobs.cancel(job);
    if (data.length > 0) {
      jobs.take(job, data.slice());
      work();
    }
    return reply(STATUS.ok, jobGroup(job));
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const message = decodeMessage(new Uint8Array(Buffer.concat(chunks)));
    if (!message) {
      response.writeHead(400).end();
      return;
    }
    const body = answer(message);
    if (lost.delete(message.code)) response.destroy();
    else response.writeHead(200, { 'content-type': 'application/ipp' }).end(body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const listen = () => {
    if (connected && !server.listening) server.listen(port, '127.0.0.1');
  };
  server.on('error', () => setTimeout(listen, LISTEN_AGAIN_MS).unref());
  function unplug(): void {
    server.close();
    server.closeAllConnections();
  }

  return {
    async start() {
      listen();
      await once(server, 'listening');
      const address = server.address();
      port = typeof address === 'object' && address ? address.port : 0;
      return { url: `ipp://127.0.0.1:${port}/ipp/print` };
    },
    setPaper(next) {
      paper = next;
      work();
    },
    setToner(next) {
      toner = next;
      work();
    },
    setConnected(next) {
      if (connected === next) return;
      connected = next;
      if (connected) listen();
      else unplug();
      work();
    },
    setStopped(next) {
      stopped = next;
      work();
    },
    setBusy(next) {
      busy = next;
    },
    loseNextAnswer(operation) {
      lost.add(OPERATIONS[operation]);
    },
    cancelJobs: jobs.cancelAll,
    restart: jobs.forget,
    printed: () => documents,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (!connected) return;
      const closed = once(server, 'close');
      unplug();
      await closed;
    }
  };
}
