import { type SQL, sql } from 'drizzle-orm';
import pg from 'pg';
import type { Queries } from './database/database.ts';

/** What servers of one database tell each other, by channel: ids, nothing personal. */
interface Notices {
  /** A case moved on. */
  readonly case_changes: { readonly communityCode: string; readonly caseId: string; readonly version: number };
  /** Somebody at a terminal calls, somebody goes there, or it is over. */
  readonly call_changes: { readonly communityCode: string; readonly callId: string };
  /** A ticket was taken, called or moved on, or somebody sat down at a counter. */
  readonly ticket_changes: { readonly communityCode: string };
  /** 放假安排 of a year was entered. */
  readonly calendar_changes: { readonly communityCode: string; readonly year: string };
}
type Channel = keyof Notices;

const CHANNELS: readonly Channel[] = ['case_changes', 'call_changes', 'ticket_changes', 'calendar_changes'];

/** Hears of every change, whichever server made it. */
export interface Changes {
  subscribe<C extends Channel>(channel: C, listener: (notice: Notices[C]) => void): () => void;
  close(): Promise<void>;
}

/** The telling of a change, as part of a statement. */
export const announcing = <C extends Channel>(channel: C, notice: Notices[C]): SQL =>
  sql`pg_notify(${channel}, ${JSON.stringify(notice)})`;

/** Tells of a change. In a transaction it is heard once that is on disk, and never where it was undone. */
export async function announce<C extends Channel>(queries: Queries, channel: C, notice: Notices[C]): Promise<void> {
  await queries.execute(sql`select ${announcing(channel, notice)}`);
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

/** LISTEN on a connection of its own, opened again whenever it is lost. */
export async function listenForChanges(config: pg.ClientConfig): Promise<Changes> {
  const listeners = new Map<string, Set<(notice: never) => void>>(CHANNELS.map((channel) => [channel, new Set()]));
  let client: pg.Client | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | null = null;

  async function open(delay: number): Promise<void> {
    const next = new pg.Client(config);
    next.on('notification', ({ channel, payload }) => {
      const notice = JSON.parse(payload ?? '') as never;
      for (const listener of listeners.get(channel) ?? []) listener(notice);
    });
    next.on('error', () => again(FIRST_RETRY_MS));
    next.on('end', () => again(FIRST_RETRY_MS));
    function again(after: number): void {
      if (closed || client !== next) return;
      client = null;
      retry = setTimeout(() => void open(Math.min(after * 2, LONGEST_RETRY_MS)), after);
    }
    client = next;
    try {
      await next.connect();
      for (const channel of CHANNELS) await next.query(`listen ${channel}`);
    } catch {
      again(delay);
    }
  }

  await open(FIRST_RETRY_MS);
  return {
    subscribe(channel, listener) {
      const own = listeners.get(channel);
      own?.add(listener);
      return () => own?.delete(listener);
    },
    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      await client?.end().catch(() => undefined);
    }
  };
}
