import { describe, expect, it } from 'vitest';
import { clockOf, FRIDAY, PERMIT, PROMISED } from '../../tests/fixtures/case-facts.ts';
import { chance } from '../../tests/fixtures/chance.ts';
import { ANNOUNCED, type Arrangement, due, next, withArrangements } from '../calendar/rules.ts';
import { duesOf, goOn, longestExtension, pause, STANDING } from './clock.ts';

const promised = (clock: Parameters<typeof duesOf>[1], item = PROMISED) => duesOf(ANNOUNCED, clock, item).promised?.due;

describe('the days of a case', () => {
  it('count from the day nothing was missing, and are none before', () => {
    expect(promised(clockOf({ from: FRIDAY }))).toBe('2026-09-24');
    expect(duesOf(ANNOUNCED, clockOf(), PERMIT)).toEqual({ promised: null, legal: null });
  });

  it('of the law count from acceptance or receipt, as the statute says', () => {
    const clock = clockOf({ from: FRIDAY, acceptedOn: '2026-09-21' });
    expect(duesOf(ANNOUNCED, clock, PERMIT).legal?.due).toBe('2026-10-26');
    const fromReceipt = { ...PERMIT, legalLimit: { days: 20, unit: 'working', clockStart: 'received' } } as const;
    expect(duesOf(ANNOUNCED, clock, fromReceipt).legal?.due).toBe('2026-10-22');
    expect(duesOf(ANNOUNCED, clockOf({ from: FRIDAY }), PERMIT).legal).toBeNull();
  });

  it('stand while a special procedure lasts, and leave out both its days', () => {
    const going = clockOf({ from: FRIDAY });
    const paused = pause(going, '2026-09-21');
    expect(duesOf(ANNOUNCED, paused, PROMISED).promised).toBeNull();
    // Sunday 20 (worked) is the first; 21–23 stand; 24, 28, 29, 30 (25–27 are 中秋).
    expect(promised(goOn(paused, '2026-09-23'))).toBe('2026-09-30');
    // Begun and ended within one day it costs that day.
    expect(promised(goOn(pause(going, '2026-09-21'), '2026-09-21'))).toBe('2026-09-28');
  });

  it('are longer by what the head has given', () => {
    expect(promised(clockOf({ from: FRIDAY, extension: 3 }))).toBe('2026-09-30');
  });

  it('move when the year they lie in is announced, and not before', () => {
    const clock = clockOf({ from: '2026-12-30' });
    expect(duesOf(ANNOUNCED, clock, PROMISED).promised).toEqual({ due: '2027-01-07', provisional: true });
    const arrangement: Arrangement = { holidays: ['2027-01-01', '2027-01-04'], makeUpDays: ['2027-01-09'] };
    const known = withArrangements(new Map([['2027', arrangement]]));
    expect(duesOf(known, clock, PROMISED).promised).toEqual({ due: '2027-01-08', provisional: false });
  });
});

it('a thousand clocks with pauses: as many days are counted as were promised, none of them a day on which it stood', () => {
  const below = chance(45);
  for (let round = 0; round < 1000; round++) {
    let clock = clockOf({ from: `2026-0${1 + below(8)}-1${below(10)}`, extension: below(3) });
    let day = clock.from ?? '';
    for (let pauses = below(4); pauses > 0; pauses--) {
      for (let step = below(6); step >= 0; step--) day = next(day);
      clock = pause(clock, day);
      for (let step = below(12); step > 0; step--) day = next(day);
      clock = goOn(clock, day);
    }
    const { promised: end } = duesOf(ANNOUNCED, clock, PERMIT);
    const stands = (at: string) => clock.pauses.some(({ from, to }) => at >= from && at <= (to ?? ''));
    let counted = 0;
    for (let at = next(clock.from ?? ''); at <= (end?.due ?? ''); at = next(at))
      if (ANNOUNCED.isWorkingDay(at) && !stands(at)) counted++;
    expect(counted).toBe(15 + clock.extension);
    expect(stands(end?.due ?? '')).toBe(false);
  }
});

describe('the longest extension', () => {
  it.each([
    ['what the law leaves, and ten days more', PERMIT, 15],
    ['as long again as was promised, where the law sets no limit', PROMISED, 5],
    ['thirty days at most', { ...PROMISED, promisedLimit: { days: 60, unit: 'working', clockStart: 'accepted' } }, 30],
    [
      'nothing of what is promised on the spot',
      { ...PROMISED, promisedLimit: { days: 0, unit: 'immediate', clockStart: 'accepted' } },
      0
    ]
  ] as const)('is %s', (_, item, days) => {
    expect(longestExtension(item, STANDING)).toBe(days);
  });
});

describe('联办 of a permit', () => {
  const joint = { ...STANDING, from: FRIDAY, acceptedOn: FRIDAY, joint: true };

  it('has forty-five working days by law, and fifteen more (行政许可法 第42条)', () => {
    expect(duesOf(ANNOUNCED, joint, PERMIT).legal).toEqual(due(ANNOUNCED, FRIDAY, 45, 'working'));
    expect(longestExtension(PERMIT, joint)).toBe(45 - 15 + 15);
  });

  it('changes no promise, and nothing of what is no permit', () => {
    expect(duesOf(ANNOUNCED, joint, PERMIT).promised).toEqual(due(ANNOUNCED, FRIDAY, 15, 'working'));
    expect(duesOf(ANNOUNCED, joint, PROMISED).legal).toBeNull();
    expect(longestExtension(PROMISED, joint)).toBe(5);
  });
});
