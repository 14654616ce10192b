import {
  Findings,
  type Grid,
  type GridRow,
  type Grids,
  isSheetName,
  LIMITS,
  placeOf,
  rowLimit,
  type SheetName
} from './grid.ts';

/** What spreadsheets would take for a formula; a quote before it makes it a text to them. */
const FORMULA_START = /^'*[=+\-@]/;
/** Digits that spreadsheets would take for a number and round; a tab before them makes them a text. */
const LONG_DIGITS = /^(0\d+|\d{12,})$/;

/** A cell as it is written: nothing in it is ever calculated, and no digit of a code is lost. */
export function csvCell(text: string): string {
  const value = text.trim();
  const harmless = FORMULA_START.test(value) ? `'${value}` : LONG_DIGITS.test(value) ? `\t${value}` : value;
  return /[",\n\r\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The same way back. */
const shownCell = (written: string): string => {
  const text = written.replace(/\r\n?/g, '\n').trim();
  return text.startsWith("'") && FORMULA_START.test(text) ? text.slice(1) : text;
};

/** What a CSV says before each of its tables, where it has several. */
export const titleOf = (sheet: string): string => `［${sheet}］`;

/** The text of a CSV: UTF-8, or GB 18030 as spreadsheets in China write it; null where it is neither. */
function decode(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // The next encoding is tried.
    }
  return null;
}

/** Records of a CSV (RFC 4180) one after another, each with the number that a spreadsheet shows; null: a quote is open. */
function* records(text: string): Generator<{ number: number; cells: string[] } | null> {
  let at = 0;
  for (let number = 1; at < text.length; number++) {
    const cells: string[] = [];
    for (let more = true; more; ) {
      const cell = text[at] === '"' ? quoted(text, at) : plain(text, at);
      if (!cell) {
        yield null;
        return;
      }
      cells.push(cell.value);
      more = text[cell.end] === ',';
      at = cell.end + 1;
    }
    if (text[at - 1] === '\r' && text[at] === '\n') at++;
    yield { number, cells };
  }
}

interface Read {
  readonly value: string;
  /** Where the comma, the line end or the end of the text stands. */
  readonly end: number;
}

function plain(text: string, from: number): Read {
  let end = from;
  while (end < text.length && !',\n\r'.includes(text.charAt(end))) end++;
  return { value: text.slice(from, end), end };
}

function quoted(text: string, from: number): Read | null {
  let value = '';
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const rest = plain(text, quote + 1);
      return { value: value + rest.value, end: rest.end };
    }
    value += '"';
    at = quote + 2;
  }
}

/** The tables of a CSV: under a line such as `［材料］` each, or one alone, which is then the items. */
export function readCsv(bytes: Uint8Array): Grids {
  const findings = new Findings();
  const text = decode(bytes);
  if (text === null) {
    findings.add('sheet.encoding', '文件');
    return { grids: [], findings: findings.list };
  }
  const grids: Grid[] = [];
  let name: SheetName = '事项';
  let rows: GridRow[] = [];
  for (const record of records(text)) {
    if (!record) {
      findings.add('sheet.unclosed-quote', placeOf(name, (rows.at(-1)?.number ?? 0) + 1, 0));
      break;
    }
    const title = record.cells.every((cell, at) => at === 0 || cell === '') && titled(record.cells[0] ?? '');
    if (title) {
      if (rows.length > 0) grids.push({ name, title: name, rows });
      name = title;
      rows = [];
      continue;
    }
    const row = cellsOf(name, record, findings);
    if (row.cells.length > 0) rows.push(row);
    if (rows.length > rowLimit(name) + 1) findings.add('sheet.too-many-rows', placeOf(name, record.number, 0));
    if (rows.length > rowLimit(name) + 1 || findings.full) break;
  }
  if (rows.length > 0) grids.push({ name, title: name, rows });
  return { grids, findings: findings.list };
}

const titled = (cell: string): SheetName | null => {
  const name = cell.trim().slice(1, -1);
  return isSheetName(name) && cell.trim() === titleOf(name) ? name : null;
};

function cellsOf(name: string, { number, cells }: { number: number; cells: string[] }, findings: Findings): GridRow {
  const shown: (string | undefined)[] = [];
  for (const [column, written] of cells.entries()) {
    const text = shownCell(written);
    if (text === '') continue;
    const place = placeOf(name, number, column);
    if (column >= LIMITS.columns) {
      findings.add('sheet.too-many-columns', place);
      break;
    }
    if (text.length > LIMITS.characters) findings.add('sheet.cell-too-long', place);
    else if (written.trim().startsWith('=')) findings.add('sheet.formula', place, written.trim());
    else shown[column] = text;
  }
  return { number, cells: shown };
}
