import pg from 'pg';

/** A case moved on. */
export interface CaseChangeNotice {
  readonly communityCode: string;
  readonly caseId: string;
  readonly version: number;
}

/** Hears of every change of a case, whichever server made it. */
export interface CaseChanges {
  subscribe(listener: (notice: CaseChangeNotice) => void): () => void;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

/** LISTEN on a connection of its own, opened again whenever it is lost. */
export async function listenForCaseChanges(config: pg.ClientConfig): Promise<CaseChanges> {
  const listeners = new Set<(notice: CaseChangeNotice) => void>();
  let client: pg.Client | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | null = null;

  async function open(delay: number): Promise<void> {
    const next = new pg.Client(config);
    next.on('notification', ({ payload }) => {
      const notice = JSON.parse(payload ?? '') as CaseChangeNotice;
      for (const listener of listeners) listener(notice);
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
      await next.query('listen case_changes');
    } catch {
      again(delay);
    }
  }

  await open(FIRST_RETRY_MS);
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      await client?.end().catch(() => undefined);
    }
  };
}
