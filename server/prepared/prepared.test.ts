import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleAnswer } from '../../tests/filling.ts';
import { shownAnswers } from '../contract/branching.ts';
import type { Answers } from '../contract/form.ts';
import type { Item } from '../contract/item.ts';
import { isFilledAtHome, parsePreparedCode, preparedCodeText } from '../contract/prepared.ts';
import { forget } from '../retention.ts';
import { registerTerminal } from '../terminals/service.ts';
import { openWorkingCentre } from '../testing.ts';
import { preparationProblems, stillAsked } from './rules.ts';

const centre = await openWorkingCentre();
const { context, app, signIn, itemOf } = centre;
afterAll(() => centre.close());

const NOW = '2026-11-24T02:00:00Z';
const ITEM = 'SQ-05-001';
beforeEach(async () => {
  centre.setNow(NOW);
  await context.database.execute(sql`delete from preparations`);
  await context.database.execute(sql`delete from attempts`);
});

const item = await itemOf(ITEM);
const answersFor = ({ form }: Item): Answers => {
  const asked = form.filter(isFilledAtHome);
  return shownAnswers(asked, Object.fromEntries(asked.map((field) => [field.key, sampleAnswer(field, '')])));
};
const ANSWERS = answersFor(item);

async function said(asked: Response | Promise<Response>) {
  const answer = await asked;
  return { status: answer.status, body: await answer.json() };
}
const hand = (answers: Answers = ANSWERS, itemVersion = item.version, itemCode = ITEM) =>
  said(
    app.request('/api/prepared', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ itemCode, itemVersion, answers })
    })
  );
const codeOf = async (): Promise<string> => (await hand()).body.code;
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
const rows = async () => (await context.database.execute(sql`select * from preparations`)).rows;

describe('a form that is filled in at home', () => {
  it('waits under twelve digits for seven days, and nothing of it can be read or found where it lies', async () => {
    const { status, body } = await hand();
    expect(status).toBe(200);
    expect(body).toEqual({ code: expect.stringMatching(/^\d{12}$/), endsAt: '2026-12-01T02:00:00.000Z' });
    const kept = JSON.stringify(await rows());
    for (const value of [body.code, '13800000000', '照实填写']) expect(kept).not.toContain(value);
    expect((await app.request(`/api/prepared/${body.code}`)).status).toBe(404);
  });

  it('comes to whoever is at a terminal with its code, once', async () => {
    const code = await codeOf();
    const ask = await signIn('fu-shou');
    expect(await said(ask('/api/my/prepared', { itemCode: ITEM, code }))).toEqual({
      status: 200,
      body: { answers: ANSWERS, madeOn: '2026-11-24' }
    });
    expect(await rows()).toEqual([]);
    expect(await said(ask('/api/my/prepared', { itemCode: ITEM, code }))).toEqual(failed(404, 'prepared.none'));
  });

  it('stays where it is when its code is brought to another item', async () => {
    const code = await codeOf();
    const ask = await signIn('fu-shou');
    const other = await said(ask('/api/my/prepared', { itemCode: 'SQ-05-006', code }));
    expect(other).toEqual(failed(404, 'prepared.none'));
    expect((await said(ask('/api/my/prepared', { itemCode: ITEM, code }))).status).toBe(200);
  });

  it('comes to nobody who is at no terminal', async () => {
    const code = await codeOf();
    const body = JSON.stringify({ itemCode: ITEM, code });
    const headers = { 'content-type': 'application/json' };
    expect((await app.request('/api/my/prepared', { method: 'POST', headers, body })).status).toBe(401);
    expect(await rows()).toHaveLength(1);
  });

  it('is gone after seven days', async () => {
    const code = await codeOf();
    centre.setNow('2026-12-01T02:00:00Z');
    const ask = await signIn('fu-shou');
    expect(await said(ask('/api/my/prepared', { itemCode: ITEM, code }))).toEqual(failed(404, 'prepared.none'));
    await forget(context);
    expect(await rows()).toEqual([]);
  });

  it('is checked as its page checks it, and asks for nothing that a card says', async () => {
    const refused = await hand({ ...ANSWERS, mobile: '138', name: '福寿长' });
    expect(refused).toEqual({
      status: 422,
      body: {
        error: {
          code: 'form.invalid',
          fields: [
            { field: 'name', code: 'answer.unknown-field' },
            { field: 'mobile', code: 'answer.mobile' }
          ]
        }
      }
    });
    expect(await hand(ANSWERS, item.version + 1)).toEqual(failed(409, 'item.stale'));
    expect(await hand({}, 1, 'SQ-99-999')).toEqual(failed(404, 'item.unknown'));
    expect(await rows()).toEqual([]);
  });

  it('of every item there is one that passes', async () => {
    for (const { code } of (await said(app.request('/api/catalogue'))).body.rows) {
      const one = await itemOf(code);
      expect(preparationProblems(one, answersFor(one), '2026-11-24'), code).toEqual([]);
    }
  });

  it('brings what the item still asks by then, and would take', () => {
    const [first, ...others] = item.form.filter(isFilledAtHome);
    if (!first) throw new TypeError('a field');
    const form = others.map((field) => (field.type === 'mobile' ? { ...field, type: 'bankcard' as const } : field));
    const kept = stillAsked({ form }, ANSWERS, '2026-11-24');
    expect(Object.keys(kept)).not.toContain(first.key);
    expect(Object.keys(kept)).toEqual(form.filter(({ type }) => type !== 'bankcard').map(({ key }) => key));
  });
});

describe('whoever tries', () => {
  it('finds nothing after five wrong codes at one terminal, whatever the sixth is', async () => {
    const code = await codeOf();
    const ask = await signIn('fu-shou');
    for (let time = 0; time < 5; time++)
      expect((await said(ask('/api/my/prepared', { itemCode: ITEM, code: `00000000000${time}` }))).status).toBe(404);
    expect(await said(ask('/api/my/prepared', { itemCode: ITEM, code }))).toEqual(failed(429, 'request.too-many'));
    const elsewhere = await signIn('fu-shou', await registerTerminal(context, '另一台'));
    expect((await said(elsewhere('/api/my/prepared', { itemCode: ITEM, code }))).status).toBe(200);
  });

  it('fills no table from one address', async () => {
    for (let time = 0; time < 20; time++) expect((await hand()).status).toBe(200);
    expect(await hand()).toEqual(failed(429, 'request.too-many'));
    expect(await rows()).toHaveLength(20);
  });
});

it('its QR code says the digits and nothing else', () => {
  expect(parsePreparedCode(preparedCodeText('482109375512'))).toBe('482109375512');
  expect(parsePreparedCode('482109375512')).toBeNull();
  expect(parsePreparedCode('YIMEN-HOME:48210937551')).toBeNull();
});
