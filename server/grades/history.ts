import { and, asc, eq, gt, ne } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { TicketAct } from '../contract/grade.ts';
import type { OpenedTicket, TicketAction } from '../contract/grade-wire.ts';
import { dateWithWeekday } from '../contract/limit.ts';
import type { Queries } from '../database/database.ts';
import { staffNames } from '../staff/service.ts';
import { openNote } from './keeping.ts';
import { gradeEvents } from './schema.ts';

/** What an act is called in the history of a 差评单. */
const ACT_TEXT: Readonly<Record<TicketAct | 'open' | 'remind' | 'regrade' | 'lapse', string>> = {
  open: '收到差评',
  accept: '接下回访',
  contact: '回访',
  fix: '属实，当场改好',
  ledger: '属实，列入整改台账',
  rectified: '整改好了',
  explain: '没有依据，已经解释',
  appeal: '报负责人复核',
  uphold: '复核成立，不计入统计',
  overrule: '复核不成立，接着处理',
  regrade: '居民作了二次评价',
  remind: '临近到期或者超期，提醒',
  close: '办结',
  lapse: '三十天没有二次评价，办结'
};

/** What was written with an act. */
export function noteOf(action: TicketAction): string {
  switch (action.act) {
    case 'accept':
      return '';
    case 'contact':
      return [action.reached ? '联系上了' : '没有联系上', action.note].filter(Boolean).join('，');
    case 'ledger':
      return `${action.measure}，${dateWithWeekday(action.by)}前改好`;
    case 'appeal':
      return `${action.ground === 'mistaken' ? '误评' : '恶意'}，${action.reasons}`;
    case 'fix':
    case 'explain':
    case 'rectified':
      return action.feedback;
    case 'uphold':
    case 'overrule':
    case 'close':
      return action.reasons;
  }
}

/** All that was done with a 差评单, oldest first, in words. */
export async function historyOf(
  context: Context,
  queries: Queries,
  ticketId: string
): Promise<OpenedTicket['history']> {
  const rows = await queries
    .select()
    .from(gradeEvents)
    .where(and(eq(gradeEvents.communityCode, context.centre.communityCode), eq(gradeEvents.ticketId, ticketId)))
    .orderBy(asc(gradeEvents.version));
  const names = await staffNames(
    context,
    queries,
    rows.flatMap(({ by }) => by ?? [])
  );
  return rows.map(({ at, act, by, note }) => ({
    at: at.toISOString(),
    by: by === null ? (act === 'open' || act === 'regrade' ? '居民' : '系统') : (names.get(by) ?? ''),
    text: note ? `${ACT_TEXT[act]}：${openNote(context, note)}` : ACT_TEXT[act]
  }));
}

/** Whether nothing but reminders has happened to a 差评单 since a version: they change nothing that anybody decides by. */
export async function onlyReminded(
  context: Context,
  queries: Queries,
  ticketId: string,
  since: number
): Promise<boolean> {
  const [other] = await queries
    .select({ version: gradeEvents.version })
    .from(gradeEvents)
    .where(
      and(
        eq(gradeEvents.communityCode, context.centre.communityCode),
        eq(gradeEvents.ticketId, ticketId),
        gt(gradeEvents.version, since),
        ne(gradeEvents.act, 'remind')
      )
    )
    .limit(1);
  return other === undefined;
}
