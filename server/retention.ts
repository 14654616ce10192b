import { dropOldCalls } from './calls/end.ts';
import type { Context } from './context.ts';
import { dropOldPrefills } from './prefill/service.ts';
import { dropOldPreparations } from './prepared/service.ts';
import { eraseExpiredCards } from './sessions/service.ts';
import { forgetOldTickets } from './tickets/service.ts';
import { dropOldUnfinished } from './unfinished/service.ts';

const EVERY_MS = 10 * 60_000;

/** What nobody needs any more is gone, whether or not somebody said goodbye (个人信息保护法 第47条). */
export async function forget(context: Context): Promise<void> {
  await eraseExpiredCards(context);
  await dropOldPrefills(context);
  await dropOldPreparations(context);
  await dropOldUnfinished(context);
  await dropOldCalls(context);
  await forgetOldTickets(context);
}

/** Forgets now and then, until told to stop. A database that is away is asked again the next time. */
export function keepForgetting(context: Context): () => void {
  const timer = setInterval(() => void forget(context).catch(() => undefined), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
