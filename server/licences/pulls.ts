import { and, desc, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { LIBRARY_MOST_MS } from '../contract/patience.ts';
import { sessions } from '../sessions/schema.ts';
import type { LicenceAnswer } from './library.ts';
import { licencePulls } from './schema.ts';

/** Asks for several records at once, and writes down who was asked about, when, for what, and what came of it. */
export async function pullRecords(
  context: Context,
  request: {
    readonly person: { readonly id: string; readonly idNumber: string; readonly name: string };
    readonly sessionId: string;
    readonly itemCode: string;
    readonly records: readonly string[];
    readonly purpose: string;
  }
): Promise<ReadonlyMap<string, LicenceAnswer>> {
  const { person, sessionId, itemCode, purpose } = request;
  if (request.records.length === 0) return new Map();
  const pulls = await Promise.all(
    request.records.map(async (record) => {
      const askedAt = context.now();
      const { idNumber, name } = person;
      const answer = await context.licences.pull({
        idNumber,
        name,
        record,
        itemCode,
        purpose,
        deadlineMs: LIBRARY_MOST_MS
      });
      return { record, answer, askedAt, answeredAt: context.now() };
    })
  );
  await context.database.insert(licencePulls).values(
    pulls.map(({ record, answer, askedAt, answeredAt }) => ({
      communityCode: context.centre.communityCode,
      residentId: person.id,
      sessionId,
      itemCode,
      record,
      purpose,
      outcome: answer.outcome,
      askedAt,
      answeredAt
    }))
  );
  return new Map(pulls.map(({ record, answer }) => [record, answer]));
}

export type LicencePull = typeof licencePulls.$inferSelect;

/** Every record that was ever asked for about a resident, the newest first, with the terminal they stood at or the clerk they sat before. */
export async function pullsAbout(
  context: Context,
  residentId: string
): Promise<{ readonly pull: LicencePull; readonly terminalId: string | null; readonly staffId: string | null }[]> {
  return context.database
    .select({ pull: licencePulls, terminalId: sessions.terminalId, staffId: sessions.staffId })
    .from(licencePulls)
    .leftJoin(
      sessions,
      and(eq(sessions.communityCode, licencePulls.communityCode), eq(sessions.id, licencePulls.sessionId))
    )
    .where(and(eq(licencePulls.communityCode, context.centre.communityCode), eq(licencePulls.residentId, residentId)))
    .orderBy(desc(licencePulls.askedAt), desc(licencePulls.id));
}
