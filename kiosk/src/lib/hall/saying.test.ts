import { describe, expect, it } from 'vitest';
import type { HallCall } from '../../../../server/contract/ticket-wire.ts';
import { begin, drop, end, hear, type Saying, SILENT } from './saying.ts';

const at = (seconds: number): string =>
  new Date(Date.parse('2026-11-26T10:00:00+08:00') + seconds * 1000).toISOString();
const call = (version: number, number: string, counter: string, seconds = 0, again = false): HallCall => ({
  version,
  number,
  counter,
  calledAt: at(seconds),
  again
});
const shown = (seconds: number, ...calls: readonly HallCall[]) => ({
  at: at(seconds),
  calls: calls.toSorted((one, other) => other.version - one.version)
});
/** A display that has been there since before the first call. */
const there = hear(SILENT, shown(0));
/** Everything that is said of it, one after the other. */
function said(saying: Saying): string[] {
  const begun = begin(saying);
  return begun.now ? [`${begun.now.number} ${begun.now.counter}`, ...said(end(begun))] : [];
}

const A1 = call(1, 'A001', '1号窗口');
const A2 = call(2, 'A002', '2号窗口', 1);
const A3 = call(3, 'A003', '3号窗口', 2);

it('says what was called while something is said after it, in the order of the calls', () => {
  const first = begin(hear(there, shown(0, A1)));
  const more = begin(hear(hear(first, shown(1, A1, A2)), shown(2, A1, A2, A3)));
  expect(more.now).toEqual(A1);
  expect(said(end(more))).toEqual(['A002 2号窗口', 'A003 3号窗口']);
});

it('says a call once, however often it is shown', () => {
  const once = end(begin(hear(there, shown(0, A1))));
  for (const seconds of [1, 5, 20]) expect(said(hear(once, shown(seconds, A1)))).toEqual([]);
});

it('says a number that is called again once more', () => {
  const once = end(begin(hear(there, shown(0, A1))));
  expect(said(hear(once, shown(20, A1, call(2, 'A001', '1号窗口', 20, true))))).toEqual(['A001 1号窗口']);
});

it('says a number once that is called again before it was said', () => {
  const busy = begin(hear(there, shown(0, A1)));
  const again = hear(hear(busy, shown(1, A1, A2)), shown(3, A1, A2, call(3, 'A002', '2号窗口', 3, true)));
  expect(said(end(again))).toEqual(['A002 2号窗口']);
});

it('sends nobody to a counter that has called another meanwhile', () => {
  const busy = begin(hear(there, shown(0, A1)));
  const moved = hear(hear(busy, shown(1, A1, A2)), shown(4, A1, A2, call(3, 'A003', '2号窗口', 4)));
  expect(said(end(moved))).toEqual(['A003 2号窗口']);
});

describe('a line that was cut', () => {
  const before = end(begin(hear(there, shown(0, A1))));
  it('brings what was missed, and nothing twice', () => {
    const back = hear(before, shown(30, A1, A2, A3));
    expect(said(back)).toEqual(['A002 2号窗口', 'A003 3号窗口']);
    expect(said(hear(hear(back, shown(30, A1, A2, A3)), shown(31, A1, A2, A3)))).toHaveLength(2);
  });
  it('brings nothing that was called too long ago', () => {
    expect(said(hear(before, shown(61.5, A1, A2, A3)))).toEqual(['A003 3号窗口']);
    expect(said(hear(before, shown(300, A1, A2, A3)))).toEqual([]);
  });
});

it('says nothing of what was called before it was there', () => {
  const late = hear(SILENT, shown(3, A1, A2));
  expect(said(late)).toEqual([]);
  expect(said(hear(late, shown(4, A1, A2, A3)))).toEqual(['A003 3号窗口']);
});

it('goes on where it was, if the page was loaded anew', () => {
  expect(said(hear({ ...SILENT, heard: 2 }, shown(3, A1, A2, A3)))).toEqual(['A003 3号窗口']);
});

it('says nothing of a hall that counts anew, and what is called there from then on', () => {
  const yesterday = { ...there, heard: 500 };
  const today = hear(yesterday, shown(0));
  expect(said(hear(yesterday, shown(1, A1)))).toEqual([]);
  expect(said(hear(today, shown(0, A1)))).toEqual(['A001 1号窗口']);
});

it('keeps nothing back for later where nothing may sound', () => {
  expect(said(drop(hear(there, shown(0, A1))))).toEqual([]);
});
