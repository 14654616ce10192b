import { StartFailure } from './start-failure.ts';

const OLDEST_NODE = 24;

/** Bare `node` may be an old one; `npm run` uses the one that npm installed. */
export function requireNode(): void {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new StartFailure(
      `Yimen needs Node ${OLDEST_NODE} or later: start it with npm, which brings one, instead of node ${process.versions.node}.`
    );
}

/**
 * Runs until a signal, or until the process that started us is gone, then stops what was started, once. Tells a parent
 * that listens when we are ready, with whatever it has to know.
 */
export function serveUntilStopped(
  running: { readonly url: string; stop(): Promise<void> },
  details: Readonly<Record<string, string>> = {}
): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1)
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (process.send) {
    process.once('disconnect', stop);
    process.send({ ready: true, url: running.url, ...details });
  }
}
