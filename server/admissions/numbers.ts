import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { admissionSerials } from './schema.ts';

const NAMES = { form: '准入', letter: '不予准入' } as const;

/** The next number of a series in a year, such as `不予准入〔2026〕3号`; its row is held until the transaction ends, so that none is lost. */
export async function takeNumber(
  context: Context,
  tx: Transaction,
  series: keyof typeof NAMES,
  year: string
): Promise<string> {
  const [row] = await tx
    .insert(admissionSerials)
    .values({ communityCode: context.centre.communityCode, series, year, last: 1 })
    .onConflictDoUpdate({
      target: [admissionSerials.communityCode, admissionSerials.series, admissionSerials.year],
      set: { last: sql`${admissionSerials.last} + 1` }
    })
    .returning({ serial: admissionSerials.last });
  if (!row) throw new Error('no serial was given');
  return `${NAMES[series]}〔${year}〕${row.serial}号`;
}
