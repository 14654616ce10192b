import type { AgentStatus } from '../../../../devices/agent/wire.ts';

/**
 * How long a screen waits for somebody who has gone quiet: a minute without a touch, then half a minute that counts
 * down in sight and is stopped by one tap. Time is a parameter; the page that runs this owns the clock.
 */
export interface IdlePatience {
  readonly quietMs: number;
  readonly countdownMs: number;
}
export const PATIENCE: IdlePatience = { quietMs: 60_000, countdownMs: 30_000 };
/** Listening to a page, reading it in large letters, and going through it key by key all take twice as long. */
const LONG_PATIENCE: IdlePatience = { quietMs: 120_000, countdownMs: 60_000 };

/** How somebody uses the screen, as far as it takes time. */
export interface Presence {
  /** Index of `TEXT_SCALES`. */
  readonly textSize: number;
  readonly byEar: boolean;
  readonly byKeys: boolean;
}

/** From this size on a page has half the words, and twice the pages. */
const LARGE_TEXT = 2;

export const patienceFor = ({ textSize, byEar, byKeys }: Presence): IdlePatience =>
  textSize >= LARGE_TEXT || byEar || byKeys ? LONG_PATIENCE : PATIENCE;

/** Whoever has called for somebody waits for them: the screen does not go away meanwhile, for so long at most. */
const LONGEST_HELD_MS = 10 * 60_000;

type OpenCall = Extract<AgentStatus['call'], { readonly since: string }>;
/** True while the bell rings or somebody is on the way. */
export const isOpen = (call: AgentStatus['call']): call is OpenCall => call !== null && 'since' in call;
export const isHeld = (call: AgentStatus['call'], now: number): boolean =>
  isOpen(call) && now - Date.parse(call.since) < LONGEST_HELD_MS;

export type IdleState =
  | { readonly state: 'off' }
  | { readonly state: 'watching'; readonly since: number }
  | { readonly state: 'counting'; readonly since: number; readonly secondsLeft: number }
  | { readonly state: 'over' };

export type IdleEvent = 'start' | 'touch' | 'tick' | 'stop';

/**
 * The next state. While it counts down, a stray touch elsewhere on the screen counts as being there too: nobody is sent
 * away with a hand on the glass.
 */
export function step(state: IdleState, event: IdleEvent, now: number, patience: IdlePatience = PATIENCE): IdleState {
  if (event === 'stop') return { state: 'off' };
  if (event === 'start') return { state: 'watching', since: now };
  if (state.state === 'off' || state.state === 'over') return state;
  if (event === 'touch') return { state: 'watching', since: now };
  const quiet = now - state.since;
  if (quiet < patience.quietMs) return { state: 'watching', since: state.since };
  const left = patience.quietMs + patience.countdownMs - quiet;
  if (left <= 0) return { state: 'over' };
  return { state: 'counting', since: state.since, secondsLeft: Math.ceil(left / 1000) };
}
