import { fail, ok, type Result } from '../../server/contract/result.ts';
import {
  describeJob,
  describePrinter,
  JOB_ATTRIBUTES,
  type JobDescription,
  PRINTER_ATTRIBUTES,
  type PrinterDescription
} from './description.ts';
import { type ExchangeFailure, exchange } from './exchange.ts';
import {
  type Attribute,
  type Attributes,
  attributesOf,
  decodeMessage,
  encodeMessage,
  type Group,
  type Message,
  OPERATIONS
} from './ipp.ts';
import type { JobTicket } from './ticket.ts';

/** What a printer refuses with, by status (RFC 8011 appendix B), as far as it matters to whoever waits for a page. */
export type IppRefusal =
  | 'ipp.forbidden'
  | 'ipp.not-possible'
  | 'ipp.not-found'
  | 'ipp.format-unsupported'
  | 'ipp.attributes-unsupported'
  | 'ipp.operation-unsupported'
  | 'ipp.busy'
  | 'ipp.device-error'
  | 'ipp.job-canceled'
  | 'ipp.refused';

export type IppFailure = ExchangeFailure | IppRefusal;

const REFUSALS: ReadonlyMap<number, IppRefusal> = new Map([
  [0x0401, 'ipp.forbidden'],
  [0x0402, 'ipp.forbidden'],
  [0x0403, 'ipp.forbidden'],
  [0x0404, 'ipp.not-possible'],
  [0x0406, 'ipp.not-found'],
  [0x0407, 'ipp.not-found'],
  [0x040a, 'ipp.format-unsupported'],
  [0x040b, 'ipp.attributes-unsupported'],
  [0x040e, 'ipp.attributes-unsupported'],
  [0x0411, 'ipp.format-unsupported'],
  [0x0501, 'ipp.operation-unsupported'],
  [0x0502, 'ipp.busy'],
  [0x0503, 'ipp.operation-unsupported'],
  [0x0504, 'ipp.device-error'],
  [0x0505, 'ipp.busy'],
  [0x0507, 'ipp.busy'],
  [0x0508, 'ipp.job-canceled']
]);
/** Statuses below are kinds of success (RFC 8011 appendix B.1.2). */
const FIRST_FAILURE = 0x0100;

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

/** A request id is a positive integer of four bytes (RFC 8011 §4.1.1). */
const MOST_REQUESTS = 0x7fff_ffff;

type Answer<T> = Promise<Result<T, IppFailure>>;

/** The operations that printing one document needs (RFC 8011 §4). Expected failures are values; nothing here throws. */
export interface IppClient {
  describePrinter(): Answer<PrinterDescription>;
  /** Asks whether a job like this would be taken; gives the names of what the printer would ignore. */
  validateJob(ticket: JobTicket): Answer<readonly string[]>;
  createJob(ticket: JobTicket): Answer<JobDescription>;
  /** Its answer may take as long as the printer takes to swallow the document: `signal` ends the wait. */
  sendDocument(jobId: number, ticket: JobTicket, document: Uint8Array, signal: AbortSignal): Answer<JobDescription>;
  printJob(ticket: JobTicket, document: Uint8Array, signal: AbortSignal): Answer<JobDescription>;
  describeJob(jobId: number): Answer<JobDescription>;
  cancelJob(jobId: number): Answer<void>;
}

/** A client of one printer or queue: `ipp://`, `ipps://`, `http://` or `https://`. `requestMs`: for all that is short. */
export function createIppClient(options: { readonly url: string; readonly requestMs: number }): IppClient {
  const { http, ipp } = addressesOf(options.url);
  let requests = 0;

  async function ask(
    operation: number,
    attributes: readonly Attribute[],
    more: { readonly groups?: readonly Group[]; readonly document?: Uint8Array; readonly signal?: AbortSignal } = {}
  ): Answer<Message> {
    requests = (requests % MOST_REQUESTS) + 1;
    const requestId = requests;
    const about: Group = [
      'operation',
      [
        { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] },
        { tag: 'language', name: 'attributes-natural-language', values: ['zh-cn'] },
        { tag: 'uri', name: 'printer-uri', values: [ipp] },
        ...attributes
      ]
    ];
    const request = encodeMessage(operation, requestId, [about, ...(more.groups ?? [])], more.document);
    const answer = await exchange(http, request, more.signal ?? AbortSignal.timeout(options.requestMs));
    if (!answer.ok) return answer;
    const message = decodeMessage(answer.value);
    if (message?.requestId !== requestId) return fail('ipp.garbled');
    return message.code < FIRST_FAILURE ? ok(message) : fail(REFUSALS.get(message.code) ?? 'ipp.refused');
  }

  /** What an answer says of a printer or a job; garbled where that is not in it. */
  async function told<T>(
    asked: Answer<Message>,
    group: 'printer' | 'job',
    read: (of: Attributes) => T | null
  ): Answer<T> {
    const answer = await asked;
    const value = answer.ok ? read(attributesOf(answer.value, group)) : null;
    return answer.ok ? (value === null ? fail('ipp.garbled') : ok(value)) : answer;
  }

  const user: Attribute = { tag: 'name', name: 'requesting-user-name', values: ['terminal'] };
  const jobId = (id: number): Attribute => ({ tag: 'integer', name: 'job-id', values: [id] });
  const format = (ticket: JobTicket): Attribute => ({
    tag: 'mediaType',
    name: 'document-format',
    values: [ticket.format]
  });
  /** What the printer cannot do is left out, not refused: a form on two sides is better than none. */
  const named = (ticket: JobTicket): readonly Attribute[] => [
    user,
    { tag: 'name', name: 'job-name', values: [ticket.name] },
    { tag: 'boolean', name: 'ipp-attribute-fidelity', values: [false] }
  ];
  const looks = (ticket: JobTicket): readonly Group[] => [['job', ticket.attributes]];
  const wanted = (values: readonly string[]): Attribute => ({ tag: 'keyword', name: 'requested-attributes', values });

  return {
    describePrinter: () =>
      told(ask(OPERATIONS.getPrinterAttributes, [user, wanted(PRINTER_ATTRIBUTES)]), 'printer', describePrinter),
    async validateJob(ticket) {
      const asked = [...named(ticket), format(ticket)];
      const answer = await ask(OPERATIONS.validateJob, asked, { groups: looks(ticket) });
      return answer.ok ? ok([...attributesOf(answer.value, 'unsupported').keys()]) : answer;
    },
    createJob: (ticket) =>
      told(ask(OPERATIONS.createJob, named(ticket), { groups: looks(ticket) }), 'job', describeJob),
    sendDocument(id, ticket, document, signal) {
      const last: Attribute = { tag: 'boolean', name: 'last-document', values: [true] };
      return told(
        ask(OPERATIONS.sendDocument, [jobId(id), user, format(ticket), last], { document, signal }),
        'job',
        describeJob
      );
    },
    printJob(ticket, document, signal) {
      const asked = [...named(ticket), format(ticket)];
      return told(ask(OPERATIONS.printJob, asked, { groups: looks(ticket), document, signal }), 'job', describeJob);
    },
    describeJob: (id) =>
      told(ask(OPERATIONS.getJobAttributes, [jobId(id), user, wanted(JOB_ATTRIBUTES)]), 'job', describeJob),
    async cancelJob(id) {
      const answer = await ask(OPERATIONS.cancelJob, [jobId(id), user]);
      return answer.ok ? ok(undefined) : answer;
    }
  };
}
