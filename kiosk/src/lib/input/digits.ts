import type { Answer } from '../../../../server/contract/form.ts';
import type { FieldType } from '../../../../server/contract/item.ts';

/** How a kind of number is typed and shown while it is typed. */
interface DigitKind {
  readonly length: number;
  readonly extra: 'X' | '-' | '.' | null;
  readonly blank: string;
  show(digits: string): string;
}

const groups =
  (...sizes: readonly number[]) =>
  (digits: string): string => {
    const parts: string[] = [];
    let at = 0;
    for (const size of sizes) {
      if (at < digits.length) parts.push(digits.slice(at, at + size));
      at += size;
    }
    if (at < digits.length) parts.push(digits.slice(at));
    return parts.join(' ');
  };

/** `20261203` read as a date grows into `2026年12月3日` part by part. */
function growingDate(digits: string): string {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)];
  return [year && `${year}年`, month && `${month}月`, day && `${day}日`].filter(Boolean).join('');
}

export const KINDS: Readonly<Partial<Record<FieldType, DigitKind>>> & { readonly number: DigitKind } = {
  number: { length: 9, extra: '.', blank: '请按数字', show: (digits) => digits },
  year: { length: 4, extra: null, blank: '请按年份，四位', show: (digits) => (digits ? `${digits}年` : '') },
  mobile: { length: 13, extra: '-', blank: '请按电话号码', show: groups(3, 4, 4) },
  idcard: { length: 18, extra: 'X', blank: '请按18位身份证号', show: groups(6, 8, 4) },
  bankcard: { length: 19, extra: null, blank: '请按银行卡号', show: groups(4, 4, 4, 4, 3) },
  disabilityCert: { length: 20, extra: 'X', blank: '请按20位残疾人证号', show: groups(6, 8, 4, 2) },
  date: { length: 8, extra: null, blank: '年4位、月2位、日2位', show: growingDate },
  daterange: { length: 8, extra: null, blank: '年4位、月2位、日2位', show: growingDate },
  monthrange: { length: 6, extra: null, blank: '年4位、月2位', show: growingDate }
};

const isDated = (type: FieldType): boolean => type === 'date' || type === 'daterange' || type === 'monthrange';

/** Digits as an answer of their kind; undefined while nothing is there. A date keeps its dashes once it is whole. */
export function answerOf(type: FieldType, digits: string): Answer | undefined {
  if (digits === '') return undefined;
  if (type === 'number' || type === 'year') return Number(digits);
  if (!isDated(type)) return digits;
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter(Boolean).join('-');
}

/** The digits behind an answer, to go on typing. */
export function digitsOf(type: FieldType, value: Answer | undefined): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  if (typeof value !== 'string') return '';
  return isDated(type) ? value.replaceAll('-', '') : value;
}
