import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { TicketAnswer } from '../../devices/agent/wire.ts';
import type { Ticket, TicketAct, WindowTicket } from '../../server/contract/ticket-wire.ts';
import { sql } from './database.ts';
import { agent, serverUrl } from './stage.ts';

/** A hall as in the morning: no number was given out, nobody sits at a counter. */
export async function emptyHall(): Promise<void> {
  for (const table of ['tickets', 'ticket_serials', 'ticket_allowances']) await sql(`delete from ${table}`);
  await sql('update ticket_counters set staff_id = null, day = null');
}

/** A number from the terminal, without its page. */
export const take = async (): Promise<Ticket> =>
  (
    await agent<TicketAnswer>('/agent/ticket', 'POST', {
      key: randomUUID(),
      priority: 'none',
      itemCode: null
    })
  ).ticket;

/** Somebody at a window, as their page asks. */
export function counterOf(desk: Page) {
  async function ask<T>(path: string, data: object): Promise<T> {
    const answer = await desk.request.post(`${serverUrl()}/api/window/${path}`, {
      headers: { origin: serverUrl() },
      data
    });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (answer.status() === 204 ? null : await answer.json()) as T;
  }
  const act = (id: string, what: TicketAct) => ask<WindowTicket>(`tickets/${id}/acts`, { act: what });
  return {
    sit: (name: string) => ask<null>('counter', { name }),
    act,
    /** Calls whoever is first; whoever is served there is done. */
    async next(finish: string | null = null): Promise<WindowTicket> {
      if (finish) await act(finish, 'begin');
      const { ticket } = await ask<{ ticket: WindowTicket | null }>('tickets/next', { finish });
      if (!ticket) throw new Error('nobody waits');
      return ticket;
    }
  };
}
