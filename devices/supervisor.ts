/** What a pure machine answers to an event: its next state, and what is to be done. */
export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly (Effect | { readonly do: 'wait'; readonly ms: number })[];
}

/** Runs one machine. */
export interface Supervisor<State, Event> {
  readonly state: State;
  /** Gives the machine an event; one that comes while another is being worked off waits for its turn. */
  dispatch(event: Event): void;
  /** No timer runs any more, and events are not heard. */
  close(): void;
}

/**
 * Runs a pure machine: events in, one at a time, effects out, in order. It owns the machine's one timer: a step that does
 * anything ends it, `wait` sets it anew, and when it runs out the machine hears `due`. The clock is monotonic, in
 * milliseconds.
 */
export function createSupervisor<State, Event, Effect extends { readonly do: string }>(options: {
  readonly first: State;
  readonly next: (state: State, event: Event | { readonly type: 'due' }, nowMs: number) => Step<State, Effect>;
  readonly perform: (effect: Effect) => void;
  /** Called after every event, before its effects; its timer runs by then. */
  readonly entered: (state: State) => void;
}): Supervisor<State, Event> {
  const { next, perform, entered } = options;
  const events: (Event | { readonly type: 'due' })[] = [];
  let state = options.first;
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let closed = false;

  function take(event: Event | { readonly type: 'due' }): void {
    events.push(event);
    if (busy) return;
    busy = true;
    try {
      for (let one = events.shift(); one !== undefined && !closed; one = events.shift()) step(one);
    } finally {
      // A defect in whoever listens must not leave the machine standing for ever.
      busy = false;
    }
  }

  function step(event: Event | { readonly type: 'due' }): void {
    const { state: entering, effects } = next(state, event, performance.now());
    state = entering;
    if (effects.length > 0) clearTimeout(timer);
    for (const effect of effects) if (isWait(effect)) timer = setTimeout(() => take({ type: 'due' }), effect.ms);
    entered(state);
    for (const effect of effects) if (!isWait(effect)) perform(effect);
  }

  return {
    get state() {
      return state;
    },
    dispatch: take,
    close() {
      closed = true;
      clearTimeout(timer);
    }
  };
}

const isWait = (effect: { readonly do: string }): effect is { readonly do: 'wait'; readonly ms: number } =>
  effect.do === 'wait';
