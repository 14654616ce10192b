import { error, redirect } from '@sveltejs/kit';
import type { Component } from 'svelte';
import { sceneOf } from '#lib/bench/gallery/scenes.ts';
import type { PageLoad } from './$types';

type PageComponent = Component<{ params: Readonly<Record<string, string>>; data: object; form: null }>;
const PAGES = import.meta.glob<{ default: PageComponent }>('../../../terminal/**/+page.svelte');

/** The scene and its page. A page reads its address: whatever it has to find there is put into this one first. */
export const load: PageLoad = async ({ params, url }) => {
  const scene = sceneOf(params.scene);
  const page = scene && PAGES[`../../..${scene.route}/+page.svelte`];
  if (!page) error(404);
  const missing = Object.entries(scene.search ?? {}).filter(([name]) => !url.searchParams.has(name));
  if (missing.length > 0) {
    const there = new URL(url);
    for (const [name, value] of missing) there.searchParams.set(name, value);
    redirect(307, there);
  }
  return { scene, Page: (await page()).default };
};
