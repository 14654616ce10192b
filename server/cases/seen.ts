import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { CaseState } from '../contract/case-state.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries } from '../database/database.ts';
import { departmentOf } from '../departments/directory.ts';
import { cases } from './schema.ts';
import type { CaseRow } from './views.ts';

/** States in which any officer may have something to do. */
const AT_OFFICERS: readonly CaseState[] = ['reviewing', 'suspended', 'publicised'];

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

/** What a department decides or is asked about. */
export const isOf = (departmentId: string): SQL | undefined =>
  or(eq(cases.departmentId, departmentId), sql`${cases.opinions} ? ${departmentId}`);

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

/** The same, asked of the database. */
export function seenBy(sight: Sight): SQL | undefined {
  if (sight === null) return undefined;
  if (isHelper(sight)) return and(eq(cases.entrustedTo, sight.helperId), isNull(cases.revisitedOn));
  return or(isOf(sight.departmentId), and(isNull(cases.departmentId), inArray(cases.state, [...AT_OFFICERS])));
}
