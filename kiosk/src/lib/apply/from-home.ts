import { type Answers, shownText } from '../../../../server/contract/form.ts';
import type { FormField } from '../../../../server/contract/item.ts';
import type { Prefill, PrefillValue } from '../../../../server/contract/wire.ts';
import { answered, type Draft, passed } from './flow.ts';

/** What was filled in at home, as a terminal fetched it. */
export interface FromHome {
  readonly answers: Answers;
  readonly madeOn: string;
}

const HOME = '在家填的表';

/** What of it is still to be asked here: whatever the state says itself stands as it says it. */
export const broughtFields = (
  form: readonly FormField[],
  prefill: Prefill,
  { answers }: FromHome
): readonly FormField[] => form.filter(({ key }) => key in answers && !(key in prefill.known));

/** The prefill with what was filled in at home as offers, each to be confirmed in its question. */
export function withOffers(form: readonly FormField[], prefill: Prefill, home: FromHome): Prefill {
  const offers = broughtFields(form, prefill, home).flatMap((field): [string, PrefillValue][] => {
    const value = home.answers[field.key];
    if (value === undefined) return [];
    const provenance = { from: 'typed', name: HOME, date: home.madeOn } as const;
    return [[field.key, { text: shownText(field, value), value, provenance, correctable: true }]];
  });
  return { ...prefill, offered: { ...prefill.offered, ...Object.fromEntries(offers) } };
}

/** The draft in which all of it was confirmed at once: the page of what is known, from which it was fetched, was seen. */
export const withAllConfirmed = (form: readonly FormField[], prefill: Prefill, draft: Draft, home: FromHome): Draft =>
  broughtFields(form, prefill, home).reduce(
    (so, field) => answered(so, field, home.answers[field.key]),
    passed(draft, { kind: 'known', id: 'known' })
  );
