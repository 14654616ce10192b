import { columnIndex, type Findings, type Grid, type GridRow, LIMITS, placeOf, rowLimit } from './grid.ts';
import { serialDate } from './styles.ts';
import { cellText, type XmlEars } from './xml.ts';

/** What cells refer to, and how much all of them say: many cells may share one long text. */
export interface Shared {
  readonly shared: readonly string[];
  isDate(style: number): boolean;
  readonly from1904: boolean;
  characters: number;
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  written: string;
}

/** A number as it was typed, where no digit is lost; else as it is written, so that whoever reads a code sees it. */
function numberText(written: string): string {
  const value = Number(written);
  return written !== '' && Number.isSafeInteger(value) ? String(value) : written;
}

/** Hears one sheet. `enough` is called where no more is to be read: there are too many rows, columns or findings. */
export function sheetEars(
  { name, title }: Pick<Grid, 'name' | 'title'>,
  book: Shared,
  findings: Findings,
  enough: () => void
): { ears: XmlEars; grid: Grid } {
  const rows: GridRow[] = [];
  let row = 0;
  let cells: (string | undefined)[] = [];
  let cell: Cell | null = null;
  let reading: 'v' | 't' | null = null;
  let inPronunciation = false;
  let nextColumn = 0;

  const found = (...what: Parameters<Findings['add']>) => {
    findings.add(...what);
    if (findings.full) enough();
  };

  const textOf = ({ type, style, written, column }: Cell): string => {
    if (type === 's') {
      const shared = book.shared[Number(written)];
      if (shared === undefined) found('sheet.unreadable', placeOf(title, row, column));
      return shared ?? '';
    }
    if (type === 'inlineStr' || type === 'str') return cellText(written);
    if (type === 'b') return written === '1' ? '是' : '否';
    if (type === 'd') return written.slice(0, 10);
    if (type === 'e') {
      found('sheet.cell-error', placeOf(title, row, column), written);
      return '';
    }
    const date = book.isDate(style) && written !== '' ? serialDate(Number(written), book.from1904) : null;
    return date ?? numberText(written);
  };

  const begin = (attributes: Readonly<Record<string, string>>) => {
    const column = attributes.r === undefined ? nextColumn : columnIndex(attributes.r);
    nextColumn = column + 1;
    cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), written: '' };
  };

  const endCell = (ended: Cell) => {
    const text = textOf(ended);
    if (text.trim() === '') return;
    const place = placeOf(title, row, Math.max(ended.column, 0));
    book.characters += text.length;
    if (ended.column < 0 || ended.column >= LIMITS.columns) {
      found('sheet.too-many-columns', place);
      enough();
    } else if (text.length > LIMITS.characters) found('sheet.cell-too-long', place);
    else if (book.characters > LIMITS.allCharacters) {
      found('sheet.too-large', place);
      enough();
    } else cells[ended.column] = text;
  };

  const endRow = () => {
    if (cells.length > 0) rows.push({ number: row, cells });
    // One row more than there may be items: the first says what the columns are.
    if (rows.length <= rowLimit(name) + 1) return;
    found('sheet.too-many-rows', placeOf(title, row, 0));
    enough();
  };

  const ears: XmlEars = {
    opens(tag, attributes) {
      if (tag === 'row') {
        row = Number(attributes.r ?? row + 1);
        cells = [];
        nextColumn = 0;
      } else if (tag === 'c') begin(attributes);
      else if (tag === 'f' && cell) found('sheet.formula', placeOf(title, row, cell.column));
      else if (tag === 'rPh') inPronunciation = true;
      else if (tag === 'v' || tag === 't') reading = inPronunciation ? null : tag;
      else if (tag === 'mergeCell') found('sheet.merged', `${title}!${attributes.ref ?? ''}`);
    },
    text(piece) {
      if (reading && cell) cell.written += piece;
    },
    closes(tag) {
      if (tag === 'v' || tag === 't') reading = null;
      else if (tag === 'rPh') inPronunciation = false;
      else if (tag === 'c') {
        if (cell) endCell(cell);
        cell = null;
      } else if (tag === 'row') endRow();
    }
  };
  return { ears, grid: { name, title, rows } };
}
