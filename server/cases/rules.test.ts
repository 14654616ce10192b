import { describe, expect, it } from 'vitest';
import { CASE_ACTS, CASE_STATES, type CaseAct, type CaseState } from '../contract/case-state.ts';
import type { Item, Material } from '../contract/item.ts';
import {
  type Actor,
  allowedActs,
  type CaseFacts,
  decidesItself,
  type ItemFacts,
  missingOf,
  standingsOf,
  step
} from './rules.ts';

const promised: ItemFacts = {
  handling: 'promised',
  promisedLimit: { days: 5, unit: 'working', clockStart: 'accepted' },
  materials: [{ key: 'm1', required: true }]
};
const immediate: ItemFacts = { ...promised, handling: 'immediate' };
const clerk: Actor = { kind: 'staff', id: 'clerk', role: 'clerk' };
const officer: Actor = { kind: 'staff', id: 'officer', role: 'officer' };
const resident: Actor = { kind: 'resident' };

const facts = (changes: Partial<CaseFacts> = {}): CaseFacts => ({
  state: 'received',
  version: 3,
  ownerId: 'clerk',
  offeredTo: null,
  supplementAsked: false,
  materials: { m1: 'fetched' },
  due: null,
  ...changes
});

describe('what the owner of a case may do', () => {
  const table: Record<CaseState, readonly CaseAct[]> = {
    received: ['offer', 'accept', 'ask-supplement', 'refuse'],
    supplementing: ['offer', 'supplement'],
    accepted: ['offer', 'send'],
    reviewing: ['offer'],
    refused: [],
    granted: ['issue'],
    denied: [],
    issued: [],
    withdrawn: []
  };
  it.each(CASE_STATES)('in state %s', (state) => {
    expect(allowedActs(facts({ state }), promised, clerk)).toEqual(table[state]);
  });

  it('decides an item on the spot once it is accepted', () => {
    const accepted = facts({ state: 'accepted' });
    expect(allowedActs(accepted, immediate, clerk)).toEqual(['offer', 'grant', 'deny']);
  });

  it('takes papers in while some are waited for', () => {
    const waiting = facts({ materials: { m1: 'to-bring' } });
    expect(allowedActs(waiting, promised, clerk)).toContain('receive-material');
    expect(allowedActs(facts(), promised, clerk)).not.toContain('receive-material');
  });

  it('takes in only papers that are waited for: what a record brought stays what it is', () => {
    const waiting = facts({ materials: { m1: 'fetched', m2: 'to-bring' } });
    const take = (key: string) =>
      step(waiting, promised, { act: 'receive-material', version: 3, materials: [key] }, clerk, '2026-09-18');
    expect(take('m1')).toMatchObject({ ok: false, error: { code: 'request.malformed' } });
    expect(take('m2')).toMatchObject({ ok: true, value: { materials: { m1: 'fetched', m2: 'received' } } });
  });

  it('takes back what was offered, and only that', () => {
    expect(allowedActs(facts({ offeredTo: 'colleague' }), promised, clerk)).toContain('decline');
    expect(allowedActs(facts(), promised, clerk)).not.toContain('decline');
  });
});

describe('others', () => {
  it('who are clerks may claim what nobody has, and no more', () => {
    expect(allowedActs(facts({ ownerId: null }), promised, clerk)).toEqual(['claim']);
    expect(allowedActs(facts({ ownerId: 'colleague' }), promised, clerk)).toEqual([]);
  });

  it('who manage the centre may offer for somebody who is away, and not back to them', () => {
    const manager: Actor = { kind: 'staff', id: 'manager', role: 'manager' };
    expect(allowedActs(facts(), promised, manager)).toEqual(['offer']);
    expect(allowedActs(facts({ ownerId: null }), promised, manager)).toEqual(['claim']);
    const back = step(facts(), promised, { act: 'offer', version: 3, to: 'clerk' }, manager, '2026-09-18');
    expect(back).toEqual({ ok: false, error: { code: 'staff.unknown' } });
  });

  it('who are officers decide what was sent to them, and do nothing before', () => {
    for (const state of CASE_STATES)
      expect(allowedActs(facts({ state }), promised, officer), state).toEqual(
        state === 'reviewing' ? ['grant', 'deny'] : []
      );
  });

  it('who are administrators touch no case', () => {
    const administrator: Actor = { kind: 'staff', id: 'clerk', role: 'administrator' };
    for (const state of CASE_STATES) expect(allowedActs(facts({ state }), immediate, administrator)).toEqual([]);
  });

  it('who applied may withdraw until it is decided, and nothing else', () => {
    for (const state of CASE_STATES)
      expect(allowedActs(facts({ state }), promised, resident), state).toEqual(
        ['received', 'supplementing', 'accepted', 'reviewing'].includes(state) ? ['withdraw'] : []
      );
    expect(CASE_ACTS).toContain('withdraw');
  });
});

describe('an act', () => {
  it('upon an old screen is not done', () => {
    expect(step(facts(), promised, { act: 'accept', version: 2 }, clerk, '2026-09-18')).toEqual({
      ok: false,
      error: { code: 'case.changed' }
    });
  });

  it('of claiming what is taken names who has it', () => {
    expect(step(facts(), promised, { act: 'claim', version: 1 }, clerk, '2026-09-18')).toEqual({
      ok: false,
      error: { code: 'case.claimed', by: 'clerk' }
    });
  });

  it('of accepting starts the promised clock that day', () => {
    expect(step(facts(), promised, { act: 'accept', version: 3 }, clerk, '2026-09-18')).toMatchObject({
      value: { state: 'accepted', acceptedOn: '2026-09-18', due: { due: '2026-09-24', provisional: false } }
    });
  });

  it.each([
    ['of accepting papers brought later', facts(), { act: 'accept', version: 3 }],
    ['of completing a supplement', facts({ state: 'supplementing' }), { act: 'supplement', version: 3 }]
  ] as const)('%s counts from that day, also where the clock starts at receipt', (_, waiting, action) => {
    const fromReceipt: ItemFacts = {
      ...promised,
      promisedLimit: { ...promised.promisedLimit, clockStart: 'received' }
    };
    expect(step(waiting, fromReceipt, action, clerk, '2026-10-30')).toMatchObject({
      value: { state: 'accepted', acceptedOn: '2026-10-30', due: { due: '2026-11-06' } }
    });
  });

  it('of taking in the last paper promises the day, before anybody accepts', () => {
    const bring = (materials: string[]) => ({ act: 'receive-material' as const, version: 3, materials });
    const waiting = facts({ materials: { m1: 'to-bring', m2: 'to-bring', m3: 'later' } });
    const some = step(waiting, promised, bring(['m1']), clerk, '2026-10-30');
    expect(some.ok && 'due' in some.value).toBe(false);
    expect(step(waiting, promised, bring(['m1', 'm2']), clerk, '2026-10-30')).toMatchObject({
      value: { state: 'received', due: { due: '2026-11-06' } }
    });
  });

  it('of taking in papers moves no day that was promised, and promises none while a supplement is waited for', () => {
    const due = { due: '2026-09-24', provisional: false };
    const waiting = { materials: { m1: 'later' } } as const;
    for (const of of [facts({ ...waiting, due }), facts({ ...waiting, state: 'supplementing' })]) {
      const done = step(of, promised, { act: 'receive-material', version: 3, materials: ['m1'] }, clerk, '2026-10-30');
      expect(done.ok && 'due' in done.value).toBe(false);
    }
  });

  it('of accepting late keeps the day that was promised', () => {
    const due = { due: '2026-09-24', provisional: false };
    const late = step(facts({ due }), promised, { act: 'accept', version: 3 }, clerk, '2026-09-22');
    expect(late).toMatchObject({ value: { due } });
  });

  it('of accepting without a required paper is refused', () => {
    const lacking = facts({ materials: { m1: 'to-bring' } });
    expect(step(lacking, promised, { act: 'accept', version: 3 }, clerk, '2026-09-18')).toMatchObject({
      error: { code: 'case.material-missing' }
    });
  });

  it('of asking for more happens once', () => {
    const asked = facts({ supplementAsked: true });
    const entries = [{ what: '户口簿', how: '' }];
    expect(step(asked, promised, { act: 'ask-supplement', version: 3, entries }, clerk, '2026-09-18')).toMatchObject({
      error: { code: 'case.supplement-once' }
    });
  });

  it('of completing a supplement receives what was to be brought and starts the clock', () => {
    const waiting = facts({ state: 'supplementing', materials: { m1: 'to-bring', m2: 'promised' } });
    expect(step(waiting, promised, { act: 'supplement', version: 3 }, clerk, '2026-09-18')).toMatchObject({
      value: { state: 'accepted', materials: { m1: 'received', m2: 'promised' }, due: { due: '2026-09-24' } }
    });
  });

  it('of handing over waits for the colleague', () => {
    const offered = step(facts(), promised, { act: 'offer', version: 3, to: 'colleague' }, clerk, '2026-09-18');
    expect(offered).toEqual({ ok: true, value: { state: 'received', offeredTo: 'colleague' } });
    const colleague: Actor = { kind: 'staff', id: 'colleague', role: 'clerk' };
    const waiting = facts({ offeredTo: 'colleague' });
    expect(allowedActs(waiting, promised, colleague)).toEqual(['take-over', 'decline']);
    expect(step(waiting, promised, { act: 'take-over', version: 3 }, colleague, '2026-09-18')).toEqual({
      ok: true,
      value: { state: 'received', ownerId: 'colleague', offeredTo: null }
    });
  });
});

describe('materials', () => {
  const material = (changes: Partial<Material>): Material => ({
    key: 'm',
    name: '户口簿',
    source: 'licence',
    record: '居民户口簿',
    required: true,
    tolerable: false,
    promiseAllowed: true,
    requiredWhen: null,
    note: null,
    acceptance: '',
    ...changes
  });

  it.each([
    ['that were found', {}, 'found', undefined, 'fetched'],
    ['promised', {}, 'none', 'promise', 'promised'],
    ['to be brought', {}, 'none', 'bring', 'to-bring'],
    ['that may follow', { tolerable: true }, 'none', 'bring', 'later'],
    ['not needed here', { required: false }, 'none', undefined, 'not-needed']
  ] as const)('%s', (_, changes, outcome, way, standing) => {
    expect(standingsOf([material(changes)], { m: outcome }, way ? { m: way } : {}, false)).toEqual({ m: standing });
  });

  it('left open, or promised where no promise is taken, stop an application', () => {
    expect(standingsOf([material({})], { m: 'none' }, {}, false)).toBeNull();
    expect(standingsOf([material({ promiseAllowed: false })], { m: 'none' }, { m: 'promise' }, false)).toBeNull();
    expect(standingsOf([material({})], { m: 'mismatch' }, { m: 'promise' }, false)).toBeNull();
  });

  it('still to come are named in full', () => {
    const materials = [material({ key: 'a', note: '原件' }), material({ key: 'b', name: '照片' })];
    expect(missingOf(materials, { a: 'to-bring', b: 'later' })).toEqual(['户口簿（原件）', '照片']);
  });

  it('all at hand decide a printout, and nothing else', () => {
    const item = (terminalUse: Item['terminalUse'], printable = true) => ({
      terminalUse,
      result: { name: '', type: '', printable }
    });
    expect(decidesItself(item('print'), { m: 'fetched' })).toBe(true);
    expect(decidesItself(item('print'), { m: 'promised' })).toBe(false);
    expect(decidesItself(item('apply'), { m: 'fetched' })).toBe(false);
    expect(decidesItself(item('finish', false), { m: 'fetched' })).toBe(false);
  });
});
