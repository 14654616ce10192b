import type { SessionHolder } from './session.ts';

/** The page is gone (a crash, a closed browser): whoever was here has nobody to say 结束 for them. */
const ABANDONED_AFTER_MS = 30_000;

/** The pages that listen to the agent now. */
export interface Audience {
  /** A page listens; the function it gives is called when it no longer does. */
  enter(): () => void;
}

/** Ends the session once no page has listened for half a minute. A page that is loaded anew is back long before. */
export function createAudience(session: Pick<SessionHolder, 'end'>, abandonedAfterMs = ABANDONED_AFTER_MS): Audience {
  let listening = 0;
  let abandoned: NodeJS.Timeout | undefined;
  return {
    enter() {
      listening++;
      clearTimeout(abandoned);
      return () => {
        listening--;
        if (listening === 0) abandoned = setTimeout(() => void session.end(), abandonedAfterMs).unref();
      };
    }
  };
}
