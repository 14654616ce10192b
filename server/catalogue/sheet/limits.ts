import type { Item, Limit } from '../../contract/item.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Element, ElementProblem } from './element.ts';
import { choice, type Kind, whole } from './kinds.ts';

const UNITS = choice<Limit['unit']>(
  [
    ['working', '工作日'],
    ['natural', '自然日'],
    ['immediate', '即时']
  ],
  [
    ['immediate', '当场'],
    ['immediate', '即时办结']
  ],
  'sheet.unit'
);

const DAY_UNITS = choice<'working' | 'natural'>(
  [
    ['working', '工作日'],
    ['natural', '自然日']
  ],
  [],
  'sheet.unit'
);

const STARTS = choice<Limit['clockStart']>([
  ['received', '收到申请'],
  ['accepted', '受理']
]);

/** What a cell says; what was known where the file has no such column; `empty` where the cell is empty. */
function cellOr<V>(
  kind: Kind<V>,
  written: string | undefined,
  at: number,
  known: V,
  empty: V
): Result<V, ElementProblem> {
  if (written === undefined) return ok(known);
  if (written === '') return ok(empty);
  const value = kind.read(written);
  return value.ok ? value : { ok: false, error: { ...value.error, at } };
}

/** Days, unit and what starts the clock. An empty cell of days is no limit; days without a unit say nothing. */
function readLimit(cells: readonly (string | undefined)[], known: Limit | null): Result<Limit | null, ElementProblem> {
  const [days, unit, start] = cells;
  // No days yet: their unit is nobody's choice.
  const before = known?.days === 0 && known.unit !== 'immediate' ? null : known;
  const number = cellOr(whole, days, 0, before?.days ?? null, null);
  if (!number.ok) return number;
  const read = cellOr<Limit['unit'] | null>(UNITS as Kind<Limit['unit'] | null>, unit, 1, before?.unit ?? null, null);
  if (!read.ok) return read;
  const clockStart = cellOr(STARTS, start, 2, before?.clockStart ?? 'accepted', 'accepted');
  if (!clockStart.ok) return clockStart;
  if (read.value === 'immediate')
    return ok({ days: number.value ?? 0, unit: 'immediate', clockStart: clockStart.value });
  if (number.value === null)
    return read.value === null || unit === undefined
      ? ok(null)
      : { ok: false, error: { code: 'sheet.missing-element', at: 0 } };
  if (read.value === null) return { ok: false, error: { code: 'sheet.unit', at: 1 } };
  return ok({ days: number.value, unit: read.value, clockStart: clockStart.value });
}

const writeLimit = (limit: Limit | null): string[] =>
  limit ? [String(limit.days), UNITS.write(limit.unit), STARTS.write(limit.clockStart)] : ['', '', ''];

const limitNames = (name: string) => [name, `${name}单位`, `${name}起算`];

/** A promise that is not made yet: publication refuses it. */
export const NO_PROMISE: Limit = { days: 0, unit: 'working', clockStart: 'accepted' };

export const LIMIT_ELEMENTS: readonly Element<Item>[] = [
  {
    names: limitNames('法定办结时限'),
    write: (item) => writeLimit(item.legalLimit),
    read(cells, before) {
      const limit = readLimit(cells, before.legalLimit);
      return limit.ok ? ok({ ...before, legalLimit: limit.value }) : limit;
    }
  },
  {
    names: limitNames('承诺办结时限'),
    write: (item) => writeLimit(item.promisedLimit),
    read(cells, before) {
      const limit = readLimit(cells, before.promisedLimit);
      return limit.ok ? ok({ ...before, promisedLimit: limit.value ?? NO_PROMISE }) : limit;
    }
  },
  {
    names: ['逾期未补视为撤回', '逾期未补视为撤回单位'],
    write: ({ lapsesAfter }) =>
      lapsesAfter ? [String(lapsesAfter.days), DAY_UNITS.write(lapsesAfter.unit)] : ['', ''],
    read([days, unit], before) {
      const number = cellOr(whole as Kind<number | null>, days, 0, before.lapsesAfter?.days ?? null, null);
      if (!number.ok) return number;
      if (number.value === null) return ok({ ...before, lapsesAfter: null });
      if (unit === '') return { ok: false, error: { code: 'sheet.unit', at: 1 } };
      const read = cellOr(DAY_UNITS, unit, 1, before.lapsesAfter?.unit ?? 'working', 'working');
      return read.ok ? ok({ ...before, lapsesAfter: { days: number.value, unit: read.value } }) : read;
    }
  }
];
