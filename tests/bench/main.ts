/**
 * `npm run bench -- NAME`: how long something takes, beside a reference measured in the same run, because machines differ
 * and are busy. A table for people, and one line of JSON last.
 */
import { devices } from './devices.ts';
import { type Measure, measured } from './measure.ts';

const BENCHES: Readonly<Record<string, () => readonly Measure[]>> = { devices };

const [name = ''] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')}`);
  process.exit(1);
}
const rows = bench().map(measured);
for (const { what, p50, p95, ratio } of rows)
  console.log(
    `${what.padEnd(36)} ${p50.toFixed(1).padStart(9)} µs  p95 ${p95.toFixed(1).padStart(9)} µs  ${ratio.toFixed(2).padStart(8)} × reference`
  );
console.log(JSON.stringify({ bench: name, node: process.version, rows }));
