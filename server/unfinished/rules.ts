import { type Calendar, next } from '../calendar/rules.ts';
import { checkField } from '../contract/form.ts';
import type { Item } from '../contract/item.ts';
import type { Unfinished } from '../contract/unfinished-wire.ts';

/** So long it waits: to the end of the next working day, on which whoever was interrupted can come back. */
export function lastDayFrom(today: string, calendar: Calendar): string {
  let day = next(today);
  while (!calendar.isWorkingDay(day)) day = next(day);
  return day;
}

/**
 * Of what was said, whatever the item asks by now and would take as it stands. A time that was chosen was held for nobody; how
 * papers are met is chosen anew where the item has changed.
 */
export function stillFitting(
  { version, form }: Pick<Item, 'version' | 'form'>,
  said: Unfinished,
  today: string
): Unfinished {
  const answers: Unfinished['answers'] = {};
  for (const field of form) {
    const answer = said.answers[field.key];
    if (answer === undefined || field.type === 'slot' || checkField(field, answer, today).length > 0) continue;
    answers[field.key] = answer;
  }
  const isAsked = (key: string) => form.some((field) => field.key === key);
  return {
    itemCode: said.itemCode,
    itemVersion: version,
    answers,
    corrections: said.corrections.filter(isAsked),
    kept: said.kept.filter(isAsked),
    ways: said.itemVersion === version ? said.ways : {}
  };
}
