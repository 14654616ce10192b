import { describe, expect, it } from 'vitest';
import { type CallFacts, mayCallAnew, overdueEnd, ringAgain, type StaffAct, staffMay } from './rules.ts';

const CALLED = new Date('2026-11-24T02:00:00Z');
const minutesOn = (minutes: number, seconds = 0) => new Date(CALLED.getTime() + minutes * 60_000 + seconds * 1000);
const call = (change: Partial<CallFacts> = {}): CallFacts => ({
  state: 'ringing',
  sessionId: 'hers',
  calledAt: CALLED,
  takenBy: null,
  ...change
});
const taken = call({ state: 'taken', takenBy: 'wang' });
const over = call({ state: 'over', sessionId: null });

describe('a call that nobody ends', () => {
  it.each([
    ['ringing', call(), minutesOn(4, 59), null],
    ['ringing', call(), minutesOn(5), 'unanswered'],
    ['taken', taken, minutesOn(5), null],
    ['taken', taken, minutesOn(29, 59), null],
    ['taken', taken, minutesOn(30), 'forgotten'],
    ['over', over, minutesOn(999), null]
  ] as const)('%s: %#', (_, facts, now, end) => {
    expect(overdueEnd(facts, now)).toBe(end);
  });
});

describe('ringing while a call is open', () => {
  it.each<[string, CallFacts, string | null, Date, string]>([
    ['by the same person is the same call', call(), 'hers', minutesOn(1), 'same'],
    ['by them once somebody comes, too', taken, 'hers', minutesOn(10), 'same'],
    ['twice without a card is the same call', call({ sessionId: null }), null, minutesOn(1), 'same'],
    [
      'with a card after having called without one is the same call',
      call({ sessionId: null }),
      'hers',
      minutesOn(1),
      'same'
    ],
    ['by the next person is another call', call(), 'his', minutesOn(1), 'session'],
    ['by the next person without a card is another call', call(), null, minutesOn(1), 'session'],
    ['after nobody came is another call', call(), 'hers', minutesOn(5), 'unanswered']
  ])('%s', (_, open, sessionId, now, expected) => {
    expect(ringAgain(open, sessionId, now)).toBe(expected);
  });

  it('goes through three times in five minutes, and not ten', () => {
    expect([0, 1, 2, 3, 9].map(mayCallAnew)).toEqual([true, true, true, false, false]);
  });
});

describe('a member of staff', () => {
  const names = new Map([['wang', '王五']]);
  const byWang = { code: 'call.taken', by: '王五' };
  it.each<[StaffAct, CallFacts, string, unknown]>([
    ['take', call(), 'li', 'may'],
    ['read', call(), 'li', { code: 'call.not-taken' }],
    ['end', call(), 'li', { code: 'call.not-taken' }],
    ['take', taken, 'wang', 'done'],
    ['read', taken, 'wang', 'may'],
    ['end', taken, 'wang', 'may'],
    ['take', taken, 'li', byWang],
    ['read', taken, 'li', byWang],
    ['end', taken, 'li', byWang],
    ['take', over, 'wang', { code: 'call.over' }],
    ['read', over, 'wang', { code: 'call.over' }],
    ['end', over, 'wang', { code: 'call.over' }]
  ])('who would %s: %#', (act, facts, staffId, expected) => {
    expect(staffMay(act, facts, staffId, names)).toEqual(expected);
  });
});
