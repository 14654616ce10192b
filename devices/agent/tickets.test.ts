import { describe, expect, it } from 'vitest';
import type { TicketSlip } from '../../server/contract/ticket-slip.ts';
import { ONE, openAgent } from './testing.centre.ts';
import { failure, type Heard, type Said } from './testing.ts';

const ID = '019a0000-0000-7000-8000-0000000000aa';
const KEY = '019a0000-0000-4000-8000-0000000000bb';
const CASE = '019a0000-0000-7000-8000-0000000000cc';
const TICKET = {
  id: ID,
  number: 'A007',
  state: 'waiting',
  takenAt: '2026-11-26T10:00:00+08:00',
  dueAt: null,
  itemName: null,
  counter: null,
  ahead: 3,
  waitMinutes: 15
};
const SLIP: TicketSlip = {
  kind: 'ticket',
  id: ID,
  title: '取号凭条',
  centre: { name: '一门社区服务中心', phone: '0571-00000000' },
  number: 'A007',
  headline: '前面还有3人，大约15分钟',
  issuedAt: '2026-11-26 10:00',
  notes: ['请坐下来等。'],
  demonstration: true
};
const ORDER = { key: KEY, priority: 'pregnant', itemCode: 'SQ-05-006' } as const;

/** A centre that gives out the one ticket. */
async function open(also: (heard: Heard) => Said | null = () => null) {
  const agent = await openAgent((heard) => {
    const first = also(heard);
    if (first) return first;
    if (heard.path === '/api/tickets' || heard.path === '/api/tickets/check-in') return { status: 200, body: TICKET };
    if (heard.path === `/api/tickets/${ID}/slip`) return { status: 200, body: SLIP };
    return null;
  });
  const { terminal } = agent;
  return {
    ...agent,
    take: (order: object = ORDER) => agent.page('POST', '/agent/ticket', order),
    sent: () => agent.asked('POST', '/api/tickets'),
    async papers() {
      await terminal.printing.settled();
      return terminal.slips.printed();
    }
  };
}

describe('取号', () => {
  it('gives a number to whoever stands there, on paper too', async () => {
    const { take, sent, papers, page } = await open();
    const { body, status } = await take();
    expect(status).toBe(200);
    expect(body).toEqual({ ticket: TICKET, printId: expect.any(String), carries: false });
    expect(JSON.parse(sent()[0]?.body ?? '')).toEqual({ ...ORDER, begun: null });
    expect(sent()[0]?.headers['x-session']).toBeUndefined();
    const [paper, ...others] = await papers();
    expect(others).toEqual([]);
    expect(paper?.text).toContain('A007');
    expect(paper?.text).toContain('前面还有3人');
    expect((await page('GET', `/agent/print/${body.printId}`)).body).toMatchObject({ state: 'confirmed', copies: 1 });
  });

  it('takes the draft of whoever is here along, by itself', async () => {
    const { take, tap, page, sent } = await open();
    await tap(ONE);
    const draft = {
      prefillId: '019a0000-0000-7000-8000-000000000001',
      answers: { mobile: '13800000000' },
      corrections: [],
      kept: [],
      ways: {},
      consents: [],
      signature: null,
      passed: []
    };
    await page('PUT', '/agent/draft', { draft: { itemCode: 'SQ-05-006', draft } });
    expect((await take()).body.carries).toBe(true);
    const [one] = sent();
    expect(one?.headers['x-session']).toBe(encodeURIComponent('福寿长'));
    expect(JSON.parse(one?.body ?? '').begun).toMatchObject({ answers: { mobile: '13800000000' }, signed: false });
  });

  it('tapped twice is one ticket on one paper, at once and later', async () => {
    const { take, sent, papers } = await open();
    const [first, second] = await Promise.all([take(), take()]);
    await papers();
    const third = await take();
    expect(second.body).toEqual(first.body);
    expect(third.body).toEqual(first.body);
    expect(sent()).toHaveLength(1);
    expect(await papers()).toHaveLength(1);
  });

  it('printed again says so', async () => {
    const { take, page, papers } = await open();
    await take();
    await papers();
    await page('POST', '/agent/print/ticket', { id: ID });
    const texts = (await papers()).map(({ text }) => text.includes('补打'));
    expect(texts.toSorted()).toEqual([false, true]);
  });

  it('has its number also where the paper is over', async () => {
    const { take, terminal, page, papers } = await open();
    terminal.slips.setPaper('out');
    const { body } = await take();
    expect(body.ticket.number).toBe('A007');
    await papers();
    const job = await page('GET', `/agent/print/${body.printId}`);
    expect(job.body).toMatchObject({ state: 'not-started', code: 'printer.paper-out' });
  });

  it('has its number also where what stands on the paper cannot be had', async () => {
    const { take } = await open(({ path }) => (path.endsWith('/slip') ? failure(503, 'server.unavailable') : null));
    expect((await take()).body).toMatchObject({ ticket: TICKET, printId: null });
  });

  it('is tried again under its key where the centre did not answer', async () => {
    let isAway = true;
    const { take, papers } = await open(({ path }) => (isAway && path === '/api/tickets' ? 'cut' : null));
    expect(await take()).toEqual(failure(503, 'server.unavailable'));
    isAway = false;
    expect((await take()).body.ticket.number).toBe('A007');
    expect(await papers()).toHaveLength(1);
  });

  it('of an appointment needs the card that booked it', async () => {
    const { take, tap, asked } = await open();
    const order = { key: KEY, caseId: CASE };
    expect(await take(order)).toEqual(failure(401, 'session.none'));
    await tap(ONE);
    expect((await take(order)).body.ticket.number).toBe('A007');
    const [sent] = asked('POST', '/api/tickets/check-in');
    expect(JSON.parse(sent?.body ?? '')).toEqual(order);
    expect(sent?.headers['x-session']).toBe(encodeURIComponent('福寿长'));
  });

  it('is given back as whoever is here, or nobody, and says why where it cannot be', async () => {
    let isCalled = false;
    const { page, tap, asked } = await open(({ method }) =>
      method === 'DELETE' && isCalled ? failure(409, 'ticket.state') : null
    );
    const back = () => page('DELETE', `/agent/ticket/${ID}`);
    expect((await back()).status).toBe(204);
    await tap(ONE);
    expect((await back()).status).toBe(204);
    const sent = asked('DELETE', `/api/tickets/${ID}`).map(({ headers }) => headers['x-session']);
    expect(sent).toEqual([undefined, encodeURIComponent('福寿长')]);
    isCalled = true;
    expect(await back()).toEqual(failure(409, 'ticket.state'));
    expect((await page('DELETE', '/agent/ticket/A007')).status).toBe(400);
  });

  it('of a card is asked for by nobody else', async () => {
    const { page, tap, asked } = await open(({ path }) =>
      path === '/api/my/tickets' ? { status: 200, body: { tickets: [TICKET] } } : null
    );
    expect(await page('GET', '/api/my/tickets')).toEqual(failure(401, 'session.none'));
    await tap(ONE);
    expect((await page('GET', '/api/my/tickets')).body).toEqual({ tickets: [TICKET] });
    expect(asked('GET', '/api/my/tickets')).toHaveLength(1);
  });

  it.each([{ ...ORDER, begun: null }, { ...ORDER, priority: 'me' }, { priority: 'none' }, { id: ID }])(
    'is not had for %o',
    async (order) => {
      const { take, sent } = await open();
      expect((await take(order)).status).toBe(400);
      expect(sent()).toEqual([]);
    }
  );
});
