import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAudience } from './audience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const end = vi.fn(async () => {});
  return { end, audience: createAudience({ end }) };
}

it('ends the session half a minute after the last page has gone', () => {
  const { end, audience } = stage();
  const leave = audience.enter();
  leave();
  vi.advanceTimersByTime(29_999);
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(end).toHaveBeenCalledOnce();
});

it('does not count from an earlier page that was only loaded anew', () => {
  const { end, audience } = stage();
  audience.enter()();
  vi.advanceTimersByTime(10_000);
  const leave = audience.enter();
  vi.advanceTimersByTime(15_000);
  leave();
  vi.advanceTimersByTime(20_000);
  expect(end).not.toHaveBeenCalled();
});

it('waits as long as another page listens', () => {
  const { end, audience } = stage();
  audience.enter();
  audience.enter()();
  vi.advanceTimersByTime(60_000);
  expect(end).not.toHaveBeenCalled();
});
