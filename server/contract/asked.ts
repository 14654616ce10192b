import type { Answer, Answers } from './answer.ts';
import { type Concealed, shownFields } from './branching.ts';
import type { FormField } from './item.ts';
import type { Prefill, PrefillValue } from './wire.ts';

/** What somebody has said so far: answers, known values that they put right, offers that they confirmed as they stand. */
export interface Said {
  readonly answers: Answers;
  readonly corrections: readonly string[];
  readonly kept: readonly string[];
}
type Offer = Pick<Prefill, 'known' | 'offered'>;

/** Whether somebody is asked for a field rather than shown what is known of it. */
export const isOpen = ({ key }: FormField, { known }: Offer, { corrections }: Said): boolean =>
  !(key in known) || corrections.includes(key);

/** What stands for a field now: their own answer, what they confirmed, or what is known. */
function standingOf(field: FormField, prefill: Offer, said: Said): Answer | PrefillValue | undefined {
  const { key } = field;
  const own = isOpen(field, prefill, said) ? said.answers[key] : undefined;
  if (own !== undefined) return own;
  return prefill.known[key] ?? (said.kept.includes(key) ? prefill.offered[key] : undefined);
}

const isFromPrefill = (standing: Answer | PrefillValue): standing is PrefillValue =>
  typeof standing === 'object' && 'provenance' in standing;

/**
 * The fields of a form that are asked of somebody, known ones among them, as far as they have come. What a screen has only
 * masked says itself which questions hang on it, so that screen and server cannot come to different questions.
 */
export function askedFields(form: readonly FormField[], prefill: Offer, said: Said): readonly FormField[] {
  const answers: Record<string, Answer> = {};
  const concealed: Record<string, Concealed[string]> = {};
  for (const field of form) {
    const standing = standingOf(field, prefill, said);
    if (standing === undefined) continue;
    if (!isFromPrefill(standing)) answers[field.key] = standing;
    else if (standing.value === undefined) concealed[field.key] = standing.shows ?? [];
    else answers[field.key] = standing.value;
  }
  return shownFields(form, answers, concealed);
}

/** What is handed in of what somebody said: their answers to what is asked, and the offers among it that they confirmed. */
export function handedIn(asked: readonly FormField[], prefill: Offer, said: Said): Pick<Said, 'answers' | 'kept'> {
  const answers: Record<string, Answer> = {};
  for (const field of asked) {
    const own = isOpen(field, prefill, said) ? said.answers[field.key] : undefined;
    if (own !== undefined) answers[field.key] = own;
  }
  return { answers, kept: said.kept.filter((key) => asked.some((field) => field.key === key)) };
}
