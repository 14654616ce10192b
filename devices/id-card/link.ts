import type { BytePort } from '../device.ts';
import { type Answer, createAnswerParser, encodeRequest, type RequestName } from './frame.ts';

/** What came of one request. `gone`: the cable is out, or takes no bytes any more. */
export type Asked =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'silent' }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'gone' };

/** Requests and answers over one open port, one at a time. */
export interface ReaderLink {
  ask(name: RequestName, deadlineMs: number): Promise<Asked>;
  close(): Promise<void>;
}

/** After damage the answer may still follow; readers pause no longer than this within one (protocol captures). */
const PAUSE_MS = 300;

/**
 * Talks over a port that was opened; `onGone` is called once when it cannot be used any more. Ports hand over copies, so
 * everything that arrives is zeroed here, and an answer that nobody waits for is zeroed unread: it may hold a person.
 */
export function createReaderLink(port: BytePort, onGone: () => void): ReaderLink {
  const parser = createAnswerParser();
  let waiting: { settle(asked: Asked): void; damaged(): void } | null = null;
  let gone = false;

  function lose(): void {
    if (gone) return;
    gone = true;
    parser.reset();
    waiting?.settle({ kind: 'gone' });
    onGone();
  }

  function received(bytes: Uint8Array): void {
    const found = parser.push(bytes);
    bytes.fill(0);
    for (const one of found)
      if (typeof one === 'string') {
        if (one !== 'id-card.stray-bytes') waiting?.damaged();
      } else if (waiting) waiting.settle({ kind: 'answer', answer: one });
      else one.data.fill(0);
  }

  port.onData(received);
  port.onClose(lose);

  return {
    async ask(name, deadlineMs) {
      if (gone) return { kind: 'gone' };
      // What arrived before belongs to nobody any more.
      parser.reset();
      const { promise, resolve } = Promise.withResolvers<Asked>();
      const endsAtMs = performance.now() + deadlineMs;
      let timer = setTimeout(() => resolve({ kind: 'silent' }), deadlineMs);
      waiting = {
        settle(asked) {
          waiting = null;
          resolve(asked);
        },
        damaged() {
          clearTimeout(timer);
          // However long it goes on: whoever talks nonsense without end is not waited for without end.
          const leftMs = Math.max(0, endsAtMs - performance.now());
          timer = setTimeout(() => resolve({ kind: 'garbage' }), Math.min(PAUSE_MS, leftMs));
        }
      };
      port.write(encodeRequest(name)).catch(lose);
      const asked = await promise;
      clearTimeout(timer);
      waiting = null;
      return asked;
    },
    async close() {
      gone = true;
      parser.reset();
      waiting?.settle({ kind: 'gone' });
      await port.close().catch(() => undefined);
    }
  };
}
