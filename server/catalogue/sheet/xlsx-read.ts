import { Findings, type Grid, type Grids, isSheetName } from './grid.ts';
import { type Shared, sheetEars } from './sheet-read.ts';
import { styleEars } from './styles.ts';
import { type PartReader, type Unpacked, unpack } from './unpack.ts';
import { cellText, type XmlEars, xmlReader } from './xml.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const STYLES = 'xl/styles.xml';
const SHARED = 'xl/sharedStrings.xml';

interface Workbook extends Shared {
  readonly sheets: { name: string; relation: string }[];
  readonly targets: Map<string, string>;
  readonly shared: string[];
  from1904: boolean;
}

const attributeEnding = (attributes: Readonly<Record<string, string>>, ending: string): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(ending))?.[1] ?? '';

const workbookEars = (book: Workbook): XmlEars => ({
  opens(name, attributes) {
    if (name === 'sheet')
      book.sheets.push({ name: attributes.name ?? '', relation: attributeEnding(attributes, ':id') });
    else if (name === 'workbookPr') book.from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
  }
});

const relationEars = (book: Workbook): XmlEars => ({
  opens(name, { Id, Target }) {
    if (name === 'Relationship' && Id && Target)
      book.targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
  }
});

/** Texts that cells share. What a text says of its own pronunciation (rPh) is none of it. */
function sharedEars(shared: string[]): XmlEars {
  let text = '';
  let inText = false;
  let inPronunciation = false;
  return {
    opens(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') inPronunciation = true;
      else if (name === 't') inText = !inPronunciation;
    },
    text(piece) {
      if (inText) text += piece;
    },
    closes(name) {
      if (name === 'si') shared.push(cellText(text));
      else if (name === 'rPh') inPronunciation = false;
      else if (name === 't') inText = false;
    }
  };
}

/** First pass: everything that cells refer to. It may lie behind them in the file. */
function readBook(bytes: Uint8Array): { book: Workbook; outcome: Unpacked } {
  const styles = styleEars();
  const book: Workbook = {
    sheets: [],
    targets: new Map(),
    shared: [],
    isDate: styles.isDate,
    from1904: false,
    characters: 0
  };
  const readers = new Map<string, PartReader>([
    [WORKBOOK, xmlReader(workbookEars(book))],
    [RELATIONS, xmlReader(relationEars(book))],
    [STYLES, xmlReader(styles.ears)],
    [SHARED, xmlReader(sharedEars(book.shared))]
  ]);
  return { book, outcome: unpack(bytes, (name) => readers.get(name) ?? null) };
}

/**
 * The sheets of a workbook (ECMA-376) as text, with the places of everything that cannot be taken as it stands: formulas,
 * merged cells, errors. Of other sheets than those of a 实施清单 only that they are there is told; where none is called
 * 事项, one that sounds like it is taken for it, else the first that has no other meaning.
 */
export function readWorkbook(bytes: Uint8Array): Grids & { readonly unread: readonly string[] } {
  const findings = new Findings();
  const refused = (outcome: Unpacked) => {
    findings.add(outcome === 'too-large' ? 'sheet.too-large' : 'sheet.unreadable', '文件');
    return { grids: [], findings: findings.list, unread: [] };
  };
  const { book, outcome } = readBook(bytes);
  if (outcome !== 'read') return refused(outcome);
  if (book.sheets.length === 0) return refused('damaged');
  const named = book.sheets.some(({ name }) => name === '事项');
  const others = named ? [] : book.sheets.filter(({ name }) => !isSheetName(name));
  const first = others.find(({ name }) => /事项|清单|基本信息/.test(name)) ?? others[0];
  const grids: Grid[] = [];
  const readers = new Map<string, PartReader>();
  let goOn = true;
  for (const sheet of book.sheets) {
    const name = sheet === first ? '事项' : sheet.name;
    const target = book.targets.get(sheet.relation);
    if (!isSheetName(name) || target === undefined) continue;
    const heard = sheetEars({ name, title: sheet.name }, book, findings, () => {
      goOn = false;
    });
    grids.push(heard.grid);
    readers.set(
      target,
      xmlReader(heard.ears, () => goOn)
    );
  }
  const second = unpack(bytes, (name) => readers.get(name) ?? null);
  if (second === 'too-large' || second === 'damaged') return refused(second);
  const unread = book.sheets.filter((sheet) => sheet !== first && !isSheetName(sheet.name)).map(({ name }) => name);
  return { grids, findings: findings.list, unread };
}
