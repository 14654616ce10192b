import { z } from 'zod';
import { ok, type Result } from '../../server/contract/result.ts';
import type { TicketSlip } from '../../server/contract/ticket-slip.ts';
import { checkInSchema, type Ticket, ticketRequestSchema } from '../../server/contract/ticket-wire.ts';
import { begunIn } from './call-status.ts';
import { type CentreAnswer, jsonOf } from './centre.ts';
import type { AgentParts } from './parts.ts';
import type { LiveSession } from './session.ts';
import type { PrintJobAnswer, TicketAnswer } from './wire.ts';

/** What a page says for a ticket, or to be checked in for an appointment; what was filled in is added here. */
export const ticketOrderSchema = z.union([ticketRequestSchema.omit({ begun: true }).strict(), checkInSchema.strict()]);
export type TicketOrder = z.infer<typeof ticketOrderSchema>;

/** More than one page takes before the next one is loaded. */
const MOST_KEPT = 16;

type Request = Parameters<AgentParts['centre']['ask']>[0];
/** Asks the server as whoever is here. */
export type AskAs = (of: LiveSession, request: Omit<Request, 'session'>) => Promise<CentreAnswer>;

export interface Tickets {
  /** Takes a ticket and begins to print it. The same key is the same ticket, and the same piece of paper. */
  take(order: TicketOrder): Promise<Result<TicketAnswer, CentreAnswer>>;
  /** Prints it once more. */
  print(id: string): Promise<Result<PrintJobAnswer, CentreAnswer>>;
  /** 不等了, as whoever is here. */
  giveBack(id: string): Promise<CentreAnswer>;
}

const hasFailed = (answer: CentreAnswer): boolean => !answer.reached || answer.status !== 200;
const refusal = (error: CentreAnswer) => ({ ok: false, error }) as const;

export function createTickets({ centre, printing, session }: AgentParts, askAs: AskAs): Tickets {
  /** Of nobody: a number, and what became of its paper. */
  const taken = new Map<string, Promise<Result<TicketAnswer, CentreAnswer>>>();

  async function print(id: string): Promise<Result<PrintJobAnswer, CentreAnswer>> {
    const answer = await centre.ask({ method: 'GET', path: `/api/tickets/${id}/slip` });
    if (!answer.reached || hasFailed(answer)) return refusal(answer);
    return ok(printing.printTicket(jsonOf<TicketSlip>(answer)));
  }

  async function give(order: TicketOrder): Promise<Result<TicketAnswer, CentreAnswer>> {
    const of = session.current;
    const begun = 'caseId' in order ? null : begunIn(of?.draft);
    const request =
      'caseId' in order
        ? { method: 'POST', path: '/api/tickets/check-in', body: JSON.stringify(order) }
        : { method: 'POST', path: '/api/tickets', body: JSON.stringify({ ...order, begun }) };
    const answer = of ? await askAs(of, request) : await centre.ask(request);
    if (!answer.reached || hasFailed(answer)) return refusal(answer);
    const ticket = jsonOf<Ticket>(answer);
    const printed = await print(ticket.id);
    return ok({ ticket, printId: printed.ok ? printed.value.id : null, carries: begun !== null });
  }

  return {
    async take(order) {
      const { key } = order;
      const known = taken.get(key);
      if (known) return known;
      const own = give(order);
      taken.set(key, own);
      for (const oldest of taken.keys()) if (taken.size > MOST_KEPT) taken.delete(oldest);
      const given = await own;
      if (!given.ok) taken.delete(key);
      return given;
    },
    print,
    giveBack(id) {
      const of = session.current;
      const request = { method: 'DELETE', path: `/api/tickets/${id}` };
      return of ? askAs(of, request) : centre.ask(request);
    }
  };
}
