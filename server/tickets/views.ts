import { currentBundles, currentItems } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Ticket, TicketState, WindowTicket } from '../contract/ticket-wire.ts';
import type { Queries } from '../database/database.ts';
import { staffNames } from '../staff/service.ts';
import { waitOf } from './line.ts';
import { type Actor, actsOf } from './rules.ts';
import type { tickets } from './schema.ts';

export type TicketRow = typeof tickets.$inferSelect;

/** Names of items and of 一件事, by code; nothing is asked where no ticket names one. */
async function itemNames(context: Context, rows: readonly TicketRow[]): Promise<ReadonlyMap<string, string>> {
  if (rows.every(({ itemCode }) => itemCode === null)) return new Map();
  const known = [...(await currentBundles(context)), ...(await currentItems(context))];
  return new Map(known.map(({ code, name }) => [code, name]));
}

const AT_COUNTER: readonly TicketState[] = ['called', 'serving', 'held'];

/** What whoever holds a ticket and whoever serves it see alike. */
function shared(row: TicketRow, items: ReadonlyMap<string, string>, today: string) {
  const isOpen = row.state !== 'done' && row.state !== 'cancelled';
  return {
    id: row.id,
    number: row.number,
    // Whoever still waited when the day ended was not called.
    state: isOpen && row.day !== today ? ('missed' as const) : row.state,
    takenAt: row.takenAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    itemName: items.get(row.itemCode ?? '') ?? null,
    counter: AT_COUNTER.includes(row.state) ? row.counter : null
  };
}

export async function holderView(context: Context, queries: Queries, row: TicketRow): Promise<Ticket> {
  const today = dayOf(context.now());
  const view = shared(row, await itemNames(context, [row]), today);
  const wait =
    view.state === 'waiting' ? await waitOf(context, queries, row.day, row) : { ahead: 0, waitMinutes: null };
  return { ...view, ...wait };
}

/** Tickets as somebody at the windows sees them, with what they may do. */
export async function windowViews(
  context: Context,
  queries: Queries,
  rows: readonly TicketRow[],
  actor: Actor
): Promise<WindowTicket[]> {
  const items = await itemNames(context, rows);
  const names = await staffNames(
    context,
    queries,
    rows.flatMap(({ by }) => by ?? [])
  );
  return rows.map((row) => ({
    ...shared(row, items, actor.today),
    source: row.source,
    priority: row.priority,
    itemCode: row.itemCode,
    caseId: row.caseId,
    calledAt: row.calledAt?.toISOString() ?? null,
    calls: row.calls,
    by: row.by !== null && AT_COUNTER.includes(row.state) ? { id: row.by, name: names.get(row.by) ?? '' } : null,
    hasApplication: row.application !== null,
    acts: actsOf(row, actor)
  }));
}
