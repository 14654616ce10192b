/** A page that stands where nobody sees it is not painted at all: what comes after is not put off for ever. */
const UNSEEN_MS = 3000;

/** Resolves once something of the page stood on the screen for the first time. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, UNSEEN_MS);
    new PerformanceObserver((seen, observer) => {
      if (seen.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
  });
