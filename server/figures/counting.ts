import { type SQL, sql } from 'drizzle-orm';
import { caseEvents, cases } from '../cases/schema.ts';
import type { Context } from '../context.ts';
import { OPEN_STATES } from '../contract/case-state.ts';

/** What is counted: of which centre and clerk, over which days, of which two stretches are compared. */
export interface Counting {
  readonly context: Context;
  /** null: everybody. */
  readonly clerkId: string | null;
  readonly today: string;
  readonly all: { readonly from: string; readonly to: string };
  readonly now: { readonly from: string; readonly to: string };
  readonly before: { readonly from: string; readonly to: string };
  /** How many working days there are up to and with each day from one on, so that an average is one subtraction a case. */
  readonly workingDays: { readonly from: string; readonly upTo: readonly number[] };
}

/** What the database counts; `timed` are the cases whose working days are summed in `took`. */
export const COUNTED = ['received', 'decided', 'onTime', 'late', 'dismissed', 'supplements', 'took', 'timed'] as const;
export type Counted = (typeof COUNTED)[number];

/** One count: of `part` as a whole, of a day, or of one key of a group. */
export interface CountRow {
  readonly part: 'now' | 'before' | 'other';
  readonly kind: 'total' | 'day' | 'field' | 'item' | 'clerk' | 'terminal';
  readonly key: string | null;
  readonly counts: Partial<Record<Counted, number>>;
}

const KINDS = { 31: 'total', 15: 'day', 23: 'field', 27: 'item', 29: 'clerk', 30: 'terminal' } as const;

/**
 * All sums of one source in one pass: as a whole, by day and by each group. `source` gives day, field, item, clerk and
 * terminal of what is counted, each found once (materialised), `counts` what is counted of it.
 */
async function sums({ context, now, before }: Counting, source: SQL, counts: SQL): Promise<CountRow[]> {
  const { rows } = await context.database.execute<Record<string, string | number | null>>(sql`
    with source as materialized (${source}),
    parted as (
      select *, case
        when day between ${now.from}::date and ${now.to}::date then 'now'
        when day between ${before.from}::date and ${before.to}::date then 'before'
        else 'other' end as part
      from source
    )
    select part, grouping(day, field, item, clerk, terminal) as kind, day::text, field, item, clerk, terminal, ${counts}
    from parted
    group by grouping sets ((part), (part, day), (part, field), (part, item), (part, clerk), (part, terminal))`);
  return rows.map(({ part, kind, day, field, item, clerk, terminal, ...counted }) => ({
    part: part as CountRow['part'],
    kind: KINDS[kind as keyof typeof KINDS],
    key: [day, field, item, clerk, terminal].find((key) => key !== null)?.toString() ?? null,
    counts: Object.fromEntries(COUNTED.map((name) => [name, Number(counted[name] ?? 0)]))
  }));
}

/** By whom a case is counted: whoever has it, else whoever is named on its slip. */
const CLERK = sql`coalesce(${cases.ownerId}, ${cases.responsibleId})`;
/** Where it came in: a terminal, or the counter of whoever filed it. */
const KEYS = sql`${cases.fieldCode} as field, ${cases.itemCode} as item, 
  coalesce(${cases.terminalId}::text, ${cases.counter}) as terminal`;
/** The first moment of a day at the centre. */
const begins = (day: string): SQL => sql`(${day}::timestamp at time zone 'Asia/Shanghai')`;
const ends = (day: string): SQL => sql`((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')`;

const isOf = ({ clerkId }: Counting, who: SQL): SQL => (clerkId === null ? sql`true` : sql`${who} = ${clerkId}`);

/** 收件. */
export const received = (counting: Counting) =>
  sums(
    counting,
    sql`select (${cases.receivedAt} at time zone 'Asia/Shanghai')::date as day, ${KEYS}, ${CLERK} as clerk
      from ${cases}
      where ${cases.communityCode} = ${counting.context.centre.communityCode}
        and ${cases.receivedAt} >= ${begins(counting.all.from)} and ${cases.receivedAt} < ${ends(counting.all.to)}
        and ${isOf(counting, CLERK)}`,
    sql`count(*)::int as received`
  );

/** 办结, and how: in time or late, 即时不受理, after how many working days. */
export function decided(counting: Counting) {
  const { from, upTo } = counting.workingDays;
  // An array and two subscripts: joined as a table, the days of one clerk were looked through for each case.
  const nth = (day: SQL): SQL =>
    sql`(${JSON.stringify(upTo).replace('[', '{').replace(']', '}')}::int[])[${day} - ${from}::date + 1]`;
  const receivedOn = sql`(${cases.receivedAt} at time zone 'Asia/Shanghai')::date`;
  return sums(
    counting,
    sql`select ${cases.decidedOn} as day, ${KEYS}, ${CLERK} as clerk, ${cases.dueOn} as due, ${cases.state} as state,
        ${nth(sql`${cases.decidedOn}`)} - ${nth(receivedOn)} as took
      from ${cases}
      where ${cases.communityCode} = ${counting.context.centre.communityCode}
        and ${cases.decidedOn} between ${counting.all.from} and ${counting.all.to}
        and ${isOf(counting, CLERK)}`,
    sql`count(*)::int as decided, count(*) filter (where day <= coalesce(due, day))::int as "onTime",
      count(*) filter (where day > due)::int as late, count(*) filter (where state = 'dismissed')::int as dismissed,
      coalesce(sum(took), 0)::int as took, count(took)::int as timed`
  );
}

/** What was not decided by its promised day and is not to this day, by that promised day. */
export const stillOpen = (counting: Counting) =>
  sums(
    counting,
    sql`select ${cases.dueOn} as day, ${KEYS}, ${CLERK} as clerk
      from ${cases}
      where ${cases.communityCode} = ${counting.context.centre.communityCode}
        and ${cases.state} in ${[...OPEN_STATES]}
        and ${cases.dueOn} between ${counting.all.from} and ${counting.all.to} and ${cases.dueOn} < ${counting.today}
        and ${isOf(counting, CLERK)}`,
    sql`count(*)::int as late`
  );

/** 补正告知, by whoever told it. */
export const supplements = (counting: Counting) =>
  sums(
    counting,
    sql`select (${caseEvents.at} at time zone 'Asia/Shanghai')::date as day, ${KEYS}, ${caseEvents.byId} as clerk
      from ${caseEvents}
      join ${cases} on ${cases.communityCode} = ${caseEvents.communityCode} and ${cases.id} = ${caseEvents.caseId}
      where ${caseEvents.communityCode} = ${counting.context.centre.communityCode}
        and ${caseEvents.act} = 'ask-supplement'
        and ${caseEvents.at} >= ${begins(counting.all.from)} and ${caseEvents.at} < ${ends(counting.all.to)}
        and ${isOf(counting, sql`${caseEvents.byId}`)}`,
    sql`count(*)::int as supplements`
  );
