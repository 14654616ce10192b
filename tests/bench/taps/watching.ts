/** Where on the terminal something was seen: its address without what is asked of it, and what stood there. */
export interface Place {
  readonly path: string;
  /** Of an application, which page of it. */
  readonly page: string | null;
  /** The sheet that lay over it. */
  readonly sheet: string | null;
}

/**
 * What a page saw. A tap is answered by the first frame in which anything on the screen is another than before; `ms` runs
 * from the finger's own time until the frame after that one begins. The look of a key held down is no answer.
 */
export type Seen =
  | { readonly kind: 'tap'; readonly place: Place; readonly name: string; readonly ms: number }
  | { readonly kind: 'unanswered'; readonly place: Place; readonly name: string }
  /** From the tap to the next paint, whatever it shows, as the browser's Event Timing has it: a second opinion. */
  | { readonly kind: 'paint'; readonly ms: number }
  /** A task above 50 ms that kept a tap waiting. */
  | { readonly kind: 'long'; readonly place: Place; readonly ms: number };

declare global {
  interface Window {
    /** Brings what a page saw to the bench. */
    tell(seen: Seen): void;
  }
}

/** How long nothing else is asked of a page after a tap, so that its answer is its own. */
export const UNDISTURBED_MS = 150;

/** Runs in every page from its beginning; it is sent there as text and knows nothing outside itself. */
export function watchTaps({ undisturbedMs }: { undisturbedMs: number }): void {
  const GIVE_UP_AFTER_MS = 3000;
  interface Tap {
    readonly at: number;
    readonly place: Place;
    readonly name: string;
  }
  let waiting: Tap | null = null;
  let last: Tap | null = null;

  const here = (): Place => ({
    path: location.pathname,
    page: document.querySelector<HTMLElement>('.frame')?.dataset.page ?? null,
    sheet: document.querySelector('dialog[open] h2')?.textContent ?? null
  });

  function begin(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest('a, button, svg[role=img]') : null;
    // A signature answers on the way down, everything else when the finger is lifted.
    if (!target || (target.tagName === 'svg') !== (event.type === 'pointerdown')) return;
    const tap = { at: event.timeStamp, place: here(), name: target.textContent?.trim() ?? '' };
    waiting = tap;
    last = tap;
    setTimeout(() => {
      if (waiting !== tap) return;
      waiting = null;
      window.tell({ kind: 'unanswered', place: tap.place, name: tap.name });
    }, GIVE_UP_AFTER_MS);
  }
  function answer(): void {
    if (!waiting) return;
    const { at, place, name } = waiting;
    waiting = null;
    const shown = () => window.tell({ kind: 'tap', place, name, ms: performance.now() - at });
    requestAnimationFrame(() => requestAnimationFrame(shown));
  }

  addEventListener('click', begin, true);
  addEventListener('pointerdown', begin, true);
  addEventListener('scroll', answer, true);
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !document.head?.contains(target))) answer();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name === 'click') window.tell({ kind: 'paint', ms: duration });
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (last && startTime < last.at + undisturbedMs && startTime + duration > last.at)
        window.tell({ kind: 'long', place: last.place, ms: duration });
  }).observe({ type: 'longtask' });
}
