/**
 * Lets the browser keep a page for when the agent does not answer (`service-worker.ts`). Only pages that an agent served
 * have it, and only the terminal's: the centre's server, the bench and the desk are left alone.
 */
export function keepLastResort(): void {
  if (!document.querySelector('meta[name="yimen"]') || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/service-worker.js', { scope: '/terminal', type: 'module' }).catch(() => undefined);
}
