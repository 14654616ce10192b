import { strToU8, zipSync } from 'fflate';
import { columnLetters, type WrittenTable } from './grid.ts';
import { writtenText } from './xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Every cell is a text (format 49, `@`), so that no code becomes a number when somebody edits it; headings are bold. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const TEXT_STYLE = 1;
const HEADING_STYLE = 2;

const cellOf = (text: string, row: number, column: number, style: number): string =>
  text === ''
    ? ''
    : `<c r="${columnLetters(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${writtenText(text)}</t></is></c>`;

/** One sheet: headings that stay in view, texts below them. */
function sheetOf({ headings, rows }: WrittenTable): string {
  const written = [headings, ...rows].map((cells, index) => {
    const style = index === 0 ? HEADING_STYLE : TEXT_STYLE;
    const row = cells.map((text, column) => cellOf(text, index + 1, column, style)).join('');
    return `<row r="${index + 1}">${row}</row>`;
  });
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const widths = `<cols><col min="1" max="${headings.length}" width="20" style="${TEXT_STYLE}" customWidth="1"/></cols>`;
  return `${HEAD}<worksheet xmlns="${MAIN}">${view}${widths}<sheetData>${written.join('')}</sheetData></worksheet>`;
}

const override = (part: string, type: string): string => `<Override PartName="/${part}" ContentType="${type}+xml"/>`;

/** A workbook (ECMA-376) of texts alone. */
export function packWorkbook(tables: readonly WrittenTable[]): Uint8Array<ArrayBuffer> {
  const sheets = tables.map((table, index) => ({ table, id: index + 1, path: `worksheets/sheet${index + 1}.xml` }));
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('xl/workbook.xml', `${MIME}.sheet.main`)}${override('xl/styles.xml', `${MIME}.styles`)}${sheets.map(({ path }) => override(`xl/${path}`, `${MIME}.worksheet`)).join('')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ table, id }) => `<sheet name="${table.name}" sheetId="${id}" r:id="rId${id}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map(({ id, path }) => `<Relationship Id="rId${id}" Type="${OFFICE}/worksheet" Target="${path}"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(sheets.map(({ table, path }) => [`xl/${path}`, sheetOf(table)]))
  };
  const packed = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(packed, { mtime: '1980-01-01T00:00:00' });
}
