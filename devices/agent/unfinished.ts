import { z } from 'zod';
import { type Unfinished, unfinishedSchema } from '../../server/contract/unfinished-wire.ts';
import type { Centre, CentreAnswer } from './centre.ts';
import type { LiveSession } from './session.ts';

const { answers, corrections, kept, ways, itemVersion } = unfinishedSchema.shape;
/** Of a page's draft what is kept; a 一件事 has a prefill for each of its items, and is not. */
const draftSchema = z.object({
  itemCode: z.string(),
  draft: z.object({ itemVersion, answers, corrections, kept, ways }),
  prefills: z.undefined().optional()
});

/** What of a page's draft waits for its holder; null where nothing was begun, or it is somebody else's. */
export function unfinishedIn({ draft, view }: Pick<LiveSession, 'draft' | 'view'>): Unfinished | null {
  const read = draftSchema.safeParse(draft);
  if (!read.success || !view.resident || view.principal) return null;
  const { itemCode, draft: said } = read.data;
  return Object.keys(said.answers).length + said.kept.length > 0 ? { itemCode, ...said } : null;
}

/** Asks the centre to keep it, as whoever is here, or was a moment ago; null where there is nothing to keep. */
export async function keepUnfinished(centre: Centre, of: LiveSession): Promise<CentreAnswer | null> {
  const unfinished = unfinishedIn(of);
  if (!unfinished) return null;
  return centre.ask({
    method: 'POST',
    path: '/api/my/unfinished',
    session: of.token,
    body: JSON.stringify(unfinished)
  });
}
