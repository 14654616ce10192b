import { strToU8, zipSync } from 'fflate';
import { columnLetters } from './grid.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Rows of plain texts as the XML of a sheet. */
export const textRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells, row) => {
      const written = cells.map(
        (text, column) => `<c r="${columnLetters(column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`
      );
      return `<row r="${row + 1}">${written.join('')}</row>`;
    })
    .join('');

/** Parts of a workbook as another program might write them: sheets by their names, what they share, how numbers look. */
export function foreignParts(
  sheets: Readonly<Record<string, string>>,
  { shared = '', styles = '', workbook = '', after = '' } = {}
): Record<string, string> {
  const names = Object.keys(sheets);
  const relation = (id: number, target: string) => `<Relationship Id="rId${id}" Type="x" Target="${target}"/>`;
  return {
    ...Object.fromEntries(
      Object.values(sheets).map((rows, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`
      ])
    ),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbook}<sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, index) => relation(index + 1, `/xl/worksheets/sheet${index + 1}.xml`)).join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${shared}</sst>`
  };
}

export const packed = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])
    )
  );

/** A workbook of plain texts. */
export const workbookOf = (sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Uint8Array =>
  packed(foreignParts(Object.fromEntries(Object.entries(sheets).map(([name, rows]) => [name, textRows(rows)]))));
