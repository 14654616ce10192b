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
    last = result.catch(() => undefined);
    return result;
  };
  return Object.assign(run, {
    async settled() {
      await last;
    }
  });
}
