import { asc, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { canBeSuperior, closesLoop, type Late, nextPersonOf } from './rules.ts';
import { staff } from './schema.ts';
import type { Responsible } from './service.ts';

/** Everybody of the centre with their place in it, the disabled ones too. `lock` holds them until the transaction ends. */
async function placesOf(context: Context, queries: Queries, { lock = false } = {}) {
  const query = queries
    .select()
    .from(staff)
    .where(eq(staff.communityCode, context.centre.communityCode))
    .orderBy(asc(staff.createdAt), asc(staff.id));
  const rows = lock ? await query.for('update') : await query;
  return new Map(
    rows.map(({ id, name, phone, role, superiorId, disabledAt }) => [
      id,
      { id, name, phone, role, superiorId, disabled: disabledAt !== null }
    ])
  );
}

/** Whom a case is taken to that whoever has it does not finish in time; null where there is nobody. */
export async function nextPerson(context: Context, queries: Queries, late: Late): Promise<Responsible | null> {
  const places = await placesOf(context, queries);
  const found = places.get(nextPersonOf(places, late) ?? '');
  return found ? { id: found.id, name: found.name, phone: found.phone } : null;
}

/**
 * Why an account (null: one that is being made) cannot be under this superior. Everybody's place is held until the
 * transaction ends: two changes at once could close a loop that neither of them sees.
 */
export async function superiorProblem(
  context: Context,
  tx: Transaction,
  id: string | null,
  superiorId: string | null
): Promise<FailureCode | null> {
  if (superiorId === null) return null;
  const places = await placesOf(context, tx, { lock: true });
  const superior = places.get(superiorId);
  if (!superior || superior.disabled || !canBeSuperior(superior.role)) return 'staff.unknown';
  return id !== null && closesLoop(places, id, superiorId) ? 'staff.superior-loop' : null;
}
