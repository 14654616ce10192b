import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ticket } from '../contract/ticket-wire.ts';
import { cardOf } from '../testing.ts';
import { failed, openTestHall } from './testing.ts';

const hall = await openTestHall();
const { context, clerk, numbers, take, takeWith, later, next, act, sit, signIn, asked, wanted } = hall;
const second = await hall.openSecond();
afterAll(async () => {
  await second.close();
  await hall.close();
});
beforeEach(() => hall.open());

/** Asks both servers at once, in turn, as often as terminals do. */
const askBoth = (count: number, wanted: () => object) =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      hall.post<Ticket>(
        at % 2 ? hall.app : second.app,
        '/api/tickets',
        { authorization: `Terminal ${hall.terminals[at % hall.terminals.length]}` },
        wanted()
      )
    )
  );

describe('a number', () => {
  it('is a letter and what comes next of it, and the next day begins anew', async () => {
    expect(await numbers(2)).toEqual(['A001', 'A002']);
    const walkIn = () =>
      hall.atWindow<{ number: string }>(clerk, 'tickets', 'POST', { ...hall.wanted(), begun: undefined });
    expect((await walkIn()).body.number).toBe('B001');
    later(16 * 60);
    expect(await numbers(1)).toEqual(['A001']);
  });

  it('is four digits after nine hundred and ninety-nine', async () => {
    await take();
    await context.database.execute(sql`update ticket_serials set last = 998`);
    expect(await numbers(3)).toEqual(['A999', 'A1000', 'A1001']);
  });

  it('of sixty who ask two servers at once is none twice, and none is left out', async () => {
    const given = (await askBoth(60, () => hall.wanted())).map(({ body }) => body.number);
    expect([...given].sort()).toEqual(given.map((_, at) => `A${String(at + 1).padStart(3, '0')}`));
  });

  it('is the same for the same key, also where it arrives at two servers at once, and none is lost by that', async () => {
    const key = randomUUID();
    const same = await askBoth(12, () => hall.wanted({ key }));
    expect(new Set(same.map(({ body }) => body.id)).size).toBe(1);
    expect(await numbers(1)).toEqual(['A002']);
    expect((await take({ key })).body.number).toBe('A001');
  });

  it('whose ticket could not be kept is given to the next', async () => {
    await context.database.execute(sql`alter table tickets add constraint refuses check (item_code <> 'SQ-05-006')`);
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect((await take({ itemCode: 'SQ-05-006' })).status).toBe(500);
    told.mockRestore();
    await context.database.execute(sql`alter table tickets drop constraint refuses`);
    expect(await numbers(1)).toEqual(['A001']);
  });

  it('whose terminal is refused by the rush is none: the next one is not left out', async () => {
    await Promise.all(Array.from({ length: 25 }, () => take()));
    expect(await take({}, hall.terminals[1])).toMatchObject({ status: 200, body: { number: 'A021' } });
  });

  it.each([{ priority: 'rich' }, { key: 'one' }, { key: undefined }, { begun: { answers: {} } }])(
    'is not given for %o',
    async (changes) => {
      expect((await take(changes)).status).toBe(400);
    }
  );
});

describe('without a card', () => {
  const rush = (count: number) => Promise.all(Array.from({ length: count }, () => take()));
  const statuses = (taken: readonly { status: number }[]) => taken.map(({ status }) => status).sort();

  it('a terminal gives out twenty in ten minutes, also to those who ask two servers at once, and after that again', async () => {
    const headers = { authorization: `Terminal ${hall.terminal}` };
    const asks = Array.from({ length: 30 }, (_, at) =>
      hall.post<Ticket>(at % 2 ? hall.app : second.app, '/api/tickets', headers, wanted())
    );
    expect(statuses(await Promise.all(asks))).toEqual([...Array(20).fill(200), ...Array(10).fill(429)]);
    later(9);
    expect(await take()).toEqual(failed(429, 'ticket.too-many'));
    later(10);
    expect(statuses(await rush(21))).toEqual([...Array(20).fill(200), 429]);
  });

  it('the other terminals, a card and a window give theirs all the same, and the same key its ticket', async () => {
    const key = randomUUID();
    const { number } = (await take({ key })).body;
    await rush(20);
    expect((await take({ key })).body.number).toBe(number);
    expect((await take({}, hall.terminals[1])).status).toBe(200);
    expect((await takeWith('guli')).status).toBe(200);
    const walkIn = { ...wanted(), begun: undefined };
    expect((await hall.atWindow(clerk, 'tickets', 'POST', walkIn)).status).toBe(200);
    // Somebody who wants no name is nobody's card.
    expect(await asked((await signIn(null))('/api/tickets', wanted()))).toEqual(failed(429, 'ticket.too-many'));
  });

  it('what was refused is no change of the hall', async () => {
    await rush(20);
    const version = async () => (await context.database.execute(sql`select version from hall_versions`)).rows;
    const before = await version();
    await rush(3);
    expect(await version()).toEqual(before);
  });
});

describe('a card', () => {
  const mine = async (person: string) => {
    const ask = await signIn(person);
    const { body } = await asked<{ tickets: Ticket[] }>(ask('/api/my/tickets'));
    return { ask, tickets: body.tickets };
  };

  it('has one number at a time, however often it is tapped, at two servers at once, and none is lost by that', async () => {
    const { token } = await (await hall.asTerminal('/api/sessions', { card: cardOf('guli') })).json();
    const headers = { authorization: `Terminal ${hall.terminal}`, 'x-session': token };
    const same = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        hall.post<Ticket>(at % 2 ? hall.app : second.app, '/api/tickets', headers, wanted())
      )
    );
    expect(new Set(same.map(({ body }) => body.id)).size).toBe(1);
    expect((await takeWith('guli')).body.id).toBe(same[0]?.body.id);
    expect((await takeWith('fu-shou')).body.number).toBe('A002');
  });

  it('is shown what it has, as it stands, also at another terminal; what is over is not there', async () => {
    await numbers(1);
    const { id } = (await takeWith('guli')).body;
    expect((await mine('guli')).tickets).toMatchObject([{ id, number: 'A002', ahead: 1 }]);
    expect((await mine('fu-shou')).tickets).toEqual([]);
    await sit(clerk, '1号窗口');
    await next(clerk);
    await act(clerk, (await hall.list(clerk)).mine[0]?.id ?? '', 'miss');
    await next(clerk);
    expect((await mine('guli')).tickets).toMatchObject([{ id, state: 'called', counter: '1号窗口' }]);
    await act(clerk, id, 'begin');
    expect((await takeWith('guli')).body).toMatchObject({ id, state: 'serving' });
    await act(clerk, id, 'finish');
    expect((await mine('guli')).tickets).toEqual([]);
    expect((await takeWith('guli')).body.number).toBe('A003');
  });

  it('gives its number back at any terminal, and then takes another; nobody else’s card does', async () => {
    const { id } = (await takeWith('guli')).body;
    const [, other = ''] = hall.terminals;
    const as = async (person: string) => await signIn(person, other);
    const back = async (person: string) => asked((await as(person))(`/api/tickets/${id}`, undefined, 'DELETE'));
    expect(await back('fu-shou')).toEqual(failed(404, 'ticket.not-found'));
    expect((await back('guli')).status).toBe(204);
    expect((await mine('guli')).tickets).toEqual([]);
    expect((await takeWith('guli')).body.number).toBe('A002');
  });

  it('given back while it takes another at that moment has one or none that is open, and each answer is one of them', async () => {
    for (let turn = 0; turn < 6; turn++) {
      const { id } = (await takeWith('guli')).body;
      const ask = await signIn('guli');
      const [given, taken] = await Promise.all([
        asked(ask(`/api/tickets/${id}`, undefined, 'DELETE')),
        asked<Ticket>(ask('/api/tickets', wanted()))
      ]);
      expect([given.status, taken.status]).toEqual([204, 200]);
      const open = (await mine('guli')).tickets.map((one) => one.id);
      expect(open).toEqual(taken.body.id === id ? [] : [taken.body.id]);
      await context.database.execute(sql`update tickets set state = 'cancelled'`);
    }
  });

  it('of yesterday has none today', async () => {
    await takeWith('guli');
    later(24 * 60);
    expect((await mine('guli')).tickets).toEqual([]);
    expect((await takeWith('guli')).body.number).toBe('A001');
  });
});
