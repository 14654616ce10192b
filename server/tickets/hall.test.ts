import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hall } from '../contract/ticket-wire.ts';
import { listen } from '../testing.ts';
import { openTestHall } from './testing.ts';

const hall = await openTestHall();
const { app, clerk, colleague, take, sit, next, act, serve, later } = hall;
const served = await listen(app.fetch);
afterAll(async () => {
  served.server.close();
  await hall.close();
});
beforeEach(() => hall.open());

const read = async (): Promise<Hall> => (await app.request('/api/hall')).json();

describe('the hall', () => {
  it('is empty before opening', async () => {
    expect(await read()).toEqual({
      version: 0,
      centre: '试验社区',
      at: '2026-11-24T02:00:00.000Z',
      counters: [],
      calls: [],
      waiting: 0,
      waitMinutes: null
    });
  });

  it('shows what each counter with somebody at it serves, the last calls, and how many wait', async () => {
    await sit(colleague, '2号窗口');
    await sit(clerk, '1号窗口');
    for (let one = 0; one < 4; one++) await take();
    await serve(clerk);
    await next(colleague);
    const shown = await read();
    expect(shown).toMatchObject({
      counters: [
        { name: '1号窗口', number: 'A001' },
        { name: '2号窗口', number: 'A002' }
      ],
      waiting: 2
    });
    expect(shown.calls.map(({ number, counter, again }) => [number, counter, again])).toEqual([
      ['A002', '2号窗口', false],
      ['A001', '1号窗口', false]
    ]);
  });

  it('says of a call that is repeated that it is, as the newest, and of a ticket its last call alone', async () => {
    await sit(clerk, '1号窗口');
    await sit(colleague, '2号窗口');
    const { id } = (await take()).body;
    await take();
    await next(clerk);
    await next(colleague);
    const [before] = (await read()).calls;
    later(1);
    await act(clerk, id, 'recall');
    const { calls } = await read();
    expect(calls.map(({ number, again }) => [number, again])).toEqual([
      ['A001', true],
      ['A002', false]
    ]);
    expect(calls[0]?.version).toBeGreaterThan(before?.version ?? 0);
    expect(calls[0]?.calledAt).toBe('2026-11-24T02:01:00.000Z');
  });

  it('keeps the last twelve calls, each with a version of its own, and forgets them overnight', async () => {
    await sit(clerk, '1号窗口');
    for (let one = 0; one < 15; one++) await take();
    let finish: string | null = null;
    for (let one = 0; one < 15; one++) finish = (await serve(clerk, finish)).id;
    const { calls, version } = await read();
    const versions = calls.map((call) => call.version);
    expect(calls.map(({ number }) => number)[0]).toBe('A015');
    expect(calls).toHaveLength(12);
    expect(versions).toEqual([...new Set(versions)].sort((one, other) => other - one));
    expect(version).toBeGreaterThanOrEqual(versions[0] ?? 0);
    later(24 * 60);
    expect(await read()).toMatchObject({ version, calls: [], counters: [], waiting: 0 });
  });

  it('has a greater version after whatever changes it', async () => {
    await sit(clerk, '1号窗口');
    const { id } = (await take()).body;
    let { version } = await read();
    const changes = [() => take(), () => next(clerk), () => act(clerk, id, 'recall'), () => act(clerk, id, 'park')];
    for (const change of [...changes, () => act(clerk, id, 'return'), () => hall.leave(clerk)]) {
      await change();
      const now = (await read()).version;
      expect(now).toBeGreaterThan(version);
      ({ version } = await read());
    }
  });

  it('tells nothing of anybody', async () => {
    await hall.takeWith('fu-shou', { priority: 'elderly', itemCode: 'SQ-05-006' });
    await sit(clerk, '1号窗口');
    await next(clerk);
    const text = JSON.stringify(await read());
    expect(text).not.toMatch(/福|elderly|SQ-|高龄|员|3301/);
  });
});

describe('the line to a display', () => {
  const open: AbortController[] = [];
  afterEach(() => {
    for (const display of open.splice(0)) display.abort();
  });

  async function display() {
    const controller = new AbortController();
    open.push(controller);
    const answer = await fetch(`${served.url}/api/hall/events`, { signal: controller.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const shown: Hall[] = [];
    /** Reads on until a snapshot is as it is looked for. */
    return async (is: (hall: Hall) => boolean): Promise<Hall> => {
      for (;;) {
        const found = shown.findLast(is);
        if (found) return found;
        heard += (await reader?.read())?.value ?? '';
        const events = heard.split('\n\n');
        heard = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (/^event: hall$/m.test(event) && data) shown.push(JSON.parse(data));
        }
      }
    };
  }

  it('begins with the whole, and brings it again to every one within a second of a change', async () => {
    await sit(clerk, '1号窗口');
    await take();
    const displays = [await display(), await display(), await display()];
    for (const sees of displays) expect(await sees(() => true)).toMatchObject({ waiting: 1 });
    const before = Date.now();
    await next(clerk);
    const seen = await Promise.all(displays.map((sees) => sees(({ calls }) => calls.length === 1)));
    expect(Date.now() - before).toBeLessThan(1000);
    expect(new Set(seen.map(({ version }) => version)).size).toBe(1);
  });

  it('of a display that comes back brings what it has missed', async () => {
    await sit(clerk, '1号窗口');
    const first = await display();
    await first(() => true);
    open.pop()?.abort();
    await take();
    await next(clerk);
    const again = await display();
    expect(await again(() => true)).toMatchObject({ calls: [{ number: 'A001', counter: '1号窗口' }] });
  });

  it('has a sign of life every ten seconds, with the whole', async () => {
    const sees = await display();
    await sees(() => true);
    later(1);
    const before = Date.now();
    expect(await sees(({ at }) => at === '2026-11-24T02:01:00.000Z')).toMatchObject({ waiting: 0 });
    expect(Date.now() - before).toBeLessThan(12_000);
  });
});
