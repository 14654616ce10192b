import { and, asc, desc, eq, gte, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { workingDaysUntil } from '../calendar/rules.ts';
import type { Context } from '../context.ts';
import type { OverdueRow, PublicNotice } from '../contract/case-wire.ts';
import { maskPersonName } from '../contract/person-name.ts';
import { dayAt } from './act.ts';
import { isDecidedLate, isOpen } from './conditions.ts';
import { cases } from './schema.ts';
import { readRow } from './service.ts';
import { itemNameOf } from './views.ts';

const MOST = 200;
/** A case that was decided late stays on the list for so long. */
const LATE_DECISIONS_SHOWN_DAYS = 30;

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * 超期公开 (优化营商环境条例 第36条): what was not done by its promised day, still open or decided late of late, and why.
 * Of the case only what it is about; nothing of its applicant.
 */
export async function overdueList(context: Context): Promise<OverdueRow[]> {
  const { today, calendar } = dayAt(context);
  const rows = await context.database
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        or(
          and(isOpen(cases), lt(cases.queueDay, today)),
          and(gte(cases.decidedOn, daysBefore(today, LATE_DECISIONS_SHOWN_DAYS)), isDecidedLate(cases))
        )
      )
    )
    .orderBy(asc(cases.dueOn), asc(cases.id))
    .limit(MOST);
  return Promise.all(
    rows.map(async (row) => {
      const { item } = await readRow(context, row);
      const end = row.decidedOn ?? today;
      return {
        itemName: itemNameOf({ row, item }),
        dueOn: row.dueOn ?? end,
        decidedOn: row.decidedOn,
        daysLate: row.dueOn === null ? 0 : Math.max(1, workingDaysUntil(calendar, row.dueOn, end)),
        reason: row.overdueReason
      };
    })
  );
}

/** 公示栏: what is to be granted, to whom with one character of the name hidden, until when, and where to object. */
export async function publicNotices(context: Context): Promise<PublicNotice[]> {
  const { today } = dayAt(context);
  const rows = await context.database
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        eq(cases.state, 'publicised'),
        isNotNull(cases.publicUntil),
        gte(cases.publicUntil, today),
        isNull(cases.archivedOn)
      )
    )
    .orderBy(desc(cases.publicUntil), asc(cases.id))
    .limit(MOST);
  return Promise.all(
    rows.map(async (row) => {
      const { item, content } = await readRow(context, row);
      return {
        id: row.id,
        itemName: itemNameOf({ row, item }),
        applicant: content.applicant ? maskPersonName(content.applicant.name) : '未留姓名',
        summary: row.publicSummary ?? '',
        until: row.publicUntil ?? today
      };
    })
  );
}
