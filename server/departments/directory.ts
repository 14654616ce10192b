import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { DepartmentChange, NewDepartment, SecretPair } from '../contract/department-wire.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries } from '../database/database.ts';
import { namesById } from '../database/names.ts';
import { usualDepartment } from './rules.ts';
import { departments } from './schema.ts';
import { newPair, withPair } from './secrets.ts';

export type DepartmentRow = typeof departments.$inferSelect;

const here = (context: Context, id: string) =>
  and(eq(departments.communityCode, context.centre.communityCode), eq(departments.id, id));

/** A department by id, the disabled ones too. `lock` holds it until the transaction ends. */
export async function findDepartment(
  context: Context,
  queries: Queries,
  id: string,
  { lock = false } = {}
): Promise<DepartmentRow | null> {
  const query = queries.select().from(departments).where(here(context, id));
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

/** Every department of the centre, the disabled ones too. */
export const listDepartments = (context: Context, queries: Queries = context.database): Promise<DepartmentRow[]> =>
  queries
    .select()
    .from(departments)
    .where(eq(departments.communityCode, context.centre.communityCode))
    .orderBy(asc(departments.name));

/** Names by id, for rows and histories. */
export const departmentNames = (
  { centre }: Context,
  queries: Queries,
  ids: readonly string[]
): Promise<ReadonlyMap<string, string>> => namesById(queries, departments, centre.communityCode, ids);

/** A department of the house by its name; null where there is none. */
async function internalNamed(context: Pick<Context, 'centre'>, queries: Queries, name: string) {
  const [row] = await queries
    .select()
    .from(departments)
    .where(
      and(
        eq(departments.communityCode, context.centre.communityCode),
        eq(departments.name, name),
        eq(departments.kind, 'internal')
      )
    );
  return row ?? null;
}

/** Why an account cannot have this department: only one of the house that is open has accounts, and an officer has one. */
export async function membershipProblem(
  context: Pick<Context, 'centre'>,
  queries: Queries,
  { role, department }: Pick<Staff, 'role' | 'department'>
): Promise<FailureCode | null> {
  if (department === null) return role === 'officer' ? 'department.missing' : null;
  const found = await internalNamed(context, queries, department);
  return found && !found.disabledAt ? null : 'department.unknown';
}

/** The internal department that an officer belongs to, by the name on the account; null where there is none of that name. */
export async function departmentOf(
  context: Context,
  queries: Queries,
  { role, department }: Pick<Staff, 'role' | 'department'>
): Promise<string | null> {
  if (role !== 'officer' || department === null) return null;
  return (await internalNamed(context, queries, department))?.id ?? null;
}

/** Departments that cases can be sent to now, and the one an item usually goes to. */
export async function openDepartments(
  context: Context,
  queries: Queries,
  item: { readonly code: string; readonly field: string }
): Promise<{ readonly open: readonly DepartmentRow[]; readonly usual: string | null }> {
  const open = await queries
    .select()
    .from(departments)
    .where(and(eq(departments.communityCode, context.centre.communityCode), isNull(departments.disabledAt)))
    .orderBy(asc(departments.name));
  return { open, usual: usualDepartment(open, item) };
}

/** Makes a department; null where the name is taken. `pair` is made anew where none is given. */
export async function createDepartment(
  context: Context,
  queries: Queries,
  { id, ...card }: NewDepartment & { readonly id?: string },
  pair: SecretPair = newPair()
): Promise<{ readonly row: DepartmentRow; readonly secrets: SecretPair | null } | null> {
  const external = card.kind === 'external';
  const [row] = await queries
    .insert(departments)
    .values({
      communityCode: context.centre.communityCode,
      ...(id === undefined ? {} : { id }),
      ...card,
      secrets: external ? withPair(context, null, pair) : null
    })
    .onConflictDoNothing()
    .returning();
  return row ? { row, secrets: external ? pair : null } : null;
}

/** Changes what is said of a department, or whether it is open; null where there is none. */
export async function changeDepartment(
  context: Context,
  queries: Queries,
  id: string,
  change: DepartmentChange
): Promise<DepartmentRow | null> {
  const { disabled, ...card } = change;
  const [row] = await queries
    .update(departments)
    .set({ ...card, ...(disabled === undefined ? {} : { disabledAt: disabled ? context.now() : null }) })
    .where(here(context, id))
    .returning();
  return row ?? null;
}

/** A new pair of secrets, told once; the one before counts for another day. */
export async function rotateSecrets(context: Context, queries: Queries, row: DepartmentRow): Promise<SecretPair> {
  const pair = newPair();
  await queries
    .update(departments)
    .set({ secrets: withPair(context, row.secrets, pair) })
    .where(here(context, row.id));
  return pair;
}

/** Counts what came in a department's name and was not signed by it. */
export async function countForged(context: Context, id: string): Promise<void> {
  await context.database
    .update(departments)
    .set({ forged: sql`${departments.forged} + 1`, lastForgedAt: context.now() })
    .where(here(context, id));
}
