import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { failed, openTestHall } from './testing.ts';

const hall = await openTestHall();
const { context, app, clerk, colleague, manager, take, sit, leave, next, act, list, serve, later } = hall;
afterAll(() => hall.close());
beforeEach(() => hall.open());

const signOut = (cookie: string) =>
  app.request('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1', cookie },
    body: '{}'
  });
const seats = async () => (await list(manager)).counters.map(({ by }) => by);

describe('a counter', () => {
  it('is chosen by whoever sits there, and is one person’s', async () => {
    expect((await list(clerk)).counter).toBeNull();
    expect((await sit(clerk, '1号窗口')).status).toBe(204);
    expect(await list(clerk)).toMatchObject({
      counter: '1号窗口',
      counters: [
        { name: '1号窗口', by: clerk.name },
        { name: '2号窗口', by: null },
        { name: '3号窗口', by: null }
      ]
    });
    expect(await sit(colleague, '1号窗口')).toEqual(failed(409, 'counter.taken', clerk.name));
    expect(await sit(colleague, '9号窗口')).toEqual(failed(404, 'counter.unknown'));
    expect((await sit(clerk, '2号窗口')).status).toBe(204);
    expect(await seats()).toEqual([null, clerk.name, null]);
    expect((await sit(colleague, '1号窗口')).status).toBe(204);
  });

  it('that two choose at once is one’s', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const [one, other] = await Promise.all([sit(clerk, '3号窗口'), sit(colleague, '3号窗口')]);
      expect([one.status, other.status].sort()).toEqual([204, 409]);
      await Promise.all([leave(clerk), leave(colleague)]);
    }
  });

  it('exchanged by two at one moment ends with one person at each', async () => {
    for (let turn = 0; turn < 5; turn++) {
      await sit(clerk, '1号窗口');
      await sit(colleague, '2号窗口');
      const swapped = await Promise.all([sit(clerk, '2号窗口'), sit(colleague, '1号窗口')]);
      for (const { status } of swapped) expect([204, 409]).toContain(status);
      const taken = (await seats()).filter((by) => by !== null);
      expect(taken.sort()).toEqual([clerk.name, colleague.name].sort());
    }
  });

  it('is free again once they leave, and on the next day', async () => {
    await sit(clerk, '1号窗口');
    await leave(clerk);
    expect(await seats()).toEqual([null, null, null]);
    await sit(clerk, '1号窗口');
    later(24 * 60);
    expect(await seats()).toEqual([null, null, null]);
    expect((await sit(colleague, '1号窗口')).status).toBe(204);
    expect((await sit(clerk, '2号窗口')).status).toBe(204);
  });

  it('is free once they sign out, of whichever browser they sign out last', async () => {
    const guest = await hall.employ('guest', 'clerk');
    await sit(guest, '1号窗口');
    const again = await hall.enter('guest');
    const other = again.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    expect((await signOut(other)).status).toBe(200);
    expect((await seats())[0]).toBe(guest.name);
    expect((await signOut(hall.cookieOf(guest))).status).toBe(200);
    expect((await seats())[0]).toBeNull();
  });

  it('of somebody whose sign-in is over is taken by whoever comes', async () => {
    const gone = await hall.employ('gone', 'clerk');
    await sit(gone, '1号窗口');
    await context.database.execute(sql`delete from staff_sessions where user_id = ${gone.id}`);
    expect((await sit(clerk, '1号窗口')).status).toBe(204);
    expect((await seats())[0]).toBe(clerk.name);
  });

  it('that is left lets go of everybody: who was served is done, the others are called first elsewhere', async () => {
    await sit(clerk, '1号窗口');
    await sit(colleague, '2号窗口');
    const ids: string[] = [];
    for (let one = 0; one < 5; one++) ids.push((await take()).body.id);
    const [served = '', held = '', sentOn = ''] = ids;
    await serve(clerk);
    await act(clerk, served, 'hold');
    await serve(clerk);
    await act(clerk, held, 'hold');
    await act(clerk, served, 'resume');
    await serve(colleague);
    await act(colleague, sentOn, 'forward', '1号窗口');
    await leave(clerk);
    const { waiting, mine } = await list(colleague);
    expect(mine).toEqual([]);
    expect(waiting.map(({ number }) => number)).toEqual(['A002', 'A003', 'A004', 'A005']);
    expect((await hall.atTerminal(served)).body.state).toBe('done');
    expect((await next(colleague)).body.ticket).toMatchObject({ id: held, counter: '2号窗口' });
  });

  it('is made and taken away by the head alone', async () => {
    const add = (who: typeof clerk, name: string) => hall.atWindow(who, 'counters', 'POST', { name });
    const remove = (who: typeof clerk, name: string) =>
      hall.atWindow(who, `counters/${encodeURIComponent(name)}`, 'DELETE');
    expect(await add(clerk, '10号窗口')).toEqual(failed(403, 'staff.role'));
    expect((await add(manager, '10号窗口')).status).toBe(204);
    expect(await add(manager, '10号窗口')).toEqual(failed(409, 'counter.known'));
    expect((await add(manager, '  ')).status).toBe(400);
    expect((await list(clerk)).counters.at(-1)).toEqual({ name: '10号窗口', by: null });
    await sit(clerk, '10号窗口');
    await take();
    await next(clerk);
    expect(await remove(clerk, '10号窗口')).toEqual(failed(403, 'staff.role'));
    expect((await remove(manager, '10号窗口')).status).toBe(204);
    expect(await remove(manager, '10号窗口')).toEqual(failed(404, 'counter.unknown'));
    expect(await list(clerk)).toMatchObject({ counter: null, mine: [], waitingCount: 1 });
  });

  it('is none of an officer’s, and of nobody’s who is not signed in', async () => {
    const officer = await hall.employ('officer', 'officer');
    expect(await sit(officer, '1号窗口')).toEqual(failed(403, 'staff.role'));
    expect(await next(officer)).toEqual(failed(403, 'staff.role'));
    expect((await app.request('/api/window/tickets')).status).toBe(401);
  });
});
