import { once } from 'node:events';
import { createServer } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMONSTRATION_PEOPLE } from '../demonstration/people.ts';
import { cardOf, listen } from '../testing.ts';
import { createLicenceLibrary } from './adapter.ts';
import type { LicenceLibrary } from './library.ts';
import { createSimulatedLibrary } from './sim/library.ts';
import type { Behaviour } from './sim/records.ts';

const servers: { close(): void }[] = [];
async function open(fetch: Parameters<typeof listen>[0]): Promise<string> {
  const { url, server } = await listen(fetch);
  servers.push(server);
  return url;
}
async function hangingUp(): Promise<string> {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}
let url: string;
let library: LicenceLibrary;
beforeAll(async () => {
  url = await open(createSimulatedLibrary(DEMONSTRATION_PEOPLE.map((person) => person.holder)).fetch);
  library = createLicenceLibrary({ url, token: 'a token' }, () => '2026-11-24');
});
afterAll(() => {
  for (const server of servers) server.close();
});

const { idNumber, name } = cardOf('fu-shou');
const RECORD = '居民户口簿';
const pull = (
  of: Partial<{ idNumber: string; name: string; record: string; deadlineMs: number }> = {},
  from = library
) =>
  from.pull({
    idNumber,
    name,
    record: RECORD,
    itemCode: 'SQ-05-006',
    purpose: '办理高龄津贴',
    deadlineMs: 1500,
    ...of
  });
async function steer(behaviour: Behaviour | null) {
  const body = JSON.stringify({ idNumber, name, record: RECORD, behaviour });
  await fetch(`${url}/sim/behaviour`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

describe('a licence library', () => {
  it.each<[Behaviour | null, object]>([
    [null, { outcome: 'found', name: '居民户口簿（演示数据）', validUntil: null }],
    ['slow', { outcome: 'found' }],
    ['none', { outcome: 'none' }],
    ['expired', { outcome: 'expired', validUntil: '2025-06-30' }],
    ['mismatch', { outcome: 'mismatch' }],
    ['fault', { outcome: 'timeout' }]
  ])('that is %s comes to %o', async (behaviour, outcome) => {
    await steer(behaviour);
    expect(await pull()).toMatchObject(outcome);
    await steer(null);
  });

  it('that says nothing is left at the deadline', async () => {
    await steer('silent');
    expect(await pull({ deadlineMs: 50 })).toEqual({ outcome: 'timeout' });
    await steer(null);
  });

  it('that knows nothing of somebody says none', async () => {
    expect(await pull({ idNumber: cardOf('nothing').idNumber, name: '无处查' })).toEqual({ outcome: 'none' });
  });

  it('says of itself whether its records are invented', async () => {
    expect(await library.isDemonstration()).toBe(true);
    const real = await open(new Hono().get('/about', (c) => c.json({ demonstration: false })).fetch);
    expect(await createLicenceLibrary({ url: real, token: '' }).isDemonstration()).toBe(false);
  });

  it.each([
    ['is not there', () => 'http://127.0.0.1:9'],
    ['answers with something else', () => open(() => new Response('<html>login</html>'))],
    ['answers in another shape', () => open(() => Response.json({ status: 'found', holder: 'somebody' }))],
    ['hangs up', hangingUp]
  ])('that %s costs a wait, never a fault', async (_, address) => {
    const broken = createLicenceLibrary({ url: await address(), token: '' });
    expect(await pull({}, broken)).toEqual({ outcome: 'timeout' });
    expect(await broken.isDemonstration()).toBe(false);
  });

  it('is told who asks about whom, for which item and to what end; and its address may have a path', async () => {
    const asked: unknown[] = [];
    const app = new Hono().post('/province/v1/records', async (c) => {
      asked.push(c.req.header('authorization'), await c.req.json());
      return c.json({ status: 'none' });
    });
    const address = `${await open(app.fetch)}/province/v1`;
    await pull({}, createLicenceLibrary({ url: address, token: 'a token' }));
    const purpose = '办理高龄津贴';
    expect(asked).toEqual(['Bearer a token', { idNumber, name, record: RECORD, itemCode: 'SQ-05-006', purpose }]);
  });

  it('is held to the person it was asked for: the number without regard to the case of its letter, the name exactly', async () => {
    const answering = (holder: object) =>
      open(() =>
        Response.json({
          status: 'found',
          name: '社保卡',
          number: null,
          holder,
          issuedOn: null,
          validUntil: null,
          parts: {}
        })
      );
    const number = '11010519491231002X';
    const outcomeFor = async (holder: object) => {
      const from = createLicenceLibrary({ url: await answering(holder), token: '' });
      return (await pull({ idNumber: number, name: '古丽·演示江' }, from)).outcome;
    };
    expect(await outcomeFor({ idNumber: number.toLowerCase(), name: '古丽·演示江' })).toBe('found');
    expect(await outcomeFor({ idNumber: number, name: '古丽•演示江' })).toBe('mismatch');
    expect(await outcomeFor({ idNumber: cardOf('guli').idNumber, name: '古丽·演示江' })).toBe('mismatch');
  });
});
