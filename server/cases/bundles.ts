import { and, eq, inArray } from 'drizzle-orm';
import { findItemVersion } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import type { CaseBundle } from '../contract/wire.ts';
import type { Queries } from '../database/database.ts';
import { cases } from './schema.ts';
import type { CaseRow, OpenedCase } from './views.ts';

type Sibling = Pick<
  CaseRow,
  | 'id'
  | 'bundleId'
  | 'itemCode'
  | 'itemVersion'
  | 'shortCode'
  | 'state'
  | 'applicantId'
  | 'agentId'
  | 'departmentId'
  | 'opinions'
  | 'entrustedTo'
  | 'revisitedOn'
>;

/** The same people: an id that a terminal made up joins nobody's cases to those of others. */
const isOfSame = (one: Sibling, other: Sibling): boolean =>
  one.bundleId === other.bundleId && one.applicantId === other.applicantId && one.agentId === other.agentId;

/** 一件事 of cases, however many, read together. `isSeen` leaves out what whoever reads has no business with. */
export async function bundlesOf(
  context: Context,
  queries: Queries,
  found: readonly OpenedCase[],
  isSeen: (row: Sibling) => boolean = () => true
): Promise<(opened: OpenedCase) => CaseBundle | null> {
  const ids = found.flatMap(({ row }) => row.bundleId ?? []);
  if (ids.length === 0) return () => null;

  const rows = await queries
    .select({
      id: cases.id,
      bundleId: cases.bundleId,
      itemCode: cases.itemCode,
      itemVersion: cases.itemVersion,
      shortCode: cases.shortCode,
      state: cases.state,
      applicantId: cases.applicantId,
      agentId: cases.agentId,
      departmentId: cases.departmentId,
      opinions: cases.opinions,
      entrustedTo: cases.entrustedTo,
      revisitedOn: cases.revisitedOn
    })
    .from(cases)
    .where(and(eq(cases.communityCode, context.centre.communityCode), inArray(cases.bundleId, ids)))
    .orderBy(cases.number);
  const named = await Promise.all(
    rows.filter(isSeen).map(async (row) => {
      const item = await findItemVersion(context, row.itemCode, row.itemVersion);
      return { row, itemName: item?.name ?? '' };
    })
  );
  return ({ row: own, content }) => {
    if (own.bundleId === null || content.bundle === undefined) return null;
    const others = named
      .filter(({ row }) => row.id !== own.id && isOfSame(row, own))
      .map(({ row, itemName }) => ({
        id: row.id,
        itemCode: row.itemCode,
        itemName,
        shortCode: row.shortCode,
        state: row.state
      }));
    return { name: content.bundle, others };
  };
}
