import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { today } from './today.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

it('is the day where the centre is, not where the clock was set', () => {
  vi.setSystemTime(new Date('2026-11-24T15:59:59Z'));
  expect(today()).toBe('2026-11-24');
  vi.setSystemTime(new Date('2026-11-24T16:00:00Z'));
  expect(today()).toBe('2026-11-25');
});

it('is the later of what the clock says and what the centre said', () => {
  vi.setSystemTime(new Date('2026-11-24T02:00:00Z'));
  expect(today('2026-11-23')).toBe('2026-11-24');
  vi.setSystemTime(new Date('1970-01-01T00:00:00Z'));
  expect(today('2026-11-23')).toBe('2026-11-23');
});
