import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRecords } from '../audit/schema.ts';
import { firstBrokenRecord } from '../audit/service.ts';
import type { CallApplication, TerminalCall, WindowCall } from '../contract/call-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { forget } from '../retention.ts';
import { registerTerminal } from '../terminals/service.ts';
import { cardOf, listen, openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
const { context, app, asStaff, begin, signIn, terminal } = centre;
const served = await listen(app.fetch);
afterAll(async () => {
  served.server.close();
  await centre.close();
});
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const manager = await centre.employ('manager', 'manager');
const officer = await centre.employ('officer', 'officer');
const administrator = await centre.employ('admin', 'administrator');

const NOW = '2026-11-24T02:00:00Z';
const later = (minutes: number) => centre.setNow(new Date(Date.parse(NOW) + minutes * 60_000).toISOString());
beforeEach(async () => {
  centre.setNow(NOW);
  await context.database.execute(sql`delete from calls`);
});

const HOME = { itemCode: null, page: 'home', step: null, begun: null };
const ITEM = 'SQ-05-006';
const failed = (status: number, code: string, by?: string) => ({
  status,
  body: { error: { code, ...(by ? { by } : {}) } }
});

async function said(asked: Response | Promise<Response>) {
  const answer = await asked;
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}
/** What a terminal asks without anybody's session. */
const from = (credential: string, path: string, method: string, body?: object) =>
  said(
    app.request(path, {
      method,
      headers: { authorization: `Terminal ${credential}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {})
    })
  );
const ring = async (credential = terminal, place: object = {}): Promise<TerminalCall> =>
  (await from(credential, '/api/calls', 'POST', { ...HOME, ...place })).body;
const current = async (): Promise<TerminalCall | null> => (await from(terminal, '/api/calls/current', 'GET')).body.call;
const list = async (who = clerk): Promise<WindowCall[]> => (await asStaff(who, '/api/window/calls')).body.calls;
const upon = (who: Staff, id: string, act: string) => asStaff(who, `/api/window/calls/${id}/${act}`, {});
const application = (who: Staff, id: string) => asStaff(who, `/api/window/calls/${id}/application`);
const atRest = async () => (await context.database.execute(sql`select * from calls`)).rows;

/** 福寿长, who is over eighty, has answered one question of her application and calls. */
async function halfWay() {
  const { ask, prefill } = await begin('fu-shou', ITEM);
  const begun = {
    prefillIds: [prefill.id],
    answers: { mobile: '13812345678' },
    corrections: [],
    kept: [],
    ways: {},
    consents: [],
    passed: ['known', 'question.mobile'],
    signed: false
  };
  const place = { itemCode: ITEM, page: 'question.account', step: 3 };
  const call = (await said(ask('/api/calls', { ...place, begun }))).body as TerminalCall;
  return { ask, call, begun, place };
}

describe('a call', () => {
  it('rings at every window, also without a card, and names no one', async () => {
    const call = await ring();
    expect(call).toMatchObject({ state: 'ringing' });
    const row = {
      id: call.id,
      terminal: '试验终端',
      itemCode: null,
      itemName: null,
      page: 'home',
      step: null,
      calledAt: '2026-11-24T02:00:00.000Z',
      takenBy: null,
      hasApplication: false
    };
    for (const who of [clerk, colleague, manager]) expect(await list(who)).toEqual([row]);
  });

  it('from the form of a 一件事 says which', async () => {
    await ring(terminal, { itemCode: 'JS-01', page: 'question.mobile', step: 2 });
    expect((await list())[0]).toMatchObject({ itemName: '失业一件事', step: 2, hasApplication: false });
  });

  it('says which item and how far, and nothing of whoever calls', async () => {
    await halfWay();
    const [row] = await list();
    expect(row).toMatchObject({ itemName: '高龄津贴申请', step: 3, hasApplication: true });
    expect(JSON.stringify(row)).not.toMatch(/福|3301|138/);
  });

  it('rung again is the same call, with where the screen stands by now', async () => {
    const { ask, call, begun, place } = await halfWay();
    const again = await Promise.all(
      [4, 5, 6].map((step) => said(ask('/api/calls', { ...place, step, begun: { ...begun, answers: {} } })))
    );
    expect(new Set(again.map(({ body }) => body.id))).toEqual(new Set([call.id]));
    expect(await list()).toHaveLength(1);
  });

  it('of ten presses at one moment is one', async () => {
    const rung = await Promise.all(Array.from({ length: 10 }, () => ring()));
    expect(new Set(rung.map(({ id }) => id)).size).toBe(1);
    expect(await list()).toHaveLength(1);
  });

  it('of somebody who calls and takes it back in turn does not ring a fourth time', async () => {
    for (let press = 0; press < 3; press++) {
      await ring();
      expect((await from(terminal, '/api/calls/current', 'DELETE')).status).toBe(204);
    }
    expect(await from(terminal, '/api/calls', 'POST', HOME)).toEqual(failed(429, 'call.too-many'));
    expect(await list()).toEqual([]);
    expect(await ring(await registerTerminal(context, '旁边的终端'))).toMatchObject({ state: 'ringing' });
    later(5);
    expect(await ring()).toMatchObject({ state: 'ringing' });
  });

  it('that nobody takes is over after five minutes, and the terminal is told', async () => {
    const { id } = await ring();
    later(4.9);
    expect(await current()).toEqual({ state: 'ringing', id });
    later(5);
    expect(await current()).toEqual({ state: 'over', id, end: 'unanswered' });
    expect(await list()).toEqual([]);
    expect((await ring()).id).not.toBe(id);
  });

  it('of the next person is another one, whether or not the last one said goodbye', async () => {
    const { call } = await halfWay();
    const next = (await said((await signIn('guli'))('/api/calls', HOME))).body;
    expect(next.id).not.toBe(call.id);
    expect((await list()).map(({ id }) => id)).toEqual([next.id]);
  });

  it('of somebody who then taps a card goes on', async () => {
    const { id } = await ring();
    expect((await said((await signIn('guli'))('/api/calls', HOME))).body.id).toBe(id);
  });

  it('goes through with a session that is over: somebody stands there', async () => {
    const ask = await signIn('guli');
    await ask('/api/sessions/current', undefined, 'DELETE');
    expect((await said(ask('/api/calls', HOME))).body).toMatchObject({ state: 'ringing' });
  });

  it.each([
    {},
    { ...HOME, page: '福寿长' },
    { ...HOME, page: '' },
    { ...HOME, step: 0 },
    { ...HOME, begun: { answers: {} } }
  ])('such as %o is malformed', async (body) => {
    expect(await from(terminal, '/api/calls', 'POST', body)).toMatchObject({ status: 400 });
    expect(await list()).toEqual([]);
  });

  it('comes from terminals of this centre only', async () => {
    for (const method of ['POST', 'GET', 'DELETE'])
      expect(
        await from('unknown', method === 'POST' ? '/api/calls' : '/api/calls/current', method, undefined)
      ).toMatchObject({ status: 401 });
  });
});

describe('of the windows', () => {
  it('one of two that press at once goes, and the other is told who', async () => {
    const { id } = await ring();
    const [one, other] = await Promise.all([upon(clerk, id, 'take'), upon(colleague, id, 'take')]);
    const [won, lost] = one.status === 200 ? [one, other] : [other, one];
    const winner = one.status === 200 ? clerk : colleague;
    expect(won.body.takenBy).toEqual({ id: winner.id, name: winner.name });
    expect(lost).toEqual(failed(409, 'call.taken', winner.name));
    expect(await current()).toEqual({ state: 'taken', id, by: winner.name });
    expect(await upon(winner, id, 'take')).toMatchObject({ status: 200 });
  });

  it('only the one who goes ends it', async () => {
    const { id } = await ring();
    expect(await upon(clerk, id, 'over')).toEqual(failed(409, 'call.not-taken'));
    await upon(clerk, id, 'take');
    expect(await upon(colleague, id, 'over')).toEqual(failed(409, 'call.taken', clerk.name));
    expect((await upon(clerk, id, 'over')).status).toBe(204);
    expect(await current()).toEqual({ state: 'over', id, end: 'staff' });
    expect(await upon(clerk, id, 'take')).toEqual(failed(409, 'call.over'));
  });

  it('none sees or takes a call that is of no concern to it', async () => {
    const { id } = await ring();
    for (const who of [officer, administrator]) {
      expect(await asStaff(who, '/api/window/calls')).toEqual(failed(403, 'staff.role'));
      expect(await upon(who, id, 'take')).toEqual(failed(403, 'staff.role'));
      expect(await application(who, id)).toEqual(failed(403, 'staff.role'));
    }
    expect((await app.request('/api/window/calls')).status).toBe(401);
    expect(await upon(clerk, '00000000-0000-7000-8000-000000000000', 'take')).toEqual(failed(404, 'call.not-found'));
  });

  it('each is told at once', async () => {
    const controller = new AbortController();
    const events = await fetch(`${served.url}/api/window/events`, {
      headers: { cookie: centre.cookieOf(colleague) },
      signal: controller.signal
    });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hears = async (times: number, id: string) => {
      while (heard.split(JSON.stringify({ callId: id })).length <= times) heard += (await reader?.read())?.value ?? '';
    };
    await hears(0, 'alive');
    const { id } = await ring();
    await hears(1, id);
    await upon(clerk, id, 'take');
    await hears(2, id);
    await upon(clerk, id, 'over');
    await hears(3, id);
    expect(heard).toContain('event: call');
    controller.abort();
  });
});

describe('the half-done application', () => {
  it('opens for whoever goes, with what is known, answered and open, numbers masked', async () => {
    const { call } = await halfWay();
    await upon(clerk, call.id, 'take');
    const { status, body } = await application(clerk, call.id);
    expect(status).toBe(200);
    expect(body.call).toMatchObject({ id: call.id, terminal: '试验终端', page: 'question.account', step: 3 });
    const read: CallApplication = body.application;
    expect(read.resident).toEqual({ name: '福寿长', maskedIdNumber: expect.stringMatching(/^330102\*{8}\d{3}[\dX]$/) });
    const standings = Object.fromEntries(read.answers.map(({ key, standing }) => [key, standing]));
    expect(standings).toMatchObject({ name: 'known', mobile: 'answered' });
    expect(read.consents).toEqual([{ name: 'account', agreed: false }]);
    expect(read.signature).toBe('open');
    expect(JSON.stringify(body)).not.toContain(cardOf('fu-shou').idNumber);
  });

  it('of a 一件事 opens as the one form that is filled in, of what is done of it', async () => {
    const codes = ['SQ-01-001', 'SQ-01-006'];
    const ask = await signIn('nothing');
    const prefillIds: string[] = [];
    for (const code of codes)
      prefillIds.push((await said(ask('/api/prefill', { itemCode: code, itemVersion: 1 }))).body.id);
    const begun = {
      prefillIds,
      bundleCode: 'JS-01',
      answers: { mobile: '13812345678' },
      corrections: [],
      kept: [],
      ways: { 'm03-SQ-01-001': 'promise' },
      consents: [],
      passed: ['known', 'question.mobile'],
      signed: false
    };
    const place = { itemCode: 'JS-01', page: 'question.edu', step: 3 };
    const { id } = (await said(ask('/api/calls', { ...place, begun }))).body;
    await upon(clerk, id, 'take');
    const read: CallApplication = (await application(clerk, id)).body.application;
    expect(read.itemName).toBe('失业一件事');
    const labels = read.answers.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toEqual(expect.arrayContaining(['失业原因', '收款账户']));
    expect(labels).not.toContain('期望岗位');
    const standings = Object.fromEntries(read.answers.map(({ key, standing }) => [key, standing]));
    expect(standings).toMatchObject({ name: 'known', mobile: 'answered', edu: 'open' });
    expect(read.materials.map(({ name, standing }) => [name, standing])).toEqual(
      expect.arrayContaining([
        ['终止就业信息（劳动合同、社保减员）', 'promise'],
        ['失业登记信息', 'along'],
        ['停保原因', 'open']
      ])
    );
    const stranger = await signIn('guli');
    await stranger('/api/calls', { ...place, begun });
    expect((await list()).map(({ hasApplication }) => hasApplication)).toEqual([false]);
  });

  it('opens for nobody else, and on record with the reason', async () => {
    const { call } = await halfWay();
    expect(await application(clerk, call.id)).toEqual(failed(409, 'call.not-taken'));
    await upon(clerk, call.id, 'take');
    expect(await application(manager, call.id)).toEqual(failed(409, 'call.taken', clerk.name));
    await application(clerk, call.id);
    const rows = await context.database.select().from(auditRecords).where(eq(auditRecords.subject, call.id));
    expect(rows.map(({ actorId, action, purpose }) => [actorId, action, purpose])).toEqual([
      [clerk.id, 'call.take', '马上找人'],
      [clerk.id, 'call.read', '马上找人']
    ]);
    expect(await firstBrokenRecord(context, context.database)).toBeNull();
  });

  it('lies sealed: nothing of it can be read in the database', async () => {
    await halfWay();
    const bytes = Buffer.concat(
      (await atRest()).flatMap((row) =>
        Object.values(row).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value))))
      )
    );
    expect(bytes.length).toBeGreaterThan(500);
    for (const secret of ['福寿长', '13812345678', '330102****', cardOf('fu-shou').idNumber])
      expect(bytes.includes(secret), secret).toBe(false);
  });

  it.each<[string, (ask: Awaited<ReturnType<typeof halfWay>>['ask'], id: string) => Promise<unknown>]>([
    ['the clerk says 好了', async (_, id) => [await upon(clerk, id, 'take'), await upon(clerk, id, 'over')]],
    ['the resident says 不用了', async () => from(terminal, '/api/calls/current', 'DELETE')],
    ['the session ends', async (ask) => ask('/api/sessions/current', undefined, 'DELETE')],
    [
      'nobody came',
      async () => {
        later(5);
        await current();
      }
    ],
    [
      'nobody came and nobody looks',
      async () => {
        later(5);
        await forget(context);
      }
    ],
    [
      'whoever went there forgot it',
      async (_, id) => {
        await upon(clerk, id, 'take');
        later(30);
        await forget(context);
      }
    ]
  ])('is erased when %s, with who called', async (_, over) => {
    const { ask, call } = await halfWay();
    await over(ask, call.id);
    expect(await atRest()).toMatchObject([{ id: call.id, state: 'over', application: null, session_id: null }]);
    expect(await application(clerk, call.id)).toEqual(failed(409, 'call.over'));
  });

  it('of whoever ends their session in the same moment is not left behind', async () => {
    for (let turn = 0; turn < 5; turn++) {
      await context.database.execute(sql`delete from calls`);
      const { ask, begun, place } = await halfWay();
      await Promise.all([
        ask('/api/calls', { ...place, begun }),
        ask('/api/sessions/current', undefined, 'DELETE'),
        ask('/api/calls', { ...place, begun })
      ]);
      for (const row of await atRest()) expect(row).toMatchObject({ application: null, session_id: null });
    }
  });

  it('is not made from another session’s prefill', async () => {
    const { begun, place } = await halfWay();
    const ask = await signIn('guli');
    await ask('/api/calls', { ...place, begun });
    expect(await list()).toMatchObject([{ hasApplication: false }]);
  });

  it('leaves nothing of its call after a day', async () => {
    await halfWay();
    later(5);
    await forget(context);
    later(5 + 24 * 60 + 1);
    await forget(context);
    expect(await atRest()).toEqual([]);
  });
});
