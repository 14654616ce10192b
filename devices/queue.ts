/** Runs one piece of work after the other: a device has one conversation at a time. */
export interface Queue {
  <T>(work: () => Promise<T>): Promise<T>;
  /** Ends once everything that was given so far has ended, however it ended. */
  settled(): Promise<void>;
}

/** An empty queue. Work that fails fails for whoever gave it, and holds nobody up. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  const run = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    // Without what came of it: that may be a person, and the next piece of work may be long in coming.
    last = result.then(
      () => undefined,
      () => undefined
    );
    return result;
  };
  return Object.assign(run, {
    async settled() {
      await last;
    }
  });
}
