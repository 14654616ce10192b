import type { XmlEars } from './xml.ts';

/** Number formats that are built in and show a date (ECMA-376 part 1, §18.8.30, those of Chinese spreadsheets too). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** A format of one's own is a date where it asks for a year or a day outside quotes and brackets. */
const isDateFormat = (code: string): boolean => /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** Hears a workbook's styles: which of the formats of cells show a number as a date. */
export function styleEars(): { ears: XmlEars; isDate(style: number): boolean } {
  const own = new Map<number, boolean>();
  const dates: boolean[] = [];
  let inCellFormats = false;
  const ears: XmlEars = {
    opens(name, attributes) {
      const id = Number(attributes.numFmtId);
      if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'numFmt') own.set(id, isDateFormat(attributes.formatCode ?? ''));
      else if (name === 'xf' && inCellFormats) dates.push(own.get(id) ?? isBuiltInDate(id));
    },
    closes(name) {
      if (name === 'cellXfs') inCellFormats = false;
    }
  };
  return { ears, isDate: (style) => dates[style] ?? false };
}

const DAY_MS = 86_400_000;

/**
 * The day behind a serial number, YYYY-MM-DD; null where there is none. Days are counted from 1899-12-30, or from
 * 1904-01-01 in workbooks of old Macintoshes; before March 1900 spreadsheets count a day that never was.
 */
export function serialDate(serial: number, from1904: boolean): string | null {
  const days = Math.floor(serial);
  if (!Number.isFinite(serial) || days < (from1904 ? 0 : 61) || days > 2_958_465) return null;
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(start + days * DAY_MS).toISOString().slice(0, 10);
}
