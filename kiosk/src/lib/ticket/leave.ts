import { overlay } from '#lib/terminal/overlay.svelte.ts';
import { terminal } from '#lib/terminal/terminal.svelte.ts';
import { goto } from '$app/navigation';

/** Whoever has their number goes and waits: nothing of them stays here. */
export async function leave(): Promise<void> {
  if (terminal.occupied) await terminal.end();
  else await goto('/terminal', { replace: true });
}

/** The same where what was filled in goes along with no number: it is not lost unasked. */
export async function leaveWithout(): Promise<void> {
  if (terminal.unsent && terminal.recognised) overlay.open('end');
  else await leave();
}
