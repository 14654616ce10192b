import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { classifyCode } from '../../server/contract/scanned-code.ts';
import type { Audience } from './audience.ts';
import { failureOf } from './failure.ts';
import { PAGE_HEADER } from './guard.ts';
import type { AgentParts } from './parts.ts';
import type { AgentStatus } from './wire.ts';

const SIGN_OF_LIFE_MS = 15_000;

/** Thousands of milliseconds, so that a restart begins above whatever was counted before it. */
let revision = Date.now() * 1000;

export function statusOf(parts: AgentParts): AgentStatus {
  const { calls, centre, devices, session, outbox } = parts;
  return {
    revision: ++revision,
    demonstration: parts.isDemonstration(),
    controls: parts.controls,
    server: centre.reachable ? 'reachable' : 'away',
    session: session.current?.view ?? null,
    call: calls.status,
    devices: {
      reader: devices.reader.status,
      slipPrinter: devices.slipPrinter.status,
      documentPrinter: devices.documentPrinter.status,
      codeScanner: devices.codeScanner.status,
      speech: devices.speech.status
    },
    outbox: outbox.size,
    setAside: outbox.setAside
  };
}

/**
 * Everything that changes, as it changes; the whole status every time, so that nothing is ever missed. It is asked for
 * with POST: whoever listens is the terminal's screen from then on, and the page that was before is told `replaced`.
 */
export function createEvents(parts: AgentParts, audience: Audience): (c: Context) => Response {
  const { calls, centre, devices, outbox, session } = parts;
  return (c) => {
    const page = c.req.header(PAGE_HEADER) ?? '';
    if (!/^[\w-]{8,64}$/.test(page)) return c.json(failureOf('request.malformed'), 400);
    return streamSSE(c, async (stream) => {
      const ended = Promise.withResolvers<void>();
      const leave = audience.enter(page, (farewell) => {
        if (farewell === 'back') ended.resolve();
        else void stream.writeSSE({ event: 'replaced', data: '' }).then(ended.resolve);
      });
      // Of a code only what may be acted upon reaches the page: what it was, and of a slip its case number.
      const scanned = (text: string) =>
        void stream.writeSSE({ event: 'code', data: JSON.stringify(classifyCode(text)) });
      const status = () => void stream.writeSSE({ event: 'status', data: JSON.stringify(statusOf(parts)) });
      const stops = [
        centre.subscribe(status),
        outbox.subscribe(status),
        session.subscribe(status),
        calls.subscribe(status),
        devices.slipPrinter.subscribe(status),
        devices.documentPrinter.subscribe(status),
        devices.speech.subscribe(status),
        devices.codeScanner.subscribe((event) => {
          if (event.type === 'status') status();
          else scanned(event.text);
        }),
        devices.reader.subscribe(({ type }) => {
          if (type === 'lifted') void stream.writeSSE({ event: 'lifted', data: '' });
          else status();
        })
      ];
      const life = setInterval(() => void stream.writeSSE({ event: 'alive', data: '' }), SIGN_OF_LIFE_MS);
      stream.onAbort(() => ended.resolve());
      status();
      await ended.promise;
      clearInterval(life);
      for (const stop of stops) stop();
      leave();
    });
  };
}
