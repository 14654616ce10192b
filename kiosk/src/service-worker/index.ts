import { lastResort, policyOf } from '../lib/terminal/static-page.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/**
 * The one thing it does: where a terminal's page cannot be had because the agent does not answer, it gives a page of its
 * own instead of the browser's. That page is a part of this script; nothing is kept, and nothing else is ever answered.
 */
function lastPage(): Response {
  const nonce = crypto.randomUUID();
  return new Response(lastResort(nonce), {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(nonce),
      'cache-control': 'no-store'
    }
  });
}

/** Of newer browsers than the types know. */
type Routing = { addRoutes?(routes: readonly object[]): Promise<void> };

worker.addEventListener('install', (event) => {
  void worker.skipWaiting();
  // Everything but pages goes past this worker, which therefore need not be woken for a tap.
  const routes = ['cors', 'no-cors', 'same-origin'].map((requestMode) => ({
    condition: { requestMode },
    source: 'network'
  }));
  event.waitUntil(Promise.resolve((event as Routing).addRoutes?.(routes)));
});

worker.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(fetch(event.request).catch(lastPage));
});
