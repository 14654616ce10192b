import { z } from 'zod';
import type { Entry } from '../../server/contract/answer.ts';
import { type Begun, begunSchema, type TerminalCall } from '../../server/contract/call-wire.ts';
import { assertNever } from '../../server/contract/result.ts';
import type { CallStatus } from './wire.ts';

/** A call that the server has on record, as this terminal last heard of it. */
export type OpenCall = Extract<CallStatus, { readonly state: 'ringing' | 'taken' }>;

/** Twice what the server lets a call ring: where it is away for so long, nobody comes because of this call. */
const LONGEST_MS = 10 * 60_000;

/** How a call stands after the server was asked; `away` where it did not answer. null: it is over, and nothing is to be said. */
export function callAfter(call: OpenCall, heard: TerminalCall | 'away' | null, now: number): CallStatus | null {
  if (heard === 'away') {
    const isTooLate = call.state === 'ringing' && now - Date.parse(call.since) >= LONGEST_MS;
    return isTooLate ? { state: 'unanswered' } : call;
  }
  if (heard === null) return null;
  switch (heard.state) {
    case 'ringing':
      return { state: 'ringing', since: call.since };
    case 'taken':
      return { state: 'taken', since: call.since, by: heard.by };
    case 'over':
      return heard.end === 'unanswered' ? { state: 'unanswered' } : null;
    default:
      return assertNever(heard);
  }
}

const draftSchema = z.object({
  itemCode: z.string(),
  draft: begunSchema.omit({ prefillIds: true, bundleCode: true, signed: true }).extend({
    prefillId: z.string(),
    signature: z.union([z.array(z.unknown()), z.literal('card')]).nullable()
  }),
  /** Of a 一件事: the draft is of all of it, and each item has its own. */
  prefills: z.array(z.object({ id: z.string() })).optional()
});

/** A photo is said to be there, and stays here: nobody needs it to see how far somebody came. */
function withoutPicture<Given extends Begun['answers'][string]>(answer: Given): Given | string {
  return typeof answer === 'string' && answer.startsWith('data:image/') ? 'data:image/jpeg;base64,' : answer;
}
const withoutPictures = (answer: Begun['answers'][string]): Begun['answers'][string] => {
  if (!Array.isArray(answer)) return withoutPicture(answer);
  return (answer as readonly (string | Entry)[]).map((entry) =>
    typeof entry === 'string'
      ? entry
      : Object.fromEntries(Object.entries(entry).map(([key, one]) => [key, withoutPicture(one)]))
  ) as Begun['answers'][string];
};

/** What of a page's draft the windows may see; null where nothing was begun. */
export function begunIn(draft: unknown): Begun | null {
  const read = draftSchema.safeParse(draft);
  if (!read.success) return null;
  const { itemCode, prefills } = read.data;
  const { prefillId, signature, answers, ...rest } = read.data.draft;
  const shown = Object.entries(answers).map(([key, answer]) => [key, withoutPictures(answer)]);
  const begun = begunSchema.safeParse({
    ...rest,
    ...(prefills ? { prefillIds: prefills.map(({ id }) => id), bundleCode: itemCode } : { prefillIds: [prefillId] }),
    answers: Object.fromEntries(shown),
    signed: signature !== null && signature.length > 0
  });
  return begun.success ? begun.data : null;
}
