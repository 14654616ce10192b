import { ok, type Result } from '../../contract/result.ts';
import type { Kind, KindProblem } from './kinds.ts';

/** Why a row is not taken: the cell of the element's own columns that stands against it. */
export interface ElementProblem extends KindProblem {
  readonly at: number;
}

/** One element (要素) of a 实施清单: the columns it takes and what they say of an item, a material and so on. */
export interface Element<S> {
  readonly names: readonly string[];
  write(subject: S): readonly string[];
  /** The subject with what the cells say; '' is an empty cell, undefined a column that the file does not have. */
  read(cells: readonly (string | undefined)[], before: S): Result<S, ElementProblem>;
}

/** An element of one column. */
export const column = <S, V>(
  name: string,
  kind: Kind<V>,
  get: (subject: S) => V | null | undefined,
  set: (subject: S, value: V | null) => S
): Element<S> => ({
  names: [name],
  write(subject) {
    const value = get(subject);
    return [value === null || value === undefined ? '' : kind.write(value)];
  },
  read([written = ''], before) {
    if (written === '') return ok(set(before, null));
    const value = kind.read(written);
    return value.ok ? ok(set(before, value.value)) : { ok: false, error: { ...value.error, at: 0 } };
  }
});

/** A property that is always there; `empty` stands for an empty cell. */
export const property = <S, K extends keyof S>(
  name: string,
  key: K,
  kind: Kind<NonNullable<S[K]>>,
  empty: S[K]
): Element<S> =>
  column<S, NonNullable<S[K]>>(
    name,
    kind,
    (subject) => subject[key] as NonNullable<S[K]> | null | undefined,
    (subject, value) => ({ ...subject, [key]: value ?? empty })
  );

/** The subject without one of its properties. */
function without<S extends object>(subject: S, key: keyof S): S {
  const rest = { ...subject };
  delete rest[key];
  return rest;
}

/** A property that is left out where the cell is empty. */
export const optional = <S extends object, K extends keyof S>(
  name: string,
  key: K,
  kind: Kind<NonNullable<S[K]>>
): Element<S> =>
  column<S, NonNullable<S[K]>>(
    name,
    kind,
    (subject) => subject[key] as NonNullable<S[K]> | null | undefined,
    (subject, value) => (value === null ? without(subject, key) : { ...subject, [key]: value })
  );

const saysNothing = (part: object): boolean => Object.values(part).every((value) => value === '');

/** Elements of a part that is left out where none of them says anything. */
export const partOf = <S extends object, K extends keyof S, P extends NonNullable<S[K]> & object>(
  key: K,
  empty: P,
  elements: readonly Element<P>[]
): Element<S>[] =>
  elements.map(({ names, write, read }) => {
    const part = (subject: S): P => (subject[key] as P | undefined) ?? empty;
    return {
      names,
      write: (subject) => write(part(subject)),
      read(cells, before) {
        const value = read(cells, part(before));
        if (!value.ok) return value;
        return ok(saysNothing(value.value) ? without(before, key) : { ...before, [key]: value.value });
      }
    };
  });

/** Elements of a part that is always there. */
export const inside = <S extends object, K extends keyof S>(key: K, elements: readonly Element<S[K]>[]): Element<S>[] =>
  elements.map(({ names, write, read }) => ({
    names,
    write: (subject) => write(subject[key]),
    read(cells, before) {
      const value = read(cells, before[key]);
      return value.ok ? ok({ ...before, [key]: value.value }) : value;
    }
  }));
