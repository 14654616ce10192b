import { isDate } from '../../contract/id-number.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { SheetCode } from '../../contract/sheet.ts';

/** Why the text of a cell is not taken. `value` is what stands there, or what may stand there. */
export interface KindProblem {
  readonly code: SheetCode;
  readonly value?: string;
}

/** How one kind of value is written in a cell and read back. Cells come without outer white space and are not empty. */
export interface Kind<V> {
  read(text: string): Result<V, KindProblem>;
  write(value: V): string;
}

export const text: Kind<string> = { read: ok, write: (value) => value };

const linesOf = (written: string): string[] =>
  written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Several, a line each. */
export const lines: Kind<readonly string[]> = {
  read: (written) => ok(linesOf(written)),
  write: (value) => value.join('\n')
};

export const whole: Kind<number> = {
  read: (written) => (/^\d{1,6}$/.test(written) ? ok(Number(written)) : fail({ code: 'sheet.number', value: written })),
  write: String
};

/** One of a few, each by its word; `also` are other words that mean the same. */
export function choice<V extends string | boolean>(
  words: readonly (readonly [V, string])[],
  also: readonly (readonly [V, string])[] = [],
  code: SheetCode = 'sheet.choice'
): Kind<V> {
  return {
    read(written) {
      const found = [...words, ...also].find(([, word]) => word === written);
      if (found) return ok(found[0]);
      return fail({ code, value: `${written}；可写：${words.map(([, word]) => word).join('、')}` });
    },
    write: (value) => words.find(([known]) => known === value)?.[1] ?? String(value)
  };
}

/** Several of a few, a line each. */
export const choices = <V extends string>(one: Kind<V>): Kind<readonly V[]> => ({
  read(written) {
    const values: V[] = [];
    for (const line of linesOf(written)) {
      const value = one.read(line);
      if (!value.ok) return value;
      values.push(value.value);
    }
    return ok(values);
  },
  write: (values) => values.map(one.write).join('\n')
});

export const flag: Kind<boolean> = choice<boolean>(
  [
    [true, '是'],
    [false, '否']
  ],
  [
    [true, '1'],
    [false, '0']
  ]
);

const NUMBER_WITH_EXPONENT = /^\d+(\.\d+)?[eE]\+?\d+$/;

/** A code of digits and letters. One that a spreadsheet has rounded is told apart: whoever typed it did nothing wrong. */
export const codeOf = (isCode: (written: string) => boolean): Kind<string> => ({
  read(written) {
    if (isCode(written)) return ok(written);
    return fail({ code: NUMBER_WITH_EXPONENT.test(written) ? 'sheet.code-as-number' : 'sheet.code', value: written });
  },
  write: (value) => value
});

/** A day, in any of the ways in which people write one. */
export const date: Kind<string> = {
  read(written) {
    const [, year, month = '', day = ''] =
      /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(written) ?? [];
    const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isDate(found) ? ok(found) : fail({ code: 'sheet.date', value: written });
  },
  write: (value) => value
};
