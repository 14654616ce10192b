/**
 * `npm run bench -- NAME`: how long something takes, beside a reference measured in the same run, because machines differ
 * and are busy. A table for people, and one line of JSON last; fails where there is a budget that is not met.
 */
import type { Report } from './report.ts';

const BENCHES: Readonly<Record<string, () => Promise<Report>>> = {
  devices: async () => (await import('./devices.ts')).devices(),
  queue: async () => (await import('./queue.ts')).queue(),
  search: async () => (await import('./search.ts')).search(),
  taps: async () => (await import('./taps.ts')).taps(),
  tickets: async () => (await import('./tickets.ts')).tickets()
};

const [name = ''] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')}`);
  process.exit(1);
}
const { table, ...found } = await bench();
console.log(table.join('\n'));
console.log(JSON.stringify({ bench: name, node: process.version, ...found }));
if (found.isMet === false) process.exitCode = 1;
