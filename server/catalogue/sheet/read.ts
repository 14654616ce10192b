import { isDeepStrictEqual } from 'node:util';
import type { Item } from '../../contract/item.ts';
import { codesApart } from '../../contract/national-code.ts';
import type { SheetFinding, SheetItem, SheetReport } from '../../contract/sheet.ts';
import { emptyItem } from '../blank-item.ts';
import { checkItem } from '../rules.ts';
import { readCsv } from './csv.ts';
import { type EntryTables, rowsByItem, withEntries } from './entries.ts';
import { FEE_ELEMENTS, MATERIAL_ELEMENTS, MATERIAL_NAMES, QUESTION_ELEMENTS } from './entry-elements.ts';
import { freeCode } from './free.ts';
import { Findings, type GridRow, type Grids, LIMITS, SHEETS, type SheetName } from './grid.ts';
import { ITEM_ELEMENTS, ITEM_NAMES } from './item-elements.ts';
import { NO_PROMISE } from './limits.ts';
import { createMatcher } from './match.ts';
import { readRow, requireCell, type Table, tableOf } from './table.ts';
import { readWorkbook } from './xlsx-read.ts';

/** By what the rows of other tables name their item, and the order in which they stand. */
const KEYS = ['事项编号', '业务办理项编码', '实施编码', '事项名称', '排序'];
const headings = (elements: readonly { readonly names: readonly string[] }[], more: readonly string[] = []) =>
  new Set([...more, ...elements.flatMap(({ names }) => names)]);

const KNOWN: Readonly<Record<SheetName, ReadonlySet<string>>> = {
  事项: headings(ITEM_ELEMENTS),
  材料: headings(MATERIAL_ELEMENTS, KEYS),
  收费: headings(FEE_ELEMENTS, KEYS),
  常见问题: headings(QUESTION_ELEMENTS, KEYS)
};

const NAMES: Readonly<Record<SheetName, Readonly<Record<string, string>>>> = {
  事项: ITEM_NAMES,
  材料: { ...ITEM_NAMES, ...MATERIAL_NAMES },
  收费: ITEM_NAMES,
  常见问题: ITEM_NAMES
};

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** The tables of a file, whichever kind it is: its own first bytes say that, not its name. */
function readGrids(bytes: Uint8Array): Grids & { readonly unread?: readonly string[] } {
  const findings = new Findings();
  if (bytes.length > LIMITS.bytes) findings.add('sheet.too-large', '文件');
  else if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) findings.add('sheet.old-format', '文件');
  else return startsWith(bytes, 0x50, 0x4b) ? readWorkbook(bytes) : readCsv(bytes);
  return { grids: [], findings: findings.list };
}

/** Where the code stands that contradicts the others. */
const CODE_COLUMNS = {
  creditCode: '实施主体编码',
  level: '行使层级',
  baseCode: '基本编码',
  handlingCode: '业务办理项编码'
} as const;

/** What a row must say whatever else is missing, and what it may not contradict itself in. */
function checkRow(table: Table, row: GridRow, item: Item, findings: Findings): void {
  if (!item.name) requireCell(table, row, '事项名称', findings);
  if (!item.field) requireCell(table, row, '服务领域', findings);
  if (item.implementer?.name === '') requireCell(table, row, '实施主体', findings);
  for (const part of codesApart(item.national ?? {}, item.implementer))
    findings.add('sheet.codes-apart', table.place(row, CODE_COLUMNS[part]));
}

interface Row {
  readonly row: GridRow;
  readonly known: Item | undefined;
  readonly item: Item;
}

/** The items of the first table, each with the row it stands in. A new one without a number gets the next free one. */
function readItems(table: Table, current: readonly Item[], today: string, findings: Findings): Row[] {
  const match = createMatcher(current);
  const taken = new Set([
    ...current.map(({ code }) => code),
    ...table.rows.map((row) => table.cell(row, '事项编号') ?? '')
  ]);
  return table.rows.map((row) => {
    const known = match(table, row, findings);
    const before = known ?? emptyItem('', today, NO_PROMISE);
    const read = readRow(table, row, ITEM_ELEMENTS, before, findings);
    const code = known?.code || read.code || freeCode(read.field, taken);
    taken.add(code);
    const fee = read.fee.charged === false && !read.fee.text ? { ...read.fee, text: '不收费' } : read.fee;
    const applicants = read.applicants || (read.guide?.audience ?? []).join('、');
    const item: Item = {
      ...read,
      code,
      fee,
      applicants,
      field: read.field || before.field,
      effectiveFrom: read.effectiveFrom || before.effectiveFrom
    };
    checkRow(table, row, item, findings);
    return { row, known, item };
  });
}

/** By which words the rows of other tables may name each item. */
function namesOf(rows: readonly Row[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { item } of rows) {
    const { taskCode, handlingCode } = item.national ?? {};
    const own = [
      `事项编号 ${item.code}`,
      `业务办理项编码 ${handlingCode}`,
      `实施编码 ${taskCode}`,
      `事项名称 ${item.name}`
    ];
    for (const name of own) names.set(name, (names.get(name) ?? new Set()).add(item.code));
  }
  return names;
}

/**
 * Reads a 实施清单, XLSX or CSV, against the items that are in force. An item is known by its number, else by the codes
 * of the district, else by its name; what the file has no column or table of stays as it is, its form always.
 */
export function readSheet(bytes: Uint8Array, current: readonly Item[], today: string): SheetReport {
  const told = new Findings();
  const findings = new Findings();
  const { grids, findings: wrong, unread = [] } = readGrids(bytes);
  for (const name of unread) told.add('sheet.unknown-sheet', name);
  const report = (refused: readonly SheetFinding[], items: readonly SheetItem[] = []) => ({
    items,
    refused,
    told: told.list
  });
  if (wrong.length > 0) return report(wrong);
  const tables: Partial<Record<SheetName, Table>> = {};
  for (const name of SHEETS) {
    const [grid, second] = grids.filter((one) => one.name === name);
    if (second) findings.add('sheet.duplicate', `${second.title}!A${second.rows[0]?.number ?? 1}`, name);
    if (grid && grid.rows.length > 0) tables[name] = tableOf(grid, KNOWN[name], NAMES[name], findings, told);
  }
  const { 事项: table } = tables;
  const [first] = table?.rows ?? [];
  if (!table || !first || table.cell(first, '事项名称') === undefined) {
    findings.add('sheet.no-items', '事项!A1');
    return report(findings.list);
  }
  const rows = readItems(table, current, today, findings);
  const entries = rowsOfEntries(tables, rows, findings);
  const items = rows.map(({ row, known, item: read }): SheetItem => {
    const item = withEntries(read, tables, (name) => entries.get(name)?.get(read.code) ?? [], findings);
    const change = known === undefined ? 'new' : isDeepStrictEqual(item, known) ? 'same' : 'changed';
    return { item, place: `${table.title}!${row.number}`, change, missing: checkItem(item) };
  });
  return findings.list.length > 0 ? report(findings.list) : report([], items);
}

/** For each table beside the items: its rows under the code of the item they belong to. */
function rowsOfEntries(tables: EntryTables, rows: readonly Row[], findings: Findings) {
  const names = namesOf(rows);
  const entries = new Map<SheetName, ReadonlyMap<string, readonly GridRow[]>>();
  for (const name of SHEETS) {
    const table = tables[name];
    if (name !== '事项' && table) entries.set(name, rowsByItem(table, names, findings));
  }
  return entries;
}
