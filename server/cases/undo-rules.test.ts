import { describe, expect, it } from 'vitest';
import { CASE_STATES, isClosed } from '../contract/case-state.ts';
import { type UndoFacts, undoMsLeft, undoProblem } from './undo-rules.ts';

const RECEIVED = new Date('2026-11-24T02:00:00Z');
const later = (ms: number) => new Date(RECEIVED.getTime() + ms);
const facts = (change: Partial<UndoFacts> = {}): UndoFacts => ({
  state: 'received',
  ownerId: null,
  filedBy: null,
  receivedAt: RECEIVED,
  ...change
});

describe('an application just handed in', () => {
  it.each([
    [0, null, 30_000],
    [12_345, null, 17_655],
    [30_000, null, 0],
    // Pressed in time, and on its way since.
    [35_000, null, 0],
    [35_001, 'case.undo-late', 0]
  ])('after %i ms: %s, with %i ms left', (ms, problem, left) => {
    expect(undoProblem(facts(), later(ms))).toBe(problem);
    expect(undoMsLeft(facts(), later(ms))).toBe(left);
  });

  it('that somebody has taken is theirs, also within the time', () => {
    expect(undoProblem(facts({ ownerId: 'clerk' }), later(1))).toBe('case.undo-taken');
    expect(undoMsLeft(facts({ ownerId: 'clerk' }), later(1))).toBe(0);
  });

  it('at a window can be taken back as long as it lies with the clerk who filed it', () => {
    expect(undoProblem(facts({ ownerId: 'clerk', filedBy: 'clerk' }), later(1))).toBeNull();
    expect(undoMsLeft(facts({ ownerId: 'clerk', filedBy: 'clerk' }), later(0))).toBe(30_000);
    expect(undoProblem(facts({ ownerId: 'colleague', filedBy: 'clerk' }), later(1))).toBe('case.undo-taken');
  });

  it.each(CASE_STATES.filter((state) => state !== 'received'))('that is %s is past taking back', (state) => {
    const code = isClosed(state) ? 'case.undo-decided' : 'case.undo-taken';
    expect(undoProblem(facts({ state }), later(1))).toBe(code);
    expect(undoMsLeft(facts({ state }), later(1))).toBe(0);
  });
});
