import { describe, expect, it } from 'vitest';
import { ANNOUNCED } from '../calendar/rules.ts';
import type { CaseAct } from '../contract/case-state.ts';
import { TICKET_STATES } from '../contract/grade.ts';
import type { TicketAction } from '../contract/grade-wire.ts';
import { type Counted, published } from './published-rules.ts';
import {
  allowedActs,
  type Caller,
  contactBy,
  dutyOf,
  isOver,
  levelOf,
  lightOf,
  step,
  type TicketFacts,
  windowOf
} from './rules.ts';

const OFFICER: Caller = { id: 'officer', isHead: false };
const HEAD: Caller = { id: 'head', isHead: true };
const OTHER: Caller = { id: 'other', isHead: false };
const on = (today: string) => ({ today, calendar: ANNOUNCED });
/** A Friday. */
const DAY = on('2026-11-27');
const NEW: TicketFacts = {
  state: 'new',
  version: 1,
  openedOn: '2026-11-27',
  contactDays: 1,
  rectifyDays: 15,
  officerId: null,
  tries: [],
  contactedOn: null,
  ledgerOn: null,
  appeal: null,
  answeredOn: null,
  regrade: null,
  level: 0
};
const CALLING: TicketFacts = { ...NEW, state: 'calling', officerId: 'officer' };
const CALLED: TicketFacts = { ...CALLING, tries: ['2026-11-27'], contactedOn: '2026-11-27' };
const said = (act: 'fix' | 'explain' | 'rectified'): TicketAction => ({ act, version: 1, feedback: '已经改好' });

describe('who may do what with a 差评单', () => {
  it.each([
    ['new', OTHER, NEW, ['accept']],
    ['calling, not reached yet', OFFICER, CALLING, ['contact']],
    ['calling, reached', OFFICER, CALLED, ['contact', 'fix', 'ledger', 'explain', 'appeal']],
    ['calling, to a colleague', OTHER, CALLED, ['accept']],
    ['calling, after a review', OFFICER, { ...CALLED, appeal: 'mistaken' }, ['contact', 'fix', 'ledger', 'explain']],
    ['appealed, to whoever asked', OFFICER, { ...CALLED, state: 'appealed' }, []],
    ['appealed, to the head', HEAD, { ...CALLED, state: 'appealed' }, ['accept', 'uphold', 'overrule']],
    ['appealed by the head', HEAD, { ...CALLED, state: 'appealed', officerId: 'head' }, []],
    ['rectifying', OFFICER, { ...CALLED, state: 'rectifying' }, ['rectified']],
    ['answered', OFFICER, { ...CALLED, state: 'answered' }, []],
    ['regraded', OFFICER, { ...CALLED, state: 'regraded' }, ['close']],
    ['closed, to the head', HEAD, { ...CALLED, state: 'closed' }, []]
  ] as const)('%s', (_, caller, facts, acts) => {
    expect(allowedActs(facts, caller)).toEqual(acts);
  });

  it('nothing is answered before somebody called, however it is to be answered', () => {
    const actions: TicketAction[] = [
      said('fix'),
      said('explain'),
      { act: 'ledger', version: 1, by: '2026-12-01', measure: '培训' },
      { act: 'appeal', version: 1, ground: 'malicious', reasons: '没有来过' }
    ];
    for (const action of actions)
      expect(step(CALLING, action, OFFICER, DAY)).toEqual({ ok: false, error: 'grade.contact-first' });
  });

  it('whoever is away is called on three days, and three times on one day is once', () => {
    const call = (facts: TicketFacts, today: string) => {
      const done = step(facts, { act: 'contact', version: 1, reached: false, note: '' }, OFFICER, on(today));
      if (!done.ok) throw new Error(done.error);
      return { ...facts, ...done.value };
    };
    let facts = CALLING;
    for (const today of ['2026-11-27', '2026-11-27', '2026-11-27', '2026-11-30']) facts = call(facts, today);
    expect([facts.tries, facts.contactedOn]).toEqual([['2026-11-27', '2026-11-30'], null]);
    expect(call(facts, '2026-12-01').contactedOn).toBe('2026-12-01');
  });

  it('an act upon an old screen is refused in every state', () => {
    for (const state of TICKET_STATES)
      expect(step({ ...CALLED, state, version: 2 }, said('fix'), OFFICER, DAY)).toEqual({
        ok: false,
        error: 'grade.changed'
      });
  });

  it.each([
    ['2026-11-26', 'grade.day'],
    ['2026-11-27', null],
    ['2026-12-18', null],
    ['2026-12-19', 'grade.day']
  ])('a ledger until %s: %s', (by, error) => {
    const done = step(CALLED, { act: 'ledger', version: 1, by, measure: '增加窗口' }, OFFICER, DAY);
    expect(done.ok ? null : done.error).toBe(error);
  });

  it('what was a mistake may be graded again, what was meant to harm not', () => {
    const uphold: TicketAction = { act: 'uphold', version: 1, reasons: '录像为证' };
    const of = (appeal: 'mistaken' | 'malicious') => step({ ...CALLED, state: 'appealed', appeal }, uphold, HEAD, DAY);
    expect(of('mistaken')).toMatchObject({ value: { state: 'answered', outcome: 'mistaken' } });
    expect(of('malicious')).toMatchObject({ value: { state: 'closed', outcome: 'malicious' } });
  });
});

describe('the days of a 差评单', () => {
  it('are working days: what comes in on a Friday is called back on Monday', () => {
    expect(contactBy(NEW, DAY)).toBe('2026-11-30');
    expect(dutyOf(NEW, DAY)).toEqual({ duty: 'contact', dueOn: '2026-11-30' });
    expect(['2026-11-27', '2026-11-30', '2026-12-01'].map((today) => lightOf(NEW, on(today)))).toEqual([
      'red',
      'red',
      'over'
    ]);
  });

  it('are those of putting right once somebody called, or of the ledger', () => {
    expect(dutyOf(CALLED, DAY)).toEqual({ duty: 'rectify', dueOn: '2026-12-18' });
    const booked: TicketFacts = { ...CALLED, state: 'rectifying', ledgerOn: '2026-12-04' };
    expect(['2026-11-30', '2026-12-01', '2026-12-03', '2026-12-07'].map((today) => lightOf(booked, on(today)))).toEqual(
      ['green', 'amber', 'red', 'over']
    );
    expect(['2026-11-30', '2026-12-01', '2026-12-07'].map((today) => levelOf(booked, on(today)))).toEqual([0, 1, 2]);
  });

  it('stand still while the resident is waited for, who has thirty of their own', () => {
    const facts: TicketFacts = { ...CALLED, state: 'answered', answeredOn: '2026-11-27' };
    expect(dutyOf(facts, DAY)).toBeNull();
    // The thirtieth is a Sunday.
    expect([isOver(facts, on('2026-12-28')), isOver(facts, on('2026-12-29'))]).toEqual([false, true]);
  });
});

describe('the window that a grade is about', () => {
  const at = (act: CaseAct, counter: string | null) => ({ act, counter });
  it.each<[string, string | null, Parameters<typeof windowOf>[0]]>([
    ['where it was handed out', '3号', [at('submit', '1号'), at('accept', '2号'), at('issue', '3号')]],
    ['else where it was accepted', '2号', [at('submit', '1号'), at('accept', '2号'), at('issue', null)]],
    ['also once papers were complete', '2号', [at('submit', '1号'), at('supplement', '2号')]],
    ['else where it was filed', '1号', [at('submit', '1号'), at('accept', null)]],
    ['none where nobody sat at a counter', null, [at('submit', null), at('accept', null)]],
    ['none where only something else happened at one', null, [at('claim', '1号'), at('send', '1号')]]
  ])('is %s', (_, window, events) => {
    expect(windowOf(events)).toBe(window);
  });
});

describe('what is published of grades', () => {
  const row = (name: string, ...counts: readonly number[]): Counted => ({
    name,
    grades: [0, 1, 2, 3, 4].map((at) => counts[at] ?? 0),
    answered: 0,
    regraded: 0,
    regradedWell: 0
  });
  const shownOf = (rows: readonly Counted[]) => published(rows).map(({ name, shown }) => [name, shown !== null]);

  it('of fewer than five is only how many', () => {
    const [five, four] = published([row('四', 4), row('五', 3, 0, 0, 1, 1), row('零', 1)]);
    expect(five).toMatchObject({ name: '五', count: 5, shown: { grades: [3, 0, 0, 1, 1] } });
    expect(four).toEqual({ name: '四', count: 4, shown: null });
  });

  it('hides one more where a few could be reckoned from the rest', () => {
    expect(shownOf([row('甲', 9), row('乙', 6), row('丙', 3)])).toEqual([
      ['甲', true],
      ['乙', false],
      ['丙', false]
    ]);
    expect(shownOf([row('甲', 9), row('丙', 3), row('丁', 2)])).toEqual([
      ['甲', true],
      ['丙', false],
      ['丁', false]
    ]);
    expect(shownOf([row('甲', 9), row('乙', 5)])).toEqual([
      ['甲', true],
      ['乙', true]
    ]);
  });
});
