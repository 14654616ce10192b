import { and, desc, eq, or } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import { ageOn, maskIdNumber, parseIdNumber } from '../contract/id-number.ts';
import { isPersonName, maskPersonName } from '../contract/person-name.ts';
import type {
  EvidenceDocument,
  PersonRelations,
  SeenRelationMessage,
  Who,
  WindowPerson,
  WindowRelation
} from '../contract/relation-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { findByIdNumber, findOrRegister, lockResidents, type OpenResident, openResidents } from '../people/service.ts';
import { staffNames } from '../staff/service.ts';
import { takeCardRead } from '../terminals/service.ts';
import { birthOf, relationProblem, seenUntil } from './rules.ts';
import { relations } from './schema.ts';
import type { RelationRow } from './service.ts';

const DOCUMENT = 'relations.document';
const REASON = 'relations.revoked_reason';

const here = (context: Context) => eq(relations.communityCode, context.centre.communityCode);

/** Both of a relation are told what was done to it, by whom: each has a record of their own. */
async function recordFor(
  context: Context,
  tx: Transaction,
  staff: Staff,
  action: 'look' | 'record' | 'revoke',
  subjects: readonly string[]
): Promise<void> {
  const actor = { actorKind: 'staff', actorId: staff.id } as const;
  for (const subject of subjects)
    await record(context, tx, { ...actor, action: `relation.${action}`, subject, purpose: 'relations' });
}

/** Who stands at the window. A name that differs from the one that is known is not written over it. */
async function identify(context: Context, tx: Transaction, who: Who): Promise<Result<OpenResident, FailureCode>> {
  if ('readId' in who) {
    const read = await takeCardRead(context, tx, who.readId);
    return read ? ok(await findOrRegister(context, tx, read)) : fail('card.read-over');
  }
  const { name } = who;
  const parsed = parseIdNumber(who.idNumber);
  if (!parsed.ok) return fail('card.number');
  const { number: idNumber } = parsed.value;
  const known = await findByIdNumber(context, tx, idNumber);
  if (known) return name === undefined || name === known.name ? ok(known) : fail('person.other-name');
  if (name === undefined) return fail('person.unknown');
  return isPersonName(name) ? ok(await findOrRegister(context, tx, { idNumber, name })) : fail('card.name');
}

const viewOf = ({ id, name, idNumber }: OpenResident, today: string): WindowPerson => ({
  id,
  name: maskPersonName(name),
  maskedIdNumber: maskIdNumber(idNumber),
  age: ageOn(birthOf(idNumber), today)
});

/** Everything between somebody and others, also what is over, so that nobody records it a second time without seeing why. */
async function relationsIn(context: Context, tx: Transaction, person: OpenResident): Promise<PersonRelations> {
  const now = context.now();
  const today = dayOf(now);
  const rows = await tx
    .select()
    .from(relations)
    .where(and(here(context), or(eq(relations.residentId, person.id), eq(relations.ofResidentId, person.id))))
    .orderBy(desc(relations.since));
  const otherOf = (row: RelationRow) => (row.residentId === person.id ? row.ofResidentId : row.residentId);
  const people = await openResidents(context, tx, rows.map(otherOf));
  const names = await staffNames(
    context,
    tx,
    rows.flatMap(({ recordedBy, revokedBy }) => [recordedBy, revokedBy].filter((id) => id !== null))
  );
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const viewed = (row: RelationRow): WindowRelation[] => {
    const other = people.get(otherOf(row));
    if (!other) return [];
    const { id, kind, evidence, document, since, expiresOn, revokedAt, revokedReason } = row;
    return [
      {
        id,
        person: viewOf(other, today),
        kind,
        evidence,
        document: document && (JSON.parse(context.sealing.open(DOCUMENT, document)) as EvidenceDocument),
        recordedBy: nameOf(row.recordedBy),
        since: since.toISOString(),
        expiresOn,
        status: revokedAt ? 'revoked' : relationProblem(row, now, today) ? 'expired' : 'counts',
        revoked: revokedAt && {
          at: revokedAt.toISOString(),
          by: nameOf(row.revokedBy),
          reason: revokedReason && context.sealing.open(REASON, revokedReason)
        }
      }
    ];
  };
  const side = (of: 'residentId' | 'ofResidentId') =>
    rows
      .filter((row) => row[of] === person.id)
      .flatMap(viewed)
      .sort((one, other) => Number(other.status === 'counts') - Number(one.status === 'counts'));
  return { person: viewOf(person, today), mine: side('residentId'), forThem: side('ofResidentId') };
}

/** Looks somebody up; on record with them. Failures: `card.*`, `person.*`. */
export async function lookUp(context: Context, staff: Staff, who: Who): Promise<Result<PersonRelations, FailureCode>> {
  return context.database.transaction(async (tx) => {
    const found = await identify(context, tx, who);
    if (!found.ok) return found;
    await recordFor(context, tx, staff, 'look', [found.value.id]);
    return ok(await relationsIn(context, tx, found.value));
  });
}

/** The same for somebody who was looked up before. Failure: `person.unknown`. */
export async function lookAgain(
  context: Context,
  staff: Staff,
  id: string
): Promise<Result<PersonRelations, FailureCode>> {
  return context.database.transaction(async (tx) => {
    const person = (await openResidents(context, tx, [id])).get(id);
    if (!person) return fail('person.unknown');
    await recordFor(context, tx, staff, 'look', [id]);
    return ok(await relationsIn(context, tx, person));
  });
}

/** Writes down who may act for whom, upon evidence that was seen. Failures: `proxy.same-person`, `person.unknown`, `relation.*`. */
export async function recordRelation(
  context: Context,
  staff: Staff,
  { residentId, ofResidentId, kind, evidence, document, expiresOn }: SeenRelationMessage
): Promise<Result<string, FailureCode>> {
  if (residentId === ofResidentId) return fail('proxy.same-person');
  return context.database.transaction(async (tx) => {
    // Two clerks, or two presses, with the same paper: the second waits, and finds what the first wrote down.
    await lockResidents(context, tx, [residentId, ofResidentId]);
    const people = await openResidents(context, tx, [residentId, ofResidentId]);
    const [actor, other] = [people.get(residentId), people.get(ofResidentId)];
    if (!actor || !other) return fail('person.unknown');
    const now = context.now();
    const today = dayOf(now);
    const births = { actorBirth: birthOf(actor.idNumber), birth: birthOf(other.idNumber) };
    const until = seenUntil({ kind, evidence, issuedOn: document.issuedOn, expiresOn }, births, today);
    if (!until.ok) return until;
    const between = await tx
      .select()
      .from(relations)
      .where(
        and(
          here(context),
          eq(relations.residentId, residentId),
          eq(relations.ofResidentId, ofResidentId),
          eq(relations.evidence, evidence),
          eq(relations.kind, kind)
        )
      );
    if (between.some((row) => relationProblem(row, now, today) === null)) return fail('relation.known');
    const [row] = await tx
      .insert(relations)
      .values({
        communityCode: context.centre.communityCode,
        residentId,
        ofResidentId,
        kind,
        evidence,
        since: now,
        expiresOn: until.value,
        recordedBy: staff.id,
        document: context.sealing.seal(DOCUMENT, JSON.stringify(document))
      })
      .returning({ id: relations.id });
    if (!row) throw new Error('a relation was not written down');
    await recordFor(context, tx, staff, 'record', [residentId, ofResidentId]);
    return ok(row.id);
  });
}

/** Takes one relation back, with the reason. Failures: `relation.not-found`, `relation.ended`. */
export async function revokeAtWindow(
  context: Context,
  staff: Staff,
  id: string,
  reason: string
): Promise<Result<string, FailureCode>> {
  return context.database.transaction(async (tx) => {
    const one = and(here(context), eq(relations.id, id));
    const [row] = await tx.select().from(relations).where(one).for('update');
    if (!row) return fail('relation.not-found');
    const now = context.now();
    if (relationProblem(row, now, dayOf(now)) !== null) return fail('relation.ended');
    await tx
      .update(relations)
      .set({ revokedAt: now, revokedBy: staff.id, revokedReason: context.sealing.seal(REASON, reason) })
      .where(one);
    await recordFor(context, tx, staff, 'revoke', [row.residentId, row.ofResidentId]);
    return ok(id);
  });
}
