/**
 * What the terminal's first page loads before it can be used, compressed as a server sends it. A kiosk's processor is
 * weak: above the limit the build fails.
 */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 60;

interface Manifest {
  client: { imports: string[] };
  nodes: (() => Promise<{ imports?: string[] }>)[];
  routes: { id: string; page: { layouts: number[]; errors: (number | undefined)[]; leaf: number } | null }[];
}

const build = new URL('../build/', import.meta.url);
const { manifest } = (await import(new URL('server/manifest.js', build).href)) as { manifest: Manifest };
const page = manifest.routes.find((route) => route.id === '/terminal')?.page;
if (!page) throw new Error('the build has no /terminal');
// SvelteKit fetches the pages of failures along, so that they are there when the agent is not.
const indexes = [...page.layouts, page.leaf, ...page.errors].filter((index) => index !== undefined);
const nodes = indexes.flatMap((index) => manifest.nodes[index] ?? []);
const imports = await Promise.all(nodes.map(async (load) => (await load()).imports ?? []));
const files = new Set([...manifest.client.imports, ...imports.flat()]);
let bytes = 0;
for (const file of files)
  if (file.endsWith('.js')) bytes += gzipSync(await readFile(new URL(`client/${file}`, build)), { level: 9 }).length;
const size = bytes / 1000;
console.log(`First load of the terminal: ${size.toFixed(1)} kB of JavaScript, compressed; ${LIMIT_KB} kB allowed.`);
if (size > LIMIT_KB) process.exit(1);
