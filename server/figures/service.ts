import { next } from '../calendar/rules.ts';
import { currentItems, findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { type Figures, GROUPS, type Group, periodBefore, periodOf, type Span, trendFrom } from '../contract/figures.ts';
import type { FigureRow, FiguresOf } from '../contract/figures-wire.ts';
import { SERVICE_FIELDS } from '../contract/service-field.ts';
import { staffNames } from '../staff/service.ts';
import { terminalNames } from '../terminals/service.ts';
import {
  COUNTED,
  type Counted,
  type Counting,
  type CountRow,
  decided,
  received,
  stillOpen,
  supplements
} from './counting.ts';

/** Cases that were received longer before are left out of the average. */
const LONGEST_DAYS = 1100;

/** How many working days there are up to each day of a stretch. */
function workingDays(context: Context, from: string, to: string): Counting['workingDays'] {
  const calendar = context.calendar();
  const upTo: number[] = [];
  for (let day = from; day <= to; day = next(day)) upTo.push((upTo.at(-1) ?? 0) + (calendar.isWorkingDay(day) ? 1 : 0));
  return { from, upTo };
}

type Sums = Partial<Record<Counted, number>>;

const figuresOf = (sums: Sums = {}): Figures => ({
  received: sums.received ?? 0,
  decided: sums.decided ?? 0,
  onTime: sums.onTime ?? 0,
  overdue: sums.late ?? 0,
  supplements: sums.supplements ?? 0,
  dismissed: sums.dismissed ?? 0,
  averageDays: sums.timed ? (sums.took ?? 0) / sums.timed : null
});

/** Counts of all sources under one key each. */
class Table {
  readonly #sums = new Map<string, Sums>();

  constructor(rows: readonly CountRow[]) {
    for (const { part, kind, key, counts } of rows) {
      // A day is itself in whichever stretch it lies.
      const at = Table.at(kind === 'day' ? 'now' : part, kind, key);
      const sums = this.#sums.get(at) ?? {};
      for (const name of COUNTED) sums[name] = (sums[name] ?? 0) + (counts[name] ?? 0);
      this.#sums.set(at, sums);
    }
  }

  static at = (part: CountRow['part'], kind: CountRow['kind'], key: string | null): string =>
    `${part} ${kind} ${key ?? ''}`;

  of = (part: CountRow['part'], kind: CountRow['kind'], key: string | null): Figures =>
    figuresOf(this.#sums.get(Table.at(part, kind, key)));
}

/** What each key of a group is called. */
async function namers(context: Context, rows: readonly CountRow[]): Promise<Record<Group, (key: string) => string>> {
  const { database } = context;
  const clerks = rows.flatMap(({ kind, key }) => (kind === 'clerk' && key !== null ? [key] : []));
  const [people, terminals, items] = await Promise.all([
    staffNames(context, database, clerks),
    terminalNames(context, database),
    currentItems(context)
  ]);
  const itemNames = new Map(items.map(({ code, name }) => [code, name]));
  // An item that is offered no more is still called what it was called at first.
  for (const { kind, key } of rows)
    if (kind === 'item' && key !== null && !itemNames.has(key))
      itemNames.set(key, (await findItemVersion(context, key, 1))?.name ?? key);
  return {
    field: (key) => SERVICE_FIELDS.find(({ code }) => code === key)?.name ?? key,
    clerk: (key) => people.get(key) ?? '',
    terminal: (key) => (key === '' ? '服务窗口（未记窗口）' : (terminals.get(key) ?? key)),
    item: (key) => itemNames.get(key) ?? key
  };
}

function groupOf(rows: readonly CountRow[], table: Table, group: Group, nameOf: (key: string) => string): FigureRow[] {
  const keys = new Set(rows.flatMap(({ kind, part, key }) => (kind === group && part !== 'other' ? [key ?? ''] : [])));
  return [...keys]
    .map((key) => ({
      key,
      name: nameOf(key),
      now: table.of('now', group, key),
      before: table.of('before', group, key)
    }))
    .sort((one, other) => other.now.received - one.now.received || one.name.localeCompare(other.name, 'zh'));
}

/** Figures of a day, a week or a month; of one clerk alone, or of everybody (null). */
export async function readFigures(
  context: Context,
  span: Span,
  day: string,
  clerkId: string | null
): Promise<FiguresOf> {
  const now = periodOf(span, day);
  const before = periodBefore(span, now);
  const from = trendFrom(span, now);
  const all = { from: from < before.from ? from : before.from, to: now.to };
  const begin = new Date(Date.parse(all.from) - LONGEST_DAYS * 86_400_000).toISOString().slice(0, 10);
  const counting: Counting = {
    context,
    clerkId,
    today: dayOf(context.now()),
    all,
    now,
    before,
    workingDays: workingDays(context, begin, all.to)
  };
  const sources = [received, decided, stillOpen, supplements];
  const rows = (await Promise.all(sources.map((source) => source(counting)))).flat();
  const table = new Table(rows);
  const nameOf = await namers(context, rows);
  const days: FiguresOf['days'] = [];
  for (let at = from; at <= now.to; at = next(at)) days.push({ day: at, figures: table.of('now', 'day', at) });
  const groups = Object.fromEntries(
    GROUPS.map((group) => [group, groupOf(rows, table, group, nameOf[group])])
  ) as FiguresOf['groups'];
  return {
    span,
    ...now,
    before,
    total: { now: table.of('now', 'total', null), before: table.of('before', 'total', null) },
    days,
    groups
  };
}
