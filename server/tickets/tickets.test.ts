import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Hall } from '../contract/ticket-wire.ts';
import { registerTerminal } from '../terminals/service.ts';
import { failed, openTestHall } from './testing.ts';

const hall = await openTestHall();
const { context, clerk, colleague, manager, take, takeWith, atTerminal, numbers, sit, next, act, list, serve, later } =
  hall;
const second = await hall.openSecond();
afterAll(async () => {
  await second.close();
  await hall.close();
});
beforeEach(() => hall.open());

const hallNow = async (): Promise<Hall> => (await hall.app.request('/api/hall')).json();

describe('the line', () => {
  const line = async () => (await list(clerk)).waiting.map(({ number }) => number);

  it('is in the order of coming, less half an hour for whoever goes first', async () => {
    await numbers(1);
    later(20);
    await take({ priority: 'pregnant' });
    await numbers(1);
    later(31);
    await take({ priority: 'disabled' });
    expect(await line()).toEqual(['A002', 'A001', 'A004', 'A003']);
  });

  it('lets whoever is sixty go first by their card, and nobody on paper says so', async () => {
    await numbers(1);
    const { body } = await takeWith('fu-shou');
    expect(JSON.stringify(body)).not.toContain('elderly');
    expect(body).toMatchObject({ number: 'A002', ahead: 0 });
    expect((await takeWith('guli')).body).toMatchObject({ number: 'A003', ahead: 2 });
    expect((await list(clerk)).waiting.map(({ priority }) => priority)).toEqual(['elderly', 'none', 'none']);
  });

  it('says how long it takes once somebody was served, by how many serve', async () => {
    await sit(clerk, '1号窗口');
    await numbers(5);
    expect((await take()).body).toMatchObject({ ahead: 5, waitMinutes: null });
    const served = await serve(clerk);
    later(6);
    await act(clerk, served.id, 'finish');
    expect((await take()).body).toMatchObject({ ahead: 5, waitMinutes: 30 });
    await sit(colleague, '2号窗口');
    const { id } = (await take()).body;
    expect((await atTerminal(id)).body).toMatchObject({ ahead: 6, waitMinutes: 18 });
    await hall.leave(clerk);
    await hall.leave(colleague);
    expect((await atTerminal(id)).body).toMatchObject({ ahead: 6, waitMinutes: null });
  });

  it('shows how many wait, and the first thirty of them', async () => {
    await numbers(33);
    expect(await list(clerk)).toMatchObject({ waitingCount: 33, waiting: { length: 30 } });
  });
});

describe('叫下一位', () => {
  it('is for whoever sits at a counter', async () => {
    await take();
    expect(await next(clerk)).toEqual(failed(409, 'counter.none'));
  });

  it('brings the first, tells them where, and finishes whom it names', async () => {
    const { id } = (await take()).body;
    await take();
    await sit(clerk, '1号窗口');
    const called = (await next(clerk)).body.ticket;
    expect(called).toMatchObject({
      number: 'A001',
      state: 'called',
      counter: '1号窗口',
      calls: 1,
      by: { name: clerk.name }
    });
    expect((await atTerminal(id)).body).toMatchObject({ state: 'called', counter: '1号窗口', ahead: 0 });
    expect(await next(clerk)).toEqual(failed(409, 'counter.busy'));
    expect(await next(clerk, id)).toEqual(failed(409, 'counter.called'));
    await act(clerk, id, 'begin');
    expect((await next(clerk, id)).body.ticket).toMatchObject({ number: 'A002' });
    expect((await atTerminal(id)).body).toMatchObject({ state: 'done', counter: null });
    // The second press of the same key finishes nobody who was only just called.
    expect(await next(clerk, id)).toEqual(failed(409, 'counter.busy'));
  });

  it('brings nobody where nobody waits, and finishes all the same', async () => {
    await sit(clerk, '1号窗口');
    expect((await next(clerk)).body).toEqual({ ticket: null });
    const { id } = (await take()).body;
    await serve(clerk);
    expect((await next(clerk, id)).body).toEqual({ ticket: null });
    expect((await list(clerk)).mine).toEqual([]);
  });

  it('at three counters of two servers, over and over at once, calls each ticket once and in their order', async () => {
    const staff = [clerk, colleague, manager];
    for (const [at, who] of staff.entries()) await sit(who, `${at + 1}号窗口`);
    const given = await numbers(24);
    const called = await Promise.all(
      staff.map(async (who, at) => {
        const own: string[] = [];
        const headers = { cookie: hall.cookieOf(who) };
        const app = at % 2 ? second.app : hall.app;
        for (;;) {
          const { body } = await hall.post<{ ticket: { number: string } | null }>(
            app,
            '/api/window/tickets/next',
            headers,
            { finish: null }
          );
          if (!body.ticket) return own;
          own.push(body.ticket.number);
          const { id } = (await list(who)).mine[0] ?? { id: '' };
          await act(who, id, 'miss');
        }
      })
    );
    expect(called.flat().sort()).toEqual(given);
    for (const own of called) expect(own).toEqual([...own].sort());
  });

  it('pressed ten times at once calls one', async () => {
    await sit(clerk, '1号窗口');
    await numbers(10);
    const pressed = await Promise.all(Array.from({ length: 10 }, () => next(clerk)));
    expect(pressed.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await list(clerk)).mine).toHaveLength(1);
  });
});

describe('a ticket', () => {
  beforeEach(async () => {
    await sit(clerk, '1号窗口');
    await sit(colleague, '2号窗口');
  });

  it('that waits beside the counter lets another one be served, and is taken up again', async () => {
    const [one, other] = [(await take()).body.id, (await take()).body.id];
    await serve(clerk);
    await act(clerk, one, 'hold');
    await serve(clerk);
    expect(await act(clerk, one, 'resume')).toEqual(failed(409, 'counter.busy'));
    expect((await list(clerk)).mine.map(({ id }) => id)).toEqual([other, one]);
    await act(clerk, other, 'finish');
    expect((await act(clerk, one, 'resume')).body).toMatchObject({
      state: 'serving',
      acts: ['hold', 'park', 'forward', 'finish']
    });
  });

  it.each(['park', 'miss'] as const)('of somebody who went away (%s) is first once they are back', async (away) => {
    const { id } = (await take()).body;
    await numbers(3);
    await next(clerk);
    await act(clerk, id, away);
    expect((await next(clerk)).body.ticket).toMatchObject({ number: 'A002' });
    expect((await act(colleague, id, 'return')).body).toMatchObject({ state: 'waiting', counter: null, by: null });
    expect((await next(colleague)).body.ticket).toMatchObject({ id, counter: '2号窗口' });
  });

  it('that is sent on is called by that counter before all others, and by no other', async () => {
    const { id } = (await take()).body;
    await numbers(2);
    await serve(clerk);
    expect(await act(clerk, id, 'forward', '3号窗口')).toEqual(failed(409, 'counter.empty'));
    expect(await act(clerk, id, 'forward', '1号窗口')).toEqual(failed(409, 'counter.empty'));
    await act(clerk, id, 'forward', '2号窗口');
    expect((await next(clerk)).body.ticket).toMatchObject({ number: 'A002' });
    expect((await next(colleague)).body.ticket).toMatchObject({ id });
  });

  it('sent on crosswise at one moment locks nobody out', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const [one, other] = [(await take()).body.id, (await take()).body.id];
      await Promise.all([next(clerk), next(colleague)]);
      const [mine] = (await list(clerk)).mine;
      const [theirs] = mine?.id === one ? [other] : [one];
      const sent = await Promise.all([
        act(clerk, mine?.id ?? '', 'forward', '2号窗口'),
        act(colleague, theirs ?? '', 'forward', '1号窗口')
      ]);
      expect(sent.map(({ status }) => status)).toEqual([200, 200]);
      await context.database.execute(sql`update tickets set state = 'cancelled'`);
    }
  });

  it('is nobody else’s while it is served', async () => {
    const { id } = (await take()).body;
    await next(clerk);
    expect(await act(colleague, id, 'miss')).toEqual(failed(409, 'ticket.not-yours', clerk.name));
    expect(await act(clerk, randomUUID(), 'miss')).toEqual(failed(404, 'ticket.not-found'));
  });

  it('called again is counted', async () => {
    const { id } = (await take()).body;
    await next(clerk);
    expect((await act(clerk, id, 'recall')).body).toMatchObject({ state: 'called', calls: 2 });
  });

  it('of yesterday is over', async () => {
    const { id } = (await take()).body;
    await next(clerk);
    later(24 * 60);
    expect(await act(clerk, id, 'miss')).toEqual(failed(409, 'ticket.over'));
    expect(await atTerminal(id, 'DELETE')).toEqual(failed(409, 'ticket.over'));
    expect((await atTerminal(id)).body).toMatchObject({ state: 'missed' });
    expect(await list(clerk)).toMatchObject({ counter: null, mine: [], waiting: [] });
  });

  it('is given back at the terminal that gave it out, while nobody calls it', async () => {
    const { id } = (await take()).body;
    const other = await registerTerminal(context, '旁边的终端');
    expect(await atTerminal(id, 'DELETE', other)).toEqual(failed(404, 'ticket.not-found'));
    await next(clerk);
    expect(await atTerminal(id, 'DELETE')).toEqual(failed(409, 'ticket.state'));
    await act(clerk, id, 'miss');
    for (const _ of [1, 2]) expect((await atTerminal(id, 'DELETE')).status).toBe(204);
    expect(await act(clerk, id, 'return')).toEqual(failed(409, 'ticket.over'));
  });

  it('given back is out of the line: the hall counts one less, and whoever is behind waits less', async () => {
    const served = (await take()).body;
    await next(clerk);
    await act(clerk, served.id, 'begin');
    later(6);
    await act(clerk, served.id, 'finish');
    const [first, second] = [(await take()).body, (await take()).body];
    expect(second).toMatchObject({ ahead: 1, waitMinutes: 3 });
    await atTerminal(first.id, 'DELETE');
    expect((await atTerminal(second.id)).body).toMatchObject({ ahead: 0, waitMinutes: 0 });
    expect(await hallNow()).toMatchObject({ waiting: 1, waitMinutes: 3 });
    expect((await next(clerk)).body.ticket?.id).toBe(second.id);
  });

  it.each(['waiting', 'parked', 'missed'] as const)('of somebody who left (%s) is ended by anybody', async (state) => {
    const { id } = (await take()).body;
    if (state !== 'waiting') {
      await next(clerk);
      await act(clerk, id, state === 'parked' ? 'park' : 'miss');
    }
    expect((await act(colleague, id, 'cancel')).body).toMatchObject({ state: 'cancelled', acts: [] });
    expect(await list(clerk)).toMatchObject({ waitingCount: 0, parked: [], missed: [] });
    expect((await hallNow()).waiting).toBe(0);
    expect(await act(colleague, id, 'return')).toEqual(failed(409, 'ticket.over'));
  });

  it('of somebody who says at the counter that they will not wait is ended there, and the next one called', async () => {
    const { id } = (await take()).body;
    await next(clerk);
    expect(await act(colleague, id, 'cancel')).toEqual(failed(409, 'ticket.not-yours', clerk.name));
    await act(clerk, id, 'cancel');
    const { id: other } = (await take()).body;
    expect((await next(clerk)).body.ticket?.id).toBe(other);
    await act(clerk, other, 'begin');
    expect(await act(clerk, other, 'cancel')).toEqual(failed(409, 'ticket.state'));
  });

  it('given back while it is called is one or the other', async () => {
    for (let turn = 0; turn < 8; turn++) {
      const { id } = (await take()).body;
      const [given, called] = await Promise.all([atTerminal(id, 'DELETE'), next(clerk)]);
      const wasCalled = called.body.ticket !== null;
      expect(given.status).toBe(wasCalled ? 409 : 204);
      if (wasCalled) await act(clerk, id, 'miss');
    }
  });
});
