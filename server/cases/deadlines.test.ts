import { describe, expect, it } from 'vitest';
import {
  clockOf,
  FRIDAY,
  factsOf,
  IMMEDIATE,
  on,
  PERMIT,
  PROMISED,
  STAGED,
  SYSTEM
} from '../../tests/fixtures/case-facts.ts';
import { ANNOUNCED, next } from '../calendar/rules.ts';
import { duesOf } from './clock.ts';
import { escalationOf, lightOf, stageLightOf, warningDays } from './deadlines.ts';
import { dutyDay, dutyOf } from './duties.ts';
import type { CaseFacts, ItemFacts } from './facts.ts';
import { step } from './step.ts';

/** The days as they were last written down: as they are. */
const keptOf = (facts: CaseFacts, item: ItemFacts) => {
  const { promised } = duesOf(on(FRIDAY).calendar, facts.clock, item);
  return { dueOn: promised?.due ?? null, provisional: promised?.provisional ?? false };
};
const duty = (facts: CaseFacts, item: ItemFacts, today: string) => dutyOf(facts, item, keptOf(facts, item), on(today));
const accepted = factsOf({ state: 'accepted', clock: clockOf({ from: FRIDAY, acceptedOn: FRIDAY }) });

describe('the light of a case', () => {
  it.each([
    ['2026-09-18', 'green'],
    ['2026-09-20', 'green'],
    ['2026-09-21', 'amber'],
    ['2026-09-23', 'red'],
    ['2026-09-24', 'red'],
    ['2026-09-25', 'over']
  ])('on %s is %s', (today, light) => {
    expect(lightOf(accepted, PROMISED, on(today))).toBe(light);
  });

  it('is none where nothing is counted: waiting for papers, in a special procedure, closed', () => {
    expect(lightOf(factsOf({ clock: clockOf() }), PROMISED, on(FRIDAY))).toBe('none');
    expect(lightOf(factsOf({ state: 'granted' }), PROMISED, on('2026-12-01'))).toBe('none');
    const paused = clockOf({ from: FRIDAY, pauses: [{ from: '2026-09-21', to: null }] });
    expect(lightOf(factsOf({ state: 'suspended', clock: paused }), PROMISED, on('2026-12-01'))).toBe('none');
  });
});

describe('the days from which a case is amber and red', () => {
  const short = { ...PROMISED, promisedLimit: { days: 1, unit: 'working', clockStart: 'accepted' } } as const;
  const natural = { ...PROMISED, promisedLimit: { days: 20, unit: 'natural', clockStart: 'accepted' } } as const;
  const sent = factsOf({
    state: 'reviewing',
    clock: clockOf({ from: FRIDAY, acceptedOn: FRIDAY, sentOn: '2026-09-22' })
  });
  const granted = factsOf({ state: 'granted', clock: clockOf({ from: FRIDAY }), decidedOn: '2026-09-28' });

  it.each([
    ['a promise', accepted, PROMISED],
    ['a short one', accepted, short],
    ['one kept on the spot', accepted, IMMEDIATE],
    ['one in natural days, across a holiday', accepted, natural],
    ['a leg that ends before the whole', sent, STAGED],
    ['what is to be handed out', granted, STAGED]
  ])('are those on which its lights turn: %s', (_, facts, item) => {
    const { amberOn, redOn } = warningDays(facts, item, ANNOUNCED);
    for (let day = FRIDAY; day < '2026-11-20'; day = next(day)) {
      const lights = [lightOf(facts, item, on(day)), stageLightOf(facts, item, on(day))];
      const isRed = lights.some((light) => light === 'red' || light === 'over');
      expect([day, redOn !== null && redOn <= day], day).toEqual([day, isRed]);
      expect([day, amberOn !== null && amberOn <= day]).toEqual([day, isRed || lights.includes('amber')]);
    }
  });

  it('are none where nothing is counted', () => {
    const none = { amberOn: null, redOn: null };
    expect(warningDays(factsOf({ clock: clockOf() }), PROMISED, ANNOUNCED)).toEqual(none);
    expect(warningDays(factsOf({ state: 'issued' }), PROMISED, ANNOUNCED)).toEqual(none);
  });
});

describe('reminders', () => {
  it('go up with the light', () => {
    expect(escalationOf(accepted, PROMISED, on('2026-09-18'))).toBe(0);
    expect(escalationOf(accepted, PROMISED, on('2026-09-21'))).toBe(1);
    expect(escalationOf(accepted, PROMISED, on('2026-09-24'))).toBe(2);
    expect(escalationOf(accepted, PROMISED, on('2026-09-25'))).toBe(3);
  });

  it('of what nobody has answered begin after one working day', () => {
    const waiting = factsOf({ ownerId: null });
    const long = { ...PROMISED, promisedLimit: { days: 60, unit: 'working', clockStart: 'accepted' } } as const;
    expect(
      ['2026-09-20', '2026-09-21', '2026-09-22', '2026-10-08'].map((day) => escalationOf(waiting, long, on(day)))
    ).toEqual([0, 1, 2, 2]);
    const lacking = factsOf({ clock: clockOf(), materials: { m1: 'to-bring' } });
    expect(escalationOf(lacking, long, on('2026-10-08'))).toBe(0);
  });

  it('are given once for each step, and skip what was slept over', () => {
    expect(duty(accepted, PROMISED, '2026-09-25')).toEqual({ act: 'escalate', version: 3, level: 3 });
    expect(duty({ ...accepted, escalation: 3 }, PROMISED, '2026-09-25')).toBeNull();
    expect(duty({ ...accepted, escalation: 1 }, PROMISED, '2026-09-21')).toBeNull();
  });
});

describe('视为受理', () => {
  const received = factsOf({ ownerId: null, materials: { m1: 'to-bring' }, clock: clockOf() });

  it('of a permit comes on the sixth working day, from the day of receipt (T11)', () => {
    expect(duty(received, PERMIT, '2026-09-24')?.act).not.toBe('deem-accept');
    const due = duty(received, PERMIT, '2026-09-25');
    expect(due).toEqual({ act: 'deem-accept', version: 3 });
    const done = step(received, PERMIT, { act: 'deem-accept', version: 3 }, SYSTEM, on('2026-09-25'));
    if (!done.ok || !done.value.clock) throw new Error('not accepted');
    expect(done.value.state).toBe('accepted');
    expect(done.value.clock.acceptedOn).toBe('2026-09-18');
    expect(duesOf(on(FRIDAY).calendar, done.value.clock, PERMIT).legal?.due).toBe('2026-10-22');
  });

  it('is of permits only, and never of what was answered', () => {
    expect(duty(received, PROMISED, '2026-10-30')?.act).not.toBe('deem-accept');
    const early = step(received, PERMIT, { act: 'deem-accept', version: 3 }, SYSTEM, on('2026-09-24'));
    expect(early).toMatchObject({ error: { code: 'case.state' } });
    expect(duty(factsOf({ state: 'supplementing', clock: clockOf() }), PERMIT, '2026-10-30')).toBeNull();
  });
});

describe('视为撤回', () => {
  const lapsing: ItemFacts = { ...PROMISED, lapsesAfter: { days: 10, unit: 'working' } };
  const asked = factsOf({ state: 'supplementing', supplementAsked: true, bringBy: '2026-10-10', clock: clockOf() });

  it('comes the day after the last one, where the item says so', () => {
    expect(duty(asked, lapsing, '2026-10-10')).toBeNull();
    expect(duty(asked, lapsing, '2026-10-11')).toEqual({ act: 'lapse', version: 3 });
    expect(duty(asked, PROMISED, '2026-10-11')).toBeNull();
  });

  it('holds for what was tolerated, and not once it has come', () => {
    const tolerated = factsOf({ state: 'reviewing', materials: { m1: 'later' }, bringBy: '2026-10-10' });
    expect(duty(tolerated, lapsing, '2026-10-11')?.act).toBe('lapse');
    expect(duty({ ...tolerated, materials: { m1: 'received' } }, lapsing, '2026-10-11')?.act).not.toBe('lapse');
  });
});

describe('days across a year that was not announced', () => {
  const across = factsOf({ state: 'accepted', clock: clockOf({ from: '2026-12-30', acceptedOn: '2026-12-30' }) });

  it('are counted again once it is, and only where they change', () => {
    const day = on('2026-12-30');
    expect(dutyOf(across, PROMISED, { dueOn: '2027-01-07', provisional: true }, day)).toBeNull();
    expect(dutyOf(across, PROMISED, { dueOn: '2027-01-06', provisional: true }, day)?.act).toBe('recalculate');
  });
});

describe('归档', () => {
  const closed = factsOf({ state: 'issued', closedOn: '2026-09-30' });

  it('comes when it has lain open for thirty days, once', () => {
    expect(duty(closed, IMMEDIATE, '2026-10-30')).toBeNull();
    expect(duty(closed, IMMEDIATE, '2026-10-31')).toEqual({ act: 'archive', version: 3 });
    expect(duty({ ...closed, archivedOn: '2026-10-31' }, IMMEDIATE, '2026-12-31')).toBeNull();
  });

  it('waits for a result that nobody has fetched', () => {
    expect(duty(factsOf({ state: 'granted' }), IMMEDIATE, '2027-06-01')).toBeNull();
  });
});

describe('the day on which something comes due', () => {
  const lapsing: ItemFacts = { ...PERMIT, lapsesAfter: { days: 10, unit: 'working' } };
  const natural = { ...PROMISED, promisedLimit: { days: 20, unit: 'natural', clockStart: 'accepted' } } as const;
  const items = { PROMISED, IMMEDIATE, PERMIT, STAGED, lapsing, natural };
  const atWork = clockOf({ from: FRIDAY, acceptedOn: FRIDAY, sentOn: '2026-09-22' });
  const stands = clockOf({ from: FRIDAY, pauses: [{ from: '2026-09-21', to: null }] });
  const cases: Readonly<Record<string, CaseFacts>> = {
    'waiting at the window': factsOf({ ownerId: null }),
    'waiting for papers': factsOf({ ownerId: null, materials: { m1: 'to-bring' }, clock: clockOf() }),
    'asked for papers': factsOf({ state: 'supplementing', bringBy: '2026-10-10', clock: clockOf() }),
    'accepted upon a promise': factsOf({ state: 'accepted', materials: { m1: 'later' }, bringBy: '2026-09-28' }),
    accepted,
    'with its department': factsOf({ state: 'reviewing', clock: atWork }),
    'in a special procedure': factsOf({ state: 'suspended', clock: stands }),
    'longer by the head': factsOf({ state: 'reviewing', clock: { ...atWork, extension: 5 } }),
    'to be handed out': factsOf({ state: 'granted', clock: atWork, decidedOn: '2026-09-28' }),
    closed: factsOf({ state: 'issued', closedOn: '2026-09-30' }),
    'closed, and not looked back at': factsOf({ state: 'issued', closedOn: '2026-09-30', entrustedTo: 'helper' }),
    archived: factsOf({ state: 'issued', closedOn: '2026-09-30', archivedOn: '2026-10-31' })
  };
  const days: string[] = [];
  for (let day = FRIDAY; day < '2026-11-15'; day = next(day)) days.push(day);

  it.each(Object.entries(cases))('is the first of all days on which it does: %s', (_, facts) => {
    for (const [name, item] of Object.entries(items))
      for (const escalation of [0, 1, 2, 3] as const) {
        const told = { ...facts, escalation };
        const kept = keptOf(told, item);
        const due = days.filter((day) => dutyOf(told, item, kept, on(day)) !== null);
        for (const today of days.filter((_, at) => at % 7 === 0))
          expect([name, escalation, today, dutyDay(told, item, kept, on(today))]).toEqual([
            ...[name, escalation, today],
            due.find((day) => day >= today) ?? null
          ]);
      }
  });
});
