import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries } from '../database/database.ts';
import { departmentOf } from '../departments/directory.ts';
import { AT_OFFICERS, isAnyOfficers, isJoint } from './conditions.ts';
import { cases } from './schema.ts';
import type { CaseRow } from './views.ts';

/** The department a case lies with now; null where it lies at a window, or with any officer. */
export const liesWith = ({ departmentId, state }: Pick<CaseRow, 'departmentId' | 'state'>): string | null =>
  AT_OFFICERS.includes(state) ? departmentId : null;

/**
 * Which cases somebody sees: one department's, those it is asked about and what waits for any officer, or only what was entrusted to them and is
 * not over with its 回访. null: everybody else, who sees them all.
 */
export type Sight = { readonly departmentId: string } | { readonly helperId: string } | null;

export async function sightOf(context: Context, queries: Queries, staff: Staff): Promise<Sight> {
  if (staff.role === 'helper') return { helperId: staff.id };
  const departmentId = await departmentOf(context, queries, staff);
  return departmentId === null ? null : { departmentId };
}

export const isHelper = (sight: Sight): sight is { readonly helperId: string } => sight !== null && 'helperId' in sight;

/** What a department decides, and what it is asked about: each of them is found by an index of its own. */
export const legsOfDepartment = (departmentId: string): readonly (SQL | undefined)[] => [
  eq(cases.departmentId, departmentId),
  and(isJoint(cases), sql`${cases.opinions} ? ${departmentId}`)
];

type Seen = Pick<CaseRow, 'departmentId' | 'opinions' | 'state' | 'entrustedTo' | 'revisitedOn'>;

export function isSeen(row: Seen, sight: Sight): boolean {
  if (sight === null) return true;
  if (isHelper(sight)) return row.entrustedTo === sight.helperId && row.revisitedOn === null;
  const { departmentId } = sight;
  return (
    row.departmentId === departmentId ||
    departmentId in row.opinions ||
    (row.departmentId === null && AT_OFFICERS.includes(row.state))
  );
}

/** The same, asked of the database, in parts that are each found by an index; `closed`: of what is closed. */
export function legsOfSight(sight: Sight, { closed = false } = {}): readonly (SQL | undefined)[] {
  if (sight === null) return [undefined];
  if (isHelper(sight)) return [and(eq(cases.entrustedTo, sight.helperId), isNull(cases.revisitedOn))];
  const own = legsOfDepartment(sight.departmentId);
  return closed ? own : [...own, isAnyOfficers(cases)];
}

export const seenBy = (sight: Sight): SQL | undefined => or(...legsOfSight(sight));
