import type { Item } from '../../contract/item.ts';
import { csvCell, titleOf } from './csv.ts';
import type { Element } from './element.ts';
import { FEE_ELEMENTS, MATERIAL_ELEMENTS, QUESTION_ELEMENTS } from './entry-elements.ts';
import type { SheetName, WrittenTable } from './grid.ts';
import { ITEM_ELEMENTS } from './item-elements.ts';
import { packWorkbook } from './xlsx-write.ts';

const headingsOf = (elements: readonly { readonly names: readonly string[] }[]): string[] =>
  elements.flatMap(({ names }) => names);

const cellsOf = <S>(elements: readonly Element<S>[], subject: S): string[] =>
  elements.flatMap((element) => element.write(subject)).map((text) => text.trim());

/** A table of what items have several of, each row with number and name of its item, for whoever reads it. */
function entryTable<S>(
  name: SheetName,
  items: readonly Item[],
  elements: readonly Element<S>[],
  entriesOf: (item: Item) => readonly S[]
): WrittenTable {
  return {
    name,
    headings: ['事项编号', '事项名称', '排序', ...headingsOf(elements)],
    rows: items.flatMap((item) =>
      entriesOf(item).map((entry, index) => [item.code, item.name, String(index + 1), ...cellsOf(elements, entry)])
    )
  };
}

const tablesOf = (items: readonly Item[]): WrittenTable[] => [
  {
    name: '事项',
    headings: headingsOf(ITEM_ELEMENTS),
    rows: items.map((item) => cellsOf(ITEM_ELEMENTS, item))
  },
  entryTable('材料', items, MATERIAL_ELEMENTS, ({ materials }) => materials),
  entryTable('收费', items, FEE_ELEMENTS, ({ feeEntries }) => feeEntries ?? []),
  entryTable('常见问题', items, QUESTION_ELEMENTS, ({ questions }) => questions ?? [])
];

/** The items as a 实施清单 in a workbook, one sheet for each table. The same items are the same bytes. */
export const writeWorkbook = (items: readonly Item[]): Uint8Array<ArrayBuffer> => packWorkbook(tablesOf(items));

/** The same as one CSV, the tables below each other; UTF-8 with the mark by which spreadsheets know it. */
export function writeCsv(items: readonly Item[]): string {
  const lines = tablesOf(items).flatMap(({ name, headings, rows }) => [
    csvCell(titleOf(name)),
    ...[headings, ...rows].map((row) => row.map(csvCell).join(','))
  ]);
  return `\ufeff${lines.map((line) => `${line}\r\n`).join('')}`;
}
