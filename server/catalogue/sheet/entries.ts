import type { Item, Material } from '../../contract/item.ts';
import { emptyMaterial } from '../blank-item.ts';
import type { Element } from './element.ts';
import { FEE_ELEMENTS, MATERIAL_ELEMENTS, QUESTION_ELEMENTS } from './entry-elements.ts';
import { freeKey } from './free.ts';
import type { Findings, GridRow, SheetName } from './grid.ts';
import { readRow, requireCell, type Table } from './table.ts';

/** The tables beside the items that a file has. */
export type EntryTables = Readonly<Partial<Record<SheetName, Table>>>;

/** Finds for each row of a table the item it belongs to: by its number, else by the district's code, else by its name. */
export function rowsByItem(table: Table, codes: ReadonlyMap<string, ReadonlySet<string>>, findings: Findings) {
  const rows = new Map<string, GridRow[]>();
  for (const row of table.rows) {
    const heading = ['事项编号', '业务办理项编码', '实施编码', '事项名称'].find((name) => table.cell(row, name));
    const found = heading === undefined ? undefined : codes.get(`${heading} ${table.cell(row, heading)}`);
    const [code] = found ?? [];
    if (found === undefined || code === undefined)
      findings.add('sheet.no-such-item', table.place(row, heading ?? '事项编号'));
    else if (found.size > 1) findings.add('sheet.ambiguous-item', table.place(row, heading ?? '事项编号'));
    else {
      const own = rows.get(code) ?? [];
      own.push(row);
      rows.set(code, own);
    }
  }
  return rows;
}

/** Rows in the order of 排序, where the file has one. */
const ordered = (table: Table, rows: readonly GridRow[]): GridRow[] => {
  const order = (row: GridRow) => Number(table.cell(row, '排序') || Number.POSITIVE_INFINITY);
  return [...rows].sort((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)));
};

/** The materials that the rows say. One that the item has already, by key or by name, stays what it is beside them. */
export function readMaterials(
  table: Table,
  rows: readonly GridRow[],
  before: readonly Material[],
  findings: Findings
): Material[] {
  const taken = new Set<string>();
  const reserved = new Set(
    [...before.map(({ key }) => key), ...rows.map((row) => table.cell(row, '材料标识') ?? '')].filter(
      (key) => key !== ''
    )
  );
  return ordered(table, rows).map((row) => {
    requireCell(table, row, '材料名称', findings);
    const key = table.cell(row, '材料标识');
    const name = table.cell(row, '材料名称');
    const known = before.find((one) => (key ? one.key === key : one.name === name && !taken.has(one.key)));
    const base = known ?? emptyMaterial(key || freeKey(reserved));
    const read = readRow(table, row, MATERIAL_ELEMENTS, base, findings);
    const material = { ...read, key: read.key || base.key };
    if (taken.has(material.key)) findings.add('sheet.duplicate', table.place(row, '材料标识'), material.key);
    taken.add(material.key);
    reserved.add(material.key);
    // Where a list of the district says why it has to be brought, this is what residents are told.
    if (table.cell(row, '材料说明') === undefined && material.note === null)
      return { ...material, note: material.guide?.channelNote ?? null };
    return material;
  });
}

function readEntries<S>(
  table: Table,
  rows: readonly GridRow[],
  elements: readonly Element<S>[],
  empty: S,
  needed: readonly string[],
  findings: Findings
): S[] {
  return rows.map((row) => {
    for (const heading of needed) requireCell(table, row, heading, findings);
    return readRow(table, row, elements, empty, findings);
  });
}

/** An item with what the tables beside say of it; what a file has no table of stays what it was. */
export function withEntries(
  item: Item,
  tables: EntryTables,
  rowsOf: (name: SheetName) => readonly GridRow[],
  findings: Findings
): Item {
  let read = item;
  const { 材料: materials, 收费: fees, 常见问题: questions } = tables;
  if (materials) read = { ...read, materials: readMaterials(materials, rowsOf('材料'), item.materials, findings) };
  if (fees) {
    const { feeEntries: _, ...rest } = read;
    const entries = readEntries(fees, rowsOf('收费'), FEE_ELEMENTS, { name: '' }, ['收费项目名称'], findings);
    read = entries.length > 0 ? { ...rest, feeEntries: entries } : rest;
  }
  if (questions) {
    const { questions: _, ...rest } = read;
    const nothing = { question: '', answer: '' };
    const entries = readEntries(questions, rowsOf('常见问题'), QUESTION_ELEMENTS, nothing, ['问题', '解答'], findings);
    read = entries.length > 0 ? { ...rest, questions: entries } : rest;
  }
  return read;
}
