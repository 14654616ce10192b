import { isDeepStrictEqual } from 'node:util';

/** What a device is now, and whoever wants to hear of it. */
export interface StatusHolder<Status, Event> {
  readonly current: Status;
  /** Takes a new status; tells `changed` where it differs from the old one. */
  become(next: Status): void;
  tell(event: Event): void;
  subscribe(listener: (event: Event) => void): () => void;
}

/** Holds the status of one device; every change is told as `changed`, and drivers may tell more. */
export function createStatus<Status, Event>(first: Status, changed: Event): StatusHolder<Status, Event> {
  const listeners = new Set<(event: Event) => void>();
  let current = first;
  const tell = (event: Event) => {
    for (const listener of listeners) listener(event);
  };
  return {
    get current() {
      return current;
    },
    become(next) {
      if (isDeepStrictEqual(next, current)) return;
      current = next;
      tell(changed);
    },
    tell,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}
