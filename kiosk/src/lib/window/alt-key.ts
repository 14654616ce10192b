/**
 * The digit or letter that was pressed together with Alt; null for every other key. What acts upon a case has such keys and
 * no others: a scanner types digits and letters wherever the cursor is, and presses no button with them. Told by where the
 * key lies: with Alt some keyboards write other characters.
 */
export function altKey({
  code,
  altKey,
  ctrlKey,
  metaKey,
  repeat
}: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'repeat'>): string | null {
  if (!altKey || ctrlKey || metaKey || repeat) return null;
  return /^(?:Digit|Numpad|Key)([\dA-Z])$/.exec(code)?.[1] ?? null;
}
