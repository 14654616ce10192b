/**
 * What stands around a page, or in its place, and is not needed for the first paint: had from the agent at once after it,
 * because later the agent may not be there.
 */
export { default as BrokenPage } from '../fault/BrokenPage.svelte';
export { default as BrokenSheet } from '../fault/BrokenSheet.svelte';
export { default as Away } from './Away.svelte';
export { default as Replaced } from './Replaced.svelte';
export { default as Surroundings } from './Surroundings.svelte';
