import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Card } from '../contract/card.ts';
import type { FailureCode } from '../contract/failure.ts';
import { ok, type Result } from '../contract/result.ts';
import { type AnySittingDraft, anySittingDraftSchema } from '../contract/sitting-wire.ts';
import type { Transaction } from '../database/database.ts';
import { sessions } from './schema.ts';
import { meet, type OpenSession, opened, type SessionRow, seal } from './service.ts';

/** Somebody who sits before a clerk, and what the clerk has filled in for them. */
export interface OpenSitting extends OpenSession {
  readonly draft: AnySittingDraft | null;
}

/** From the last thing that was done for them: a clerk who forgot 居民走了 is no reason to keep it. */
const SITTING_MINUTES = 30;
const PURPOSE = 'sessions.draft';

const lasting = (context: Context): Date => new Date(context.now().getTime() + SITTING_MINUTES * 60_000);
const ofStaff = (context: Context, staffId: string) =>
  and(
    eq(sessions.communityCode, context.centre.communityCode),
    eq(sessions.staffId, staffId),
    isNull(sessions.endedAt)
  );
const live = (context: Context, staffId: string) =>
  and(ofStaff(context, staffId), gt(sessions.expiresAt, context.now()));

/** A draft of an earlier release that does not fit any more is none. */
function draftOf(context: Context, sealed: Uint8Array | null): AnySittingDraft | null {
  const read = sealed && anySittingDraftSchema.safeParse(JSON.parse(context.sealing.open(PURPOSE, sealed)));
  return read?.success ? read.data : null;
}

const withDraft = (context: Context, row: SessionRow): OpenSitting => ({
  ...opened(context, row),
  draft: draftOf(context, row.draft)
});

/** Ends whatever this clerk has open: one person sits before them. */
export async function endSitting(context: Context, tx: Transaction, staffId: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: context.now(), card: null, principalCard: null, draft: null })
    .where(ofStaff(context, staffId));
}

/** Opens a session before a clerk, for the holder of a card or for nobody in particular. Failures: `card.*`. */
export async function openSitting(
  context: Context,
  tx: Transaction,
  staffId: string,
  card: Card | null
): Promise<Result<OpenSitting, FailureCode>> {
  const met = card ? await meet(context, card, tx) : ok(null);
  if (!met.ok) return met;
  await endSitting(context, tx, staffId);
  const [row] = await tx
    .insert(sessions)
    .values({
      communityCode: context.centre.communityCode,
      staffId,
      residentId: met.value?.id ?? null,
      card: met.value ? seal(context, met.value.card) : null,
      startedAt: context.now(),
      expiresAt: lasting(context)
    })
    .returning();
  if (!row) throw new Error('a session was not made');
  return ok(withDraft(context, row));
}

/** Whoever sits before this clerk; the newest, and only while it lasts. */
export async function currentSitting(context: Context, staffId: string): Promise<OpenSitting | null> {
  const [row] = await context.database
    .select()
    .from(sessions)
    .where(live(context, staffId))
    .orderBy(desc(sessions.startedAt))
    .limit(1);
  return row ? withDraft(context, row) : null;
}

/** The same by its id, which lasts on from now. A clerk reaches their own only. */
export async function findSitting(context: Context, staffId: string, id: string): Promise<OpenSitting | null> {
  const [row] = await context.database
    .update(sessions)
    .set({ expiresAt: lasting(context) })
    .where(and(live(context, staffId), eq(sessions.id, id)))
    .returning();
  return row ? withDraft(context, row) : null;
}

/** Keeps what was filled in so far, sealed; nothing of whoever has left. */
export async function keepSittingDraft(
  context: Context,
  staffId: string,
  id: string,
  draft: AnySittingDraft | null
): Promise<boolean> {
  const rows = await context.database
    .update(sessions)
    .set({ draft: draft && context.sealing.seal(PURPOSE, JSON.stringify(draft)), expiresAt: lasting(context) })
    .where(and(live(context, staffId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return rows.length > 0;
}
