import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../../server/contract/result.ts';
import type { Document, PrinterFault, PrintOutcome, PrintProgress } from '../device.ts';
import type { IppClient, IppFailure } from './client.ts';
import type { JobDescription, PrinterDescription } from './description.ts';
import { OPERATIONS } from './ipp.ts';
import { faultOfFailure, type Standing } from './standing.ts';
import { canDoWithout, type JobTicket, ticketFor } from './ticket.ts';

/** What was seen of a printer, and what it means. */
export interface Sight {
  readonly printer: PrinterDescription;
  readonly standing: Standing;
}

/** What one job needs of the driver. Milliseconds. */
export interface JobParts {
  readonly client: IppClient;
  /** Asks how the printer stands and shows it; while a job is being followed, with the reasons of that job. */
  readonly look: (jobReasons?: readonly string[]) => Promise<Result<Sight, IppFailure>>;
  readonly pollMs: number;
  /** From handing the document over until the page has to be out. Some queues never say that they are stuck. */
  readonly finishMs: number;
  /** Patience with an answer that is due. */
  readonly requestMs: number;
  readonly closing: AbortSignal;
}

/** What sending needs beside. */
interface SendingParts extends JobParts {
  readonly progress: PrintProgress;
}

type Code = PrinterFault | 'printer.absent';
const confirmed: PrintOutcome = { outcome: 'confirmed' };
const notStarted = (code: Code): PrintOutcome => ({ outcome: 'not-started', code });
const uncertain = (code: Code): PrintOutcome => ({ outcome: 'uncertain', code });

/** After these the printer may have the document all the same. */
const MAYBE_TAKEN: ReadonlySet<IppFailure> = new Set(['ipp.lost', 'ipp.http', 'ipp.garbled']);

/**
 * Prints one document as one job and follows it until the printer says that it is completed. Asks before it sends, and tells
 * `progress` of each step before the next.
 */
export async function printDocument(
  parts: JobParts,
  document: Document,
  progress: PrintProgress
): Promise<PrintOutcome> {
  const { client } = parts;
  const sight = await parts.look();
  if (!sight.ok) return notStarted(faultOfFailure(sight.error));
  const { printer, standing } = sight.value;
  if (standing.fault) return notStarted(standing.fault);
  const ticket = ticketFor(printer, document.name);
  const ignored = await client.validateJob(ticket);
  if (!ignored.ok) return notStarted(faultOfFailure(ignored.error));
  if (!canDoWithout(ignored.value)) return notStarted('printer.unsuitable');
  await progress.onSending();
  const limit = AbortSignal.any([AbortSignal.timeout(parts.finishMs), parts.closing]);
  const inTwo = [OPERATIONS.createJob, OPERATIONS.sendDocument].every((one) => printer.operations.includes(one));
  const send = inTwo ? createAndSend : sendAtOnce;
  return send({ ...parts, progress }, ticket, document.pdf, limit);
}

/** A printer without a spool takes one job at a time, and says so: it is asked again until it is free. */
async function onceFree<T>(
  { look, pollMs }: JobParts,
  limit: AbortSignal,
  ask: () => Promise<Result<T, IppFailure>>
): Promise<Result<T, IppFailure>> {
  for (;;) {
    const answer = await ask();
    if (answer.ok || answer.error !== 'ipp.busy' || limit.aborted) return answer;
    await look([]);
    await pause(pollMs, undefined, { signal: limit }).catch(() => undefined);
  }
}

/** The job has its number before the document leaves: whatever becomes of the answer, the job can be asked after. */
async function createAndSend(
  parts: SendingParts,
  ticket: JobTicket,
  pdf: Uint8Array,
  limit: AbortSignal
): Promise<PrintOutcome> {
  const created = await onceFree(parts, limit, () => parts.client.createJob(ticket));
  if (!created.ok) return notStarted(faultOfFailure(created.error));
  const { id } = created.value;
  const over = new AbortController();
  const signal = AbortSignal.any([limit, over.signal]);
  let refusal = null as IppFailure | null;
  let isOver = false;
  // Not awaited: a printer without paper takes no more than its memory holds, and says so of the job meanwhile.
  const sent = parts.client.sendDocument(id, ticket, pdf, signal).then(async (answer) => {
    // The answer may come after the page: then there is nothing to tell any more.
    if (answer.ok && !isOver) await parts.progress.onSent();
    if (answer.ok || MAYBE_TAKEN.has(answer.error)) return;
    refusal = answer.error;
    over.abort();
  });
  const outcome = await follow(parts, id, signal);
  isOver = true;
  // A job that ended without its page was refused, or not: that is still on its way.
  if (outcome.outcome === 'uncertain') await Promise.race([sent, pause(parts.requestMs, undefined, { ref: false })]);
  over.abort();
  return refusal && outcome.outcome === 'uncertain' ? notStarted(faultOfFailure(refusal)) : outcome;
}

async function sendAtOnce(
  parts: SendingParts,
  ticket: JobTicket,
  pdf: Uint8Array,
  limit: AbortSignal
): Promise<PrintOutcome> {
  const sent = await onceFree(parts, limit, () => parts.client.printJob(ticket, pdf, limit));
  if (sent.ok) {
    await parts.progress.onSent();
    return follow(parts, sent.value.id, limit);
  }
  const code = faultOfFailure(sent.error);
  return MAYBE_TAKEN.has(sent.error) ? uncertain(code) : notStarted(code);
}

/** What the state of a job says of its page; null while it says nothing yet. Reasons may be left over and are not asked. */
function outcomeOf({ state, reasons }: JobDescription): PrintOutcome | null {
  switch (state) {
    case 'completed':
      return confirmed;
    case 'canceled':
      return uncertain('printer.cancelled');
    case 'aborted':
      return uncertain(
        reasons.some((reason) => /^(?:unsupported-document|document-)/.test(reason))
          ? 'printer.unsuitable'
          : 'printer.failed'
      );
    default:
      return null;
  }
}

/** Follows a job to its end, or until `signal` says that nobody waits for it any more: then it is cancelled. */
async function follow({ client, look, pollMs }: JobParts, id: number, signal: AbortSignal): Promise<PrintOutcome> {
  let uuid: string | null = null;
  let code: Code = 'printer.silent';
  /** A printer that was switched off counts its jobs from one again: the same number may be somebody else's page. */
  const isOurs = (job: JobDescription) => {
    uuid ??= job.uuid;
    return uuid === job.uuid;
  };
  while (!signal.aborted) {
    const job = await client.describeJob(id);
    if (job.ok ? !isOurs(job.value) : job.error === 'ipp.not-found') return uncertain('printer.failed');
    const outcome = job.ok ? outcomeOf(job.value) : null;
    if (outcome) return outcome;
    const sight = await look(job.ok ? job.value.reasons : []);
    code = sight.ok ? (sight.value.standing.fault ?? 'printer.silent') : faultOfFailure(sight.error);
    await pause(pollMs, undefined, { signal }).catch(() => undefined);
  }
  // A page that came out now would be somebody else's to find.
  await client.cancelJob(id);
  const late = await client.describeJob(id);
  return late.ok && isOurs(late.value) && late.value.state === 'completed' ? confirmed : uncertain(code);
}
