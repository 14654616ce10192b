import type { FieldCode } from '../../contract/item.ts';

/** The first number that none of the items of a field has: `SQ-05-013`. */
export function freeCode(field: FieldCode, taken: ReadonlySet<string>): string {
  const prefix = `SQ-${field}-`;
  const serials = [...taken].filter((code) => code.startsWith(prefix)).map((code) => Number(code.slice(prefix.length)));
  return `${prefix}${String(Math.max(0, ...serials.filter(Number.isInteger)) + 1).padStart(3, '0')}`;
}

/** The first key `m01` that none of the materials has. */
export function freeKey(taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number++) {
    const key = `m${String(number).padStart(2, '0')}`;
    if (!taken.has(key)) return key;
  }
}
