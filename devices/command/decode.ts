import { readFileSync } from 'node:fs';
import { type CapturedCard, type CaptureFailure, decodeCapture, parseHex } from '../id-card/capture.ts';

/** What `devices decode` prints, as one line of JSON. */
export type Decoded = (Omit<CapturedCard, 'more'> & Readonly<Record<string, unknown>>) | { readonly error: Failure };
type Failure = CaptureFailure | 'capture.no-file' | 'capture.empty' | 'capture.not-hex';

/** `devices decode FILE.hex`: a captured answer as one object, as it stands on the card. Nothing but the file is touched. */
export function decode(path: string, today: string): Decoded {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { error: 'capture.no-file' };
  }
  const bytes = parseHex(text);
  if (!bytes.ok) return { error: bytes.error };
  const decoded = decodeCapture(bytes.value, today);
  if (!decoded.ok) return { error: decoded.error };
  const { more, warnings, ...card } = decoded.value;
  return { ...card, ...more, warnings };
}
