import type { TerminalTroubles, TryAgain } from '../../server/contract/stuck-wire.ts';
import { type Centre, jsonOf } from './centre.ts';
import { type Outbox, reference } from './outbox.ts';
import type { Store } from './store.ts';

const EVERY_MS = 30_000;
/** Whoever went home without a slip asks for it within two days, or has it from the window. */
const SLIPS_FOR_MS = 48 * 3_600_000;

/** What is kept here that nobody here can settle: codes and references, nothing of anybody. */
function troublesOf(store: Store, now: Date): TerminalTroubles {
  return {
    applications: store.refused().map(({ key, code, at }) => ({ reference: reference(key), code, since: at })),
    slips: store
      .unprinted(new Date(now.getTime() - SLIPS_FOR_MS))
      .map(({ subject, code, at }) => ({ reference: subject, code, since: at }))
  };
}

/**
 * Tells the centre what is stuck here, whenever that has changed and as long as there is anything, and does what it answers:
 * sends an application again that somebody at the window wants to be tried once more. Ends with the function it gives.
 */
export function reportTroubles(options: {
  readonly centre: Centre;
  readonly store: Store;
  readonly outbox: Outbox;
}): () => void {
  const { centre, store, outbox } = options;
  /** What the centre knows; at a start nobody can tell. */
  let known: string | null = null;
  let isAsking = false;

  async function report(): Promise<void> {
    const troubles = troublesOf(store, new Date());
    const said = JSON.stringify(troubles);
    const isNothing = troubles.applications.length + troubles.slips.length === 0;
    if (isAsking || (isNothing && said === known)) return;
    isAsking = true;
    const answer = await centre.ask({ method: 'POST', path: '/api/terminals/troubles', body: said });
    isAsking = false;
    if (!answer.reached || answer.status !== 200) return;
    known = said;
    outbox.tryAgain(jsonOf<TryAgain>(answer).again);
  }

  const look = () => void report().catch(() => undefined);
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  const stopListening = [centre.subscribe(() => centre.reachable && look()), outbox.subscribe(look)];
  look();
  return () => {
    clearInterval(timer);
    for (const stop of stopListening) stop();
  };
}
