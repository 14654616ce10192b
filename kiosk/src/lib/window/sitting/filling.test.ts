import { describe, expect, it } from 'vitest';
import { starterCatalogue } from '../../../../../server/catalogue/publish.ts';
import type { Prefill } from '../../../../../server/contract/wire.ts';
import { type Filling, formFields, gapsToHandIn, gapsToSign, newDraft, openMaterials, toHandIn } from './filling.ts';

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
