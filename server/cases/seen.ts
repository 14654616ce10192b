import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { CaseState } from '../contract/case-state.ts';
import { cases } from './schema.ts';
import type { CaseRow } from './views.ts';

/** States in which any officer may have something to do. */
const AT_OFFICERS: readonly CaseState[] = ['reviewing', 'suspended', 'publicised'];

/**
 * What somebody sees who decides for one department: its own cases, those it is asked about, and what waits for any officer. null: everybody else,
 * who sees them all.
 */
export const isSeen = (
  row: Pick<CaseRow, 'departmentId' | 'opinions' | 'state'>,
  departmentId: string | null
): boolean =>
  departmentId === null ||
  row.departmentId === departmentId ||
  departmentId in row.opinions ||
  (row.departmentId === null && AT_OFFICERS.includes(row.state));

/** The same, asked of the database. */
export const seenBy = (departmentId: string | null): SQL | undefined =>
  departmentId === null
    ? undefined
    : or(
        eq(cases.departmentId, departmentId),
        sql`${cases.opinions} ? ${departmentId}`,
        and(isNull(cases.departmentId), inArray(cases.state, [...AT_OFFICERS]))
      );
