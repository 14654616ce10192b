import { and, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { maskPersonName } from '../contract/person-name.ts';
import { type AuthoritySpan, EVIDENCE, isTheirsToTakeBack, type RelationKind } from '../contract/relation.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Relation } from '../contract/wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import type { LicenceAnswer } from '../licences/library.ts';
import { findOrRegister, type OpenResident, openResidents } from '../people/service.ts';
import { authorityEnds, bestOf, birthOf, kinIn, needsOneCard, relationProblem } from './rules.ts';
import { relations } from './schema.ts';

export type RelationRow = typeof relations.$inferSelect;

const here = (context: Context) => eq(relations.communityCode, context.centre.communityCode);

/** Writes down what a register says; what was revoked stays revoked. */
export async function keepHousehold(
  context: Context,
  residentId: string,
  register: LicenceAnswer | undefined
): Promise<void> {
  const kin = kinIn(register, dayOf(context.now()));
  for (const { name, idNumber, kind, expiresOn } of kin) {
    const person = await findOrRegister(context, context.database, { name, idNumber });
    if (person.id === residentId) continue;
    await context.database
      .insert(relations)
      .values({
        communityCode: context.centre.communityCode,
        residentId,
        ofResidentId: person.id,
        kind,
        evidence: 'household-record',
        since: context.now(),
        expiresOn
      })
      .onConflictDoUpdate({
        target: [relations.communityCode, relations.residentId, relations.ofResidentId],
        targetWhere: sql`evidence = 'household-record'`,
        set: { kind, expiresOn }
      });
  }
}

/** Both cards were read: the letter that both sign with them, for as long as the one who is acted for chose. On record with both. */
export async function keepAuthority(
  context: Context,
  tx: Transaction,
  residentId: string,
  ofResidentId: string,
  { kind, span }: { readonly kind: RelationKind; readonly span: AuthoritySpan },
  place: 'terminal' | 'sitting' = 'terminal'
): Promise<void> {
  await tx.insert(relations).values({
    communityCode: context.centre.communityCode,
    residentId,
    ofResidentId,
    kind,
    evidence: 'letter-of-authority',
    since: context.now(),
    expiresOn: authorityEnds(span, dayOf(context.now()))
  });
  await recordFor(context, tx, 'authorise', residentId, ofResidentId, place);
}

/** What whoever is acted for did at a terminal or before a clerk, told to both. */
async function recordFor(
  context: Context,
  tx: Transaction,
  action: 'authorise' | 'revoke',
  residentId: string,
  ofResidentId: string,
  purpose: 'terminal' | 'sitting' = 'terminal'
): Promise<void> {
  const who = { actorKind: 'resident', actorId: ofResidentId, action: `relation.${action}` } as const;
  for (const subject of [residentId, ofResidentId]) await record(context, tx, { ...who, subject, purpose });
}

/** The relation upon which somebody acts for somebody at a moment. Failures: `proxy.no-relation`, `proxy.expired`. */
export async function relationBetween(
  context: Context,
  queries: Queries,
  residentId: string,
  ofResidentId: string,
  at: Date
): Promise<Result<RelationRow, FailureCode>> {
  const rows = await queries
    .select()
    .from(relations)
    .where(and(here(context), eq(relations.residentId, residentId), eq(relations.ofResidentId, ofResidentId)));
  const relation = bestOf(rows, at, dayOf(at));
  const problem = relationProblem(relation, at, dayOf(at));
  if (!relation) return fail('proxy.no-relation');
  return problem ? fail(problem) : ok(relation);
}

/** Whom somebody may act for with their own card alone. Failures: `proxy.no-relation`, `proxy.expired`. */
export async function actingUpon(
  context: Context,
  residentId: string,
  id: string
): Promise<Result<OpenResident, FailureCode>> {
  const [row] = await context.database
    .select()
    .from(relations)
    .where(and(here(context), eq(relations.id, id), eq(relations.residentId, residentId)));
  if (!row) return fail('proxy.no-relation');
  const now = context.now();
  const problem = relationProblem(row, now, dayOf(now));
  if (problem) return fail(problem);
  const person = (await openResidents(context, context.database, [row.ofResidentId])).get(row.ofResidentId);
  if (!person) return fail('proxy.no-relation');
  return needsOneCard(row, birthOf(person.idNumber), dayOf(now)) ? ok(person) : fail('proxy.no-relation');
}

/** Both sides of somebody's relations that count today, one for each person. */
export async function relationsOf(
  context: Context,
  residentId: string
): Promise<{ mine: Relation[]; forMe: Relation[] }> {
  const now = context.now();
  const today = dayOf(now);
  const rows = await context.database
    .select()
    .from(relations)
    .where(
      and(
        here(context),
        isNull(relations.revokedAt),
        gte(relations.expiresOn, today),
        or(eq(relations.residentId, residentId), eq(relations.ofResidentId, residentId))
      )
    );
  const otherOf = (row: RelationRow) => (row.residentId === residentId ? row.ofResidentId : row.residentId);
  const people = await openResidents(context, context.database, rows.map(otherOf));
  const viewed = (side: readonly RelationRow[]): Relation[] =>
    [...Map.groupBy(side, otherOf)].flatMap(([id, all]) => {
      const [row, person] = [bestOf(all, now, today), people.get(id)];
      if (!row || !person) return [];
      const oneCard = needsOneCard(row, birthOf(person.idNumber), today);
      const { kind, evidence, expiresOn } = row;
      return [{ id: row.id, name: maskPersonName(person.name), kind, evidence, expiresOn, oneCard }];
    });
  return {
    mine: viewed(rows.filter((row) => row.residentId === residentId)),
    forMe: viewed(rows.filter((row) => row.ofResidentId === residentId))
  };
}

/**
 * 收回: by whoever is acted for. Whatever else of theirs to take back the two have beside it ends as well. Failures:
 * `proxy.no-relation`, `relation.ordered`.
 */
export async function revoke(context: Context, ofResidentId: string, id: string): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const [row] = await tx
      .select({ residentId: relations.residentId, evidence: relations.evidence })
      .from(relations)
      .where(and(here(context), eq(relations.id, id), eq(relations.ofResidentId, ofResidentId)));
    if (!row) return fail<Failure>({ code: 'proxy.no-relation' });
    if (!isTheirsToTakeBack(row.evidence)) return fail<Failure>({ code: 'relation.ordered' });
    await tx
      .update(relations)
      .set({ revokedAt: context.now() })
      .where(
        and(
          here(context),
          eq(relations.ofResidentId, ofResidentId),
          eq(relations.residentId, row.residentId),
          inArray(relations.evidence, EVIDENCE.filter(isTheirsToTakeBack)),
          isNull(relations.revokedAt)
        )
      );
    await recordFor(context, tx, 'revoke', row.residentId, ofResidentId);
    return ok(null);
  });
}
