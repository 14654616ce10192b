import { describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { completeApplication } from '../cases/submission-rules.ts';
import { starterBundleList, starterCatalogue } from '../catalogue/publish.ts';
import { checkCatalogue } from '../catalogue/rules.ts';
import type { OpenPrefill } from '../prefill/service.ts';
import { type Bundle, bundled } from './bundle.ts';
import { askedInBundle, bundledPrefill, madeAlong, submissionsOf } from './bundle-answers.ts';
import type { FormField, Item } from './item.ts';
import { type PullOutcome, waysOn } from './material.ts';
import type { Prefill, PrefillValue } from './wire.ts';

const TODAY = '2026-11-24';
const items = starterCatalogue();
const itemsOf = (bundle: Bundle) => bundle.items.flatMap((code) => items.filter((item) => item.code === code));
const idOf = (at: number) => `019a0000-0000-7000-8000-00000000000${at + 1}`;
const CARD = { from: 'card', name: null, date: null } as const;
const value = (text: string, more: Partial<PrefillValue> = {}): PrefillValue => ({
  text,
  provenance: CARD,
  correctable: false,
  ...more
});

const prefillOf = (item: Item, at: number, change: Partial<Prefill> = {}): Prefill => ({
  id: idOf(at),
  itemCode: item.code,
  itemVersion: item.version,
  known: {},
  offered: {},
  materials: [],
  ...change
});
/** Whatever one of the items makes is there for the others. */
const MADE = new Map(items.flatMap(({ result }) => (result.makes ?? []).map((record) => [record, 'made'] as const)));

/** What the server would say to one of the submissions. */
function complete(item: Item, prefill: Prefill, submission: ReturnType<typeof submissionsOf>[number] | undefined) {
  if (!submission) throw new Error(`nothing is handed in for ${item.code}`);
  const known = Object.entries(prefill.known).map(([key, { provenance }]) => [
    key,
    { value: '照实填写', provenance, offered: false }
  ]);
  const offered = Object.entries(prefill.offered).map(([key, { provenance }]) => [
    key,
    { value: '照实填写', provenance, offered: true }
  ]);
  const outcomes = item.materials.flatMap(({ key, record }): [string, PullOutcome][] => {
    const outcome = prefill.materials.find((one) => one.key === key)?.outcome ?? 'found';
    return record ? [[key, outcome]] : [];
  });
  const open: OpenPrefill = {
    sessionId: idOf(8),
    applicantId: idOf(8),
    itemCode: item.code,
    itemVersion: item.version,
    known: Object.fromEntries([...known, ...offered]),
    credit: { excluded: null, unchecked: false },
    outcomes: Object.fromEntries(outcomes),
    madeAt: new Date('2026-11-24T02:00:00Z')
  };
  return completeApplication(item, open, submission, { filer: 'applicant', today: TODAY, along: MADE });
}

describe.each(starterBundleList.map((bundle) => [bundle.name, bundle] as const))('%s', (_, bundle) => {
  const parts = itemsOf(bundle);
  const all = bundled(bundle, parts);

  it('asks each question once and leaves none out', () => {
    const places = all.questions.flatMap(({ of }) => of.map(({ code, key }) => `${code}.${key}`));
    expect(places.toSorted()).toEqual(
      parts.flatMap(({ code, form }) => form.map(({ key }) => `${code}.${key}`)).toSorted()
    );
    const labels = all.whole.form.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(new Set(all.whole.form.map(({ key }) => key)).size).toBe(labels.length);
  });

  it('gives every item all that it asks for, and nothing else, also where no record was found', async () => {
    const prefills = parts.map((item, at) =>
      prefillOf(item, at, {
        materials: item.materials
          .filter(({ record, required, requiredWhen }) => record && required && !requiredWhen)
          .map((material) => ({
            key: material.key,
            name: material.name,
            outcome: 'none' as const,
            ways: [...waysOn(material, 'none')],
            withheld: null,
            validUntil: null
          }))
      })
    );
    const whole = bundledPrefill(all, prefills);
    const said = await fillSubmission(all.whole, whole, async () => '');
    const submissions = submissionsOf(all, prefills, said, false);
    expect(submissions.map(({ itemCode }) => itemCode)).toEqual(bundle.items);
    for (const [at, item] of parts.entries()) {
      const made = complete(item, prefillOf(item, at, prefills[at]), submissions[at]);
      expect(made, item.code).toMatchObject({ ok: true });
      expect(submissions[at]?.bundle).toEqual({ id: idOf(0), code: bundle.code });
      expect(submissions[at]?.consents).toEqual(item.sensitive);
    }
  });
});

describe('what the state knows', () => {
  const [bundle] = starterBundleList;
  if (!bundle) throw new Error('no bundle');
  const parts = itemsOf(bundle);
  const all = bundled(bundle, parts);
  const everywhere = (kind: 'known' | 'offered', key: string, one: PrefillValue) =>
    parts.map((item, at) =>
      prefillOf(item, at, { [kind]: item.form.some((field) => field.key === key) ? { [key]: one } : {} })
    );

  it('of every item is known, and is sent for none', async () => {
    const prefills = everywhere('known', 'name', value('万事通'));
    const whole = bundledPrefill(all, prefills);
    expect(whole.known).toEqual({ name: value('万事通') });
    const said = await fillSubmission(all.whole, whole, async () => '');
    const submissions = submissionsOf(all, prefills, said, false);
    for (const [at, item] of parts.entries())
      expect(complete(item, prefillOf(item, at, prefills[at]), submissions[at]), item.code).toMatchObject({ ok: true });
  });

  it('of one item only is offered for all, and what that item may not be told otherwise is not sent to it', async () => {
    const prefills = parts.map((item, at) =>
      prefillOf(item, at, at === 0 ? { known: { name: value('万事通', { value: '万事通' }) } } : {})
    );
    const whole = bundledPrefill(all, prefills);
    expect(whole.known).toEqual({});
    expect(whole.offered).toEqual({ name: value('万事通', { value: '万事通' }) });
    const said = await fillSubmission(all.whole, whole, async () => '');
    const submissions = submissionsOf(all, prefills, said, false);
    expect(submissions.map(({ answers }) => 'name' in answers)).toEqual([false, true, true]);
  });

  it('and is shown masked is kept where it is offered', () => {
    const prefills = everywhere('offered', 'mobile', value('138****0000'));
    expect(bundledPrefill(all, prefills).offered).toEqual({ mobile: value('138****0000') });
    const said = { answers: {}, kept: ['mobile'], ways: {}, consents: [], signature: null };
    expect(submissionsOf(all, prefills, said, false).map(({ kept }) => kept)).toEqual(parts.map(() => ['mobile']));
  });

  it('and only one has, masked, is asked for', () => {
    const prefills = parts.map((item, at) =>
      prefillOf(item, at, at === 0 ? { offered: { mobile: value('138****0000') } } : {})
    );
    expect(bundledPrefill(all, prefills).offered).toEqual({});
  });
});

describe('a 一件事 with an item left out', () => {
  const [bundle] = starterBundleList;
  if (!bundle) throw new Error('no bundle');
  const parts = itemsOf(bundle);
  const all = bundled(bundle, parts);
  it.each(bundle.items)('asks only what the others ask, under the keys of the whole: %s', (code) => {
    const rest = bundled(bundle, parts, [code]);
    expect(rest.parts.map((item) => item.code)).toEqual(bundle.items.filter((other) => other !== code));
    const asked = (of: typeof all.questions) =>
      of.flatMap(({ field, of: places }) => places.map((place) => [field.key, field.label, place.code, place.key]));
    expect(asked(rest.questions)).toEqual(asked(all.questions).filter(([, , of]) => of !== code));
    expect(rest.whole.form.map(({ key }) => key)).toEqual(rest.questions.map(({ field }) => field.key));
  });
  it('offers what the others allow', () => {
    const optionsOf = (leftOut: readonly string[]) =>
      bundled(bundle, parts, leftOut).whole.form.find(({ key }) => key === 'jobEndReason')?.options;
    expect(optionsOf([])).not.toContain('个人辞职');
    expect(optionsOf(['SQ-01-006'])).toContain('个人辞职');
  });
  it('is another version, whichever it is', () => {
    const versions = [[], ...bundle.items.map((code) => [code])].map(
      (out) => bundled(bundle, parts, out).whole.version
    );
    expect(new Set(versions).size).toBe(versions.length);
  });
  it('is handed in without it; one that is left alone is no 一件事', async () => {
    const handedIn = async (leftOut: readonly string[]) => {
      const rest = bundled(bundle, parts, leftOut);
      const prefills = rest.parts.map((item, at) => prefillOf(item, at));
      const said = await fillSubmission(rest.whole, bundledPrefill(rest, prefills), async () => '');
      return submissionsOf(rest, prefills, said, false).map(({ itemCode, bundle: of }) => [itemCode, of?.code]);
    };
    const [first, second, third] = bundle.items;
    expect(await handedIn([first ?? ''])).toEqual([
      [second, bundle.code],
      [third, bundle.code]
    ]);
    expect(await handedIn([first ?? '', third ?? ''])).toEqual([[second, undefined]]);
  });
});

describe('a record that an item of the same 一件事 makes', () => {
  const [bundle] = starterBundleList;
  if (!bundle) throw new Error('no bundle');
  const parts = itemsOf(bundle);
  const paperOf = (outcome: PullOutcome, leftOut: readonly string[] = []) => {
    const all = bundled(bundle, parts, leftOut);
    const prefills = all.parts.map((item, at) =>
      prefillOf(item, at, {
        materials: item.materials.map((material) => ({
          key: material.key,
          name: material.name,
          outcome: material.record === '失业登记信息' ? outcome : material.record ? ('found' as const) : null,
          ways: material.record === '失业登记信息' && outcome !== 'found' ? [...waysOn(material, outcome)] : [],
          withheld: null,
          validUntil: null
        }))
      })
    );
    const whole = bundledPrefill(all, prefills);
    const paper = whole.materials.find(({ name }) => name === '失业登记信息');
    return { asks: (paper?.ways.length ?? 0) > 0, from: madeAlong(all, whole).get(paper?.key ?? '')?.name };
  };
  it.each([
    ['is asked of nobody', 'none', [], { asks: false, from: '失业登记' }],
    ['is not waited for', 'timeout', [], { asks: false, from: '失业登记' }],
    ['is asked for where that item is left out', 'none', ['SQ-01-001'], { asks: true, from: undefined }],
    ['is what it is where it was found', 'found', [], { asks: false, from: undefined }],
    ['of somebody else is a matter for people', 'mismatch', [], { asks: true, from: undefined }]
  ] as const)('%s', (_, outcome, leftOut, expected) => expect(paperOf(outcome, leftOut)).toEqual(expected));
});

describe('two questions under one name', () => {
  const [one, other] = ['SQ-08-001', 'SQ-08-002'].map((code) => items.find((item) => item.code === code));
  if (!one || !other) throw new Error('no items');
  const bundle: Bundle = { code: 'JS-99', name: '', plainHint: '', plainWords: [], items: [], same: [], next: [] };
  const arriving = (same: Bundle['same']) =>
    bundled({ ...bundle, same }, [one, other]).whole.form.filter(({ key }) => key.startsWith('arriveDate'));

  it('stay two, under keys of their own', () =>
    expect(arriving([]).map(({ key, label }) => [key, label])).toEqual([
      ['arriveDate', '到达日期'],
      ['arriveDate-SQ-08-002', '居住起始日期']
    ]));
  it('are one where the bundle says that they ask the same, in the words of the first', () =>
    expect(arriving([['SQ-08-002.arriveDate', 'SQ-08-001.arriveDate']]).map(({ label }) => label)).toEqual([
      '居住起始日期'
    ]));
  it('with no choice in common are never one', () => {
    const choosing = (item: Item, options: readonly string[]) => ({
      ...item,
      form: item.form.filter(({ key }) => key === 'reason').map((field) => ({ ...field, options }))
    });
    const parts = [choosing(one, ['务工']), { ...choosing(one, ['经商']), code: 'SQ-08-009' }];
    expect(bundled(bundle, parts).whole.form.map(({ options }) => options)).toEqual([['务工'], ['经商']]);
  });
});

describe('a bundle is refused', () => {
  const [bundle] = starterBundleList;
  const problem = (change: Partial<Bundle>) => checkCatalogue(items, bundle ? [{ ...bundle, ...change }] : [])[0];
  it.each([
    ['with an item that is not there', { items: ['SQ-01-001', 'SQ-99-999'] }, 'items.SQ-99-999'],
    ['with an item twice', { items: ['SQ-01-001', 'SQ-01-001'], same: [] }, 'items.SQ-01-001'],
    ['of one item', { items: ['SQ-01-001'], same: [] }, 'items'],
    ['with a booking', { items: ['SQ-01-001', 'SQ-07-001'], same: [] }, 'items.SQ-07-001'],
    ['with an item that needs no card', { items: ['SQ-01-001', 'SQ-08-005'], same: [] }, 'items.SQ-08-005'],
    ['that calls a date and a choice the same', { same: [['SQ-01-001.edu', 'SQ-01-001.jobEndDate']] }, /^same\./],
    ['that leads on to an item that is not there', { next: [{ text: '', code: 'SQ-99-999' }] }, 'next.SQ-99-999'],
    ['under the code of an item', { code: 'SQ-01-001' }, 'code']
  ])('%s', (_, change, place) => expect(problem(change)?.place).toMatch(place));
  it('never as it stands', () => expect(checkCatalogue(items, starterBundleList)).toEqual([]));
});

describe('a question that hangs on others', () => {
  const [bundle] = starterBundleList;
  const [first, second] = bundle ? itemsOf(bundle) : [];
  if (!bundle || !first || !second) throw new Error('no bundle');
  const base = first.form.find(({ key }) => key === 'mobile');
  if (!base) throw new Error('no field');
  const ask = (key: string, type: FormField['type'], showWhen?: FormField['showWhen']): FormField => ({
    ...base,
    ...{ key, label: key, type, prefill: [], required: true },
    ...(showWhen ? { showWhen } : {})
  });
  const two = { ...bundle, items: [first.code, second.code], same: [[`${first.code}.own`, `${second.code}.flat`]] };
  const parts: Item[] = [
    {
      ...first,
      form: [ask('own', 'bool'), ask('rent', 'number', [{ field: 'own', is: [false] }]), ask('work', 'bool')],
      materials: []
    },
    {
      ...second,
      form: [
        ask('flat', 'bool'),
        ask('work', 'bool', [{ field: 'flat', is: [true] }]),
        ask('rent', 'number', [{ field: 'work', is: [true] }])
      ],
      materials: []
    }
  ];
  const all = bundled(two, parts);
  const prefills = parts.map((item, at) => prefillOf(item, at));
  const said = (answers: Record<string, boolean | number>) => ({ answers, corrections: [], kept: [] });
  const asked = (answers: Record<string, boolean | number>) =>
    askedInBundle(all, prefills, said(answers)).map(({ key }) => key);

  it('is asked as long as one of its items asks it, under whatever name it goes there', () => {
    expect(asked({})).toEqual(['own', 'work']);
    expect(asked({ own: false })).toEqual(['own', 'rent', 'work']);
    expect(asked({ own: true, work: false })).toEqual(['own', 'work']);
    expect(asked({ own: true, work: true })).toEqual(['own', 'rent', 'work']);
  });

  it('is handed in with the items that ask it, and with no other', () => {
    const of = (answers: Record<string, boolean | number>) =>
      submissionsOf(all, prefills, { answers, kept: [], ways: {}, consents: [], signature: null }, false).map(
        (one) => one.answers
      );
    expect(of({ own: false, rent: 900, work: true })).toEqual([{ own: false, rent: 900, work: true }, { flat: false }]);
    expect(of({ own: true, rent: 900, work: true })).toEqual([
      { own: true, work: true },
      { flat: true, work: true, rent: 900 }
    ]);
  });
});
