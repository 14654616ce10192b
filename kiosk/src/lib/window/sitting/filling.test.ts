import { describe, expect, it } from 'vitest';
import { starterBundleList, starterCatalogue } from '../../../../../server/catalogue/publish.ts';
import { bundled } from '../../../../../server/contract/bundle.ts';
import { bundledPrefill } from '../../../../../server/contract/bundle-answers.ts';
import type { Prefill } from '../../../../../server/contract/wire.ts';
import {
  alongOf,
  type Filling,
  formFields,
  gapsToHandIn,
  gapsToSign,
  handedInAnew,
  isOfBundle,
  leftOutOf,
  newBundleDraft,
  newDraft,
  openMaterials,
  signs,
  toHandIn,
  withPrefills
} from './filling.ts';

const item = starterCatalogue().find(({ code }) => code === 'SQ-05-004');
if (!item) throw new TypeError('an item');
const known = { text: '某某', provenance: { from: 'card', name: null, date: null }, correctable: true } as const;
const offer = {
  text: '138****0000',
  provenance: { from: 'earlier', name: '失业登记', date: null },
  correctable: true
} as const;
const prefill: Prefill = {
  id: '00000000-0000-4000-8000-000000000002',
  itemCode: item.code,
  itemVersion: item.version,
  known: { name: known, idNumber: known, liveAddress: known, disNo: known, bankAccount: known },
  offered: { mobile: offer },
  materials: [
    { key: 'm02', name: '残疾人证', outcome: 'mismatch', ways: ['counter'], withheld: null, validUntil: null },
    {
      key: 'm03',
      name: '低保',
      outcome: 'none',
      ways: ['promise', 'bring', 'counter'],
      withheld: null,
      validUntil: null
    }
  ]
};
const filling = (change: Partial<Filling['draft']> = {}, of: Partial<Filling> = {}): Filling => ({
  item,
  prefill,
  draft: { ...newDraft(prefill, 'a key'), ...change },
  replaced: [],
  refused: [],
  byAgent: false,
  bundle: null,
  ...of
});
const keys = (of: Filling) => formFields(of, of.draft.answers).map(({ key }) => key);
const DONE = {
  answers: { kinds: ['重度残疾人护理补贴'] },
  kept: ['mobile'],
  ways: { m02: 'bring', m03: 'promise' },
  consents: ['health', 'account'],
  consentWay: 'spoken'
} satisfies Partial<Filling['draft']>;

describe('what a clerk fills in', () => {
  it('asks for nothing that is known or offered, until it is put right', () => {
    expect(keys(filling())).toEqual(['kinds']);
    expect(keys(filling({ corrections: ['liveAddress'] }))).toEqual(['liveAddress', 'kinds']);
    expect(keys(filling({}, { replaced: ['mobile'] }))).toEqual(['mobile', 'kinds']);
  });

  it('sends nobody to the window where they are', () => {
    expect(openMaterials(filling()).map(({ ways }) => ways)).toEqual([['bring'], ['promise', 'bring']]);
  });

  it('says each place where something is still to be done', () => {
    expect(gapsToSign(filling()).map(({ place }) => place)).toEqual([
      'offer-mobile',
      'paper-m02',
      'paper-m03',
      'consent-health',
      'consent-account'
    ]);
    expect(gapsToSign(filling({ ...DONE, consentWay: null })).map(({ place }) => place)).toEqual(['consent-way']);
    expect(gapsToSign(filling({ ...DONE, consents: ['health'] }, { refused: ['account'] }))).toEqual([
      { place: 'consent-account', text: '不同意用这项信息，这一件办不了' }
    ]);
    expect(gapsToSign(filling(DONE))).toEqual([]);
    expect(gapsToHandIn(filling(DONE)).map(({ place }) => place)).toEqual(['signed']);
    expect(gapsToHandIn(filling({ ...DONE, signed: true }))).toEqual([]);
  });

  it('hands in answers to what is asked, and no more', () => {
    const { answers, kept } = toHandIn(
      filling({ ...DONE, answers: { ...DONE.answers, liveAddress: '别处', gone: 'x' } })
    );
    expect({ answers, kept }).toEqual({ answers: DONE.answers, kept: ['mobile'] });
  });
});

describe('what a clerk fills in for somebody who acts for somebody else', () => {
  it('asks the one who sits there, and wants their hand', () => {
    const texts = gapsToHandIn(filling({}, { byAgent: true })).map(({ text }) => text);
    expect(texts.join()).not.toContain('本人');
    expect(texts.at(-1)).toBe('代办人还没有在打印的申请表上签名');
    expect(signs(filling({}, { byAgent: true }))).toBe(true);
  });
});

describe('what a clerk fills in of a 一件事', () => {
  const LAID_OFF = starterBundleList.find(({ code }) => code === 'JS-01');
  if (!LAID_OFF) throw new TypeError('a bundle');
  const parts = starterCatalogue().filter(({ code }) => LAID_OFF.items.includes(code));
  const idOf = (at: number) => `00000000-0000-4000-8000-00000000001${at}`;
  const begun = (leftOut: readonly string[] = []): Filling => {
    const all = bundled(LAID_OFF, parts, leftOut);
    const prefills = all.parts.map(
      ({ code, version, materials }, at): Prefill => ({
        id: idOf(at),
        itemCode: code,
        itemVersion: version,
        known: {},
        offered: {},
        materials: materials.map(({ key, name, record }) => ({
          key,
          name,
          outcome: record === '失业登记信息' ? 'none' : record ? 'found' : null,
          ways: record === '失业登记信息' ? ['bring', 'counter'] : [],
          withheld: null,
          validUntil: null
        }))
      })
    );
    const bundle = { all, prefills };
    const prefill = bundledPrefill(all, prefills);
    return filling({}, { item: all.whole, prefill, draft: newBundleDraft(bundle, leftOut), bundle });
  };

  it('asks once, and not for what comes of another of its items', () => {
    const of = begun();
    const asked = keys(of);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.filter((key) => key.startsWith('mobile'))).toHaveLength(1);
    expect([...alongOf(of).values()]).toEqual(['失业登记']);
    expect(openMaterials(of)).toEqual([]);
    expect(openMaterials(begun(['SQ-01-001'])).map(({ name }) => name)).toEqual(['失业登记信息']);
    expect(leftOutOf(begun(['SQ-01-001']))).toEqual(['SQ-01-001']);
  });

  it('keeps what was answered upon newer prefills, each with its item', () => {
    const of = begun();
    const newer = (of.bundle?.prefills ?? []).map((one, at) => ({ ...one, id: idOf(at + 5) }));
    const answers = { mobile: '13800000000' };
    const next = withPrefills({ ...of.draft, answers, kept: ['gone'] }, newer, of.prefill);
    expect(next).toMatchObject({ prefillId: idOf(5), answers, kept: [] });
    if (!isOfBundle(next)) throw new TypeError('a bundle');
    expect(next.bundle.parts.map(({ itemCode, prefillId }) => [itemCode, prefillId])).toEqual(
      newer.map(({ itemCode, id }) => [itemCode, id])
    );
  });

  it('taken back it is other cases, without what stands, unsigned', () => {
    const { draft } = begun();
    const next = handedInAnew({ ...draft, signed: true }, ['SQ-01-007']);
    if (!isOfBundle(draft) || !isOfBundle(next)) throw new TypeError('a bundle');
    expect(next).toMatchObject({ signed: false, bundle: { stands: ['SQ-01-007'] } });
    const keysOf = (of: typeof draft) => of.bundle.parts.map(({ key }) => key);
    expect(keysOf(next).filter((key) => keysOf(draft).includes(key))).toEqual([]);
    expect(next.bundle.parts.map(({ prefillId }) => prefillId)).toEqual(
      draft.bundle.parts.map(({ prefillId }) => prefillId)
    );
  });
});
