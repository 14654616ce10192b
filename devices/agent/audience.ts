import type { SessionHolder } from './session.ts';

/** The page is gone (a crash, a closed browser): whoever was here has nobody to say 结束 for them. */
const ABANDONED_AFTER_MS = 30_000;

/** Only the latest of those that are gone can still have something under way. */
const REMEMBERED = 1000;

/** Why a page is listened to no more: another has its place, or it came back itself on a new line. */
export type Farewell = 'replaced' | 'back';

/** The one page that is this terminal's screen. */
export interface Audience {
  /**
   * A page listens, and is the screen from now on; whoever was before is told `leave`. The function it gives is called
   * when it no longer listens.
   */
  enter(page: string, leave: (farewell: Farewell) => void): () => void;
  /** Whether another page has taken the place of this one; it does not get it back. */
  isReplaced(page: string): boolean;
}

/** Ends the session once no page has listened for half a minute. A page that is loaded anew is back long before. */
export function createAudience(session: Pick<SessionHolder, 'end'>, abandonedAfterMs = ABANDONED_AFTER_MS): Audience {
  const replaced = new Set<string>();
  let last: string | null = null;
  let dismiss: ((farewell: Farewell) => void) | null = null;
  let abandoned: NodeJS.Timeout | undefined;

  function replace(page: string): void {
    replaced.add(page);
    const [oldest] = replaced;
    if (replaced.size > REMEMBERED && oldest !== undefined) replaced.delete(oldest);
  }

  return {
    enter(page, leave) {
      clearTimeout(abandoned);
      const farewell = last === page ? 'back' : 'replaced';
      if (last !== null && farewell === 'replaced') replace(last);
      last = page;
      const before = dismiss;
      dismiss = leave;
      before?.(farewell);
      return () => {
        if (dismiss !== leave) return;
        dismiss = null;
        abandoned = setTimeout(() => void session.end(), abandonedAfterMs).unref();
      };
    },
    isReplaced: (page) => replaced.has(page)
  };
}
