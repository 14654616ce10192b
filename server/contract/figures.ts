/** Figures of a day, a week or a month: what is counted, by what, and what each is called. Pure. */

export const SPANS = ['day', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];

export const FIGURES = ['received', 'decided', 'onTime', 'overdue', 'supplements', 'dismissed', 'averageDays'] as const;
export type FigureName = (typeof FIGURES)[number];

export const FIGURE_TEXT: Readonly<Record<FigureName, string>> = {
  received: '收件',
  decided: '办结',
  onTime: '按时办结',
  overdue: '超期',
  supplements: '补正告知',
  dismissed: '即时不受理',
  averageDays: '平均工作日'
};

/** How each is counted, for whoever reads it. */
export const FIGURE_NOTE: Readonly<Record<FigureName, string>> = {
  received: '这段时间收到的',
  decided: '这段时间作出决定的，不算撤回',
  onTime: '在承诺的日子以前作出决定的，还没有承诺日子的也算',
  overdue: '这段时间超期办结的，加上承诺的日子在这段时间、到今天还没有办结的',
  supplements: '这段时间一次性告知补正的',
  dismissed: '这段时间当场告知不需要办的',
  averageDays: '从收件到决定，按工作日算'
};

export const GROUPS = ['field', 'clerk', 'terminal', 'item'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_TEXT: Readonly<Record<Group, string>> = {
  field: '领域',
  clerk: '人员',
  terminal: '终端和窗口',
  item: '事项'
};

export type Figures = Readonly<Record<Exclude<FigureName, 'averageDays'>, number>> & {
  /** null where nothing was decided. */
  readonly averageDays: number | null;
};

/** A figure as it is written: whole, but for an average. */
export const figureText = (figures: Figures, name: FigureName): string => {
  const value = figures[name];
  if (value === null) return '—';
  return name === 'averageDays' ? value.toFixed(1) : String(value);
};

interface Period {
  readonly from: string;
  readonly to: string;
}

const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The day, the week from Monday or the month that a day lies in. Days are YYYY-MM-DD, both ends belong to it. */
export function periodOf(span: Span, day: string): Period {
  if (span === 'day') return { from: day, to: day };
  if (span === 'week') {
    const from = plus(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
    return { from, to: plus(from, 6) };
  }
  const from = `${day.slice(0, 7)}-01`;
  const to = plus(`${plus(from, 31).slice(0, 7)}-01`, -1);
  return { from, to };
}

/** The one before it. */
export const periodBefore = (span: Span, { from }: Period): Period => periodOf(span, plus(from, -1));

/** The one after it begins on this day. */
export const nextPeriodDay = ({ to }: Period): string => plus(to, 1);

/** From when on its line is drawn: a day alone would be a dot. */
export function trendFrom(span: Span, period: Period): string {
  if (span === 'day') return plus(period.from, -13);
  return span === 'week' ? periodBefore(span, period).from : period.from;
}
