import { csvCell } from '../catalogue/sheet/csv.ts';
import { FIGURE_TEXT, FIGURES, type Figures, GROUP_TEXT, type Group } from '../contract/figures.ts';
import type { FiguresOf } from '../contract/figures-wire.ts';

/** Spreadsheets read UTF-8 as such only behind this mark. */
const MARK = '\uFEFF';

const cells = (name: string, figures: Figures): string[] => [
  name,
  ...FIGURES.map((figure) => {
    const value = figures[figure];
    if (value === null) return '';
    return figure === 'averageDays' ? value.toFixed(1) : String(value);
  })
];

/** One table of figures as a spreadsheet reads it, with its sum last; names only of what is counted by, nothing of residents. */
export function figuresCsv(figures: FiguresOf, by: Group | 'day'): string {
  const rows =
    by === 'day'
      ? figures.days.filter(({ day }) => day >= figures.from).map(({ day, figures: of }) => cells(day, of))
      : figures.groups[by].map(({ name, now }) => cells(name, now));
  const head = [by === 'day' ? '日期' : GROUP_TEXT[by], ...FIGURES.map((figure) => FIGURE_TEXT[figure])];
  const lines = [head, ...rows, cells('合计', figures.total.now)];
  return `${MARK}${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** What the file is called: the stretch and what it is counted by. */
export const csvName = ({ from, to }: FiguresOf, by: Group | 'day'): string =>
  `办件统计-${from === to ? from : `${from}至${to}`}-按${by === 'day' ? '日期' : GROUP_TEXT[by]}.csv`;
