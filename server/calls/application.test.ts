import { describe, expect, it } from 'vitest';
import type { Begun } from '../contract/call-wire.ts';
import type { FormField, Item, Material } from '../contract/item.ts';
import type { PullOutcome } from '../contract/material.ts';
import { plainField } from '../contract/plain-field.ts';
import { type KnownValue, shownMaterial, shownValues } from '../prefill/rules.ts';
import { describeApplication, type HalfDone } from './application.ts';

const field = (key: string, change: Partial<FormField> = {}): FormField => ({
  ...plainField(key, `${key}的标签`),
  ...change
});
const material = (key: string, change: Partial<Material> = {}): Material => ({
  key,
  name: `${key}的名字`,
  source: 'licence',
  record: key,
  required: true,
  tolerable: false,
  signedBy: 'applicant',
  promiseAllowed: true,
  requiredWhen: null,
  note: null,
  acceptance: '原件',
  ...change
});
const known = (value: KnownValue['value'], change: Partial<KnownValue> = {}): KnownValue => ({
  value,
  provenance: { from: 'card', name: null, date: null },
  offered: false,
  ...change
});
const nothing: Begun = {
  prefillIds: ['019a0000-0000-7000-8000-000000000001'],
  answers: {},
  corrections: [],
  kept: [],
  ways: {},
  consents: [],
  passed: [],
  signed: false
};
const ITEM = { code: 'SQ-1', name: '一件事', form: [], materials: [], sensitive: [] } as unknown as Item;
const described = (change: Partial<Omit<HalfDone, 'item'>> & { item?: Partial<Item> }) =>
  describeApplication({
    prefill: { known: {}, offered: {}, materials: [] },
    along: new Map(),
    begun: nothing,
    resident: null,
    principal: null,
    asked: change.item?.form ?? [],
    ...change,
    item: { ...ITEM, ...change.item } as Item
  });
const rowOf = (one: FormField, held: KnownValue | null, begun: Partial<Begun>) =>
  described({
    item: { form: [one] },
    prefill: { ...shownValues({ form: [one] }, held ? { [one.key]: held } : {}), materials: [] },
    begun: { ...nothing, ...begun }
  }).answers[0];

const CARD = '9900000000000000010';
const offered = known('旧的', { offered: true, provenance: { from: 'earlier', name: '失业登记', date: '2026-01-01' } });

describe('an answer of a half-done application', () => {
  it.each<[string, ReturnType<typeof rowOf>, string, string]>([
    ['that the state knows', rowOf(field('a'), known('福寿长'), {}), 'known', '福寿长'],
    ['that is to be corrected', rowOf(field('a'), known('旧的'), { corrections: ['a'] }), 'open', ''],
    [
      'that was corrected',
      rowOf(field('a'), known('旧的'), { corrections: ['a'], answers: { a: '新的' } }),
      'answered',
      '新的'
    ],
    ['that is offered and not yet looked at', rowOf(field('a'), offered, {}), 'open', ''],
    ['that is offered and was confirmed', rowOf(field('a'), offered, { kept: ['a'] }), 'answered', '旧的'],
    ['that was typed', rowOf(field('a'), null, { answers: { a: '话' } }), 'answered', '话'],
    ['that was not reached', rowOf(field('a'), null, {}), 'open', ''],
    [
      'that may be left out and was',
      rowOf(field('a', { required: false }), null, { passed: ['question.a'] }),
      'blank',
      ''
    ],
    ['that may be left out and was not reached', rowOf(field('a', { required: false }), null, {}), 'open', '']
  ])('%s', (_, row, standing, text) => {
    expect(row).toMatchObject({ standing, text });
  });

  it('never holds a number in full, typed or known', () => {
    const account = field('account', { type: 'bankcard', masked: true });
    const person = field('person', { type: 'person' });
    const answer = { name: '万事通', idNumber: '330102198006151012' };
    const rows = [
      rowOf(account, null, { answers: { account: CARD } }),
      rowOf(account, known(CARD), {}),
      rowOf(person, null, { answers: { person: answer } }),
      rowOf(person, known(answer), {})
    ];
    expect(JSON.stringify(rows)).not.toMatch(/\d{10}/);
    expect(rows.map((row) => row?.text)).toEqual([
      '**** **** **** 0010',
      '**** **** **** 0010',
      '万事通 330102********1012',
      '万事通 330102********1012'
    ]);
  });

  it('that is a photo says so, and holds none', () => {
    const row = rowOf(field('photo', { type: 'image' }), null, { answers: { photo: 'data:image/jpeg;base64,AAAA' } });
    expect(row).toMatchObject({ text: '已附照片', standing: 'answered' });
    expect(JSON.stringify(row)).not.toContain('base64');
  });
});

describe('what else of it is open', () => {
  const materials = [
    material('fetched'),
    material('promised'),
    material('missing'),
    material('unneeded', { required: false }),
    material('for-agents', { requiredWhen: '由他人代办时' }),
    material('made'),
    material('form', { source: 'generated', record: null })
  ];
  const outcomes: Record<string, PullOutcome> = {
    fetched: 'found',
    promised: 'none',
    missing: 'expired',
    unneeded: 'none',
    'for-agents': 'none',
    made: 'none'
  };
  const one = described({
    item: { materials, sensitive: ['health', 'account'] },
    prefill: {
      known: {},
      offered: {},
      materials: materials.map((each) => shownMaterial(each, outcomes[each.key] ?? null, true, null))
    },
    along: new Map([['made', '失业登记']]),
    begun: { ...nothing, ways: { promised: 'promise' }, consents: ['health'] },
    resident: { name: '远道来', idNumber: '330102198006151012' },
    principal: { name: '福寿长', idNumber: '330102194403122029' }
  });

  it('are records nobody has said how to meet', () => {
    expect(one.materials.map(({ key, standing }) => [key, standing])).toEqual([
      ['fetched', 'found'],
      ['promised', 'promise'],
      ['missing', 'open'],
      ['for-agents', 'open'],
      ['made', 'along']
    ]);
  });

  it('are consents, and the signature under what is made at the terminal', () => {
    expect(one.consents).toEqual([
      { name: 'health', agreed: true },
      { name: 'account', agreed: false }
    ]);
    expect(one.signature).toBe('open');
    expect(described({}).signature).toBe('not-needed');
  });

  it('stands below whom it is for, numbers masked', () => {
    expect([one.resident, one.principal]).toEqual([
      { name: '远道来', maskedIdNumber: '330102********1012' },
      { name: '福寿长', maskedIdNumber: '330102********2029' }
    ]);
  });
});
