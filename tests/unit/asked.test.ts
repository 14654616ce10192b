import { expect, it } from 'vitest';
import {
  answered,
  correcting,
  type Draft,
  isSettled,
  keptOffer,
  newDraft,
  offerFor,
  pageAt,
  pagesOf,
  passed,
  shownAnswer
} from '../../kiosk/src/lib/apply/flow.ts';
import { completeApplication } from '../../server/cases/submission-rules.ts';
import { starterCatalogue } from '../../server/catalogue/publish.ts';
import type { Entry } from '../../server/contract/answer.ts';
import { askedFields, handedIn } from '../../server/contract/asked.ts';
import { checkBranches, shownAnswers, shownFields } from '../../server/contract/branching.ts';
import type { Answer } from '../../server/contract/form.ts';
import type { FieldType, FormField, Item, ShowTest } from '../../server/contract/item.ts';
import type { Prefill, Submission } from '../../server/contract/wire.ts';
import { type KnownValue, shownValues } from '../../server/prefill/rules.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const OPTIONS = ['甲', '乙', '丙'];

/** The same numbers for the same seed (mulberry32). */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const chance = (share: number) => next() < share;
  const one = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(next() * of.length)] ?? of[0];
  return { chance, one };
}
type Dice = ReturnType<typeof dice>;

const BARE: FormField = {
  ...{ key: 'f', label: '问题', type: 'text', required: false, source: 'typed', prefill: [], remembered: false },
  ...{ correctable: false, masked: false, options: [], localOptions: null, columns: [], maxLength: null, note: null }
};

function testOf({ one, chance }: Dice, { key, type }: FormField): ShowTest {
  if (type === 'number') return chance(0.5) ? { field: key, from: 2 } : { field: key, to: 1 };
  if (type === 'bool') return { field: key, is: [chance(0.5)] };
  return { field: key, is: chance(0.5) ? [one(['甲', '乙', '丙'])] : ['甲', '乙'] };
}

function formOf(chances: Dice): readonly FormField[] {
  const { chance, one } = chances;
  const form: FormField[] = [];
  for (let at = 0; at < 8; at++) {
    const tested = form.filter(({ type }) => type !== 'text' && type !== 'repeat');
    const [first, ...rest] = tested;
    const showWhen = first ? [0.6, 0.3].filter(chance).map(() => testOf(chances, one([first, ...rest]))) : [];
    const type = one<FieldType>(['select', 'multiselect', 'bool', 'number', 'text', 'repeat']);
    form.push({
      ...BARE,
      key: `f${at}`,
      type,
      required: chance(0.6),
      correctable: chance(0.5),
      masked: chance(0.4),
      options: type === 'select' || type === 'multiselect' ? OPTIONS : [],
      ...(type === 'repeat' ? { fields: innerOf(chances), atMost: 3 } : {}),
      ...(showWhen.length > 0 ? { showWhen } : {})
    });
  }
  return form;
}

/** A choice, and what is asked after one of its options. */
const innerOf = ({ chance }: Dice): readonly FormField[] => [
  { ...BARE, key: 'kind', type: 'select', options: OPTIONS, required: true },
  { ...BARE, key: 'more', masked: chance(0.5), required: chance(0.5), showWhen: [{ field: 'kind', is: ['甲'] }] }
];
/** Entries as they come out of their questions. */
const entries = (chances: Dice, fields: readonly FormField[], count: number): Entry[] =>
  Array.from(
    { length: count },
    () => shownAnswers(fields, { kind: answerTo(chances, { ...BARE, type: 'select' }), more: '乙' }) as Entry
  );

function answerTo(chances: Dice, { type, fields = [] }: FormField): Answer {
  const { one, chance } = chances;
  if (type === 'repeat') return one([1, 2, 3].map((count) => entries(chances, fields, count)) as [Entry[]]);
  if (type === 'number') return one([0, 1, 2, 3]);
  if (type === 'bool') return chance(0.5);
  if (type === 'multiselect') return one([['甲'], ['乙', '丙'], ['丙']]);
  return one(['甲', '乙', '丙']);
}

/** Whatever somebody may do on the page that stands there. */
function move(chances: Dice, item: Item, prefill: Prefill, draft: Draft): Draft | null {
  const { chance, one } = chances;
  const pages = pagesOf(item, prefill, draft, false);
  const back = pages.filter((page) => page.kind === 'question' && isSettled(page, draft));
  const [first, ...rest] = back;
  const page = first && chance(0.25) ? one([first, ...rest]) : pageAt(pages, draft, null);
  if (page.kind === 'confirm') return null;
  if (page.kind !== 'question') {
    const wrong = Object.keys(prefill.known).filter((key) => prefill.known[key]?.correctable && chance(0.4));
    return passed(page.kind === 'known' ? wrong.reduce(correcting, draft) : draft, page);
  }
  const { field } = page;
  const offer = offerFor(field, prefill, draft);
  if (offer && chance(0.5))
    return offer.value === undefined ? keptOffer(draft, field) : answered(draft, field, offer.value);
  if (!field.required && chance(0.4)) return answered(draft, field, undefined);
  return answered(draft, field, chance(0.2) ? shownAnswer(field, prefill, draft) : answerTo(chances, field));
}

it('terminal and server agree on what is asked, whatever the form, the records and the answers', () => {
  const [example] = starterCatalogue();
  if (!example) throw new Error('no item');
  let branches = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const chances = dice(seed);
    const form = formOf(chances);
    expect(checkBranches(form)).toEqual([]);
    const item: Item = { ...example, form, materials: [], sensitive: [], slotPlan: null };
    const known = Object.fromEntries(
      form
        .filter(() => chances.chance(0.4))
        .map((field): [string, KnownValue] => {
          const offered = chances.chance(0.4);
          const provenance = { from: offered ? 'earlier' : 'licence', name: null, date: null } as const;
          return [field.key, { value: answerTo(chances, field), provenance, offered }];
        })
    );
    const prefill: Prefill = {
      id: ID,
      itemCode: item.code,
      itemVersion: 1,
      ...shownValues(item, known),
      materials: []
    };
    let draft = newDraft(prefill);
    for (let next: Draft | null = draft; next; next = move(chances, item, prefill, draft)) draft = next;
    const asked = askedFields(form, prefill, draft);
    const submission: Submission = {
      ...{ prefillId: ID, itemCode: item.code, itemVersion: 1, ways: {}, consents: [], signature: null },
      answers: handedIn(asked, prefill, draft).answers,
      kept: [...handedIn(asked, prefill, draft).kept]
    };
    const open = {
      ...{ sessionId: ID, applicantId: ID, itemCode: item.code, itemVersion: 1, madeAt: new Date(0) },
      ...{ known, outcomes: {}, credit: { excluded: null, unchecked: false } }
    };
    const complete = (of: Submission) =>
      completeApplication(item, open, of, { filer: 'applicant', today: '2026-11-24' });
    const made = complete(submission);
    expect(made.ok ? [] : made.error, `seed ${seed}`).toEqual([]);
    const stored = made.ok ? Object.entries(made.value.answers).map(([key, { value }]) => [key, value]) : [];
    const keys = (of: readonly FormField[]) => of.map(({ key }) => key);
    expect(keys(shownFields(form, Object.fromEntries(stored))), `seed ${seed}`).toEqual(keys(asked));
    expect(keys(asked)).toEqual(expect.arrayContaining(stored.map(([key]) => key)));

    const gone = form.find((field) => !asked.includes(field));
    if (!gone) continue;
    branches++;
    const more = complete({ ...submission, answers: { ...submission.answers, [gone.key]: answerTo(chances, gone) } });
    expect(more, `seed ${seed}`).toMatchObject({
      ok: false,
      error: { fields: [{ field: gone.key, code: 'answer.not-asked' }] }
    });
  }
  expect(branches).toBeGreaterThan(200);
});
