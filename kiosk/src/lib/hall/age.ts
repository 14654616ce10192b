/** The centre says how the hall is with every change, and every ten seconds without one. */
export const HEARTBEAT_MS = 10_000;
/** A sign of life may be late. */
const LATE_MS = 3000;
/** A line that is back before anybody has read a sentence was none that was lost. */
const SHORTEST_LOSS_MS = 2000;

/**
 * How old what a display shows is, where that has to be said; null where it is as new as it gets. A line may be cut, or be
 * there and say nothing: somebody pulled a cable, or the centre cannot look.
 */
export function ageOf(isUp: boolean, silentMs: number): number | null {
  return silentMs < (isUp ? HEARTBEAT_MS + LATE_MS : SHORTEST_LOSS_MS) ? null : silentMs;
}
