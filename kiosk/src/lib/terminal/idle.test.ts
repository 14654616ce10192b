import { describe, expect, it } from 'vitest';
import { type IdleState, isHeld, PATIENCE, type Presence, patienceFor, step } from './idle.ts';

const start = step({ state: 'off' }, 'start', 0);
const at = (now: number, state: IdleState = start) => step(state, 'tick', now);

describe('a screen left alone', () => {
  it('says nothing for a minute', () => {
    expect(at(59_999)).toEqual({ state: 'watching', since: 0 });
  });

  it('counts down half a minute in whole seconds', () => {
    expect(at(60_000)).toMatchObject({ state: 'counting', secondsLeft: 30 });
    expect(at(60_001)).toMatchObject({ state: 'counting', secondsLeft: 30 });
    expect(at(89_001)).toMatchObject({ state: 'counting', secondsLeft: 1 });
  });

  it('is over after the countdown, even where a tick came late, and stays over', () => {
    expect(at(90_000)).toEqual({ state: 'over' });
    expect(at(1_000_000)).toEqual({ state: 'over' });
    expect(step(at(90_000), 'touch', 90_001)).toEqual({ state: 'over' });
  });

  it('starts its minute again at a touch, and at the tap that says one is still here', () => {
    expect(at(110_000, step(start, 'touch', 55_000))).toMatchObject({ state: 'watching' });
    const counting = at(80_000);
    expect(step(counting, 'touch', 80_000)).toEqual({ state: 'watching', since: 80_000 });
    expect(at(80_000 + PATIENCE.quietMs, step(counting, 'touch', 80_000))).toMatchObject({ secondsLeft: 30 });
  });

  it('does not watch where nobody is signed in', () => {
    expect(step({ state: 'off' }, 'tick', 1_000_000)).toEqual({ state: 'off' });
    expect(step(at(80_000), 'stop', 80_000)).toEqual({ state: 'off' });
  });
});

describe('a screen whose person has called for somebody', () => {
  const since = '2026-11-24T02:00:00.000Z';
  const at = (minutes: number) => Date.parse(since) + minutes * 60_000;
  it.each([
    ['nobody was called', null, 0, false],
    ['the bell rings', { state: 'ringing', since }, 4, true],
    ['somebody is on the way', { state: 'taken', since, by: '王五' }, 9.9, true],
    ['it is long ago', { state: 'taken', since, by: '王五' }, 10, false],
    ['nobody came', { state: 'unanswered' }, 1, false],
    ['no bell rang', { state: 'not-rung', code: 'server.unavailable' }, 1, false]
  ] as const)('waits or does not, when %s', (_, call, minutes, held) => {
    expect(isHeld(call, at(minutes))).toBe(held);
  });
});

it.each<[Partial<Presence>, number, number]>([
  [{}, 60, 30],
  [{ textSize: 1 }, 60, 30],
  [{ textSize: 2 }, 120, 60],
  [{ textSize: 3 }, 120, 60],
  [{ byEar: true }, 120, 60],
  [{ byKeys: true }, 120, 60],
  [{ textSize: 3, byEar: true, byKeys: true }, 120, 60]
])('for %o a screen is quiet for %i seconds, and counts %i down', (presence, quiet, countdown) => {
  const patience = patienceFor({ textSize: 0, byEar: false, byKeys: false, ...presence });
  expect(patience).toEqual({ quietMs: quiet * 1000, countdownMs: countdown * 1000 });
  const counting = step(start, 'tick', quiet * 1000, patience);
  expect(counting).toMatchObject({ state: 'counting', secondsLeft: countdown });
  expect(step(counting, 'tick', (quiet + countdown) * 1000, patience)).toEqual({ state: 'over' });
});
