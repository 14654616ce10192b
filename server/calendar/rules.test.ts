import { describe, expect, it } from 'vitest';
import { ANNOUNCED, announcedFor, due, dueOf } from './rules.ts';

describe('working days', () => {
  it.each([
    ['2024', 251],
    ['2025', 248],
    ['2026', 248]
  ])('counts those that 国务院办公厅 announced for %s', (year, days) => {
    let count = 0;
    const date = new Date(`${year}-01-01T00:00:00Z`);
    for (; date.getUTCFullYear() === Number(year); date.setUTCDate(date.getUTCDate() + 1))
      if (ANNOUNCED.isWorkingDay(date.toISOString().slice(0, 10))) count++;
    expect(count).toBe(days);
  });

  it('works on a Sunday that makes up for a holiday', () => {
    expect(ANNOUNCED.isWorkingDay('2026-09-20')).toBe(true);
    expect(ANNOUNCED.isWorkingDay('2026-09-27')).toBe(false);
  });

  it('knows New Year’s Day of a year that was not announced yet', () => {
    expect(ANNOUNCED.isWorkingDay('2027-01-01')).toBe(false);
    expect(ANNOUNCED.isWorkingDay('2027-01-04')).toBe(true);
  });
});

describe('what was announced for a year', () => {
  it('is given as its notice names the days', () => {
    const { holidays, makeUpDays } = announcedFor('2026');
    // 国务院办公厅关于2026年部分节假日安排的通知: 春节 15 to 23 February, worked on the 14th and the 28th.
    const of = (days: readonly string[], month: string) => days.filter((day) => day.startsWith(`2026-${month}`));
    expect(of(holidays, '02')).toEqual(['16', '17', '18', '19', '20', '23'].map((day) => `2026-02-${day}`));
    expect(of(makeUpDays, '02')).toEqual(['2026-02-14', '2026-02-28']);
  });
});

describe('due days', () => {
  it.each([
    ['2026-09-18', 5, '2026-09-24'],
    ['2026-09-18', 20, '2026-10-22'],
    ['2026-02-13', 20, '2026-03-19'],
    ['2026-04-29', 7, '2026-05-12']
  ])('from %s in %i working days is %s', (from, days, day) => {
    expect(due(ANNOUNCED, from, days, 'working')).toEqual({ due: day, provisional: false });
  });

  it('are provisional across a year end that was not announced yet', () => {
    expect(due(ANNOUNCED, '2026-12-30', 5, 'working')).toEqual({ due: '2027-01-07', provisional: true });
  });

  it('in natural days roll over to the next working day', () => {
    expect(due(ANNOUNCED, '2026-09-28', 5, 'natural').due).toBe('2026-10-08');
    expect(due(ANNOUNCED, '2026-11-20', 10, 'natural').due).toBe('2026-11-30');
  });

  it('of an immediate limit are the same day', () => {
    expect(dueOf(ANNOUNCED, { days: 0, unit: 'immediate', clockStart: 'accepted' }, '2026-10-03').due).toBe(
      '2026-10-03'
    );
  });
});
