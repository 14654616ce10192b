/** An expected outcome: either the value, or a failure with a stable code. Bugs throw; everything else is one of these. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Wraps a value that was obtained. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Wraps an expected failure. */
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** The last branch of every `switch` over a union: a new member becomes a compile error there. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected member of a union: ${JSON.stringify(value)}`);
}
