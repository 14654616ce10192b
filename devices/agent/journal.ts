import type { Store } from './store.ts';

const DAY_MS = 86_400_000;
/**
 * Whoever asks for their slip once more gets one that says 补打, for as long as their case may run: a year, and a month for
 * what is put right and looked into.
 */
const SLIPS_DAYS = 400;
/** A ticket is of one day, and no document is told from its copy; the centre hears for two days of what did not come out. */
const OTHERS_DAYS = 3;

/** Drops of the print journal what nobody needs any more: now, and every day. Ends with the function it gives. */
export function keepJournalShort(store: Pick<Store, 'prune'>): () => void {
  const prune = () => {
    const now = Date.now();
    try {
      store.prune({ slips: new Date(now - SLIPS_DAYS * DAY_MS), others: new Date(now - OTHERS_DAYS * DAY_MS) });
    } catch {
      // A full disk takes no deletion either. Tomorrow is another day.
    }
  };
  prune();
  const timer = setInterval(prune, DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
