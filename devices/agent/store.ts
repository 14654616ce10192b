import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A submission on its way: sealed to the server's key, so that this disk tells nothing about anyone. */
export interface OutboxEntry {
  readonly key: string;
  readonly sealed: string;
}

/**
 * Where a print job stands: `queued → sending → sent → confirmed | uncertain`, or `not-started` where nothing of it reached
 * the printer.
 */
export type PrintState = 'queued' | 'sending' | 'sent' | 'confirmed' | 'uncertain' | 'not-started';

export interface PrintEntry {
  readonly id: string;
  /** The slip's number, or what names the document. */
  readonly subject: string;
  readonly state: PrintState;
  readonly code: string | null;
  readonly copy: number;
}

/** An application that the server refused for good. */
export interface Refused {
  readonly key: string;
  readonly code: string;
  readonly at: string;
}

export interface Unprinted {
  readonly subject: string;
  readonly code: string;
  readonly at: string;
}

/** What the agent keeps on disk: the outbox and the print journal. Every change is on the disk before it returns. */
export interface Store {
  /** All of them or none. */
  keep(...entries: readonly OutboxEntry[]): void;
  waiting(): readonly OutboxEntry[];
  /** Acknowledged by the server. What was kept under the same key since is not meant. */
  drop(entry: OutboxEntry): void;
  /** Taken back by whoever handed it in, set aside or not. */
  takeBack(key: string): void;
  /** Refused by the server for good: kept for the centre with its code, not sent again. */
  setAside(entry: OutboxEntry, code: string): void;
  /** How many are kept like that. */
  countSetAside(): number;
  /** Those that are, the oldest first. */
  refused(): readonly Refused[];
  /** Sent again like any that waits. */
  putBack(key: string): void;
  beginPrint(id: string, subject: string): PrintEntry;
  setPrint(id: string, state: PrintState, code: string | null): void;
  findPrint(id: string): PrintEntry | null;
  /** Slips whose last try did not come out of the printer, or may not have, since a moment. */
  unprinted(since: Date): readonly Unprinted[];
  /** True where a part of the last slip that began may still be in its printer. */
  isSlipUnfinished(): boolean;
  /** Forgets jobs that were begun before: slips of cases, and all others. Of whatever may still lie in a printer nothing. */
  prune(before: { readonly slips: Date; readonly others: Date }): void;
  close(): void;
}

const TABLES = `
  create table if not exists outbox (
    key text primary key, sealed text not null, kept_at text not null, refused text
  ) strict;
  create table if not exists prints (
    id text primary key, subject text not null, state text not null, code text, copy integer not null, at text not null
  ) strict;
  create index if not exists prints_subject on prints (subject);
  create index if not exists prints_at on prints (at);
`;

/**
 * Opens the agent's store in a folder. Of the jobs that an earlier life left half done, those that had not begun did not
 * start, and of the others nobody knows.
 */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(folder, 'agent.sqlite'));
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  database.exec(TABLES);
  database.exec(`
    update prints set state = 'not-started', code = 'printer.interrupted' where state = 'queued';
    update prints set state = 'uncertain', code = 'printer.interrupted' where state in ('sending', 'sent');
  `);
  const keep = database.prepare(
    'insert into outbox (key, sealed, kept_at) values (?, ?, ?) on conflict (key) do update set sealed = excluded.sealed, refused = null'
  );
  const waiting = database.prepare('select key, sealed from outbox where refused is null order by kept_at, rowid');
  const drop = database.prepare('delete from outbox where key = ? and sealed = ?');
  const takeBack = database.prepare('delete from outbox where key = ?');
  const setAside = database.prepare('update outbox set refused = ? where key = ? and sealed = ?');
  const refused = database.prepare('select count(*) as n from outbox where refused is not null');
  const refusedOnes = database.prepare(
    'select key, refused as code, kept_at as at from outbox where refused is not null order by kept_at limit 100'
  );
  const putBack = database.prepare('update outbox set refused = null where key = ?');
  // Whoever stood there most often tried again: only how the last try of a slip ended counts. One that came out whole and
  // was only not confirmed is in somebody's hand.
  const unprinted = database.prepare(`
    select subject, coalesce(code, 'printer.failed') as code, at from prints as last
    where state in ('not-started', 'uncertain') and code is not 'printer.unconfirmed' and subject not like '% %'
      and at >= ? and not exists (select 1 from prints as later where later.subject = last.subject and later.rowid > last.rowid)
    order by at limit 100
  `);
  // A job that never began left nothing in the tray: it does not count as a copy.
  const copies = database.prepare("select count(*) as n from prints where subject = ? and state <> 'not-started'");
  const begin = database.prepare('insert into prints (id, subject, state, copy, at) values (?, ?, ?, ?, ?)');
  const set = database.prepare('update prints set state = ?, code = ? where id = ?');
  // Taken whole and only not confirmed, nothing of it is left to come. What names a document has a blank in it, a slip's
  // number has none: pages that came out of the other printer since say nothing of the slip.
  const lastSlip = database.prepare(`
    select state <> 'confirmed' and code is not 'printer.unconfirmed' as unfinished
    from prints where state <> 'not-started' and subject not like '% %' order by rowid desc limit 1
  `);
  // The last slip that moved paper says whether a piece of it hangs in the printer, however long ago that was.
  const prune = database.prepare(`
    delete from prints
    where at < iif(subject like '% %' or subject like 'ticket-%', ?, ?) and state not in ('queued', 'sending', 'sent')
      and rowid is not (select rowid from prints where state <> 'not-started' and subject not like '% %' order by rowid desc limit 1)
  `);
  const find = database.prepare('select id, subject, state, code, copy from prints where id = ?');
  return {
    keep(...entries) {
      database.exec('begin');
      try {
        for (const { key, sealed } of entries) keep.run(key, sealed, new Date().toISOString());
        database.exec('commit');
      } catch (error) {
        // A full disk may have ended it already.
        if (database.isTransaction) database.exec('rollback');
        throw error;
      }
    },
    waiting: () => waiting.all() as unknown as OutboxEntry[],
    drop: ({ key, sealed }) => void drop.run(key, sealed),
    takeBack: (key) => void takeBack.run(key),
    setAside: ({ key, sealed }, code) => void setAside.run(code, key, sealed),
    countSetAside: () => (refused.get() as { n: number }).n,
    refused: () => refusedOnes.all() as unknown as Refused[],
    putBack: (key) => void putBack.run(key),
    unprinted: (since) => unprinted.all(since.toISOString()) as unknown as Unprinted[],
    beginPrint(id, subject) {
      const { n } = copies.get(subject) as { n: number };
      const entry: PrintEntry = { id, subject, state: 'queued', code: null, copy: n + 1 };
      begin.run(id, subject, entry.state, entry.copy, new Date().toISOString());
      return entry;
    },
    setPrint: (id, state, code) => void set.run(state, code, id),
    findPrint: (id) => (find.get(id) as unknown as PrintEntry | undefined) ?? null,
    isSlipUnfinished: () => lastSlip.get()?.unfinished === 1,
    prune: ({ slips, others }) => void prune.run(others.toISOString(), slips.toISOString()),
    close: () => database.close()
  };
}
