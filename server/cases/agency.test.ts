import { describe, expect, it } from 'vitest';
import {
  CLERK,
  COLLEAGUE,
  factsOf,
  HELPER,
  MANAGER,
  OFFICER,
  on,
  PROMISED,
  RESIDENT,
  SYSTEM
} from '../../tests/fixtures/case-facts.ts';
import type { CaseAct } from '../contract/case-state.ts';
import type { TimelineEntry } from '../contract/case-wire.ts';
import { agencySteps } from './agency.ts';
import { dutyOf } from './duties.ts';
import type { Actor, AnyAction, CaseFacts } from './facts.ts';
import { allowedActs } from './permission.ts';
import { step } from './step.ts';

const DAY = on('2026-11-26');
const entrusted = (changes: Partial<CaseFacts> = {}) => factsOf({ entrustedTo: 'helper', ...changes });
const may = (facts: CaseFacts, actor: Actor) => allowedActs(facts, PROMISED, actor, DAY);
const does = (facts: CaseFacts, action: object, actor: Actor) =>
  step(facts, PROMISED, { version: facts.version, ...action } as AnyAction, actor, DAY);
const refused = (code: string) => ({ ok: false, error: { code } });

describe('全程代办', () => {
  it('is given by the owner of an open case, to one member of staff', () => {
    const entrust = { act: 'entrust', to: 'helper', agreed: 'cards' } as const;
    expect(does(factsOf(), entrust, CLERK)).toEqual({ ok: true, value: { state: 'received', entrustedTo: 'helper' } });
    expect(does(factsOf(), entrust, COLLEAGUE)).toEqual(refused('case.not-yours'));
    expect(does(factsOf(), entrust, OFFICER)).toEqual(refused('staff.role'));
    expect(does(entrusted(), entrust, CLERK)).toEqual(refused('staff.unknown'));
    expect(does(factsOf({ state: 'denied' }), entrust, CLERK)).toEqual(refused('case.state'));
  });

  it('rests on a request at the terminal only where there was one', () => {
    const entrust = { act: 'entrust', to: 'helper', agreed: 'terminal' } as const;
    expect(does(factsOf(), entrust, CLERK).ok).toBe(false);
    expect(does(factsOf({ agencyAsked: true }), entrust, CLERK).ok).toBe(true);
  });

  it('is asked for once, and taken back by the resident whenever they like until it is done', () => {
    expect(may(factsOf(), RESIDENT)).toContain('ask-entrust');
    expect(does(factsOf({ agencyAsked: true }), { act: 'ask-entrust' }, RESIDENT)).toEqual(refused('case.entrusted'));
    const back = does(entrusted({ agencyAsked: true }), { act: 'revoke' }, RESIDENT);
    expect(back).toEqual({ ok: true, value: { state: 'received', agencyAsked: false, entrustedTo: null } });
    expect(may(entrusted({ state: 'issued', closedOn: '2026-11-25' }), RESIDENT)).not.toContain('revoke');
  });

  it('lets a 代办员 bring papers and results, and do nothing else', () => {
    expect(may(entrusted({ materials: { m1: 'to-bring' } }), HELPER)).toEqual(['receive-material']);
    expect(may(entrusted({ state: 'granted' }), HELPER)).toEqual(['deliver']);
    expect(may(entrusted({ state: 'issued', closedOn: '2026-11-25' }), HELPER)).toEqual(['revisit']);
  });

  it('hides every other case from a 代办员', () => {
    const granted = factsOf({ state: 'granted', entrustedTo: 'another' });
    expect(does(granted, { act: 'deliver', receivedBy: '本人' }, HELPER)).toEqual(refused('case.not-found'));
    expect(may(granted, HELPER)).toEqual([]);
  });

  it('is finished by the owner or the manager where the 代办员 is away, and by nobody else', () => {
    const granted = entrusted({ state: 'granted' });
    expect(may(granted, CLERK)).toContain('deliver');
    expect(may(granted, MANAGER)).toContain('deliver');
    expect(may(granted, COLLEAGUE)).not.toContain('deliver');
  });

  it('issues what is brought home, and tells of a refusal without changing it', () => {
    const deliver = { act: 'deliver', receivedBy: '本人' } as const;
    expect(does(entrusted({ state: 'granted' }), deliver, HELPER)).toMatchObject({
      value: { state: 'issued', closedOn: '2026-11-26', deliveredOn: '2026-11-26' }
    });
    expect(does(entrusted({ state: 'denied', closedOn: '2026-11-25' }), deliver, HELPER)).toEqual({
      ok: true,
      value: { state: 'denied', deliveredOn: '2026-11-26' }
    });
    expect(does(factsOf({ state: 'granted' }), deliver, CLERK)).toEqual(refused('case.state'));
  });

  it('is not archived before its 回访', () => {
    const closed = entrusted({ state: 'issued', closedOn: '2026-09-01' });
    const kept = { dueOn: null, provisional: false };
    expect(dutyOf(closed, PROMISED, kept, DAY)).toBeNull();
    expect(does(closed, { act: 'archive' }, SYSTEM)).toEqual(refused('case.state'));
    const visited = { ...closed, revisitedOn: '2026-09-10' };
    expect(dutyOf(visited, PROMISED, kept, DAY)).toMatchObject({ act: 'archive' });
  });
});

describe('the seven steps', () => {
  const entry = (act: CaseAct, day: number): TimelineEntry => ({
    at: `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`,
    act,
    state: 'received',
    by: `员${day}`,
    text: act
  });
  const statuses = (acts: readonly CaseAct[], state: CaseFacts['state']) =>
    agencySteps(
      acts.map((act, at) => entry(act, at + 1)),
      state
    ).map(({ step: name, status, by }) => [name, status, by]);

  it('follow from the history, each with its day and by whom', () => {
    const all: CaseAct[] = ['entrust', 'accept', 'pass-up', 'grant', 'deliver', 'revisit', 'archive'];
    expect(statuses(all, 'issued')).toEqual([
      ['entrust', 'done', '员1'],
      ['accept', 'done', '员2'],
      ['handle', 'done', '员4'],
      ['deliver', 'done', '员5'],
      ['file', 'done', '员7'],
      ['report', 'done', '员3'],
      ['revisit', 'done', '员6']
    ]);
  });

  it('wait while the case is open, and are not needed where it ended without them', () => {
    expect(statuses(['entrust'], 'received').map(([, status]) => status)).toEqual([
      'done',
      ...Array(6).fill('waiting')
    ]);
    expect(statuses(['entrust', 'accept', 'grant', 'deliver'], 'issued').map(([, status]) => status)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'waiting',
      'not-needed',
      'waiting'
    ]);
    expect(statuses(['entrust', 'withdraw'], 'withdrawn')[3]).toEqual(['deliver', 'not-needed', null]);
  });

  it('begin anew where it was taken back', () => {
    expect(statuses(['entrust', 'revoke', 'ask-entrust'], 'received')[0]).toEqual(['entrust', 'waiting', null]);
  });
});
