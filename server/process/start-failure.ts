/** Something outside the program keeps it from starting: told in one sentence, without a stack. */
export class StartFailure extends Error {}

/** Ends a process that could not start: a sentence for what was expected, the stack for a defect. */
export function endWith(error: unknown): never {
  console.error(error instanceof StartFailure ? error.message : error);
  process.exit(1);
}
