import { describe, expect, it } from 'vitest';
import {
  ADMINISTRATOR,
  CLERK,
  COLLEAGUE,
  clockOf,
  FRIDAY,
  factsOf,
  IMMEDIATE,
  MANAGER,
  NEXT_OFFICE,
  OFFICER,
  on,
  PROMISED,
  RESIDENT
} from '../../tests/fixtures/case-facts.ts';
import { CASE_STATES, type CaseAct, type CaseState, OPEN_STATES } from '../contract/case-state.ts';
import type { AnyAction, CaseFacts, ItemFacts } from './facts.ts';
import { allowedActs } from './permission.ts';
import { step } from './step.ts';

const TODAY = on(FRIDAY);
const publicItem: ItemFacts = { ...PROMISED, publicNoticeDays: 3 };
const acts = (facts: CaseFacts, item: ItemFacts, actor: Parameters<typeof allowedActs>[2], day = TODAY) =>
  allowedActs(facts, item, actor, day);

describe('what the owner of a case may do', () => {
  const table: Record<CaseState, readonly CaseAct[]> = {
    received: ['offer', 'correct', 'accept', 'ask-supplement', 'dismiss', 'refuse', 'pass-up', 'entrust'],
    supplementing: ['offer', 'supplement', 'entrust'],
    accepted: ['offer', 'send', 'suspend', 'pass-up', 'entrust'],
    reviewing: ['offer', 'entrust'],
    suspended: ['offer', 'resume', 'entrust'],
    publicised: ['offer', 'object', 'entrust'],
    'passed-up': ['offer', 'grant', 'deny', 'entrust'],
    dismissed: [],
    refused: [],
    granted: ['issue', 'entrust'],
    denied: [],
    issued: [],
    withdrawn: [],
    annulled: [],
    lapsed: []
  };
  it.each(CASE_STATES)('in state %s', (state) => {
    expect(acts(factsOf({ state, heldIn: state === 'suspended' ? 'accepted' : null }), PROMISED, CLERK)).toEqual(
      table[state]
    );
  });

  it('decides an item on the spot once it is accepted', () => {
    const accepted = factsOf({ state: 'accepted' });
    expect(acts(accepted, IMMEDIATE, CLERK)).toEqual(['offer', 'suspend', 'pass-up', 'grant', 'deny', 'entrust']);
  });

  it('takes papers in while some are waited for, also for what was tolerated after the decision', () => {
    expect(acts(factsOf({ materials: { m1: 'to-bring' } }), PROMISED, CLERK)).toContain('receive-material');
    expect(acts(factsOf({ state: 'granted', materials: { m1: 'later' } }), PROMISED, CLERK)).toEqual([
      'receive-material',
      'entrust'
    ]);
    expect(acts(factsOf(), PROMISED, CLERK)).not.toContain('receive-material');
  });

  it('takes in only papers that are waited for: what a record brought stays what it is', () => {
    const waiting = factsOf({ materials: { m1: 'fetched', m2: 'to-bring' } });
    const take = (key: string) =>
      step(waiting, PROMISED, { act: 'receive-material', version: 3, materials: [key] }, CLERK, TODAY);
    expect(take('m1')).toMatchObject({ ok: false, error: { code: 'request.malformed' } });
    expect(take('m2')).toMatchObject({ ok: true, value: { materials: { m1: 'fetched', m2: 'received' } } });
  });

  it('takes back what was offered, and only that', () => {
    expect(acts(factsOf({ offeredTo: 'colleague' }), PROMISED, CLERK)).toContain('decline');
    expect(acts(factsOf(), PROMISED, CLERK)).not.toContain('decline');
  });

  it('says why it is late once it is', () => {
    const accepted = factsOf({ state: 'accepted' });
    expect(acts(accepted, PROMISED, CLERK, on('2026-09-24'))).not.toContain('explain');
    expect(acts(accepted, PROMISED, CLERK, on('2026-09-25'))).toContain('explain');
    expect(acts(accepted, PROMISED, COLLEAGUE, on('2026-09-25'))).toEqual([]);
  });
});

describe('others', () => {
  it('who are clerks may claim what nobody has, and no more', () => {
    expect(acts(factsOf({ ownerId: null }), PROMISED, CLERK)).toEqual(['claim']);
    expect(acts(factsOf({ ownerId: 'colleague' }), PROMISED, CLERK)).toEqual([]);
  });

  it('who manage the centre may offer for somebody who is away, and not back to them', () => {
    expect(acts(factsOf(), PROMISED, MANAGER)).toEqual(['offer']);
    expect(acts(factsOf({ ownerId: null }), PROMISED, MANAGER)).toEqual(['claim']);
    const back = step(factsOf(), PROMISED, { act: 'offer', version: 3, to: 'clerk' }, MANAGER, TODAY);
    expect(back).toEqual({ ok: false, error: { code: 'staff.unknown' } });
  });

  it('who manage the centre alone give more time, once', () => {
    const accepted = factsOf({ state: 'accepted' });
    expect(acts(accepted, PROMISED, MANAGER)).toContain('extend');
    expect(acts(accepted, PROMISED, CLERK)).not.toContain('extend');
    expect(acts(factsOf({ state: 'reviewing' }), PROMISED, OFFICER)).not.toContain('extend');
    expect(acts(accepted, IMMEDIATE, MANAGER)).not.toContain('extend');
    const extend = (facts: CaseFacts, days: number) =>
      step(facts, PROMISED, { act: 'extend', version: 3, days, reason: '外出核查' }, MANAGER, TODAY);
    expect(extend(accepted, 5)).toMatchObject({ value: { clock: { extension: 5 } } });
    expect(extend(accepted, 6)).toMatchObject({ error: { code: 'case.extension-too-long' } });
    expect(extend(factsOf({ state: 'accepted', clock: clockOf({ from: FRIDAY, extension: 2 }) }), 1)).toMatchObject({
      error: { code: 'case.extended-once' }
    });
  });

  it('who are officers decide what was sent to them, and do nothing before', () => {
    const theirs: Partial<Record<CaseState, readonly CaseAct[]>> = {
      reviewing: ['suspend', 'pass-up', 'grant', 'deny'],
      suspended: ['resume'],
      publicised: ['object', 'pass-up', 'grant', 'deny']
    };
    for (const state of CASE_STATES)
      expect(
        acts(factsOf({ state, heldIn: state === 'suspended' ? 'reviewing' : null }), PROMISED, OFFICER),
        state
      ).toEqual(theirs[state] ?? []);
  });

  it('who are administrators touch no case', () => {
    for (const state of CASE_STATES) expect(acts(factsOf({ state }), IMMEDIATE, ADMINISTRATOR)).toEqual([]);
  });

  it('who applied may withdraw until it is decided, or have it done for them, rate it afterwards, once, and nothing else', () => {
    for (const state of CASE_STATES) {
      const ratable = ['granted', 'denied', 'refused', 'issued'].includes(state);
      const expected = OPEN_STATES.includes(state) ? ['withdraw', 'ask-entrust'] : ratable ? ['rate'] : [];
      expect(acts(factsOf({ state }), PROMISED, RESIDENT), state).toEqual(expected);
      expect(acts(factsOf({ state, rated: true }), PROMISED, RESIDENT)).not.toContain('rate');
    }
  });

  it('of any kind do nothing with what is archived', () => {
    const archived = factsOf({ state: 'granted', materials: { m1: 'later' }, archivedOn: FRIDAY });
    for (const actor of [CLERK, OFFICER, MANAGER, RESIDENT]) expect(acts(archived, PROMISED, actor)).toEqual([]);
  });
});

describe('告知承诺', () => {
  it('is checked afterwards: what rested on a promise that was not true is annulled by the head, nothing else is', () => {
    for (const state of ['granted', 'issued'] as const) {
      expect(acts(factsOf({ state, materials: { m1: 'promised' } }), PROMISED, MANAGER)).toContain('annul');
      expect(acts(factsOf({ state, materials: { m1: 'promised' } }), PROMISED, CLERK)).not.toContain('annul');
      expect(acts(factsOf({ state }), PROMISED, MANAGER)).not.toContain('annul');
    }
    const granted = factsOf({ state: 'granted', materials: { m1: 'promised' } });
    expect(step(granted, PROMISED, { act: 'annul', version: 3, reason: '住所证明不实' }, MANAGER, TODAY)).toMatchObject(
      {
        value: { state: 'annulled', closedOn: FRIDAY }
      }
    );
  });
});

describe('公示', () => {
  const reviewing = factsOf({ state: 'reviewing' });

  it('comes before a favourable decision, where the item has one; a refusal needs none', () => {
    expect(acts(reviewing, publicItem, OFFICER)).toEqual(['suspend', 'publicise', 'pass-up', 'deny']);
    const granting = step(reviewing, publicItem, { act: 'grant', version: 3, reason: '' }, OFFICER, TODAY);
    expect(granting).toMatchObject({ error: { code: 'case.publicity-missing' } });
  });

  it('lasts to its last day', () => {
    const begun = step(reviewing, publicItem, { act: 'publicise', version: 3, summary: '拟给予补贴' }, OFFICER, TODAY);
    expect(begun).toMatchObject({ value: { state: 'publicised', publicUntil: '2026-09-22' } });
    const shown = factsOf({ state: 'publicised', publicUntil: '2026-09-22' });
    const grant = (today: string) =>
      step(shown, publicItem, { act: 'grant', version: 3, reason: '' }, OFFICER, on(today));
    expect(grant('2026-09-22')).toMatchObject({ error: { code: 'case.publicity-running' } });
    expect(grant('2026-09-23')).toMatchObject({ value: { state: 'granted' } });
  });

  it('ends with an objection, and begins anew', () => {
    const shown = factsOf({ state: 'publicised', publicUntil: '2026-09-22' });
    expect(step(shown, publicItem, { act: 'object', version: 3, reason: '人户分离' }, CLERK, TODAY)).toEqual({
      ok: true,
      value: { state: 'reviewing', publicUntil: null, unansweredObjections: 0 }
    });
  });
});

describe('特别程序', () => {
  it('stops the clock where it stands, and goes on there', () => {
    for (const [state, actor] of [
      ['accepted', CLERK],
      ['reviewing', OFFICER]
    ] as const) {
      const suspend: AnyAction = { act: 'suspend', version: 3, procedure: '专家评审', reason: '病情复杂', days: 10 };
      const held = step(factsOf({ state }), PROMISED, suspend, actor, on('2026-09-21'));
      expect(held).toMatchObject({
        value: { state: 'suspended', heldIn: state, clock: { pauses: [{ from: '2026-09-21', to: null }] } }
      });
      if (!held.ok) continue;
      const gone = step(
        factsOf({ ...held.value }),
        PROMISED,
        { act: 'resume', version: 3, outcome: '评审通过' },
        actor,
        on('2026-09-28')
      );
      expect(gone).toMatchObject({
        value: { state, heldIn: null, clock: { pauses: [{ from: '2026-09-21', to: '2026-09-28' }] } }
      });
    }
  });
});

describe('首问负责', () => {
  it('passes a case up with all that lies in it, accepted at that', () => {
    const up: AnyAction = { act: 'pass-up', version: 3, reason: '超出区级权限', next: NEXT_OFFICE };
    expect(step(factsOf(), PROMISED, up, CLERK, TODAY)).toMatchObject({
      value: { state: 'passed-up', clock: { from: FRIDAY, acceptedOn: FRIDAY } }
    });
    const lacking = factsOf({ materials: { m1: 'to-bring' } });
    expect(step(lacking, PROMISED, up, CLERK, TODAY)).toMatchObject({ error: { code: 'case.material-missing' } });
  });

  it.each([
    ['refuse', 'refused'],
    ['dismiss', 'dismissed']
  ] as const)('%s closes what was only received', (act, state) => {
    const action = { act, version: 3, reason: '不属于这里', next: NEXT_OFFICE } as AnyAction;
    expect(step(factsOf(), PROMISED, action, CLERK, TODAY)).toMatchObject({
      value: { state, closedOn: FRIDAY, decidedOn: FRIDAY, clock: { from: null } }
    });
  });
});

describe('an act', () => {
  it('upon an old screen is not done', () => {
    expect(step(factsOf(), PROMISED, { act: 'accept', version: 2 }, CLERK, TODAY)).toEqual({
      ok: false,
      error: { code: 'case.changed' }
    });
  });

  it('of claiming what is taken names who has it', () => {
    expect(step(factsOf(), PROMISED, { act: 'claim', version: 1 }, CLERK, TODAY)).toEqual({
      ok: false,
      error: { code: 'case.claimed', by: 'clerk' }
    });
  });

  it.each([
    ['of accepting papers brought later', factsOf({ clock: clockOf() }), { act: 'accept', version: 3 }],
    [
      'of completing a supplement',
      factsOf({ state: 'supplementing', clock: clockOf() }),
      { act: 'supplement', version: 3 }
    ]
  ] as const)('%s counts from that day, also where the clock starts at receipt', (_, waiting, action) => {
    const fromReceipt: ItemFacts = {
      ...PROMISED,
      promisedLimit: { ...PROMISED.promisedLimit, clockStart: 'received' }
    };
    expect(step(waiting, fromReceipt, action, CLERK, on('2026-10-30'))).toMatchObject({
      value: { state: 'accepted', clock: { from: '2026-10-30', acceptedOn: '2026-10-30' } }
    });
  });

  it('of taking in the last paper promises the day, before anybody accepts', () => {
    const bring = (materials: string[]) => ({ act: 'receive-material' as const, version: 3, materials });
    const waiting = factsOf({ clock: clockOf(), materials: { m1: 'to-bring', m2: 'to-bring', m3: 'later' } });
    const some = step(waiting, PROMISED, bring(['m1']), CLERK, on('2026-10-30'));
    expect(some.ok && 'clock' in some.value).toBe(false);
    expect(step(waiting, PROMISED, bring(['m1', 'm2']), CLERK, on('2026-10-30'))).toMatchObject({
      value: { state: 'received', clock: { from: '2026-10-30' } }
    });
  });

  it('of taking in papers moves no day that was promised, and promises none while a supplement is waited for', () => {
    const waiting = { materials: { m1: 'later' } } as const;
    for (const of of [factsOf(waiting), factsOf({ ...waiting, state: 'supplementing', clock: clockOf() })]) {
      const done = step(
        of,
        PROMISED,
        { act: 'receive-material', version: 3, materials: ['m1'] },
        CLERK,
        on('2026-10-30')
      );
      expect(done.ok && 'clock' in done.value).toBe(false);
    }
  });

  it('of accepting late keeps the day that was promised', () => {
    const late = step(factsOf(), PROMISED, { act: 'accept', version: 3 }, CLERK, on('2026-09-22'));
    expect(late).toMatchObject({ value: { clock: { from: FRIDAY, acceptedOn: '2026-09-22' } } });
  });

  it('of accepting with gaps tells until when they are to be filled: as promised, or as the item says', () => {
    const gaps = factsOf({ materials: { m1: 'later' } });
    const accept = (item: ItemFacts) => step(gaps, item, { act: 'accept', version: 3 }, CLERK, TODAY);
    expect(accept(PROMISED)).toMatchObject({ value: { state: 'accepted', bringBy: '2026-09-24' } });
    expect(accept({ ...PROMISED, lapsesAfter: { days: 3, unit: 'natural' } })).toMatchObject({
      value: { bringBy: '2026-09-21' }
    });
    expect(accept(IMMEDIATE)).toMatchObject({ value: { bringBy: null } });
    // 容缺: what was decided waits for it.
    const granted = factsOf({ state: 'granted', materials: { m1: 'later' } });
    expect(step(granted, PROMISED, { act: 'issue', version: 3, handedTo: '本人' }, CLERK, TODAY)).toMatchObject({
      error: { code: 'case.material-missing' }
    });
  });

  it('of asking for more happens once, tells the last day, and stops the clock', () => {
    const ask: AnyAction = { act: 'ask-supplement', version: 3, entries: [{ what: '户口簿', how: '' }] };
    const lapsing: ItemFacts = { ...PROMISED, lapsesAfter: { days: 10, unit: 'working' } };
    expect(step(factsOf(), lapsing, ask, CLERK, TODAY)).toMatchObject({
      value: { state: 'supplementing', bringBy: '2026-10-09', clock: { from: null } }
    });
    expect(step(factsOf({ supplementAsked: true }), PROMISED, ask, CLERK, TODAY)).toMatchObject({
      error: { code: 'case.supplement-once' }
    });
  });

  it('of accepting waits for what is required', () => {
    const lacking = factsOf({ materials: { m1: 'to-bring' } });
    expect(step(lacking, PROMISED, { act: 'accept', version: 3 }, CLERK, TODAY)).toMatchObject({
      error: { code: 'case.material-missing' }
    });
  });

  it('of handing over waits for the colleague', () => {
    const offered = step(factsOf(), PROMISED, { act: 'offer', version: 3, to: 'colleague' }, CLERK, TODAY);
    expect(offered).toEqual({ ok: true, value: { state: 'received', offeredTo: 'colleague' } });
    const waiting = factsOf({ offeredTo: 'colleague' });
    expect(acts(waiting, PROMISED, COLLEAGUE)).toEqual(['take-over', 'decline']);
    expect(step(waiting, PROMISED, { act: 'take-over', version: 3 }, COLLEAGUE, TODAY)).toEqual({
      ok: true,
      value: { state: 'received', ownerId: 'colleague', offeredTo: null }
    });
  });

  it('of refusing gives reasons', () => {
    const reviewing = factsOf({ state: 'reviewing' });
    expect(step(reviewing, PROMISED, { act: 'deny', version: 3, reason: ' ' }, OFFICER, TODAY)).toMatchObject({
      error: { code: 'case.reason-missing' }
    });
  });
});
