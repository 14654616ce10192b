import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { loadStarterCatalogue } from '../catalogue/publish.ts';
import { currentItems } from '../catalogue/service.ts';
import type { Prefill } from '../contract/wire.ts';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { DEMONSTRATION_PEOPLE } from '../demonstration/people.ts';
import { createLicenceLibrary } from '../licences/adapter.ts';
import { licencePulls } from '../licences/schema.ts';
import { createSimulatedLibrary } from '../licences/sim/library.ts';
import { remember } from '../people/service.ts';
import { openSession } from '../sessions/service.ts';
import { registerTerminal } from '../terminals/service.ts';
import { knownValues, recordsToPull } from './rules.ts';

let centre: TestCentre;
let library: ReturnType<typeof serve>;
let terminal: string;

beforeAll(async () => {
  const simulated = createSimulatedLibrary(DEMONSTRATION_PEOPLE.map((person) => person.holder));
  library = serve({ fetch: simulated.fetch, hostname: '127.0.0.1', port: 0 });
  await once(library, 'listening');
  const address = library.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const licences = createLicenceLibrary({ url: `http://127.0.0.1:${port}`, token: '' }, () => '2026-11-24');
  centre = await openTestCentre({ licences });
  await loadStarterCatalogue(centre.context);
  terminal = await registerTerminal(centre.context, '试验终端');
});
afterAll(async () => {
  library.close();
  await centre.close();
});

const cardOf = (id: string) => {
  const person = DEMONSTRATION_PEOPLE.find((known) => known.id === id);
  if (!person) throw new Error(id);
  return person.card;
};

async function signIn(id: string | null) {
  const headers = { authorization: `Terminal ${terminal}`, 'content-type': 'application/json' };
  const app = createApp(centre.context);
  const answer = await app.request('/api/sessions', {
    method: 'POST',
    headers,
    body: JSON.stringify({ card: id && cardOf(id) })
  });
  const { token } = await answer.json();
  return (path: string, body: unknown, method = 'POST') =>
    app.request(path, { method, headers: { ...headers, 'x-session': token }, body: JSON.stringify(body) });
}

async function prefill(id: string | null, itemCode: string): Promise<Prefill> {
  const answer = await (await signIn(id))('/api/prefill', { itemCode, itemVersion: 1 });
  expect(answer.status).toBe(200);
  return answer.json();
}

describe('a prefill', () => {
  it('of every item asks a resident with a full library for nothing that the library holds', async () => {
    const ask = await signIn('wan-shi-tong');
    for (const item of await currentItems(centre.context)) {
      const answer = await ask('/api/prefill', { itemCode: item.code, itemVersion: item.version });
      const made: Prefill = await answer.json();
      expect(
        made.materials.flatMap((material) => material.ways),
        item.code
      ).toEqual([]);
      const asked = item.form.filter(({ key }) => !(key in made.known));
      const held = asked.filter((field) => ['card', 'licence', 'data'].includes(field.source));
      expect(held.map((field) => `${item.code} ${field.key}`)).toEqual([]);
    }
  });

  it('shows no number of anybody in full', async () => {
    const text = JSON.stringify(await prefill('wan-shi-tong', 'SQ-05-001'));
    expect(text).not.toContain(cardOf('wan-shi-tong').idNumber);
    expect(text).not.toMatch(/\d{17}[\dX]/);
    expect(text).toContain('330102********');
    expect(text).toContain('**** **** **** ');
  });

  it('says where each value came from', async () => {
    const made = await prefill('yuan-dao-lai', 'SQ-08-003');
    expect(made.known.name?.provenance).toEqual({ from: 'card', name: null, date: null });
    expect(made.known.liveAddress?.provenance).toMatchObject({ from: 'licence', name: '居住证（演示数据）' });
  });

  it('works an age band out', async () => {
    expect((await prefill('fu-shou', 'SQ-05-006')).known.band).toMatchObject({ text: '80—89' });
  });

  it('offers what was typed before in its question, and takes a correction as known', async () => {
    const { context } = centre;
    const opened = await openSession(context, '00000000-0000-7000-8000-000000000000', cardOf('guli'));
    const id = opened.ok ? opened.value.session.resident?.id : undefined;
    await remember(context, context.database, id ?? '', { code: 'SQ-01-001', name: '失业登记' }, [
      { fieldKey: 'mobile', fieldType: 'mobile', value: '13800000000' },
      { fieldKey: 'liveAddress', fieldType: 'address', value: '新住处1号' }
    ]);
    const made = await prefill('guli', 'SQ-01-001');
    expect(made.offered.mobile).toMatchObject({
      value: '13800000000',
      provenance: { from: 'earlier', name: '失业登记' }
    });
    expect(made.known.liveAddress).toMatchObject({ value: '新住处1号', provenance: { from: 'earlier' } });
  });

  it.each([
    ['slow', 'SQ-02-002', '居民户口簿（户籍信息）', 'timeout', ['wait', 'bring', 'counter']],
    ['nothing', 'SQ-01-001', '终止就业信息（劳动合同、社保减员）', 'none', ['promise', 'bring', 'counter']],
    ['outdated', 'SQ-02-002', '居民户口簿（户籍信息）', 'expired', ['bring', 'counter']],
    ['outdated', 'SQ-02-002', '本人银行账户（社会保障卡）', 'mismatch', ['counter']]
  ])('of %s shows the ways on', async (id, itemCode, name, outcome, ways) => {
    const material = (await prefill(id, itemCode)).materials.find((candidate) => candidate.name === name);
    expect(material).toMatchObject({ outcome, ways });
  });

  it('takes nothing from a record whose parts are not what a form can hold', async () => {
    const odd = [null, {}, [], [null], [{ name: null }], { from: null, to: null }, { idNumber: 7 }, 'x'.repeat(3000)];
    for (const item of await currentItems(centre.context))
      for (const value of odd) {
        const parts = new Proxy({}, { get: () => value });
        const record = {
          outcome: 'found',
          name: '记录',
          number: null,
          issuedOn: null,
          validUntil: null,
          parts
        } as const;
        const answers = new Map(recordsToPull(item).map((name) => [name, record]));
        const facts = { card: cardOf('guli'), cardRead: true, answers, remembered: new Map(), today: '2026-11-24' };
        const sources = Object.values(knownValues(item, facts)).map(({ provenance }) => provenance.from);
        expect(sources.filter((from) => from === 'licence' || from === 'data')).toEqual([]);
      }
  });

  it('writes every pull down', async () => {
    await prefill('li-zhi-jian', 'SQ-05-004');
    const rows = await centre.context.database.select().from(licencePulls);
    const mine = rows.filter((row) => row.itemCode === 'SQ-05-004');
    expect([...new Set(mine.map((row) => row.record))].sort()).toEqual(
      ['残疾人证', '最低生活保障信息', '社会保障卡'].sort()
    );
    expect(mine[0]?.purpose).toBe('办理残疾人两项补贴资格认定申请');
  });

  it('of an item in another version, or of none, is refused', async () => {
    const ask = await signIn('fu-shou');
    const stale = await ask('/api/prefill', { itemCode: 'SQ-01-001', itemVersion: 9 });
    expect([stale.status, await stale.json()]).toEqual([409, { error: { code: 'item.stale' } }]);
    const unknown = await ask('/api/prefill', { itemCode: 'SQ-77-001', itemVersion: 1 });
    expect([unknown.status, await unknown.json()]).toEqual([404, { error: { code: 'item.unknown' } }]);
  });

  it('without a card is made only where an item may be filed without one', async () => {
    expect((await prefill(null, 'SQ-08-005')).known).toEqual({});
    const refused = await (await signIn(null))('/api/prefill', { itemCode: 'SQ-01-001', itemVersion: 1 });
    expect(await refused.json()).toEqual({ error: { code: 'session.none' } });
  });
});

describe('a session', () => {
  const open = async (card: object | null) => {
    const answer = await createApp(centre.context).request('/api/sessions', {
      method: 'POST',
      headers: { authorization: `Terminal ${terminal}`, 'content-type': 'application/json' },
      body: JSON.stringify({ card })
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('is refused to a card out of date, with a wrong number, without a name', async () => {
    expect(await open(cardOf('expired'))).toEqual({ status: 422, body: { error: { code: 'card.expired' } } });
    const wrong = { ...cardOf('fu-shou'), idNumber: '330102194403122020' };
    expect((await open(wrong)).body).toEqual({ error: { code: 'card.number' } });
    expect((await open({ ...cardOf('fu-shou'), name: '' })).body).toEqual({ error: { code: 'card.name' } });
  });

  it('shows the holder masked', async () => {
    const { body } = await open(cardOf('fu-shou'));
    expect(body.session.resident).toMatchObject({ name: '福寿长', sex: 'female', age: 82 });
    expect(body.session.resident.maskedIdNumber).toMatch(/^330102\*{8}\d{3}[\dX]$/);
  });

  it('applies for another person with their card, not with the same one', async () => {
    const ask = await signIn('yuan-dao-lai');
    const same = await ask('/api/sessions/current/principal', { card: cardOf('yuan-dao-lai') });
    expect(await same.json()).toEqual({ error: { code: 'proxy.same-person' } });
    const other = await ask('/api/sessions/current/principal', { card: cardOf('fu-shou') });
    expect((await other.json()).principal.name).toBe('福寿长');
    const made = await (await ask('/api/prefill', { itemCode: 'SQ-05-006', itemVersion: 1 })).json();
    expect(made.known.name.text).toBe('福寿长');
  });

  it('is over when it was ended, and needs a terminal that is known', async () => {
    const ask = await signIn('fu-shou');
    expect((await ask('/api/sessions/current', undefined, 'DELETE')).status).toBe(204);
    const after = await ask('/api/prefill', { itemCode: 'SQ-01-001', itemVersion: 1 });
    expect([after.status, await after.json()]).toEqual([401, { error: { code: 'session.ended' } }]);
    const stranger = await createApp(centre.context).request('/api/terminals/me');
    expect([stranger.status, await stranger.json()]).toEqual([401, { error: { code: 'terminal.unknown' } }]);
  });
});
