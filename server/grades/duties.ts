import { and, asc, eq, ne } from 'drizzle-orm';
import { dayAt } from '../cases/act.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { staffNames } from '../staff/service.ts';
import { writeGradeEvent } from './keeping.ts';
import { officersOf, workersOf } from './officers.ts';
import { isOver, levelOf } from './rules.ts';
import { gradeTickets } from './schema.ts';

type Row = typeof gradeTickets.$inferSelect;

/**
 * Whom a 差评单 is told to that does not get done: first whoever has it, then the head; nobody who worked on the case,
 * and whoever else calls back where there is no such head.
 */
async function whom(context: Context, tx: Transaction, row: Row, level: number): Promise<string | null> {
  const workers = (await workersOf(context, tx, [row.caseId]))(row.caseId);
  const able = (await officersOf(context, tx)).filter(({ id }) => !workers.has(id));
  const holder = able.find(({ id }) => id === row.officerId);
  if (level === 1 && holder) return holder.id;
  return (able.find(({ isHead }) => isHead) ?? holder ?? able[0])?.id ?? null;
}

/** Does the one thing that has come due of a 差评单, asked again under its lock; false where nothing has. */
async function doNext(context: Context, id: string): Promise<boolean> {
  return context.database.transaction(async (tx) => {
    const isIt = and(eq(gradeTickets.communityCode, context.centre.communityCode), eq(gradeTickets.id, id));
    const [row] = await tx.select().from(gradeTickets).where(isIt).for('update');
    if (!row) return false;
    const day = dayAt(context);
    const version = row.version + 1;
    if (isOver(row, day)) {
      await tx
        .update(gradeTickets)
        .set({ state: 'closed', closedOn: dayOf(context.now()), version })
        .where(isIt);
      await writeGradeEvent(context, tx, { ticketId: id, version, act: 'lapse', by: null, note: '' });
      return true;
    }
    const level = levelOf(row, day);
    if (level <= row.level) return false;
    const remindedTo = await whom(context, tx, row, level);
    await tx.update(gradeTickets).set({ level, remindedTo, version }).where(isIt);
    const name = remindedTo === null ? '' : ((await staffNames(context, tx, [remindedTo])).get(remindedTo) ?? '');
    await writeGradeEvent(context, tx, { ticketId: id, version, act: 'remind', by: null, note: name });
    return true;
  });
}

/** Reminders of what comes due, and the end of what nobody graded again; each once, from however many servers. */
export async function remindOfGrades(context: Context): Promise<number> {
  const rows = await context.database
    .select()
    .from(gradeTickets)
    .where(and(eq(gradeTickets.communityCode, context.centre.communityCode), ne(gradeTickets.state, 'closed')))
    .orderBy(asc(gradeTickets.openedOn), asc(gradeTickets.id));
  const day = dayAt(context);
  let done = 0;
  for (const row of rows)
    if ((isOver(row, day) || levelOf(row, day) > row.level) && (await doNext(context, row.id))) done++;
  return done;
}
