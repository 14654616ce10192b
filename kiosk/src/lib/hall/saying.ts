import type { Hall, HallCall } from '../../../../server/contract/ticket-wire.ts';

/** What one display is to say. `heard`: the newest call it has taken in; null before the first snapshot it was given. */
export interface Saying {
  readonly heard: number | null;
  /** Being said at this moment. */
  readonly now: HallCall | null;
  /** To be said after it, in the order in which they were called. */
  readonly waiting: readonly HallCall[];
}

export const SILENT: Saying = { heard: null, now: null, waiting: [] };

/** Whoever was called longer ago has gone there, or is called again. */
const FRESH_MS = 60_000;

/** The same number was called again since, or its counter has called another: nobody is to be sent there any more. */
const isOvertaken = (call: HallCall, calls: readonly HallCall[]): boolean =>
  calls.some(
    ({ version, number, counter }) => version > call.version && (number === call.number || counter === call.counter)
  );

/**
 * Takes in what the hall shows now. Each call is said once, however often it is shown: a display that lost its line says
 * what it missed as long as somebody may still come, and one that is new, or meets a hall that counts anew, says nothing of
 * what was before it.
 */
export function hear(saying: Saying, { at, calls }: Pick<Hall, 'at' | 'calls'>): Saying {
  const newest = Math.max(0, ...calls.map(({ version }) => version));
  const { heard } = saying;
  if (heard === null || newest < heard) return { ...saying, heard: newest, waiting: [] };
  const isFresh = ({ version, calledAt }: HallCall) =>
    version > heard && Date.parse(at) - Date.parse(calledAt) < FRESH_MS;
  const missed = calls.filter(isFresh).toSorted((one, other) => one.version - other.version);
  const waiting = [...saying.waiting, ...missed].filter((call) => !isOvertaken(call, calls));
  return { ...saying, heard: newest, waiting };
}

/** The next one, unless one is being said. */
export function begin(saying: Saying): Saying {
  const [next, ...waiting] = saying.waiting;
  return saying.now || !next ? saying : { ...saying, now: next, waiting };
}

/** What was being said has been said, or could not be. */
export const end = (saying: Saying): Saying => ({ ...saying, now: null });

/** Where nothing may sound, nothing waits until it may. */
export const drop = (saying: Saying): Saying => ({ ...saying, waiting: [] });
