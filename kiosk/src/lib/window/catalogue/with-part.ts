/** One thing of several that may each be left out: written, or left out where it is empty. undefined where nothing is left. */
export function withPart<Part extends object, Key extends keyof Part>(
  part: Part | undefined,
  key: Key,
  value: Part[Key] | undefined
): Part | undefined {
  const others = Object.entries(part ?? {}).filter(([name]) => name !== key);
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const next = isEmpty ? others : [...others, [key, value]];
  return next.length > 0 ? (Object.fromEntries(next) as Part) : undefined;
}

/** The same of something that stays although nothing more is written of it. */
export const withWritten = <Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  key: Key,
  value: Whole[Key] | undefined
): Whole => withPart(whole, key, value) ?? whole;

/** A whole number as it was typed; undefined where none was, or one below the least. */
export function wholeOf(typed: string, least = 0): number | undefined {
  const number = Math.trunc(Number(typed));
  return typed.trim() === '' || Number.isNaN(number) || number < least ? undefined : number;
}
