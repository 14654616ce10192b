import type { TicketAnswer } from '../../../../../../devices/agent/wire.ts';
import type { MyTickets, Ticket } from '../../../../../../server/contract/ticket-wire.ts';
import { ticket } from '../../../words/ticket.ts';
import { resident, status, TODAY, terminalWith } from '../people.ts';
import { printJob } from '../printing.ts';
import { type Act, presses, type Scene } from '../scene.ts';
import { type Answer, refuse, say } from '../wire.ts';

const at = { group: '取号', route: '/terminal/ticket' } as const;
const asking = { ...at, frame: 'lib/ticket/Asking.svelte' } as const;

const ID = '00000000-0000-4000-8000-0000000000aa';
const numbered = (change: Partial<Ticket> = {}): Ticket => ({
  id: ID,
  number: 'A007',
  state: 'waiting',
  takenAt: `${TODAY}T10:20:00+08:00`,
  dueAt: null,
  itemName: null,
  counter: null,
  ahead: 12,
  waitMinutes: 35,
  ...change
});
const taken = (change: Partial<Ticket> = {}, rest: Partial<TicketAnswer> = {}): Answer =>
  say({ ticket: numbered(change), printId: 'print', carries: false, ...rest } satisfies TicketAnswer);
const had = (...tickets: Ticket[]): Answer => say({ tickets } satisfies MyTickets);
const CHECKED_IN = numbered({
  id: '00000000-0000-4000-8000-0000000000ab',
  number: 'Y003',
  dueAt: `${TODAY}T10:30:00+08:00`
});

const YOUNG = { name: '买买提江·阿卜杜热合曼', maskedIdNumber: '330102********0019', sex: 'male', age: 34 } as const;
const BOOKED = say({
  appointments: [
    {
      caseId: '00000000-0000-4000-8000-0000000000ca',
      itemName: '社区文体活动室（场地）预约',
      at: `${TODAY}T10:30:00+08:00`
    },
    { caseId: '00000000-0000-4000-8000-0000000000cb', itemName: null, at: `${TODAY}T14:00:00+08:00` }
  ]
});
const NOTHING_BOOKED = say({ appointments: [] });

const done = (id: string, name: string, answer: Answer, answers: Readonly<Record<string, Answer>> = {}): Scene => ({
  ...at,
  id,
  name,
  frame: 'lib/ticket/TicketDone.svelte',
  wire: terminalWith(status(), { 'POST /agent/ticket': answer, ...answers }),
  acts: presses(ticket.priorities.none)
});
const trying = (id: string, name: string, answer: Answer): Scene => ({
  ...at,
  id,
  name,
  frame: 'routes/terminal/ticket/+page.svelte',
  wire: terminalWith(status(), { 'POST /agent/ticket': answer }),
  acts: presses(ticket.priorities.none)
});
const withCard = (
  id: string,
  name: string,
  booked: Answer,
  acts: readonly Act[] = [],
  change: Parameters<typeof resident>[0] = {}
): Scene => ({
  ...asking,
  id,
  name,
  wire: terminalWith(resident(change), {
    'GET /api/my/appointments': booked,
    'GET /api/my/tickets': had(),
    'POST /agent/ticket': 'silence'
  }),
  acts
});

/** A card that has numbers already. */
const own = (
  id: string,
  name: string,
  tickets: readonly Ticket[],
  {
    acts = [],
    booked = NOTHING_BOOKED,
    givenBack = 'silence'
  }: { acts?: readonly Act[]; booked?: Answer; givenBack?: Answer } = {}
): Scene => ({
  ...at,
  id,
  name,
  frame: acts.length > 0 ? 'lib/ticket/GiveBack.svelte' : 'lib/ticket/OwnTickets.svelte',
  wire: terminalWith(resident(), {
    'GET /api/my/appointments': booked,
    'GET /api/my/tickets': had(...tickets),
    [`DELETE /agent/ticket/${ID}`]: givenBack
  }),
  acts
});
const givingBack = presses(ticket.giveBack, ticket.giveBackYes);

/** 取号, with a card and without. */
export const TICKETS: readonly Scene[] = [
  { ...asking, id: 'ticket', name: '问有没有先叫的情况', wire: terminalWith(status()) },
  withCard('ticket-card', '刷了身份证，不到60岁', NOTHING_BOOKED, [], { resident: YOUNG }),
  withCard('ticket-elder', '刷了身份证，满60岁', NOTHING_BOOKED),
  withCard('ticket-booked', '今天约好了', BOOKED),
  withCard('ticket-other', '约好了，来办别的', BOOKED, presses(ticket.other), { resident: YOUNG }),
  own('ticket-own', '已经有号', [numbered()]),
  own('ticket-own-missed', '已经有号，过了', [numbered({ state: 'missed', ahead: 0, waitMinutes: null })]),
  own('ticket-own-called', '已经有号，正在叫', [
    numbered({ state: 'called', counter: '1号窗口', ahead: 0, waitMinutes: null })
  ]),
  own('ticket-own-booked', '已经有号，还约好了', [numbered()], { booked: BOOKED }),
  own('ticket-several', '有几个号', [CHECKED_IN, numbered()]),
  own('ticket-giving-back', '不等了，问一遍', [numbered()], { acts: presses(ticket.giveBack) }),
  own('ticket-given-back', '退掉了', [numbered()], { acts: givingBack, givenBack: { status: 204, body: null } }),
  own('ticket-not-given-back', '没有退掉，正在叫', [numbered()], {
    acts: givingBack,
    givenBack: refuse('ticket.state')
  }),
  trying('ticket-too-many', '取出的号太多了', refuse('ticket.too-many')),
  trying('ticket-taking', '正在取号', 'silence'),
  trying('ticket-refused', '没有取到号', refuse('server.unavailable')),
  done('ticket-taken', '取到了', taken()),
  done('ticket-next', '取到了，马上叫到', taken({ number: 'A1024', ahead: 0, waitMinutes: null })),
  done('ticket-printing', '取到了，正在打', taken(), { 'GET /agent/print/print': say(printJob('sending')) }),
  done('ticket-paperless', '取到了，没有纸', taken(), {
    'GET /agent/print/print': say(printJob('not-started', 'printer.paper-out'))
  }),
  done('ticket-no-paper', '取到了，打不了', taken({}, { printId: null })),
  {
    ...at,
    id: 'ticket-carries',
    name: '取到了，填的跟着走',
    frame: 'lib/ticket/TicketDone.svelte',
    wire: terminalWith(resident(), {
      'GET /api/my/appointments': NOTHING_BOOKED,
      'GET /api/my/tickets': had(),
      'POST /agent/ticket': taken({}, { carries: true })
    }),
    acts: presses(ticket.take)
  },
  {
    ...at,
    id: 'ticket-checked-in',
    name: '签到了',
    frame: 'lib/ticket/TicketDone.svelte',
    wire: terminalWith(resident(), {
      'GET /api/my/appointments': BOOKED,
      'GET /api/my/tickets': had(),
      'POST /agent/ticket': taken({ number: 'Y003', dueAt: `${TODAY}T10:30:00+08:00`, ahead: 2 })
    }),
    acts: presses('10:30')
  }
];
