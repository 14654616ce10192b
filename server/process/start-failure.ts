/** Something outside the program keeps it from starting: told in one sentence, without a stack. */
export class StartFailure extends Error {}

interface SystemError extends Error {
  readonly code?: string;
  readonly path?: string;
  readonly errcode?: number;
}

/** What Drizzle wraps, or the error itself. */
export const causeOf = (error: unknown): SystemError => ((error as Error | null)?.cause ?? error) as SystemError;

/** A full disk, in the words of the file system, of SQLite (13) or of PostgreSQL (53100). */
export function isDiskFull(error: unknown): boolean {
  const { code, errcode } = causeOf(error);
  return ['ENOSPC', 'EDQUOT', '53100'].includes(code ?? '') || (code === 'ERR_SQLITE_ERROR' && errcode === 13);
}

/** The sentence for what any step of a start may meet; null for a defect. */
function sentenceFor(error: unknown): string | null {
  if (error instanceof StartFailure) return error.message;
  if (isDiskFull(error)) return 'The disk is full: free some space and start again.';
  const { code, path } = causeOf(error);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR'].includes(code ?? '') && path)
    return `${path} cannot be used by this user (${code}): give it the right to, or choose another DATA_DIR.`;
  return null;
}

/** Ends a process that could not start: a sentence for what was expected, the stack for a defect. */
export function endWith(error: unknown): never {
  const sentence = sentenceFor(error) ?? error;
  if (sentence !== '') console.error(sentence);
  process.exit(1);
}
