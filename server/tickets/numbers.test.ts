import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ticket } from '../contract/ticket-wire.ts';
import { openTestHall } from './testing.ts';

const hall = await openTestHall();
const { context, clerk, numbers, take, later } = hall;
const second = await hall.openSecond();
afterAll(async () => {
  await second.close();
  await hall.close();
});
beforeEach(() => hall.open());

/** Asks both servers at once, in turn. */
const askBoth = (count: number, wanted: () => object) =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      hall.post<Ticket>(
        at % 2 ? hall.app : second.app,
        '/api/tickets',
        { authorization: `Terminal ${hall.terminal}` },
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

  it.each([{ priority: 'rich' }, { key: 'one' }, { key: undefined }, { begun: { answers: {} } }])(
    'is not given for %o',
    async (changes) => {
      expect((await take(changes)).status).toBe(400);
    }
  );
});
