import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Hall, HallCall } from '../contract/ticket-wire.ts';
import { isAway } from '../database/connect.ts';
import { allSeats } from './counters.ts';
import { wholeLine } from './line.ts';
import { hallVersions, tickets } from './schema.ts';
import type { TicketRow } from './views.ts';

/** The last calls that are kept in sight. */
const KEPT_CALLS = 12;
/** However much happens in a moment, it is shown so often: a display never lags, and a busy morning costs no more. */
const SHORTEST_GAP_MS = 150;
/** The whole is sent so often also where nothing changed: a display knows that it still hears, and a new day begins empty. */
const HEARTBEAT_MS = 10_000;

/** The last call of a ticket that was called. */
const callOf = ({ callVersion, number, counter, calledAt, takenAt, calls }: TicketRow): HallCall => ({
  version: callVersion ?? 0,
  number,
  counter: counter ?? '',
  calledAt: (calledAt ?? takenAt).toISOString(),
  again: calls > 1
});

/** Everything the hall shows, read at one moment. A counter that nobody sits at is not in it: nobody is to wait there. */
export function readHall(context: Context): Promise<Hall> {
  const { communityCode, name: centre } = context.centre;
  const now = context.now();
  const day = dayOf(now);
  const ofDay = and(eq(tickets.communityCode, communityCode), eq(tickets.day, day));
  return context.database.transaction(
    async (tx) => {
      const [changes] = await tx.select().from(hallVersions).where(eq(hallVersions.communityCode, communityCode));
      const seats = await allSeats(context, tx);
      const served = await tx
        .select({ counter: tickets.counter, number: tickets.number })
        .from(tickets)
        .where(and(ofDay, inArray(tickets.state, ['called', 'serving'])));
      const calls = await tx
        .select()
        .from(tickets)
        .where(and(ofDay, isNotNull(tickets.callVersion)))
        .orderBy(desc(tickets.callVersion))
        .limit(KEPT_CALLS);
      const at = new Map(served.map(({ counter, number }) => [counter, number]));
      return {
        version: changes?.version ?? 0,
        centre,
        at: now.toISOString(),
        counters: seats
          .filter(({ staffId }) => staffId !== null)
          .map(({ name }) => ({ name, number: at.get(name) ?? null })),
        calls: calls.map(callOf),
        ...(await wholeLine(context, tx, day))
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' }
  );
}

type Display = (hall: Hall) => void;

/**
 * Tells every display of this server how the hall is: at once where one begins to listen, with every change, and every
 * ten seconds. It is read once for all of them; while nobody listens nothing is read.
 */
export function openHall(context: Context): (display: Display) => () => void {
  const displays = new Set<Display>();
  let reading = false;
  let asked = false;
  let close: (() => void) | null = null;

  async function show(): Promise<void> {
    asked = true;
    if (reading) return;
    reading = true;
    while (asked && displays.size > 0) {
      asked = false;
      // Of a database that is away the next heartbeat asks again: what is shown says its own age meanwhile.
      const hall = await readHall(context).catch((error: unknown) => {
        if (!isAway(error)) console.error(`defect in the hall: ${error instanceof Error ? error.name : ''}`);
        return null;
      });
      if (hall) for (const display of displays) display(hall);
      await new Promise((resolve) => setTimeout(resolve, SHORTEST_GAP_MS));
    }
    reading = false;
  }

  function open(): () => void {
    const unsubscribe = context.changes.subscribe('ticket_changes', ({ communityCode }) => {
      if (communityCode === context.centre.communityCode) void show();
    });
    const heart = setInterval(() => void show(), HEARTBEAT_MS);
    return () => {
      clearInterval(heart);
      unsubscribe();
    };
  }

  return (display) => {
    displays.add(display);
    close ??= open();
    void show();
    return () => {
      displays.delete(display);
      if (displays.size > 0) return;
      close?.();
      close = null;
    };
  };
}
