import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../http.ts';
import { requireStaff, type StaffVariables, staffOf } from '../staff/identity.ts';

/** Proxies close connections that say nothing for a minute. */
const SIGN_OF_LIFE_MS = 20_000;

/** `GET /api/window/events`: every change of a case, a call or a ticket of this centre as it happens; ids, nothing personal. */
export const windowEvents = (context: Context) =>
  new Hono<{ Variables: StaffVariables }>().get('/api/window/events', requireStaff(context), (c) =>
    streamSSE(c, async (stream) => {
      const ended = Promise.withResolvers<void>();
      const unsubscribe = context.changes.subscribe('case_changes', ({ communityCode, caseId, version }) => {
        if (communityCode === context.centre.communityCode)
          void stream.writeSSE({ event: 'case', data: JSON.stringify({ caseId, version }) });
      });
      const unsubscribeCalls = context.changes.subscribe('call_changes', ({ communityCode, callId }) => {
        if (communityCode === context.centre.communityCode)
          void stream.writeSSE({ event: 'call', data: JSON.stringify({ callId }) });
      });
      const unsubscribeTickets = context.changes.subscribe('ticket_changes', ({ communityCode }) => {
        if (communityCode === context.centre.communityCode) void stream.writeSSE({ event: 'ticket', data: '{}' });
      });
      // The day goes along: a window that stays open past midnight counts days from the right one.
      const alive = () => void stream.writeSSE({ event: 'alive', data: dayOf(context.now()) });
      const life = setInterval(() => {
        // Whoever signed out, or was taken off, hears no more. A database that is away says nothing about that.
        staffOf(context, c.req.raw.headers).then(
          alive,
          (error: unknown) => error instanceof Refusal && ended.resolve()
        );
      }, SIGN_OF_LIFE_MS);
      stream.onAbort(() => ended.resolve());
      alive();
      await ended.promise;
      clearInterval(life);
      unsubscribe();
      unsubscribeCalls();
      unsubscribeTickets();
    })
  );
