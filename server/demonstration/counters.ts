import type { Context } from '../context.ts';
import { addCounter } from '../tickets/counters.ts';

const COUNTERS = ['1号窗口', '2号窗口', '3号窗口'];

/** Makes the counters of the hall that are not there yet. */
export async function makeCounters(context: Context): Promise<void> {
  for (const name of COUNTERS) await addCounter(context, name);
}
