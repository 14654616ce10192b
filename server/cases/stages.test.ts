import { describe, expect, it } from 'vitest';
import {
  CLERK,
  clockOf,
  FRIDAY,
  factsOf,
  MANAGER,
  OFFICER,
  on,
  PERMIT,
  PROMISED,
  STAGED,
  SYSTEM
} from '../../tests/fixtures/case-facts.ts';
import { ANNOUNCED } from '../calendar/rules.ts';
import { escalationOf, stageLightOf } from './deadlines.ts';
import { dutyOf } from './duties.ts';
import type { Actor, AnyAction, CaseFacts, ItemFacts } from './facts.ts';
import { stageOf, stagesText } from './stages.ts';
import { step } from './step.ts';

/** An act that is allowed, and the case after it. */
function done(facts: CaseFacts, item: ItemFacts, action: object, actor: Actor, today: string): CaseFacts {
  const stepped = step(facts, item, { version: facts.version, ...action } as AnyAction, actor, on(today));
  if (!stepped.ok) throw new Error(stepped.error.code);
  const { rating: _, ...change } = stepped.value;
  return { ...facts, ...change, version: facts.version + 1 };
}
const lastOf = (facts: CaseFacts, item: ItemFacts = STAGED) => {
  const stage = stageOf(ANNOUNCED, facts, item);
  return stage && [stage.name, stage.due.due];
};

const accepted = done(factsOf(), STAGED, { act: 'accept' }, CLERK, FRIDAY);
const sent = done(accepted, STAGED, { act: 'send', to: null }, CLERK, '2026-09-22');
const granted = done(sent, STAGED, { act: 'grant', reason: '' }, OFFICER, '2026-09-28');

describe('a leg of the way', () => {
  it('is counted from the day it begins, in working days: forward, decide, deliver', () => {
    expect(lastOf(factsOf())).toBeNull();
    // Worked to make up: Sunday 20 September, Saturday 10 October. Off: 25 to 27 September, 1 to 7 October.
    expect(lastOf(accepted)).toEqual(['forward', '2026-09-22']);
    expect(lastOf(sent)).toEqual(['decide', '2026-10-13']);
    expect(lastOf(granted)).toEqual(['deliver', '2026-10-08']);
    expect(lastOf(done(granted, STAGED, { act: 'issue', handedTo: '本人' }, CLERK, '2026-09-29'))).toBeNull();
  });

  it('stands while a special procedure lasts, and goes on behind it', () => {
    const held = done(sent, STAGED, { act: 'suspend', procedure: '评定', reason: '', days: 5 }, OFFICER, '2026-09-23');
    expect(lastOf(held)).toBeNull();
    const back = done(held, STAGED, { act: 'resume', outcome: '' }, OFFICER, '2026-09-24');
    expect(lastOf(back)).toEqual(['decide', '2026-10-15']);
  });

  it('of the decision is longer by what the head added, and begins again where the file is passed up', () => {
    const longer = done(sent, STAGED, { act: 'extend', days: 2, reason: '' }, MANAGER, '2026-09-23');
    expect(lastOf(longer)).toEqual(['decide', '2026-10-15']);
    const next = { office: '省残联', person: '接手人', phone: '0571-00000000' };
    const up = done(sent, STAGED, { act: 'pass-up', reason: '', next }, OFFICER, '2026-09-24');
    expect(lastOf(up)).toEqual(['decide', '2026-10-15']);
  });

  it('is none where only the whole has a limit, but a permit is in hand within ten days of its decision (第44条)', () => {
    const decided = factsOf({ state: 'granted', decidedOn: '2026-09-28' });
    expect(lastOf(decided, PROMISED)).toBeNull();
    expect(lastOf(decided, PERMIT)).toEqual(['deliver', '2026-10-16']);
  });
});

describe('whoever has a leg', () => {
  it('is reminded of it before its end, though the promised day is far', () => {
    expect(
      ['2026-09-18', '2026-09-20', '2026-09-21', '2026-09-23'].map((day) => stageLightOf(accepted, STAGED, on(day)))
    ).toEqual(['green', 'amber', 'red', 'over']);
    expect(escalationOf(accepted, STAGED, on('2026-09-23'))).toBe(3);
  });

  it('begins without the reminders of the one before, where it is counted', () => {
    const late = { ...accepted, escalation: 3 } as const;
    expect(done(late, STAGED, { act: 'send', to: null }, CLERK, '2026-09-23').escalation).toBe(0);
    const whole = factsOf({ state: 'accepted', escalation: 3, clock: clockOf({ from: FRIDAY, acceptedOn: FRIDAY }) });
    expect(done(whole, PROMISED, { act: 'send', to: null }, CLERK, '2026-09-23').escalation).toBe(3);
  });

  it('is reminded of what was granted and lies there, and of nothing once it is handed out', () => {
    const kept = { dueOn: '2026-10-21', provisional: false };
    const duty = dutyOf(granted, STAGED, kept, on('2026-10-09'));
    expect(duty).toEqual({ act: 'escalate', version: granted.version, level: 3 });
    const told = done(granted, STAGED, { ...duty, to: { id: 'manager', name: '管中心' } }, SYSTEM, '2026-10-09');
    expect(dutyOf(told, STAGED, kept, on('2026-10-09'))).toBeNull();
    const issued = done(told, STAGED, { act: 'issue', handedTo: '本人' }, CLERK, '2026-10-09');
    expect(dutyOf(issued, STAGED, kept, on('2026-10-12'))).toBeNull();
    expect(dutyOf(factsOf({ state: 'granted', decidedOn: FRIDAY }), PROMISED, kept, on('2026-12-01'))).toBeNull();
  });
});

it('says its legs in words', () => {
  expect(stagesText(STAGED)).toBe('受理转递3个工作日，审核决定10个工作日，送达3个工作日');
  expect(stagesText(PROMISED)).toBeNull();
});
