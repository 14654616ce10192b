import { and, eq, inArray, isNull } from 'drizzle-orm';
import { caseEvents, cases } from '../cases/schema.ts';
import type { Context } from '../context.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries } from '../database/database.ts';
import { staff } from '../staff/schema.ts';
import { readSettings } from './keeping.ts';

/** Everybody who worked on cases, by the case: whoever did anything to it, or is named on its slip. */
export async function workersOf(
  context: Context,
  queries: Queries,
  caseIds: readonly string[]
): Promise<(caseId: string) => ReadonlySet<string>> {
  if (caseIds.length === 0) return () => new Set();
  const { communityCode } = context.centre;
  const [acted, named] = await Promise.all([
    queries
      .selectDistinct({ caseId: caseEvents.caseId, by: caseEvents.byId })
      .from(caseEvents)
      .where(
        and(
          eq(caseEvents.communityCode, communityCode),
          inArray(caseEvents.caseId, [...caseIds]),
          eq(caseEvents.byKind, 'staff')
        )
      ),
    queries
      .select({ id: cases.id, owner: cases.ownerId, responsible: cases.responsibleId, entrusted: cases.entrustedTo })
      .from(cases)
      .where(and(eq(cases.communityCode, communityCode), inArray(cases.id, [...caseIds])))
  ]);
  const byCase = new Map<string, Set<string>>();
  const add = (caseId: string, ids: readonly (string | null)[]) => {
    const known = byCase.get(caseId) ?? new Set();
    for (const id of ids) if (id !== null) known.add(id);
    byCase.set(caseId, known);
  };
  for (const { caseId, by } of acted) add(caseId, [by]);
  for (const { id, owner, responsible, entrusted } of named) add(id, [owner, responsible, entrusted]);
  return (caseId) => byCase.get(caseId) ?? new Set();
}

/** Whether somebody calls back at all: the head, or a clerk whom the head named. */
export const callsBack = ({ id, role }: Pick<Staff, 'id' | 'role'>, officers: readonly string[]): boolean =>
  role === 'manager' || (role === 'clerk' && officers.includes(id));

/** Everybody who calls back and works here now, heads first. */
export async function officersOf(
  context: Context,
  queries: Queries
): Promise<readonly { id: string; isHead: boolean }[]> {
  const { officers } = await readSettings(context, queries);
  const rows = await queries
    .select({ id: staff.id, role: staff.role })
    .from(staff)
    .where(
      and(
        eq(staff.communityCode, context.centre.communityCode),
        inArray(staff.role, ['manager', 'clerk']),
        isNull(staff.disabledAt)
      )
    )
    .orderBy(staff.createdAt, staff.id);
  const calling = rows
    .filter((one) => callsBack(one, officers))
    .map(({ id, role }) => ({ id, isHead: role === 'manager' }));
  return [...calling.filter(({ isHead }) => isHead), ...calling.filter(({ isHead }) => !isHead)];
}
