import { setTimeout as pause } from 'node:timers/promises';
import type { CodeScanner, PortSource } from '../device.ts';
import { createStatus } from '../status.ts';
import type { CodeParser } from './codec.ts';

/** Milliseconds. */
export interface CodeScannerTimings {
  readonly firstRetry: number;
  readonly longestRetry: number;
}

const TIMINGS: CodeScannerTimings = { firstRetry: 500, longestRetry: 10_000 };

type Event = { readonly type: 'status' } | { readonly type: 'code'; readonly text: string };

/**
 * A scanner on a byte port; `codec` knows what it sends: lines, or HID POS reports. It is never written to. One that is
 * not there, or may not be opened, is looked for again and again, at longer and longer intervals.
 */
export function createCodeScanner(options: {
  readonly source: PortSource;
  readonly codec: CodeParser;
  readonly timings?: Partial<CodeScannerTimings>;
}): CodeScanner {
  const { source, codec } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const status = createStatus<CodeScanner['status'], Event>({ state: 'absent' }, { type: 'status' });
  const closing = new AbortController();
  const { signal } = closing;
  const closed = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

  /** One life of the cable: ends when it is out. False where it was not in. */
  async function listen(): Promise<boolean> {
    const port = await source.open().catch(() => null);
    if (!port) return false;
    codec.reset();
    port.onData((bytes) => {
      for (const text of codec.push(bytes)) status.tell({ type: 'code', text });
    });
    const gone = new Promise<void>((resolve) => port.onClose(() => resolve()));
    status.become({ state: 'ready' });
    await Promise.race([gone, closed]);
    status.become({ state: 'absent' });
    await port.close().catch(() => undefined);
    return true;
  }

  async function live(): Promise<void> {
    let wait = timings.firstRetry;
    while (!signal.aborted) {
      const wasIn = await listen();
      if (wasIn) wait = timings.firstRetry;
      await pause(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, timings.longestRetry);
    }
  }
  const lived = live();

  return {
    get status() {
      return status.current;
    },
    subscribe: status.subscribe,
    async close() {
      closing.abort();
      await lived;
    }
  };
}
