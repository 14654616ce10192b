import { describe, expect, it } from 'vitest';
import { idNumberCheck } from '../contract/id-number.ts';
import type { LicenceAnswer } from '../licences/library.ts';
import {
  authorityEnds,
  bestOf,
  kinIn,
  later,
  needsOneCard,
  type RelationFacts,
  relationProblem,
  type SeenRelation,
  seenUntil
} from './rules.ts';

const TODAY = '2026-11-26';
const NOW = new Date('2026-11-26T02:00:00Z');
const numbered = (first17: string) => `${first17}${idNumberCheck(first17)}`;
const register = (...members: object[]): LicenceAnswer => ({
  outcome: 'found',
  name: '居民户口簿',
  number: null,
  issuedOn: null,
  validUntil: null,
  parts: { members }
});
const relation = (changes: Partial<RelationFacts> = {}): RelationFacts => ({
  kind: 'neighbour',
  evidence: 'letter-of-authority',
  since: new Date('2026-11-01T00:00:00Z'),
  expiresOn: '2026-12-31',
  revokedAt: null,
  ...changes
});

describe('a register of a household', () => {
  it.each([
    ['子女', '33010220190401101', 'guardian', '2037-03-31'],
    ['女儿', '33010220081127102', 'guardian', '2026-11-26'],
    ['长子', '33010220010611101', 'parent', '2027-11-26'],
    ['配偶', '33010219820923102', 'spouse', '2027-11-26'],
    ['母亲', '33010219550101102', 'child', '2027-11-26']
  ])('%s of number %s: whoever asks is their %s, until %s', (name, first17, kind, expiresOn) => {
    const idNumber = numbered(first17);
    expect(kinIn(register({ name: '家人', idNumber, relation: name }), TODAY)).toEqual([
      { name: '家人', idNumber, kind, expiresOn }
    ]);
  });

  it('makes nobody kin whom it does not call so, or whose number does not hold', () => {
    const idNumber = numbered('33010219820923102');
    expect(kinIn(register({ name: '房客', idNumber, relation: '非亲属' }), TODAY)).toEqual([]);
    expect(kinIn(register({ name: '家人', idNumber: '330102198209231021', relation: '子女' }), TODAY)).toEqual([]);
    expect(kinIn(register({ name: '', idNumber, relation: '子女' }), TODAY)).toEqual([]);
    expect(kinIn({ outcome: 'none' } as LicenceAnswer, TODAY)).toEqual([]);
    expect(kinIn(undefined, TODAY)).toEqual([]);
  });
});

describe('a letter of authority', () => {
  it('ends the same day, after three months, or after a year', () => {
    expect(authorityEnds('now', TODAY)).toBe(TODAY);
    expect(authorityEnds('3-months', TODAY)).toBe('2027-02-26');
    expect(authorityEnds('1-year', TODAY)).toBe('2027-11-26');
  });

  it('that begins on a day other months do not have ends on their last', () => {
    expect(later('2026-11-30', { months: 3 })).toBe('2027-02-28');
    expect(later('2024-02-29', { years: 1 })).toBe('2025-02-28');
  });
});

describe('somebody may act', () => {
  it.each<[string, RelationFacts | null, string | null]>([
    ['upon a relation that counts', relation(), null],
    ['on its last day', relation({ expiresOn: TODAY }), null],
    ['not upon none', null, 'proxy.no-relation'],
    ['not before it was made', relation({ since: new Date('2026-11-26T02:00:01Z') }), 'proxy.no-relation'],
    ['not a day after', relation({ expiresOn: '2026-11-25' }), 'proxy.expired'],
    ['not once it was taken back', relation({ revokedAt: NOW }), 'proxy.expired'],
    ['where it was taken back later', relation({ revokedAt: new Date('2026-11-26T02:00:01Z') }), null]
  ])('%s', (_, facts, code) => {
    expect(relationProblem(facts, NOW, TODAY)).toBe(code);
  });

  it('with one card for a child under sixteen, and where a letter was signed', () => {
    const guardian = relation({ kind: 'guardian', evidence: 'household-record' });
    expect(needsOneCard(guardian, '2010-11-27', TODAY)).toBe(true);
    expect(needsOneCard(guardian, '2010-11-26', TODAY)).toBe(false);
    expect(needsOneCard(relation({ kind: 'spouse', evidence: 'household-record' }), '1982-09-23', TODAY)).toBe(false);
    expect(needsOneCard(relation(), '1944-03-12', TODAY)).toBe(true);
  });

  it('upon the one that counts and lasts longest', () => {
    const [short, long] = [relation({ expiresOn: '2026-12-01' }), relation({ expiresOn: '2027-01-01' })];
    const revoked = relation({ expiresOn: '2028-01-01', revokedAt: NOW });
    expect(bestOf([short, revoked, long], NOW, TODAY)).toBe(long);
    expect(bestOf([], NOW, TODAY)).toBeNull();
  });
});

describe('evidence that was seen', () => {
  const seen = (changes: Partial<SeenRelation>): SeenRelation => ({
    kind: 'guardian',
    evidence: 'court-judgement',
    issuedOn: '2026-11-02',
    expiresOn: null,
    ...changes
  });
  const until = (changes: Partial<SeenRelation>, birth: string, actorBirth = '1982-09-23') =>
    seenUntil(seen(changes), { actorBirth, birth }, TODAY);
  const CHILD = '2019-04-01';
  const ADULT = '1970-01-01';

  it.each<[string, Partial<SeenRelation>, string, string]>([
    ['a judgement on a child: to the eve of the 18th birthday', {}, CHILD, '2037-03-31'],
    ['a judgement on an adult: until a court revokes it', {}, ADULT, '9999-12-31'],
    ['an appointment for a child', { evidence: 'guardian-appointment' }, CHILD, '2037-03-31'],
    ['an appointment for an adult: a year', { evidence: 'guardian-appointment' }, ADULT, '2027-11-26'],
    ['a birth certificate', { evidence: 'birth-certificate' }, CHILD, '2037-03-31'],
    ['a letter: a year from its date', { evidence: 'original-letter', kind: 'neighbour' }, ADULT, '2027-11-02'],
    ['for as long as was said, where that is shorter', { expiresOn: '2027-01-01' }, CHILD, '2027-01-01'],
    ['on the eve itself', { expiresOn: '2037-03-31' }, CHILD, '2037-03-31'],
    ['one who is of age tomorrow', {}, '2008-11-27', '2026-11-26']
  ])('carries %s', (_, changes, birth, day) => {
    expect(until(changes, birth)).toEqual({ ok: true, value: day });
  });

  it.each<[string, Partial<SeenRelation>, string, string]>([
    ['a birth certificate shows of an adult', { evidence: 'birth-certificate' }, '2008-11-26', 'relation.evidence'],
    ['a letter makes nobody a guardian', { evidence: 'original-letter' }, ADULT, 'relation.evidence'],
    ['a judgement makes nobody a neighbour', { kind: 'neighbour' }, ADULT, 'relation.evidence'],
    ['nothing goes beyond what it carries', { expiresOn: '2037-04-01' }, CHILD, 'relation.expiry'],
    ['nothing ends before it begins', { expiresOn: '2026-11-25' }, CHILD, 'relation.expiry'],
    [
      'a letter of more than a year ago is over',
      { evidence: 'original-letter', kind: 'child', issuedOn: '2025-11-25' },
      ADULT,
      'relation.expiry'
    ],
    ['a paper of tomorrow is none', { issuedOn: '2026-11-27' }, CHILD, 'relation.issued-on']
  ])('%s', (_, changes, birth, code) => {
    expect(until(changes, birth)).toEqual({ ok: false, error: code });
  });

  it('makes nobody a guardian who is not of age', () => {
    expect(until({}, CHILD, '2008-11-27')).toEqual({ ok: false, error: 'relation.guardian-age' });
    expect(until({}, CHILD, '2008-11-26').ok).toBe(true);
  });
});
