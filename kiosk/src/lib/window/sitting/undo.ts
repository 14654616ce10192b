import type { Submitted } from '../../../../../server/contract/case-wire.ts';
import { fail, ok, type Result } from '../../../../../server/contract/result.ts';
import type { FiledBundle } from '../../../../../server/contract/sitting-wire.ts';
import { ask, type Trouble } from '../../agent.ts';

/** What was taken in of a 一件事. */
export const submittedIn = (filed: FiledBundle | null): readonly Submitted[] =>
  (filed?.parts ?? []).flatMap((part) => ('submitted' in part ? [part.submitted] : []));

/** After these it stays as it is, however often it is asked for. */
const FINAL: readonly string[] = ['case.undo-late', 'case.undo-taken', 'case.undo-decided'];

/**
 * Takes back all that can be, as at a terminal; gives the items whose cases stand. Where nothing could be, or nobody can tell,
 * what it was refused with: asked again, what was taken back is answered the same.
 */
export async function undoAll(
  path: string,
  cases: readonly Pick<Submitted, 'case'>[]
): Promise<Result<readonly string[], Trouble>> {
  const stands: string[] = [];
  let first: Trouble | null = null;
  for (const { case: made } of cases) {
    const reply = await ask(path, { method: 'POST', body: { caseId: made.id } });
    if (reply.ok) continue;
    if (!FINAL.includes(reply.error.code)) return fail(reply.error);
    first ??= reply.error;
    stands.push(made.itemCode);
  }
  return first && stands.length === cases.length ? fail(first) : ok(stands);
}
