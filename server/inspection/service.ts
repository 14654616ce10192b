import { and, asc, count, eq } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { cases } from '../cases/schema.ts';
import { isSeen, sightOf } from '../cases/seen.ts';
import type { CaseRow } from '../cases/views.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { Inspections, VerdictGiven } from '../contract/inspection-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { staffNames } from '../staff/service.ts';
import { imageProblem, inspectorProblem, takesImages, verdictProblem } from './rules.ts';
import { materialImages, materialVerdicts } from './schema.ts';

const IMAGE = 'material_images.image';
const WHY = 'material_verdicts.why';

/** A case that somebody sees; null where there is none for them. */
async function seenCase(
  context: Context,
  queries: Queries,
  staff: Staff,
  id: string,
  lock = false
): Promise<CaseRow | null> {
  const query = queries
    .select()
    .from(cases)
    .where(and(eq(cases.communityCode, context.centre.communityCode), eq(cases.id, id)));
  const [row] = lock ? await query.for('update') : await query;
  return row && isSeen(row, await sightOf(context, queries, staff)) ? row : null;
}

const imagesOf = (context: Context, caseId: string, key?: string) =>
  and(
    eq(materialImages.communityCode, context.centre.communityCode),
    eq(materialImages.caseId, caseId),
    key === undefined ? undefined : eq(materialImages.materialKey, key)
  );

async function inspectionsOf(context: Context, queries: Queries, staff: Staff, row: CaseRow): Promise<Inspections> {
  const images = await queries
    .select({
      id: materialImages.id,
      key: materialImages.materialKey,
      takenBy: materialImages.takenBy,
      takenAt: materialImages.takenAt
    })
    .from(materialImages)
    .where(imagesOf(context, row.id))
    .orderBy(asc(materialImages.id));
  const verdicts = await queries
    .select()
    .from(materialVerdicts)
    .where(and(eq(materialVerdicts.communityCode, context.centre.communityCode), eq(materialVerdicts.caseId, row.id)));
  const names = await staffNames(context, queries, [
    ...images.map(({ takenBy }) => takenBy),
    ...verdicts.map(({ by }) => by)
  ]);
  const materials = Object.entries(row.materials).map(([key, standing]) => {
    const said = verdicts.find(({ materialKey }) => materialKey === key);
    return {
      key,
      images: images
        .filter((one) => one.key === key)
        .map(({ id, takenAt, takenBy }) => ({
          id,
          takenAt: takenAt.toISOString(),
          takenBy: names.get(takenBy) ?? ''
        })),
      verdict: said?.verdict ?? null,
      why: said?.why ? context.sealing.open(WHY, said.why) : null,
      by: said ? (names.get(said.by) ?? '') : null,
      at: said?.at.toISOString() ?? null,
      takesImages: takesImages(standing)
    };
  });
  return { materials, mayInspect: inspectorProblem(row, staff) === null };
}

/** How the materials of a case stand against their 受理标准; null where there is no such case for whoever asks. */
export async function readInspections(context: Context, staff: Staff, caseId: string): Promise<Inspections | null> {
  const row = await seenCase(context, context.database, staff, caseId);
  return row && inspectionsOf(context, context.database, staff, row);
}

/** Writes beside a case under its lock, and answers how its materials stand then. */
async function inspecting(
  context: Context,
  staff: Staff,
  caseId: string,
  write: (tx: Transaction, row: CaseRow) => Promise<FailureCode | null>
): Promise<Result<Inspections, FailureCode>> {
  return context.database.transaction(async (tx) => {
    const row = await seenCase(context, tx, staff, caseId, true);
    if (!row) return fail('case.not-found');
    const refused = inspectorProblem(row, staff) ?? (await write(tx, row));
    return refused ? fail(refused) : ok(await inspectionsOf(context, tx, staff, row));
  });
}

/** Keeps a picture of a paper. Failures: `inspection.unknown`, `.not-needed`, `.too-many`, and those of a case. */
export const keepImage = (context: Context, staff: Staff, caseId: string, key: string, image: string) =>
  inspecting(context, staff, caseId, async (tx, row) => {
    const [kept] = await tx
      .select({ images: count() })
      .from(materialImages)
      .where(imagesOf(context, caseId, key));
    const refused = imageProblem(row, key, kept?.images ?? 0);
    if (refused) return refused;
    const { communityCode } = context.centre;
    const sealed = context.sealing.seal(IMAGE, image);
    await tx.insert(materialImages).values({
      communityCode,
      caseId,
      materialKey: key,
      image: sealed,
      takenBy: staff.id,
      takenAt: context.now()
    });
    return null;
  });

/** Takes a picture away for good: the wrong sheet, a blurred one. One that is gone already is gone. */
export const dropImage = (context: Context, staff: Staff, caseId: string, key: string, imageId: string) =>
  inspecting(context, staff, caseId, async (tx) => {
    await tx.delete(materialImages).where(and(imagesOf(context, caseId, key), eq(materialImages.id, imageId)));
    return null;
  });

/** One picture as it was taken; null where there is none for whoever asks. Looking at it is on record. */
export async function readImage(
  context: Context,
  staff: Staff,
  caseId: string,
  key: string,
  imageId: string
): Promise<{ readonly kind: string; readonly bytes: Uint8Array<ArrayBuffer> } | null> {
  return context.database.transaction(async (tx) => {
    const row = await seenCase(context, tx, staff, caseId);
    if (!row) return null;
    const [found] = await tx
      .select({ image: materialImages.image })
      .from(materialImages)
      .where(and(imagesOf(context, caseId, key), eq(materialImages.id, imageId)));
    if (!found) return null;
    await record(context, tx, {
      actorKind: 'staff',
      actorId: staff.id,
      action: 'case.see-image',
      subject: caseId,
      purpose: row.itemCode
    });
    const [head = '', data = ''] = context.sealing.open(IMAGE, found.image).split(',');
    return { kind: head.slice('data:'.length, head.indexOf(';')), bytes: new Uint8Array(Buffer.from(data, 'base64')) };
  });
}

/** Says whether a material meets its 受理标准, or takes that back. Failures: `inspection.unknown`, `.why`, and those of a case. */
export const giveVerdict = (context: Context, staff: Staff, caseId: string, key: string, given: VerdictGiven) =>
  inspecting(context, staff, caseId, async (tx, row) => {
    const refused = verdictProblem(row, key, given);
    if (refused) return refused;
    const { communityCode } = context.centre;
    const ofMaterial = { communityCode, caseId, materialKey: key };
    if (given.verdict === null) {
      await tx
        .delete(materialVerdicts)
        .where(
          and(
            eq(materialVerdicts.communityCode, communityCode),
            eq(materialVerdicts.caseId, caseId),
            eq(materialVerdicts.materialKey, key)
          )
        );
      return null;
    }
    const said = {
      verdict: given.verdict,
      why: given.why ? context.sealing.seal(WHY, given.why) : null,
      by: staff.id,
      at: context.now()
    };
    await tx
      .insert(materialVerdicts)
      .values({ ...ofMaterial, ...said })
      .onConflictDoUpdate({
        target: [materialVerdicts.communityCode, materialVerdicts.caseId, materialVerdicts.materialKey],
        set: said
      });
    return null;
  });
