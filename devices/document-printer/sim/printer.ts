import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { decodeMessage, encodeMessage, type Group, type Message, numberOf, OPERATIONS, textsOf } from '../ipp.ts';

/** One document that came out. */
export interface PrintedDocument {
  readonly id: string;
  readonly at: Date;
  readonly name: string;
  readonly pdf: Uint8Array;
}

/** An IPP printer on loopback, with paper and a cable. */
export interface SimulatedDocumentPrinter {
  start(): Promise<{ readonly url: string }>;
  setPaper(paper: 'enough' | 'out'): void;
  setConnected(connected: boolean): void;
  printed(): readonly PrintedDocument[];
  subscribe(listener: () => void): () => void;
  close(): Promise<void>;
}

interface Job {
  readonly id: number;
  readonly name: string;
  readonly pdf: Uint8Array;
  state: number;
}

const STATES = { processing: 5, canceled: 7, completed: 9 } as const;
const OK = 0x0000;
const BAD_REQUEST = 0x0400;
const NOT_FOUND = 0x0406;
const UNSUPPORTED_OPERATION = 0x0501;
const FORMAT_UNSUPPORTED = 0x040a;
const MOST_KEPT = 20;

/** Speaks enough IPP for our driver and for `ipptool`; refuses what is not a PDF on A4. */
export function createSimulatedDocumentPrinter(): SimulatedDocumentPrinter {
  const listeners = new Set<() => void>();
  const jobs = new Map<number, Job>();
  const documents: PrintedDocument[] = [];
  let paper: 'enough' | 'out' = 'enough';
  let connected = true;

  function work(): void {
    if (paper === 'out' || !connected) return;
    for (const job of jobs.values()) {
      if (job.state !== STATES.processing) continue;
      job.state = STATES.completed;
      documents.unshift({ id: randomUUID(), at: new Date(), name: job.name, pdf: job.pdf });
    }
    documents.splice(MOST_KEPT);
    for (const listener of listeners) listener();
  }

  const language: Group = [
    'operation',
    [
      { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] },
      { tag: 'language', name: 'attributes-natural-language', values: ['zh-cn'] }
    ]
  ];
  const jobGroup = ({ id, state }: Job): Group => [
    'job',
    [
      { tag: 'integer', name: 'job-id', values: [id] },
      { tag: 'uri', name: 'job-uri', values: [`ipp://localhost/ipp/print/${id}`] },
      { tag: 'enum', name: 'job-state', values: [state] },
      { tag: 'keyword', name: 'job-state-reasons', values: ['none'] }
    ]
  ];

  function answer(request: Message): Uint8Array {
    const reply = (code: number, ...groups: Group[]) => encodeMessage(code, request.requestId, [language, ...groups]);
    const job = jobs.get(numberOf(request, 'job-id') ?? 0);
    switch (request.code) {
      case OPERATIONS.getPrinterAttributes: {
        const reasons = paper === 'out' ? ['media-empty-error', 'media-needed-error'] : ['none'];
        return reply(OK, [
          'printer',
          [
            { tag: 'enum', name: 'printer-state', values: [paper === 'out' ? 5 : 3] },
            { tag: 'keyword', name: 'printer-state-reasons', values: reasons },
            { tag: 'boolean', name: 'printer-is-accepting-jobs', values: [true] },
            { tag: 'mediaType', name: 'document-format-supported', values: ['application/pdf'] }
          ]
        ]);
      }
      case OPERATIONS.printJob: {
        if (Buffer.from(request.data.subarray(0, 5)).toString() !== '%PDF-') return reply(FORMAT_UNSUPPORTED);
        if (textsOf(request, 'media')[0] !== 'iso_a4_210x297mm') return reply(BAD_REQUEST);
        const made: Job = {
          id: jobs.size + 1,
          name: textsOf(request, 'job-name')[0] ?? '',
          pdf: request.data.slice(),
          state: STATES.processing
        };
        jobs.set(made.id, made);
        work();
        return reply(OK, jobGroup(made));
      }
      case OPERATIONS.getJobAttributes:
        return job ? reply(OK, jobGroup(job)) : reply(NOT_FOUND);
      case OPERATIONS.cancelJob:
        if (!job) return reply(NOT_FOUND);
        if (job.state === STATES.processing) job.state = STATES.canceled;
        return reply(OK);
      default:
        return reply(UNSUPPORTED_OPERATION);
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!connected) {
      request.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const message = decodeMessage(new Uint8Array(Buffer.concat(chunks)));
    if (!message) response.writeHead(400).end();
    else response.writeHead(200, { 'content-type': 'application/ipp' }).end(answer(message));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  return {
    async start() {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      return { url: `ipp://127.0.0.1:${port}/ipp/print` };
    },
    setPaper(next) {
      paper = next;
      work();
      for (const listener of listeners) listener();
    },
    setConnected(next) {
      connected = next;
      work();
      for (const listener of listeners) listener();
    },
    printed: () => documents,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
  };
}
