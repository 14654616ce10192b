import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import type { Staff } from '../contract/window-wire.ts';
import { staff } from '../staff/schema.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
const { context, app, signIn, file, asStaff, open, act } = centre;
afterAll(() => centre.close());
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const officer = await centre.employ('officer', 'officer');
const manager = await centre.employ('manager', 'manager');
const administrator = await centre.employ('admin', 'administrator');
const elsewhere = createApp({ ...context, centre: { ...context.centre, communityCode: '330102016002' } });

const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
/** A promised case and one decided on the spot. */
const PROMISED = 'SQ-05-006';
async function accepted(code = PROMISED): Promise<string> {
  const { case: made } = await file('wan-shi-tong', code);
  await act(clerk, made.id, { act: 'claim' });
  const done = await act(clerk, made.id, { act: 'accept' });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  return made.id;
}

describe('who may do what', () => {
  it.each<[string, Staff]>([
    ['a clerk', clerk],
    ['an officer', officer],
    ['a manager', manager]
  ])('%s sees neither accounts nor enrolment codes, and makes none', async (_, who) => {
    for (const path of ['/api/window/staff', '/api/window/terminals']) {
      expect(await asStaff(who, path)).toEqual(failed(403, 'staff.role'));
      expect(await asStaff(who, path, {})).toEqual(failed(403, 'staff.role'));
    }
  });

  it('nobody who is not signed in is told anything', async () => {
    const id = randomUUID();
    for (const path of [
      'me',
      'colleagues',
      'cases',
      'events',
      'staff',
      'terminals',
      `cases/${id}`,
      `cases/${id}/form.pdf`
    ]) {
      const answer = await app.request(`/api/window/${path}`);
      expect([answer.status, await answer.json()]).toEqual([401, { error: { code: 'staff.signed-out' } }]);
    }
  });

  it('an administrator sees no case and acts upon none', async () => {
    const { case: made } = await file('fu-shou', PROMISED);
    expect(await open(administrator, made.id)).toEqual({ error: { code: 'staff.role' } });
    expect(await act(administrator, made.id, { act: 'claim' })).toEqual(failed(403, 'staff.role'));
  });

  it('a clerk decides no promised case, an officer receives none', async () => {
    const id = await accepted();
    expect(await act(clerk, id, { act: 'grant', reason: '' })).toEqual(failed(409, 'case.state'));
    expect(await act(officer, id, { act: 'send' })).toEqual(failed(403, 'staff.role'));
    await act(clerk, id, { act: 'send' });
    expect(await act(clerk, id, { act: 'deny', reason: '不符合' })).toEqual(failed(403, 'staff.role'));
    expect(await act(officer, id, { act: 'issue', handedTo: '本人' })).toEqual(failed(403, 'staff.role'));
    expect((await act(officer, id, { act: 'grant', reason: '' })).body.state).toBe('granted');
  });

  it('a case of another community is not there', async () => {
    const { case: made } = await file('fu-shou', PROMISED);
    const move = (communityCode: string) =>
      context.database.update(staff).set({ communityCode }).where(eq(staff.id, colleague.id));
    await move('330102016002');
    const ask = async (path: string, body?: object) => {
      const answer = await elsewhere.request(`/api/window/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { cookie: centre.cookieOf(colleague), 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {})
      });
      return { status: answer.status, body: await answer.json() };
    };
    for (const path of ['', '/form.pdf', '/result.pdf', `/slips/${made.number}-1`])
      expect(await ask(`cases/${made.id}${path}`)).toEqual(failed(404, 'case.not-found'));
    expect(await ask(`cases/${made.id}/acts`, { act: 'claim', version: 1 })).toEqual(failed(404, 'case.not-found'));
    expect((await ask('lookup', { caseNumber: made.number })).body).toEqual({ rows: [], next: null, personId: null });
    expect((await ask('lookup', { idNumber: cardOf('fu-shou').idNumber })).body).toEqual({
      rows: [],
      next: null,
      personId: null
    });
    expect((await ask('cases')).body.rows).toEqual([]);
    await move(context.centre.communityCode);
  });
});

describe('a hand-over', () => {
  it('needs the other’s acceptance: until then the case is whose it was', async () => {
    const { case: made } = await file('fu-shou', PROMISED);
    await act(clerk, made.id, { act: 'claim' });
    expect(await act(colleague, made.id, { act: 'take-over' })).toEqual(failed(403, 'case.not-yours'));
    const offered = await act(clerk, made.id, { act: 'offer', to: colleague.id });
    expect(offered.body).toMatchObject({ owner: { id: clerk.id }, offeredTo: { id: colleague.id } });
    expect(await act(manager, made.id, { act: 'take-over' })).toEqual(failed(403, 'case.not-yours'));
    expect((await act(colleague, made.id, { act: 'decline' })).body).toMatchObject({
      owner: { id: clerk.id },
      offeredTo: null
    });
    await act(clerk, made.id, { act: 'offer', to: colleague.id });
    expect((await act(colleague, made.id, { act: 'take-over' })).body.owner.id).toBe(colleague.id);
    expect(await act(clerk, made.id, { act: 'accept' })).toEqual(failed(403, 'case.not-yours'));
  });

  it('goes to nobody who could not take it over', async () => {
    const { case: made } = await file('fu-shou', PROMISED);
    await act(clerk, made.id, { act: 'claim' });
    for (const to of [officer.id, administrator.id, clerk.id, 'nobody', ''])
      expect(await act(clerk, made.id, { act: 'offer', to })).toEqual(failed(404, 'staff.unknown'));
    const { colleagues } = (await asStaff(clerk, '/api/window/colleagues')).body;
    expect(colleagues.map(({ id }: Staff) => id).sort()).toEqual([colleague.id, manager.id].sort());
  });
});

describe('an act', () => {
  it('upon an old screen does nothing', async () => {
    const { case: made } = await file('fu-shou', PROMISED);
    await act(clerk, made.id, { act: 'claim' });
    const old = await asStaff(clerk, `/api/window/cases/${made.id}/acts`, { act: 'accept', version: 1 });
    expect(old).toEqual(failed(409, 'case.changed'));
  });

  it('made twice at the same moment is done once: one list of what is missing, one slip', async () => {
    const { case: made } = await file('fu-shou', PROMISED);
    await act(clerk, made.id, { act: 'claim' });
    const { version } = await open(clerk, made.id);
    const ask = { act: 'ask-supplement', version, entries: [{ what: '户口簿', how: '' }] };
    const asked = await Promise.all([1, 2, 3].map(() => asStaff(clerk, `/api/window/cases/${made.id}/acts`, ask)));
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await open(clerk, made.id)).slips.map(({ title }) => title)).toEqual(['收件回执', '一次性补正告知书']);
  });

  it('of a decision and of a withdrawal at the same moment leaves one of them, whole', async () => {
    const id = await accepted();
    await act(clerk, id, { act: 'send' });
    const { version } = await open(officer, id);
    const ask = await signIn('wan-shi-tong');
    await Promise.all([
      asStaff(officer, `/api/window/cases/${id}/acts`, { act: 'grant', version, reason: '' }),
      ask(`/api/my/cases/${id}/withdraw`, {})
    ]);
    const after = await open(officer, id);
    expect(['granted', 'withdrawn']).toContain(after.state);
    expect(after.version).toBe(version + 1);
    expect(after.slips.at(-1)?.title).toBe(after.state === 'granted' ? '准予决定告知' : '撤回申请凭证');
  });

  it('upon a withdrawn case is refused, whatever it is', async () => {
    const id = await accepted();
    await act(clerk, id, { act: 'send' });
    const before = await open(officer, id);
    await (await signIn('wan-shi-tong'))(`/api/my/cases/${id}/withdraw`, {});
    const grant = { act: 'grant', version: before.version, reason: '' };
    expect(await asStaff(officer, `/api/window/cases/${id}/acts`, grant)).toEqual(failed(409, 'case.changed'));
    for (const action of [
      { act: 'grant', reason: '' },
      { act: 'deny', reason: '不符合' }
    ])
      expect(await act(officer, id, action)).toEqual(failed(409, 'case.state'));
    expect(await act(clerk, id, { act: 'claim' })).toEqual(failed(409, 'case.state'));
    expect((await open(officer, id)).acts).toEqual([]);
  });

  it('that receives a paper the item does not ask for is malformed, and changes nothing', async () => {
    const { case: made } = await file('outdated', 'SQ-04-001');
    await act(clerk, made.id, { act: 'claim' });
    const wrong = await act(clerk, made.id, { act: 'receive-material', materials: ['no-such-paper'] });
    expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'request.malformed' } } });
    expect((await open(clerk, made.id)).version).toBe(2);
  });

  it('whose record cannot be written is not done', async () => {
    const { case: made } = await file('fu-shou', PROMISED);
    await context.database.execute(
      sql`alter table audit_records add constraint nothing_more check (action <> 'case.claim') not valid`
    );
    expect((await act(clerk, made.id, { act: 'claim' })).status).toBe(500);
    await context.database.execute(sql`alter table audit_records drop constraint nothing_more`);
    expect(await open(clerk, made.id)).toMatchObject({ owner: null, version: 1, timeline: [{ act: 'submit' }] });
  });

  it.each([
    { act: 'grant', reason: 7 },
    { act: 'ask-supplement', entries: [] },
    { act: 'refuse', reason: ' ', whereInstead: '街道' },
    { act: 'submit' },
    {}
  ])('such as %o is malformed', async (action) => {
    const { case: made } = await file('fu-shou', PROMISED);
    const answer = await act(clerk, made.id, action);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'request.malformed' } } });
  });
});
