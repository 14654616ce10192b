import { once } from 'node:events';
import { endWith, StartFailure } from './start-failure.ts';

const OLDEST_NODE = 24;

/** A start or a stop that takes longer hangs on something that is not ours. */
const LONGEST_GOODBYE_MS = 15_000;

/** Something that runs until it is stopped. */
export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** Bare `node` may be an old one; `npm run` uses the one that npm installed. */
function requireNode(): void {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new StartFailure(
      `Yimen needs Node ${OLDEST_NODE} or later: start it with npm, which brings one, instead of node ${process.versions.node}.`
    );
}

/**
 * The whole life of a process of ours. It ends at a signal, or when the process that started it is gone; what it started
 * is stopped first, also where that happens in the middle of the start. `told` is what a parent that listens has to know.
 */
export async function live<Kind extends Running>(
  start: (ending: AbortSignal) => Promise<Kind>,
  told: (running: Kind) => Readonly<Record<string, string>> = () => ({})
): Promise<void> {
  const end = new AbortController();
  const asked = once(end.signal, 'abort');
  const ask = () => {
    if (!end.signal.aborted) setTimeout(() => process.exit(1), LONGEST_GOODBYE_MS).unref();
    end.abort();
  };
  // One Ctrl-C reaches us more than once: from the terminal, from npm, from our parent.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.once('disconnect', ask);
  if (process.connected === false) ask();
  let running: Kind;
  try {
    requireNode();
    running = await start(end.signal);
  } catch (error) {
    if (end.signal.aborted) process.exit(0);
    endWith(error);
  }
  if (process.connected) process.send?.({ ready: true, url: running.url, ...told(running) });
  await asked;
  await running.stop().catch(endWith);
  process.exit(0);
}
