/** A list with one of its entries a place further up or down; as it was where there is no such place. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): readonly T[] {
  const to = at + by;
  const [one, other] = [list[at], list[to]];
  if (one === undefined || other === undefined) return list;
  return list.map((entry, index) => (index === at ? other : index === to ? one : entry));
}

export const replaced = <T>(list: readonly T[], at: number, entry: T): readonly T[] =>
  list.map((one, index) => (index === at ? entry : one));

export const without = <T>(list: readonly T[], at: number): readonly T[] => list.filter((_, index) => index !== at);

/** A name of its own for something new: `m03`, `q7`. */
export function freeKey(start: string, taken: readonly string[], digits: number): string {
  let number = taken.length + 1;
  const key = () => `${start}${String(number).padStart(digits, '0')}`;
  while (taken.includes(key())) number += 1;
  return key();
}
