import { quantile, type Report } from './report.ts';

/** One thing to be measured, and the reference it is compared with. */
export interface Measure {
  readonly what: string;
  readonly run: () => unknown;
  readonly reference: () => unknown;
}

/** Microseconds of one call; `ratio` compares the medians. */
interface Measured {
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
  readonly reference: number;
  readonly ratio: number;
}

const WARM_UP_MS = 300;
const SAMPLES = 200;
/** A sample lasts at least so long, so that the clock is fine enough for it. */
const SAMPLE_MS = 2;

function repeatsFor(run: () => unknown): number {
  const end = performance.now() + WARM_UP_MS;
  let calls = 0;
  while (performance.now() < end) {
    run();
    calls++;
  }
  return Math.max(1, Math.ceil((calls * SAMPLE_MS) / WARM_UP_MS));
}

function sample(run: () => unknown, repeats: number): number {
  const begun = performance.now();
  for (let call = 0; call < repeats; call++) run();
  return ((performance.now() - begun) * 1000) / repeats;
}

/** Measures a thing and its reference in turns, so that whatever else the machine does meets both. */
function measured({ what, run, reference }: Measure): Measured {
  const repeats = [repeatsFor(run), repeatsFor(reference)] as const;
  const own: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < SAMPLES; round++) {
    own.push(sample(run, repeats[0]));
    other.push(sample(reference, repeats[1]));
  }
  own.sort((one, another) => one - another);
  other.sort((one, another) => one - another);
  const [p50, median] = [quantile(own, 0.5), quantile(other, 0.5)];
  return { what, p50, p95: quantile(own, 0.95), reference: median, ratio: p50 / median };
}

/** Measures each of them, one after the other. */
export function compare(measures: readonly Measure[]): Report {
  const rows = measures.map(measured);
  const table = rows.map(
    ({ what, p50, p95, ratio }) =>
      `${what.padEnd(36)} ${p50.toFixed(1).padStart(9)} µs  p95 ${p95.toFixed(1).padStart(9)} µs  ${ratio.toFixed(2).padStart(8)} × reference`
  );
  return { table, rows };
}
