import { terminal } from '#lib/terminal/terminal.svelte.ts';
import { goto } from '$app/navigation';

/** Whoever has their number goes and waits: nothing of them stays here. */
export async function leave(): Promise<void> {
  if (terminal.occupied) await terminal.end();
  else await goto('/terminal', { replace: true });
}
