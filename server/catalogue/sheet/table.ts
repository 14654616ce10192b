import type { Element } from './element.ts';
import { type Findings, type Grid, type GridRow, placeOf } from './grid.ts';

/** A grid whose first row has been understood. */
export interface Table {
  readonly title: string;
  readonly rows: readonly GridRow[];
  /** What stands under a heading: '' where the cell is empty, undefined where there is no such column. */
  cell(row: GridRow, heading: string): string | undefined;
  /** Where it stands; the first cell of the row where there is no such column. */
  place(row: GridRow, heading: string): string;
}

/** A heading without what people put around it: white space, a mark that it must be filled in, a remark in brackets. */
const plainHeading = (written: string): string => written.replace(/\s|[*＊:：]|[（(].*$/g, '');

/**
 * Finds the columns of a grid by its headings. Columns with another heading are told and not read; cells without any
 * heading are refused, for nobody would miss them before it is too late.
 */
export function tableOf(
  grid: Grid,
  known: ReadonlySet<string>,
  names: Readonly<Record<string, string>>,
  findings: Findings,
  told: Findings
): Table {
  const [head, ...rows] = grid.rows;
  const columns = new Map<string, number>();
  const headed = new Set<number>();
  for (const [index, written] of head ? head.cells.entries() : []) {
    if (written === undefined || head === undefined) continue;
    headed.add(index);
    const place = placeOf(grid.title, head.number, index);
    const plain = plainHeading(written);
    const heading = Object.hasOwn(names, plain) ? (names[plain] ?? plain) : plain;
    if (!known.has(heading)) told.add('sheet.unknown-column', place, written);
    else if (columns.has(heading)) findings.add('sheet.column-twice', place, written);
    else columns.set(heading, index);
  }
  for (const row of rows) {
    const outside = row.cells.findIndex((cell, index) => cell !== undefined && !headed.has(index));
    if (outside >= 0) findings.add('sheet.outside', placeOf(grid.title, row.number, outside));
  }
  return {
    title: grid.title,
    rows,
    cell(row, heading) {
      const index = columns.get(heading);
      return index === undefined ? undefined : (row.cells[index] ?? '').trim();
    },
    place: (row, heading) => placeOf(grid.title, row.number, columns.get(heading) ?? 0)
  };
}

/** A subject with everything that one row says of it. */
export function readRow<S>(
  table: Table,
  row: GridRow,
  elements: readonly Element<S>[],
  before: S,
  findings: Findings
): S {
  let subject = before;
  for (const { names, read } of elements) {
    const cells = names.map((name) => table.cell(row, name));
    if (cells.every((cell) => cell === undefined)) continue;
    const value = read(cells, subject);
    if (value.ok) {
      subject = value.value;
      continue;
    }
    const { at, code, value: quoted } = value.error;
    const present = cells[at] === undefined ? cells.findIndex((cell) => cell !== undefined) : at;
    findings.add(code, table.place(row, names[present] ?? ''), quoted);
  }
  return subject;
}

/** Refuses a row in which a cell that has to be filled in is empty, or its column is missing. */
export function requireCell(table: Table, row: GridRow, heading: string, findings: Findings): void {
  if (!table.cell(row, heading)) findings.add('sheet.missing-element', table.place(row, heading), heading);
}
