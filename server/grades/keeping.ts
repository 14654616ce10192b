import { and, eq } from 'drizzle-orm';
import { caseEvents } from '../cases/schema.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { type GradeReason, isBad, type TicketAct } from '../contract/grade.ts';
import type { GradeSettings } from '../contract/grade-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { windowOf } from './rules.ts';
import { gradeEvents, gradeSettings, grades, gradeTickets } from './schema.ts';

/** Until a centre decides otherwise: the day within which somebody calls, and the longest that putting right may take. */
const DEFAULTS: GradeSettings = { contactDays: 1, rectifyDays: 15, officers: [] };

export async function readSettings(context: Context, queries: Queries): Promise<GradeSettings> {
  const [row] = await queries
    .select()
    .from(gradeSettings)
    .where(eq(gradeSettings.communityCode, context.centre.communityCode));
  if (!row) return DEFAULTS;
  const { contactDays, rectifyDays, officers } = row;
  return { contactDays, rectifyDays, officers: [...officers] };
}

const NOTE = 'grade_events.note';
export const openNote = (context: Context, note: Uint8Array): string => context.sealing.open(NOTE, note);

/** Writes what happened to a 差评单, in the transaction of it. */
export async function writeGradeEvent(
  context: Context,
  tx: Transaction,
  event: {
    readonly ticketId: string;
    readonly version: number;
    readonly act: TicketAct | 'open' | 'remind' | 'regrade' | 'lapse';
    readonly by: string | null;
    readonly note: string;
  }
): Promise<void> {
  const note = event.note ? context.sealing.seal(NOTE, event.note) : null;
  await tx
    .insert(gradeEvents)
    .values({ communityCode: context.centre.communityCode, ...event, at: context.now(), note });
}

interface Graded {
  readonly id: string;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly terminalId: string | null;
}

/** Keeps a grade in the transaction in which it is given; a bad one opens its 差评单. */
export async function keepGrade(
  context: Context,
  tx: Transaction,
  { id: caseId, itemCode, itemVersion, terminalId }: Graded,
  { grade, reasons }: { readonly grade: number; readonly reasons: readonly GradeReason[] }
): Promise<void> {
  const { communityCode } = context.centre;
  const today = dayOf(context.now());
  const events = await tx
    .select({ act: caseEvents.act, counter: caseEvents.counter })
    .from(caseEvents)
    .where(and(eq(caseEvents.communityCode, communityCode), eq(caseEvents.caseId, caseId)));
  const what = { itemCode, itemVersion, terminalId, counter: windowOf(events) };
  await tx.insert(grades).values({ communityCode, caseId, grade, reasons, ...what, givenOn: today });
  if (!isBad(grade)) return;
  const { contactDays, rectifyDays } = await readSettings(context, tx);
  const [opened] = await tx
    .insert(gradeTickets)
    .values({ communityCode, caseId, state: 'new', openedOn: today, contactDays, rectifyDays })
    .returning({ id: gradeTickets.id });
  if (!opened) throw new Error('no row was written');
  await writeGradeEvent(context, tx, { ticketId: opened.id, version: 1, act: 'open', by: null, note: '' });
}

/** The 差评单 of a case, held until the transaction ends; null where its grade was not bad, or there is none. */
export async function lockTicketOf(context: Context, tx: Transaction, caseId: string) {
  const [row] = await tx
    .select()
    .from(gradeTickets)
    .where(and(eq(gradeTickets.communityCode, context.centre.communityCode), eq(gradeTickets.caseId, caseId)))
    .for('update');
  return row ?? null;
}
