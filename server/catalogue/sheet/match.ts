import type { Item } from '../../contract/item.ts';
import type { Findings, GridRow } from './grid.ts';
import type { Table } from './table.ts';

const OWN_CODE = /^SQ-(0[1-9]|10)-\d{3,4}$/;

/** Headings by which a row names an item, the surest first, and what an item has under them. */
const WAYS: readonly (readonly [string, (item: Item) => string | undefined])[] = [
  ['业务办理项编码', (item) => item.national?.handlingCode],
  ['实施编码', (item) => item.national?.taskCode],
  ['事项名称', (item) => item.name]
];

/** A row with other codes of the district is another item, whatever it is called. */
const contradicts = (table: Table, row: GridRow, item: Item): boolean =>
  WAYS.slice(0, 2).some(([heading, of]) => {
    const own = of(item);
    const written = table.cell(row, heading);
    return Boolean(own && written && own !== written);
  });

/**
 * Says for one row after another which of the current items it is; undefined for a new one. A row that could be several,
 * that comes twice, or whose number is none, is refused.
 */
export function createMatcher(
  current: readonly Item[]
): (table: Table, row: GridRow, findings: Findings) => Item | undefined {
  const byCode = new Map(current.map((item) => [item.code, item]));
  const indexes = WAYS.map(([heading, of]) => {
    const index = new Map<string, Item[]>();
    for (const item of current) {
      const key = of(item);
      if (key) index.set(key, [...(index.get(key) ?? []), item]);
    }
    return { heading, index };
  });
  const seen = new Set<string>();

  const once = (heading: string, key: string, table: Table, row: GridRow, findings: Findings) => {
    if (seen.has(`${heading} ${key}`)) findings.add('sheet.duplicate', table.place(row, heading), key);
    seen.add(`${heading} ${key}`);
  };

  return (table, row, findings) => {
    const code = table.cell(row, '事项编号');
    const handlingCode = table.cell(row, '业务办理项编码');
    if (handlingCode) once('业务办理项编码', handlingCode, table, row, findings);
    if (code) {
      once('事项编号', code, table, row, findings);
      if (!byCode.has(code) && !OWN_CODE.test(code)) findings.add('sheet.code', table.place(row, '事项编号'), code);
      return byCode.get(code);
    }
    for (const { heading, index } of indexes) {
      const found = (index.get(table.cell(row, heading) ?? '') ?? []).filter((item) => !contradicts(table, row, item));
      if (found.length > 1) {
        findings.add('sheet.ambiguous-item', table.place(row, heading));
        return undefined;
      }
      if (found[0]) {
        once('事项编号', found[0].code, table, row, findings);
        return found[0];
      }
    }
    const name = table.cell(row, '事项名称');
    if (name && !handlingCode && !table.cell(row, '实施编码')) once('事项名称', name, table, row, findings);
    return undefined;
  };
}
