import { and, eq, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { TerminalTroubles } from '../contract/stuck-wire.ts';
import { terminalTroubles } from './schema.ts';

/**
 * Takes what a terminal says it cannot settle in the place of what it said before, and answers what somebody at the window
 * asked to be tried again: told once, for whatever fails again comes with the next report.
 */
export async function keepTroubles(
  context: Context,
  terminalId: string,
  { applications, slips }: TerminalTroubles
): Promise<string[]> {
  const { communityCode } = context.centre;
  const said = [
    ...applications.map((one) => ({ kind: 'application' as const, ...one })),
    ...slips.map((one) => ({ kind: 'slip' as const, ...one }))
  ];
  const ofTerminal = and(
    eq(terminalTroubles.communityCode, communityCode),
    eq(terminalTroubles.terminalId, terminalId)
  );
  return context.database.transaction(async (tx) => {
    // References of the two kinds are never alike.
    const still = said.map(({ reference }) => reference);
    await tx
      .delete(terminalTroubles)
      .where(and(ofTerminal, still.length > 0 ? notInArray(terminalTroubles.reference, still) : undefined));
    if (said.length > 0)
      await tx
        .insert(terminalTroubles)
        .values(said.map((one) => ({ communityCode, terminalId, ...one, since: new Date(one.since) })))
        .onConflictDoUpdate({
          target: [
            terminalTroubles.communityCode,
            terminalTroubles.terminalId,
            terminalTroubles.kind,
            terminalTroubles.reference
          ],
          set: {
            code: sql`excluded.code`,
            // What fails anew after somebody saw to it is there again.
            settledAt: sql`case when ${terminalTroubles.since} = excluded.since then ${terminalTroubles.settledAt} end`,
            since: sql`excluded.since`
          }
        });
    const again = await tx
      .update(terminalTroubles)
      .set({ againAt: null })
      .where(and(ofTerminal, isNotNull(terminalTroubles.againAt)))
      .returning({ reference: terminalTroubles.reference });
    return again.map(({ reference }) => reference);
  });
}

/** Another try of an application; of a slip, that somebody has printed it. False where it is not there any more. */
export async function answerTrouble(context: Context, kind: 'application' | 'slip', id: string): Promise<boolean> {
  const [terminalId = '', reference = ''] = id.split('_');
  const now = context.now();
  const rows = await context.database
    .update(terminalTroubles)
    .set(kind === 'application' ? { againAt: now } : { settledAt: now })
    .where(
      and(
        eq(terminalTroubles.communityCode, context.centre.communityCode),
        eq(terminalTroubles.terminalId, terminalId),
        eq(terminalTroubles.kind, kind),
        eq(terminalTroubles.reference, reference),
        isNull(terminalTroubles.settledAt)
      )
    )
    .returning({ reference: terminalTroubles.reference });
  return rows.length > 0;
}
