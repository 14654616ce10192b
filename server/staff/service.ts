import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { and, asc, count, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { isOpen } from '../cases/conditions.ts';
import { cases } from '../cases/schema.ts';
import type { Context } from '../context.ts';
import type { StaffRole } from '../contract/case-state.ts';
import type { Account } from '../contract/staff-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { namesById } from '../database/names.ts';
import { staff, staffAccounts, staffSessions } from './schema.ts';

/** A new account as an administrator, the command line or a demonstration makes it. */
export interface NewStaff {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly phone: string;
  readonly department: string | null;
  /** 上级; left out or null: the head of the centre. */
  readonly superiorId?: string | null | undefined;
  /** Whoever makes the account knows the password: its holder chooses another before anything else. */
  readonly passwordTold?: boolean;
}

type StaffRow = typeof staff.$inferSelect;

export const staffView = ({ id, name, role, phone, communityCode, department }: StaffRow): Staff => ({
  id,
  name,
  role,
  phone,
  communityCode,
  department
});

/** Makes an account; null where the user name is taken. Passwords are hashed as the sign-in library checks them. */
export async function createStaff(
  context: Pick<Context, 'database' | 'centre' | 'now'>,
  account: NewStaff,
  queries: Queries = context.database
): Promise<Staff | null> {
  const { communityCode, demonstration } = context.centre;
  const { username, password, superiorId = null, ...person } = account;
  const hashed = await hashPassword(password);
  return queries.transaction(async (tx) => {
    const id = randomUUID();
    const [row] = await tx
      .insert(staff)
      .values({
        id,
        ...person,
        superiorId,
        communityCode,
        demonstration,
        username: username.toLowerCase(),
        displayUsername: username,
        // The sign-in library wants an address; nothing is ever sent to it.
        email: `${username.toLowerCase()}@staff.invalid`
      })
      .onConflictDoNothing()
      .returning();
    if (!row) return null;
    const now = context.now();
    await tx.insert(staffAccounts).values({
      id: randomUUID(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: hashed,
      createdAt: now,
      updatedAt: now
    });
    return staffView(row);
  });
}

export const accountView = (row: StaffRow): Account => ({
  ...staffView(row),
  username: row.displayUsername ?? row.username ?? '',
  disabled: row.disabledAt !== null,
  superiorId: row.superiorId,
  secondFactor: row.twoFactorEnabled === true
});

/** Every account of this centre, the disabled ones too. */
export async function listStaff(context: Context): Promise<Account[]> {
  const rows = await context.database
    .select()
    .from(staff)
    .where(eq(staff.communityCode, context.centre.communityCode))
    .orderBy(asc(staff.createdAt), asc(staff.id));
  return rows.map(accountView);
}

/** An account of this centre, disabled or not. */
export async function findAccount(context: Context, queries: Queries, id: string): Promise<StaffRow | null> {
  const [row] = await queries
    .select()
    .from(staff)
    .where(and(eq(staff.communityCode, context.centre.communityCode), eq(staff.id, id)));
  return row ?? null;
}

/** A colleague who works at this centre now, by id. */
export async function findStaff(context: Context, queries: Queries, id: string): Promise<Staff | null> {
  const row = await findAccount(context, queries, id);
  return row && !row.disabledAt ? staffView(row) : null;
}

/**
 * Closes an account or opens it again. Whoever still has open cases, or does one
 * for a resident, keeps the account until they are handed over: no case may be left with nobody to ask.
 */
export async function setDisabled(
  context: Context,
  tx: Transaction,
  id: string,
  disabled: boolean
): Promise<'done' | 'holds-cases'> {
  const { communityCode } = context.centre;
  if (disabled) {
    const [held] = await tx
      .select({ open: count() })
      .from(cases)
      .where(and(eq(cases.communityCode, communityCode), isOpen(cases), eq(cases.holderId, id), eq(cases.ownerId, id)));
    const [entrusted] = await tx
      .select({ open: count() })
      .from(cases)
      .where(and(eq(cases.communityCode, communityCode), eq(cases.entrustedTo, id), isNull(cases.revisitedOn)));
    if ((held?.open ?? 0) + (entrusted?.open ?? 0) > 0) return 'holds-cases';
  }
  await tx
    .update(staff)
    .set({ disabledAt: disabled ? context.now() : null })
    .where(and(eq(staff.communityCode, communityCode), eq(staff.id, id)));
  if (disabled) await tx.delete(staffSessions).where(eq(staffSessions.userId, id));
  return 'done';
}

/** Of these, who is signed in at this moment, wherever. */
export async function signedIn(
  context: Context,
  queries: Queries,
  ids: readonly string[]
): Promise<ReadonlySet<string>> {
  const rows = await queries
    .selectDistinct({ id: staffSessions.userId })
    .from(staffSessions)
    .where(and(inArray(staffSessions.userId, [...ids]), gt(staffSessions.expiresAt, context.now())));
  return new Set(rows.map(({ id }) => id));
}

/** Where nobody works at the window yet, the centre itself answers. */
const NOBODY = 'centre';
const nobodyName = ({ centre }: Context): string => `${centre.name}服务窗口`;

/** Names by id, for histories, owners and whom a receipt names. */
export async function staffNames(
  context: Context,
  queries: Queries,
  ids: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const names = await namesById(queries, staff, context.centre.communityCode, ids);
  return new Map([[NOBODY, nobodyName(context)], ...names]);
}

/** Whom a resident asks about a case: a name and a number. */
export interface Responsible {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

/** 首问负责: the clerk with the fewest open cases is named on the slip and stays so until somebody takes the case over. */
export async function chooseResponsible(context: Context, queries: Queries): Promise<Responsible> {
  const { communityCode, phone } = context.centre;
  const load = queries
    .select({ responsibleId: cases.responsibleId, open: count().as('open') })
    .from(cases)
    .where(and(eq(cases.communityCode, communityCode), isOpen(cases)))
    .groupBy(cases.responsibleId)
    .as('load');
  const [row] = await queries
    .select({ id: staff.id, name: staff.name, phone: staff.phone })
    .from(staff)
    .leftJoin(load, eq(load.responsibleId, staff.id))
    .where(and(eq(staff.communityCode, communityCode), eq(staff.role, 'clerk'), isNull(staff.disabledAt)))
    .orderBy(sql`coalesce(${load.open}, 0)`, asc(staff.id))
    .limit(1);
  return row ?? { id: NOBODY, name: nobodyName(context), phone };
}

/** The people that cases name, by id; the centre itself for whoever does not work here any more. */
export async function responsiblesOf(
  context: Context,
  queries: Queries,
  ids: readonly string[]
): Promise<(id: string) => Responsible> {
  const { communityCode, phone } = context.centre;
  const rows = await queries
    .select({ id: staff.id, name: staff.name, phone: staff.phone })
    .from(staff)
    .where(and(eq(staff.communityCode, communityCode), inArray(staff.id, [...new Set(ids)]), isNull(staff.disabledAt)));
  const known = new Map(rows.map((row) => [row.id, row]));
  return (id) => known.get(id) ?? { id: NOBODY, name: nobodyName(context), phone };
}

/** The person a case names, by id. */
export const responsibleOf = async (context: Context, queries: Queries, id: string): Promise<Responsible> =>
  (await responsiblesOf(context, queries, [id]))(id);
