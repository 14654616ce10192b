import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { currentItems } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import type { CaseState } from '../contract/case-state.ts';
import { cases } from './schema.ts';

/** Whoever was turned away or took it back is told again; whoever has it, or waits for it, is not. */
const ENDED_WITHOUT: readonly CaseState[] = ['refused', 'denied', 'annulled', 'withdrawn', 'lapsed'];

/**
 * 免申即享: items that somebody is old enough for and has neither asked for nor been given, by code. Only their age is
 * known here, so that it is told as a possibility; the application itself checks the rest.
 */
export async function entitledTo(context: Context, residentId: string, age: number): Promise<string[]> {
  const codes = (await currentItems(context)).flatMap(({ code, entitledFrom }) =>
    entitledFrom !== undefined && age >= entitledFrom ? [code] : []
  );
  if (codes.length === 0) return [];
  const had = await context.database
    .selectDistinct({ code: cases.itemCode })
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        eq(cases.applicantId, residentId),
        inArray(cases.itemCode, codes),
        notInArray(cases.state, [...ENDED_WITHOUT])
      )
    );
  return codes.filter((code) => !had.some((one) => one.code === code));
}
