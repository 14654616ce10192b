import { z } from '@hono/zod-openapi';
import { type SQL, sql } from 'drizzle-orm';
import type { QueueView } from '../contract/queue-view.ts';
import { cases } from './schema.ts';
import type { CaseRow } from './views.ts';

/** What a view is in the order of: a day, then the id, so that no two cases have the same place. */
interface Order {
  readonly key: 'queueDay' | 'redOn' | 'closedOn';
  readonly day: (typeof cases)['queueDay' | 'redOn' | 'closedOn'];
  readonly newestFirst: boolean;
}

const NEAREST: Order = { key: 'queueDay', day: cases.queueDay, newestFirst: false };
const LONGEST_RED: Order = { key: 'redOn', day: cases.redOn, newestFirst: false };
const NEWEST: Order = { key: 'closedOn', day: cases.closedOn, newestFirst: true };

/** The nearest promised day first; by light, whatever has or will have been red the longest; of what is closed the newest. */
export function orderOf(view: QueueView): Order {
  if (view === 'closed') return NEWEST;
  return view === 'red' || view === 'amber' ? LONGEST_RED : NEAREST;
}

/** A place in a view, as pages name it: the day and the id of the last case before it. */
const PLACE = z.tuple([z.iso.date(), z.uuid()]);
export type Place = z.infer<typeof PLACE>;

/** Reads a place back; null for what is none. */
export function parsePlace(text: string): Place | null {
  const parsed = PLACE.safeParse(text.split('_'));
  return parsed.success ? parsed.data : null;
}

type Placed = Pick<CaseRow, 'id' | Order['key']>;

export const placeOf = ({ key }: Order, row: Placed): string => `${row[key]}_${row.id}`;

export function isBefore(order: Order, one: Placed, other: Placed): boolean {
  const before = placeOf(order, one) < placeOf(order, other);
  return order.newestFirst ? !before : before;
}

/** Everything behind a place. */
export const nextPlace = ({ day, newestFirst }: Order, [on, id]: Place): SQL =>
  sql`(${day}, ${cases.id}) ${newestFirst ? sql`<` : sql`>`} (${on}::date, ${id}::uuid)`;

/** A place among the cases of one person: the moment and the id of the last case before it. */
const FOUND_PLACE = z.tuple([z.iso.datetime(), z.uuid()]);
export type FoundPlace = z.infer<typeof FOUND_PLACE>;

export function parseFoundPlace(text: string): FoundPlace | null {
  const parsed = FOUND_PLACE.safeParse(text.split('_'));
  return parsed.success ? parsed.data : null;
}

export const foundPlaceOf = ({ receivedAt, id }: Pick<CaseRow, 'receivedAt' | 'id'>): string =>
  `${receivedAt.toISOString()}_${id}`;

/** Everything that came in before a place: the newest stand first. */
export const nextFound = ([at, id]: FoundPlace): SQL =>
  sql`(${cases.receivedAt}, ${cases.id}) < (${at}::timestamptz, ${id}::uuid)`;
