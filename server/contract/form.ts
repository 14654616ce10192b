import type { Answer, Answers, Entry } from './answer.ts';
import { shownFields } from './branching.ts';
import { isDate, maskIdNumber, parseIdNumber } from './id-number.ts';
import type { FormField } from './item.ts';
import { hasWrongSeparator, isPersonName } from './person-name.ts';
import { entriesOf, limitsOf, ordinalOf } from './repeat.ts';
import { assertNever } from './result.ts';

export type { Answer, Answers };

/** Why an answer is refused. Each has a sentence in the kiosk's words. */
export type AnswerFailure =
  | 'answer.required'
  | 'answer.type'
  | 'answer.too-long'
  | 'answer.option'
  | 'answer.mobile'
  | 'answer.bankcard'
  | 'answer.date'
  | 'answer.to-come'
  | 'answer.range'
  | 'answer.number'
  | 'answer.id-number'
  | 'answer.disability-cert'
  | 'answer.person-name'
  | 'answer.slot'
  | 'answer.image'
  | 'answer.unknown-field'
  | 'answer.not-asked'
  | 'answer.too-few'
  | 'answer.too-many';

/** A refused answer and where it stands; `row` and `column` for a cell of a table, or a field of an entry. */
export interface AnswerProblem {
  readonly field: string;
  readonly code: AnswerFailure;
  readonly row?: number;
  readonly column?: string;
}

/** Longest free text where a field names no limit of its own, in code points. */
const TEXT_LIMIT = 200;
const TEXTAREA_LIMIT = 2000;
/** Largest photo, as the characters of its data URL: about 1.5 MB of JPEG. */
const IMAGE_LIMIT = 2_100_000;
const TABLE_ROWS = 20;

/** True where nothing was answered: absent, empty text, nothing chosen, no row. */
export function isBlank(answer: Answer | undefined): boolean {
  if (answer === undefined) return true;
  if (typeof answer === 'string') return answer.trim() === '';
  if (Array.isArray(answer)) return answer.length === 0;
  if (typeof answer === 'object' && 'idNumber' in answer) return answer.name === '' && answer.idNumber === '';
  return false;
}

const isText = (answer: Answer): answer is string => typeof answer === 'string';
const within = (text: string, limit: number): AnswerFailure | null =>
  [...text].length > limit ? 'answer.too-long' : null;

/** Check digit of a payment card, ISO/IEC 7812-1 annex B (Luhn). */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Mobile of the mainland, or a landline with its area code: a resident may leave the number of a relative or the centre. */
const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

function checkRange(answer: Answer, isPoint: (text: string) => boolean): AnswerFailure | null {
  if (typeof answer !== 'object' || !('from' in answer)) return 'answer.type';
  if (!isPoint(answer.from) || !isPoint(answer.to)) return 'answer.date';
  return answer.from > answer.to ? 'answer.range' : null;
}

const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

function checkPerson(answer: Answer): AnswerFailure | null {
  if (typeof answer !== 'object' || !('idNumber' in answer)) return 'answer.type';
  if (!isPersonName(answer.name) || hasWrongSeparator(answer.name)) return 'answer.person-name';
  return answer.idNumber === '' || parseIdNumber(answer.idNumber).ok ? null : 'answer.id-number';
}

/** 残疾人证号: the 18-digit number, category 1–7, grade 1–4 (残疾人证管理办法 第五条). */
function checkDisabilityCert(text: string): AnswerFailure | null {
  return /^\d{17}[\dX][1-7][1-4]$/.test(text) && parseIdNumber(text.slice(0, 18)).ok ? null : 'answer.disability-cert';
}

function checkDate(date: string, isPast: boolean | undefined, today: string | null): AnswerFailure | null {
  if (!isDate(date)) return 'answer.date';
  return isPast && today !== null && date > today ? 'answer.to-come' : null;
}

/**
 * Checks one answer that is not blank against its field's type. The same function runs at the terminal after each
 * question, in the window's browser, and in the server before anything is stored. `today` as of `checkField`.
 */
function checkAnswer(field: FormField, answer: Answer, today: string | null): AnswerFailure | null {
  switch (field.type) {
    case 'text':
    case 'address':
      return isText(answer) ? within(answer, field.maxLength ?? TEXT_LIMIT) : 'answer.type';
    case 'textarea':
      return isText(answer) ? within(answer, field.maxLength ?? TEXTAREA_LIMIT) : 'answer.type';
    case 'idcard':
      return isText(answer) ? (parseIdNumber(answer).ok ? null : 'answer.id-number') : 'answer.type';
    case 'mobile':
      return isText(answer) ? (PHONE.test(answer) ? null : 'answer.mobile') : 'answer.type';
    case 'bankcard':
      if (!isText(answer)) return 'answer.type';
      return /^\d{16,19}$/.test(answer) && passesLuhn(answer) ? null : 'answer.bankcard';
    case 'disabilityCert':
      return isText(answer) ? checkDisabilityCert(answer) : 'answer.type';
    case 'select':
      return isText(answer) ? (field.options.includes(answer) ? null : 'answer.option') : 'answer.type';
    case 'multiselect': {
      if (!Array.isArray(answer) || !answer.every(isText)) return 'answer.type';
      const distinct = new Set(answer).size === answer.length;
      return distinct && answer.every((choice) => field.options.includes(choice)) ? null : 'answer.option';
    }
    case 'bool':
      return typeof answer === 'boolean' ? null : 'answer.type';
    case 'date':
      return isText(answer) ? checkDate(answer, field.past, today) : 'answer.type';
    case 'daterange':
      return checkRange(answer, isDate);
    case 'monthrange':
      return checkRange(answer, isMonth);
    case 'year':
      if (typeof answer !== 'number') return 'answer.type';
      return Number.isInteger(answer) && answer >= 1900 && answer <= 2100 ? null : 'answer.number';
    case 'number':
      if (typeof answer !== 'number') return 'answer.type';
      return Number.isFinite(answer) && answer >= 0 && answer < 1e9 ? null : 'answer.number';
    case 'person':
      return checkPerson(answer);
    case 'area':
      if (typeof answer !== 'object' || !('province' in answer)) return 'answer.type';
      return answer.province !== '' && answer.city !== '' ? null : 'answer.required';
    case 'slot':
      return isText(answer) ? (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(answer) ? null : 'answer.slot') : 'answer.type';
    case 'image':
      if (!isText(answer)) return 'answer.type';
      return /^data:image\/(jpeg|png);base64,[A-Za-z0-9+/]+=*$/.test(answer) && answer.length <= IMAGE_LIMIT
        ? null
        : 'answer.image';
    case 'table':
    case 'repeat':
      return Array.isArray(answer) && answer.every((row) => typeof row === 'object') ? null : 'answer.type';
    default:
      return assertNever(field.type);
  }
}

function checkTable(
  field: FormField,
  rows: readonly Readonly<Record<string, string>>[],
  today: string | null
): AnswerProblem[] {
  if (rows.length > TABLE_ROWS) return [{ field: field.key, code: 'answer.too-long' }];
  const known = new Set(field.columns.map(({ key }) => key));
  return rows.flatMap((row, index) => [
    ...Object.keys(row)
      .filter((key) => !known.has(key))
      .map((column): AnswerProblem => ({ field: field.key, row: index, column, code: 'answer.unknown-field' })),
    ...field.columns.flatMap((column): AnswerProblem[] => {
      const cell = row[column.key] ?? '';
      const at = { field: field.key, row: index, column: column.key };
      if (typeof cell !== 'string') return [{ ...at, code: 'answer.type' }];
      if (cell === '') return column === field.columns[0] ? [{ ...at, code: 'answer.required' }] : [];
      if (column.type === 'idcard' && !parseIdNumber(cell).ok) return [{ ...at, code: 'answer.id-number' }];
      const wrong = column.type === 'date' ? checkDate(cell, column.past, today) : null;
      if (wrong) return [{ ...at, code: wrong }];
      if (column.type === 'select' && !column.options.includes(cell)) return [{ ...at, code: 'answer.option' }];
      return [...cell].length > TEXT_LIMIT ? [{ ...at, code: 'answer.too-long' }] : [];
    })
  ]);
}

function checkEntries(field: FormField, entries: readonly Entry[], today: string | null): AnswerProblem[] {
  const { key, fields = [] } = field;
  const { atLeast, atMost } = limitsOf(field);
  if (entries.length < atLeast) return [{ field: key, code: 'answer.too-few' }];
  if (entries.length > atMost) return [{ field: key, code: 'answer.too-many' }];
  return entries.flatMap((entry, row) => {
    const shown = shownFields(fields, entry);
    const at = (column: string) => ({ field: key, row, column });
    const asked = (column: string) => shown.some((inner) => inner.key === column);
    const isKnown = (column: string) => fields.some((inner) => inner.key === column);
    return [
      ...Object.keys(entry)
        .filter((column) => !asked(column))
        .map((column): AnswerProblem => {
          return { ...at(column), code: isKnown(column) ? 'answer.not-asked' : 'answer.unknown-field' };
        }),
      ...shown.flatMap((inner) =>
        checkField(inner, entry[inner.key], today).map(({ code }): AnswerProblem => ({ ...at(inner.key), code }))
      )
    ];
  });
}

/**
 * Every problem of one field's answer: missing though required, ill-typed, or wrong in a cell. `today` is the day at the
 * centre, YYYY-MM-DD; null where what was taken before is only looked at again.
 */
export function checkField(field: FormField, answer: Answer | undefined, today: string | null): AnswerProblem[] {
  if (answer === undefined || isBlank(answer))
    return field.required ? [{ field: field.key, code: 'answer.required' }] : [];
  const code = checkAnswer(field, answer, today);
  if (code) return [{ field: field.key, code }];
  if (field.type === 'repeat') return checkEntries(field, entriesOf(answer), today);
  return field.type === 'table' ? checkTable(field, answer as readonly Readonly<Record<string, string>>[], today) : [];
}

const YES_NO = { true: '是', false: '否' } as const;
const dateText = (date: string): string =>
  date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, (_, y, m, d) => `${y}年${Number(m)}月${Number(d)}日`);
const monthText = (month: string): string => month.replace(/^(\d{4})-(\d{2})$/, (_, y, m) => `${y}年${Number(m)}月`);

type Read = Pick<FormField, 'type' | 'columns' | 'fields' | 'masked'>;

/** One entry of a repeat in a line; `shown`: as a screen shows it that others can see. */
export const entryText = ({ fields = [] }: Pick<FormField, 'fields'>, entry: Entry, shown = true): string =>
  shownFields(fields, entry)
    .map((inner) => [inner.label, shown ? shownText(inner, entry[inner.key]) : answerText(inner, entry[inner.key])])
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${label}：${text}`)
    .join('，');

const entryLines = (field: Read, answer: Answer, shown: boolean): string => {
  const entries = entriesOf(answer);
  const lines = entries.map((entry) => entryText(field, entry, shown));
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line, at) => `${ordinalOf(field, at)} ${line}`).join('\n');
};

/**
 * An answer as a reader of forms expects to see it, on the review page, at the window, on paper; a table has lines, and so
 * has a repeat.
 */
export function answerText(field: Omit<Read, 'masked'>, answer: Answer | undefined): string {
  if (answer === undefined || isBlank(answer)) return '';
  if (typeof answer === 'boolean') return YES_NO[`${answer}`];
  if (typeof answer === 'number') return String(answer);
  if (typeof answer === 'string') {
    if (field.type === 'date') return dateText(answer);
    if (field.type === 'slot') return `${dateText(answer.slice(0, 10))} ${answer.slice(11)}`;
    return field.type === 'image' ? '已附照片' : answer;
  }
  if (Array.isArray(answer)) {
    if (field.type === 'repeat') return entryLines({ ...field, masked: false }, answer, false);
    if (field.type !== 'table') return answer.join('、');
    const rows = (answer as readonly Readonly<Record<string, string>>[]).map((row) =>
      field.columns
        .map((column) => row[column.key] ?? '')
        .filter(Boolean)
        .join('  ')
    );
    return rows.length === 1 ? (rows[0] ?? '') : rows.map((row, index) => `${index + 1}. ${row}`).join('\n');
  }
  if ('from' in answer) {
    const text = field.type === 'monthrange' ? monthText : dateText;
    return `${text(answer.from)}至${text(answer.to)}`;
  }
  if ('province' in answer) return answer.province === answer.city ? answer.city : `${answer.province}${answer.city}`;
  return 'name' in answer ? [answer.name, answer.idNumber].filter(Boolean).join(' ') : '';
}

/** A copy in which the ID numbers inside a table or a person are masked. */
function withMaskedNumbers(columns: FormField['columns'], answer: Answer): Answer {
  const numbers = new Set(columns.filter(({ type }) => type === 'idcard').map(({ key }) => key));
  if (Array.isArray(answer))
    return (answer as readonly unknown[]).map((row) =>
      typeof row === 'object' && row !== null
        ? Object.fromEntries(
            Object.entries(row as Record<string, string>).map(([key, cell]) => [
              key,
              numbers.has(key) ? maskIdNumber(cell) : cell
            ])
          )
        : row
    ) as Answer;
  if (typeof answer === 'object' && 'idNumber' in answer)
    return { ...answer, idNumber: answer.idNumber && maskIdNumber(answer.idNumber) };
  return answer;
}

/** An answer as a screen shows it that others can see: ID, account and certificate numbers masked. */
export function shownText(field: Read, answer: Answer | undefined): string {
  if (answer === undefined) return '';
  if (field.type === 'repeat') return entryLines(field, answer, true);
  if (field.masked && typeof answer === 'string') {
    if (field.type === 'bankcard') return `**** **** **** ${answer.slice(-4)}`;
    if (field.type === 'disabilityCert') return `${maskIdNumber(answer.slice(0, 18))}${answer.slice(18)}`;
    if (field.type === 'idcard') return maskIdNumber(answer);
  }
  return answerText(field, withMaskedNumbers(field.columns, answer));
}
