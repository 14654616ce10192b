/** What a terminal shows instead of a page: had from the agent after the first paint, because later it may not be there. */
export { default as Away } from '../terminal/Away.svelte';
export { default as BrokenPage } from './BrokenPage.svelte';
export { default as BrokenSheet } from './BrokenSheet.svelte';
