import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import { currentBundles, findItem, findItemVersion } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import { type Bundle, nextText } from '../contract/bundle.ts';
import type { CaseState } from '../contract/case-state.ts';
import type { CaseBundle } from '../contract/case-wire.ts';
import type { Submission } from '../contract/wire.ts';
import type { Queries } from '../database/database.ts';
import type { Along } from './materials.ts';
import { cases } from './schema.ts';
import type { CaseRow, ReadCase } from './views.ts';

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
  found: readonly ReadCase[],
  isSeen: (row: Sibling) => boolean = () => true
): Promise<(read: ReadCase) => CaseBundle | null> {
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
      return { row, itemName: item?.name ?? row.itemCode };
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

/** The 一件事 something was handed in with. One that is offered no more does not hold its cases up: they stand alone. */
export async function bundleOf(
  context: Context,
  { bundle, itemCode }: Pick<Submission, 'bundle' | 'itemCode'>
): Promise<Bundle | null> {
  if (!bundle) return null;
  const found = (await currentBundles(context)).find(({ code }) => code === bundle.code);
  return found?.items.includes(itemCode) ? found : null;
}

/** Cases that ended so leave no record behind. */
const WITHOUT_RESULT: readonly CaseState[] = ['dismissed', 'refused', 'denied', 'annulled', 'withdrawn', 'lapsed'];

/** What comes of the cases that were handed in before it with the same 一件事, by the same people. */
export async function alongWith(
  context: Context,
  bundle: Bundle,
  { itemCode, bundle: handedIn }: Pick<Submission, 'bundle' | 'itemCode'>,
  people: { readonly applicantId: string | null; readonly agentId: string | null }
): Promise<Along> {
  const before = bundle.items.slice(0, bundle.items.indexOf(itemCode));
  const items = await Promise.all(before.map((code) => findItem(context, code)));
  const makers = items.flatMap((item) => (item?.result.makes ? [item] : []));
  if (!handedIn || makers.length === 0) return new Map();
  const { applicantId, agentId } = people;
  const rows = await context.database
    .select({ itemCode: cases.itemCode })
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        eq(cases.bundleId, handedIn.id),
        applicantId === null ? isNull(cases.applicantId) : eq(cases.applicantId, applicantId),
        agentId === null ? isNull(cases.agentId) : eq(cases.agentId, agentId),
        notInArray(cases.state, [...WITHOUT_RESULT])
      )
    );
  const made = new Set(rows.map((row) => row.itemCode));
  return new Map(
    makers.flatMap(({ code, result }) =>
      (result.makes ?? []).map((record) => [record, made.has(code) ? 'made' : 'lost'] as const)
    )
  );
}

/** What the slip of its last item says is to be done after a 一件事. */
export async function nextAfter(context: Context, bundle: Bundle | null, itemCode: string): Promise<string[]> {
  if (bundle?.items.at(-1) !== itemCode) return [];
  return Promise.all(
    bundle.next.map(async ({ text, code }) => {
      const item = code === null ? null : await findItem(context, code);
      return nextText(text, item?.name ?? null);
    })
  );
}
