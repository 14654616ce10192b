import { describe, expect, it } from 'vitest';
import {
  TICKET_ACTS,
  TICKET_PRIORITIES,
  TICKET_STATES,
  type TicketAct,
  type TicketState
} from '../contract/ticket-wire.ts';
import {
  type Actor,
  actsOf,
  HEAD_START_MS,
  holderMayCancel,
  inOrder,
  isCounted,
  mayCallNext,
  mayOpen,
  priorityOf,
  staffMay,
  standingOf,
  stateAfter,
  stateWhenLeft,
  waitMinutes
} from './rules.ts';

const TODAY = '2026-11-24';
const ticket = (state: TicketState, by: string | null = 'me', day = TODAY) => ({ state, by, day });
const actor = (changes: Partial<Actor> = {}): Actor => ({
  staffId: 'me',
  counter: '1号窗口',
  busy: false,
  today: TODAY,
  ...changes
});

/** From where each act leads where. */
const ARROWS: readonly [TicketAct, readonly TicketState[], TicketState][] = [
  ['recall', ['called'], 'called'],
  ['begin', ['called'], 'serving'],
  ['hold', ['called', 'serving'], 'held'],
  ['resume', ['held'], 'serving'],
  ['park', ['called', 'serving', 'held'], 'parked'],
  ['return', ['parked', 'missed'], 'waiting'],
  ['forward', ['called', 'serving', 'held'], 'waiting'],
  ['miss', ['called'], 'missed'],
  ['finish', ['serving', 'held'], 'done'],
  ['cancel', ['waiting', 'called', 'held', 'parked', 'missed'], 'cancelled']
];

describe('an act', () => {
  it('is known, each of them', () => {
    expect(ARROWS.map(([act]) => act).sort()).toEqual([...TICKET_ACTS].sort());
  });

  const whole = ARROWS.flatMap(([act, from]) =>
    TICKET_STATES.map((state) => ({ act, state, fits: from.includes(state) }))
  );
  it.each(whole)('$act upon a ticket that is $state: $fits', ({ act, state, fits }) => {
    const isOver = state === 'done' || state === 'cancelled';
    expect(staffMay(act, ticket(state), actor())).toBe(fits ? 'may' : isOver ? 'ticket.over' : 'ticket.state');
    // Of yesterday nothing is done any more, whatever it was.
    expect(staffMay(act, ticket(state, 'me', '2026-11-23'), actor())).toBe('ticket.over');
    const theirs = ['waiting', 'parked', 'missed'].includes(state) ? 'may' : 'ticket.not-yours';
    if (fits) expect(staffMay(act, ticket(state, 'colleague'), actor())).toBe(theirs);
  });

  it.each(ARROWS)('%s from %j leads to %s', (act, _, to) => {
    expect(stateAfter(act)).toBe(to);
  });

  it('takes up nobody while another one is served', () => {
    for (const act of TICKET_ACTS) {
      const [, from] = ARROWS.find(([one]) => one === act) ?? [];
      for (const state of from ?? [])
        expect(staffMay(act, ticket(state), actor({ busy: true }))).toBe(act === 'resume' ? 'counter.busy' : 'may');
    }
  });

  it.each<[TicketState, readonly TicketAct[]]>([
    ['waiting', ['cancel']],
    ['called', ['recall', 'begin', 'hold', 'park', 'forward', 'miss', 'cancel']],
    ['serving', ['hold', 'park', 'forward', 'finish']],
    ['held', ['resume', 'park', 'forward', 'finish', 'cancel']],
    ['parked', ['return', 'cancel']],
    ['missed', ['return', 'cancel']],
    ['done', []],
    ['cancelled', []]
  ])('is offered upon a ticket that is %s: %j', (state, acts) => {
    expect(actsOf(ticket(state), actor())).toEqual(acts);
    const isAtCounter = ['called', 'serving', 'held'].includes(state);
    expect(actsOf(ticket(state, 'colleague'), actor())).toEqual(isAtCounter ? [] : acts);
  });
});

describe('the next one', () => {
  const SEAT = '1号窗口';
  it('is called by whoever sits at a counter and serves nobody', () => {
    expect(mayCallNext(null, null, null)).toEqual({ code: 'counter.none' });
    expect(mayCallNext(SEAT, null, null)).toBe('may');
    expect(mayCallNext(SEAT, null, 'a ticket that was finished elsewhere')).toBe('may');
  });

  it('takes the place of the one that is named as done, and of no other', () => {
    const served = { id: 'one', state: 'serving' } as const;
    expect(mayCallNext(SEAT, served, 'one')).toBe('may');
    for (const finish of [null, 'the one before'])
      expect(mayCallNext(SEAT, served, finish)).toEqual({ code: 'counter.busy' });
  });

  it('waits until it is said whether the one before has come', () => {
    expect(mayCallNext(SEAT, { id: 'one', state: 'called' }, 'one')).toEqual({ code: 'counter.called' });
  });
});

describe('a place in line', () => {
  const now = new Date('2026-11-24T02:00:00Z');
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

  it.each(TICKET_PRIORITIES)(
    'of somebody who goes first (%s) is half an hour before their coming, and no more',
    (priority) => {
      expect(standingOf(priority, null, now)).toEqual({ at: null, aheadMs: priority === 'none' ? 0 : HEAD_START_MS });
    }
  );

  it('nobody waits for ever: whoever comes half an hour later is behind, also where they go first', () => {
    const first = now.getTime() - standingOf('none', null, now).aheadMs;
    const later = minutes(31);
    expect(later.getTime() - standingOf('elderly', null, later).aheadMs).toBeGreaterThan(first);
  });

  it.each([
    [minutes(20), minutes(20)],
    [minutes(0), minutes(0)],
    [minutes(-30), minutes(-30)],
    [minutes(-31), null]
  ])('of an appointment at %s is at its time, where it was not missed by half an hour', (dueAt, at) => {
    expect(standingOf('none', dueAt, now).at).toEqual(at);
  });

  it.each([
    ['none', 59, 'none'],
    ['none', 60, 'elderly'],
    ['none', null, 'none'],
    ['pregnant', 70, 'pregnant'],
    ['serviceman', null, 'serviceman'],
    ['elderly', 30, 'elderly']
  ] as const)('who asked for %s at the age of %s goes first as %s', (asked, age, priority) => {
    expect(priorityOf(asked, age)).toBe(priority);
  });
});

it.each<[TicketState, string]>([
  ['waiting', 'may'],
  ['called', 'ticket.state'],
  ['serving', 'ticket.state'],
  ['held', 'ticket.state'],
  ['parked', 'may'],
  ['missed', 'may'],
  ['done', 'ticket.over'],
  ['cancelled', 'done']
])('whoever holds a ticket that is %s and gives it back: %s', (state, said) => {
  expect(holderMayCancel(ticket(state), TODAY)).toBe(said);
});

it.each<[TicketState, string]>([
  ['waiting', 'ticket.state'],
  ['called', 'may'],
  ['serving', 'may'],
  ['held', 'may'],
  ['parked', 'ticket.state'],
  ['missed', 'ticket.state'],
  ['done', 'ticket.over'],
  ['cancelled', 'ticket.over']
])('what was filled in opens while the ticket is %s: %s, for whoever serves it', (state, said) => {
  expect(mayOpen(ticket(state), 'me', TODAY)).toBe(said);
  expect(mayOpen(ticket(state, 'colleague'), 'me', TODAY)).toBe(said === 'may' ? 'ticket.not-yours' : said);
  expect(mayOpen(ticket(state), 'me', '2026-11-25')).toBe('ticket.over');
});

it('a counter that is left has served whom it served, and the others wait again', () => {
  expect(['called', 'serving', 'held'].map((state) => stateWhenLeft(state as TicketState))).toEqual([
    'waiting',
    'done',
    'waiting'
  ]);
});

it.each([
  [0, 300, 2, 0],
  [4, 300, 2, 10],
  [1, 61, 1, 2],
  [3, null, 2, null],
  [3, 300, 0, null]
])('%s ahead at %s seconds each and %s counters: %s minutes', (ahead, median, counters, minutes) => {
  expect(waitMinutes(ahead, median, counters)).toBe(minutes);
});

it.each([
  ['terminal', null, true],
  ['terminal', 'a resident', false],
  ['appointment', 'a resident', false],
  ['window', null, false]
] as const)(
  'a number of a %s for %s counts against what is given out without cards: %s',
  (source, residentId, counted) => {
    expect(isCounted({ source, residentId })).toBe(counted);
  }
);

it('counters stand in the order of their numbers', () => {
  const names = inOrder([{ name: '10号窗口' }, { name: '2号窗口' }, { name: '1号窗口' }]).map(({ name }) => name);
  expect(names).toEqual(['1号窗口', '2号窗口', '10号窗口']);
});
