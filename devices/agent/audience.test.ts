import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAudience } from './audience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const end = vi.fn(async () => {});
  return { end, audience: createAudience({ end }) };
}

const ignore = () => {};

it('ends the session half a minute after the page has gone', () => {
  const { end, audience } = stage();
  const leave = audience.enter('page', ignore);
  leave();
  vi.advanceTimersByTime(29_999);
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(end).toHaveBeenCalledOnce();
});

it('does not count from an earlier page that was only loaded anew', () => {
  const { end, audience } = stage();
  audience.enter('page', ignore)();
  vi.advanceTimersByTime(10_000);
  const leave = audience.enter('loaded anew', ignore);
  vi.advanceTimersByTime(15_000);
  leave();
  vi.advanceTimersByTime(20_000);
  expect(end).not.toHaveBeenCalled();
});

it('has one page: the next takes the place of the one before, which is told, and whose going ends nothing', () => {
  const { end, audience } = stage();
  const told = vi.fn();
  const leave = audience.enter('first', told);
  expect(audience.isReplaced('first')).toBe(false);
  audience.enter('second', ignore);
  leave();
  vi.advanceTimersByTime(60_000);
  expect(told.mock.calls).toEqual([['replaced']]);
  expect(['first', 'second', 'third'].map(audience.isReplaced)).toEqual([true, false, false]);
  expect(end).not.toHaveBeenCalled();
});

it('counts a page that went before the next came as replaced too: what it sent last may still be on its way', () => {
  const { audience } = stage();
  audience.enter('first', ignore)();
  audience.enter('second', ignore);
  expect(audience.isReplaced('first')).toBe(true);
});

it('lets a page that lost its line come back on a new one, and gives up the old', () => {
  const { end, audience } = stage();
  const told = vi.fn();
  const leaveOld = audience.enter('page', told);
  audience.enter('page', ignore);
  leaveOld();
  vi.advanceTimersByTime(60_000);
  expect(told.mock.calls).toEqual([['back']]);
  expect(audience.isReplaced('page')).toBe(false);
  expect(end).not.toHaveBeenCalled();
});

it('does not remember for ever who was replaced', () => {
  const { audience } = stage();
  for (let page = 0; page <= 1001; page++) audience.enter(String(page), ignore);
  expect(['0', '1', '1000', '1001'].map(audience.isReplaced)).toEqual([false, true, true, false]);
});
