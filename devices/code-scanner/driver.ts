import type { CodeScanner, PortSource } from '../device.ts';
import { createCodeParser } from './codec.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

/** A scanner on a byte port. It is never written to; one that is not there is looked for again and again. */
export function createCodeScanner({ source }: { readonly source: PortSource }): CodeScanner {
  const listeners = new Set<(event: { type: 'status' } | { type: 'code'; text: string }) => void>();
  const parser = createCodeParser();
  const closing = new AbortController();
  let status: CodeScanner['status'] = { state: 'absent' };

  const tell = (event: { type: 'status' } | { type: 'code'; text: string }) => {
    for (const listener of listeners) listener(event);
  };
  function become(state: 'absent' | 'ready'): void {
    if (status.state === state) return;
    status = { state };
    tell({ type: 'status' });
  }

  /** One life of the cable: ends when it is out. False where it was not in. */
  async function listen(): Promise<boolean> {
    const port = await source.open();
    if (!port) return false;
    const gone = Promise.withResolvers<void>();
    parser.reset();
    port.onData((bytes) => {
      for (const text of parser.push(bytes)) tell({ type: 'code', text });
    });
    port.onClose(() => gone.resolve());
    closing.signal.addEventListener('abort', () => gone.resolve());
    become('ready');
    await gone.promise;
    become('absent');
    await port.close().catch(() => undefined);
    return true;
  }

  async function live(): Promise<void> {
    let wait = FIRST_RETRY_MS;
    while (!closing.signal.aborted) {
      wait = (await listen()) ? FIRST_RETRY_MS : Math.min(wait * 2, LONGEST_RETRY_MS);
      await pause(wait, closing.signal);
    }
  }
  const lived = live();

  return {
    get status() {
      return status;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closing.abort();
      await lived;
    }
  };
}

/** Waits, or until the scanner is closed. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
