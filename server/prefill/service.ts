import { and, desc, eq, lt } from 'drizzle-orm';
import { findItem, findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { Item } from '../contract/item.ts';
import type { PullOutcome } from '../contract/material.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Prefill } from '../contract/wire.ts';
import type { Credit } from '../credit/rules.ts';
import { creditOf } from '../credit/service.ts';
import type { Queries } from '../database/database.ts';
import type { LicenceAnswer } from '../licences/library.ts';
import { pullRecords } from '../licences/pulls.ts';
import { rememberedOf } from '../people/service.ts';
import { keepHousehold } from '../relations/service.ts';
import type { OpenSession } from '../sessions/service.ts';
import {
  type KnownValue,
  knownValues,
  outcomeOf,
  type PrefillFacts,
  recordsToPull,
  shownMaterial,
  shownMaterials,
  shownValues,
  wouldPromise
} from './rules.ts';
import { prefills } from './schema.ts';

/** The record that names a household. */
const HOUSEHOLD_RECORD = '居民户口簿';
const PURPOSE = 'prefills.values';

interface Kept {
  readonly known: Record<string, KnownValue>;
  readonly credit: Credit;
  readonly answers: Record<string, LicenceAnswer>;
}

/** Answers of the library that this session already has for this item and person: "wait" asks only for the rest. */
async function answersSoFar(context: Context, session: OpenSession, item: Item): Promise<Map<string, LicenceAnswer>> {
  const [row] = await context.database
    .select({ values: prefills.values, applicantId: prefills.applicantId })
    .from(prefills)
    .where(
      and(
        eq(prefills.communityCode, context.centre.communityCode),
        eq(prefills.sessionId, session.id),
        eq(prefills.itemCode, item.code)
      )
    )
    .orderBy(desc(prefills.madeAt))
    .limit(1);
  if (!row || row.applicantId !== (session.applicant?.id ?? null)) return new Map();
  const kept = JSON.parse(context.sealing.open(PURPOSE, row.values)) as Kept;
  return new Map(Object.entries(kept.answers).filter(([, answer]) => answer.outcome === 'found'));
}

async function pullFor(context: Context, session: OpenSession, item: Item): Promise<Map<string, LicenceAnswer>> {
  const { applicant } = session;
  if (!applicant) return new Map();
  const answers = await answersSoFar(context, session, item);
  const pulled = await pullRecords(context, {
    person: applicant,
    sessionId: session.id,
    itemCode: item.code,
    records: recordsToPull(item, session.principalCardRead).filter((record) => !answers.has(record)),
    purpose: `办理${item.name}`
  });
  for (const [record, answer] of pulled) answers.set(record, answer);
  return answers;
}

/**
 * Gathers what the state knows for one item and one person, keeps it sealed, and answers what the screen may show.
 * Failures: `item.unknown`, `item.stale`, `session.none` where the item needs a card.
 */
export async function makePrefill(
  context: Context,
  session: OpenSession,
  request: { readonly itemCode: string; readonly itemVersion: number }
): Promise<Result<Prefill, FailureCode>> {
  const item = await findItem(context, request.itemCode);
  if (!item) return fail('item.unknown');
  if (item.version !== request.itemVersion) return fail('item.stale');
  if (!session.applicant && !item.anonymousAllowed) return fail('session.none');
  if (session.principal && !item.agentAllowed) return fail('proxy.not-allowed');
  const [answers, remembered] = await Promise.all([
    pullFor(context, session, item),
    session.applicant ? rememberedOf(context, context.database, session.applicant.id) : new Map()
  ]);
  const facts: PrefillFacts = {
    card: session.applicant?.card ?? null,
    cardRead: session.principalCardRead,
    answers,
    remembered,
    today: dayOf(context.now())
  };
  // What a register says of one's own household; that of whoever is acted for says nothing of who acts.
  if (session.resident && !session.principal)
    await keepHousehold(context, session.resident.id, answers.get(HOUSEHOLD_RECORD));
  const known = knownValues(item, facts);
  const outcomes: Record<string, PullOutcome> = {};
  for (const material of item.materials) {
    const outcome = outcomeOf(material, facts);
    if (outcome) outcomes[material.key] = outcome;
  }
  const byAgent = session.principal !== null;
  const credit = await creditOf(context, session, item, wouldPromise(item, facts, byAgent));
  const kept: Kept = { known, credit, answers: Object.fromEntries(answers) };
  const [row] = await context.database
    .insert(prefills)
    .values({
      communityCode: context.centre.communityCode,
      sessionId: session.id,
      applicantId: session.applicant?.id ?? null,
      itemCode: item.code,
      itemVersion: item.version,
      values: context.sealing.seal(PURPOSE, JSON.stringify(kept)),
      outcomes,
      madeAt: context.now()
    })
    .returning({ id: prefills.id });
  if (!row) throw new Error('a prefill was not kept');
  return ok({
    id: row.id,
    itemCode: item.code,
    itemVersion: item.version,
    ...shownValues(item, known),
    materials: shownMaterials(item, facts, byAgent, credit.excluded)
  });
}

/** A prefill as it was kept, for the submission made upon it. */
export interface OpenPrefill {
  readonly sessionId: string;
  readonly applicantId: string | null;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly known: Readonly<Record<string, KnownValue>>;
  readonly outcomes: Readonly<Record<string, PullOutcome>>;
  /** Whether whoever it is for may promise, as it was found then. */
  readonly credit: Credit;
  readonly madeAt: Date;
}

/** Reads a kept prefill; null where there is none of this id here. */
export async function readPrefill(context: Context, queries: Queries, id: string): Promise<OpenPrefill | null> {
  const [row] = await queries
    .select()
    .from(prefills)
    .where(and(eq(prefills.communityCode, context.centre.communityCode), eq(prefills.id, id)));
  if (!row) return null;
  const { known, credit } = JSON.parse(context.sealing.open(PURPOSE, row.values)) as Kept;
  const { sessionId, applicantId, itemCode, itemVersion, outcomes, madeAt } = row;
  return { sessionId, applicantId, itemCode, itemVersion, known, credit, outcomes, madeAt };
}

/** A kept prefill as its screen had it, with the version of the item it is of. */
export interface ShownPrefill {
  readonly item: Item;
  readonly prefill: Prefill;
  /** Whom it is about. */
  readonly applicantId: string | null;
}

/** The same put together again; null where it is not of this session. */
export async function shownPrefill(
  context: Context,
  session: Pick<OpenSession, 'id' | 'principal'>,
  id: string
): Promise<ShownPrefill | null> {
  const open = await readPrefill(context, context.database, id);
  if (open?.sessionId !== session.id) return null;
  const { applicantId, itemCode, itemVersion, known, outcomes, credit } = open;
  const item = await findItemVersion(context, itemCode, itemVersion);
  if (!item) return null;
  const byAgent = session.principal !== null;
  const materials = item.materials.map((one) =>
    shownMaterial(one, outcomes[one.key] ?? null, byAgent, credit.excluded)
  );
  return { item, prefill: { id, itemCode, itemVersion, ...shownValues(item, known), materials }, applicantId };
}

/** Longer than any terminal's outbox waits for a server; what was prefilled and never handed in is not needed after. */
const KEPT_DAYS = 30;

/** Drops what was prefilled for drafts of long ago. */
export async function dropOldPrefills(context: Context): Promise<void> {
  const oldest = new Date(context.now().getTime() - KEPT_DAYS * 86_400_000);
  await context.database
    .delete(prefills)
    .where(and(eq(prefills.communityCode, context.centre.communityCode), lt(prefills.madeAt, oldest)));
}
