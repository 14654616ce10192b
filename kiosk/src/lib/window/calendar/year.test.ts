import { describe, expect, it } from 'vitest';
import { blank, columnOf, isSame, kindOf, monthsOf, moved, toggled } from './year.ts';

describe('a year', () => {
  it('has its months and days, in weeks that begin on Monday', () => {
    const months = monthsOf('2028');
    expect(months.map((days) => days.length)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect([months[1]?.[28], columnOf('2027-02-01'), columnOf('2027-01-31')]).toEqual(['2028-02-29', 0, 6]);
  });

  it('begins with 1 January, where that is a weekday', () => {
    expect(blank('2027')).toEqual({ holidays: ['2027-01-01'], makeUpDays: [] });
    expect(blank('2028')).toEqual({ holidays: [], makeUpDays: [] });
  });
});

describe('a day', () => {
  it.each([
    ['2027-01-04', 'working', 'holiday'],
    ['2027-01-03', 'weekend', 'make-up']
  ])('%s is %s, once pressed %s, and as before when pressed again', (day, before, after) => {
    const begun = blank('2027');
    const pressed = toggled(begun, day);
    expect([kindOf(day, begun), kindOf(day, pressed)]).toEqual([before, after]);
    expect(isSame(begun, pressed)).toBe(false);
    expect(isSame(toggled(pressed, day), begun)).toBe(true);
  });

  it('pressed in any order comes to the same', () => {
    const [one, two] = ['2027-02-08', '2027-02-05'];
    expect(toggled(toggled(blank('2027'), one), two)).toEqual(toggled(toggled(blank('2027'), two), one));
  });
});

it.each([
  ['2027-03-10', 'ArrowRight', '2027-03-11'],
  ['2027-03-31', 'ArrowRight', '2027-04-01'],
  ['2027-03-10', 'ArrowUp', '2027-03-03'],
  ['2027-03-31', 'PageUp', '2027-02-28'],
  ['2027-03-31', 'PageDown', '2027-04-30'],
  ['2027-12-31', 'ArrowDown', '2027-12-31'],
  ['2027-01-01', 'ArrowLeft', '2027-01-01'],
  ['2027-01-15', 'PageUp', '2027-01-15'],
  ['2027-06-15', 'Home', '2027-01-01'],
  ['2027-06-15', 'End', '2027-12-31'],
  ['2027-06-15', 'Enter', null]
])('from %s %s leads to %s', (day, key, to) => {
  expect(moved(day, key)).toBe(to);
});
