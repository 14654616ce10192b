import { eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { auditRecords } from '../audit/schema.ts';
import { firstBrokenRecord } from '../audit/service.ts';
import { cardOf, listen, openWorkingCentre, PASSWORD } from '../testing.ts';

const centre = await openWorkingCentre();
const { context, asTerminal, signIn, file, asStaff, act } = centre;
const served = await listen(centre.app.fetch);
afterAll(async () => {
  served.server.close();
  await centre.close();
});
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const administrator = await centre.employ('admin', 'administrator');

const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
const ITEM = 'SQ-05-006';
const acted = async () => (await context.database.select().from(auditRecords)).length;

describe('papers of a case', () => {
  it('are its own only, at the window and at the terminal', async () => {
    const [mine, other] = [await file('fu-shou', ITEM), await file('guli', 'SQ-01-001')];
    expect(await asStaff(clerk, `/api/window/cases/${mine.case.id}/slips/${other.slip.number}`)).toEqual(
      failed(404, 'case.not-found')
    );
    const ask = await signIn('fu-shou');
    const told = async (path: string) => {
      const answer = await ask(`/api/my/cases/${path}`);
      return { status: answer.status, body: await answer.json() };
    };
    for (const path of ['', '/form.pdf', '/result.pdf', `/slips/${other.slip.number}`])
      expect(await told(`${other.case.id}${path}`)).toEqual(failed(404, 'case.not-found'));
    expect(await told(`${mine.case.id}/slips/${other.slip.number}`)).toEqual(failed(404, 'case.not-found'));
    expect(await told(`${mine.case.id}/result.pdf`)).toEqual(failed(409, 'case.no-result'));
    expect((await told(`${mine.case.id}/slips/${mine.slip.number}`)).body.number).toBe(mine.slip.number);
  });

  it('are on record whenever staff read them', async () => {
    const { case: made, slip } = await file('fu-shou', ITEM);
    await asStaff(clerk, `/api/window/cases/${made.id}`);
    await asStaff(clerk, `/api/window/cases/${made.id}/form.pdf`);
    await asStaff(clerk, `/api/window/cases/${made.id}/slips/${slip.number}`);
    const rows = await context.database.select().from(auditRecords).where(eq(auditRecords.subject, made.id));
    const byClerk = rows.filter(({ actorId }) => actorId === clerk.id).map(({ action, purpose }) => [action, purpose]);
    expect(byClerk).toEqual([
      ['case.open', ITEM],
      ['case.print-form', ITEM],
      ['case.read-slip', ITEM]
    ]);
  });
});

describe('a look-up', () => {
  it('by a card at the desk is answered once', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    const { readId } = await (await asTerminal('/api/terminals/reads', { card: cardOf('fu-shou') })).json();
    const first = await asStaff(clerk, '/api/window/lookup', { readId });
    expect(first.body.rows.map(({ id }: { id: string }) => id)).toContain(made.id);
    expect(await asStaff(clerk, '/api/window/lookup', { readId })).toEqual(failed(404, 'case.not-found'));
  });

  it('by short code finds one case, by a number that does not hold none', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    const found = await asStaff(clerk, '/api/window/lookup', { shortCode: made.shortCode });
    expect(found.body.rows).toHaveLength(1);
    expect(await asStaff(clerk, '/api/window/lookup', { idNumber: '330102194403122020' })).toEqual(
      failed(422, 'card.number')
    );
    const wrong = `${made.number.slice(0, 25)}${(Number(made.number[25]) + 1) % 10}`;
    expect(await asStaff(clerk, '/api/window/lookup', { caseNumber: wrong })).toEqual(failed(404, 'case.not-found'));
    expect((await asStaff(clerk, '/api/window/lookup', { caseNumber: made.number, idNumber: 'x' })).status).toBe(400);
  });
});

describe('the queue as it happens', () => {
  it('tells every desk of each change by id and version, and nothing of anybody', async () => {
    const controller = new AbortController();
    const answer = await fetch(`${served.url}/api/window/events`, {
      headers: { cookie: centre.cookieOf(colleague) },
      signal: controller.signal
    });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader?.read())?.value ?? '';
    const { case: made } = await file('fu-shou', ITEM);
    await act(clerk, made.id, { act: 'claim' });
    while (!text.includes('"version":2')) text += (await reader?.read())?.value ?? '';
    controller.abort();
    const data = [...text.matchAll(/^event: case\ndata: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''));
    expect(data).toEqual([
      { caseId: made.id, version: 1 },
      { caseId: made.id, version: 2 }
    ]);
  });

  it('ends for whoever signed out meanwhile', async () => {
    const other = await centre.employ('leaving', 'clerk');
    const cookie = centre.cookieOf(other);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const answer = await fetch(`${served.url}/api/window/events`, { headers: { cookie } });
    const reader = answer.body?.getReader();
    await reader?.read();
    vi.advanceTimersByTime(20_000);
    expect((await reader?.read())?.done).toBe(false);
    await centre.app.request('/api/auth/sign-out', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin: 'http://127.0.0.1' },
      body: '{}'
    });
    vi.advanceTimersByTime(20_000);
    expect((await reader?.read())?.done).toBe(true);
  });
});

describe('administration', () => {
  const account = {
    username: 'new.one',
    name: '新来的',
    role: 'clerk',
    phone: '0571-9',
    department: null,
    password: PASSWORD
  };

  it('makes an account once, and a terminal’s code, each with its record', async () => {
    const before = await acted();
    expect((await asStaff(administrator, '/api/window/staff', account)).body).toMatchObject({
      name: '新来的',
      role: 'clerk'
    });
    expect(await asStaff(administrator, '/api/window/staff', account)).toEqual(failed(409, 'staff.username-taken'));
    const made = await asStaff(administrator, '/api/window/terminals', { name: '大厅' });
    expect(made.body.code).toMatch(/^[A-Z2-9]{8}$/);
    expect(await acted()).toBe(before + 2);
    const { terminals } = (await asStaff(administrator, '/api/window/terminals')).body;
    expect(terminals.map(({ name }: { name: string }) => name)).toContain('大厅');
    expect(JSON.stringify(terminals)).not.toContain(made.body.code);
  });

  it('makes nothing whose record cannot be written', async () => {
    await context.database.execute(
      sql`alter table audit_records add constraint nothing_more check (purpose <> 'administration') not valid`
    );
    expect((await asStaff(administrator, '/api/window/staff', { ...account, username: 'half' })).status).toBe(500);
    expect((await asStaff(administrator, '/api/window/terminals', { name: '半台' })).status).toBe(500);
    await context.database.execute(sql`alter table audit_records drop constraint nothing_more`);
    const { staff: all } = (await asStaff(administrator, '/api/window/staff')).body;
    expect(all.map(({ username }: { username: string }) => username)).not.toContain('half');
    const { terminals } = (await asStaff(administrator, '/api/window/terminals')).body;
    expect(terminals.map(({ name }: { name: string }) => name)).not.toContain('半台');
  });

  it.each([{ role: 'king' }, { username: 'a b' }, { password: 'short' }, { name: '' }, { phone: undefined }])(
    'refuses an account with %o',
    async (change) => {
      expect(
        await asStaff(administrator, '/api/window/staff', { ...account, username: 'other', ...change })
      ).toMatchObject({
        status: 400,
        body: { error: { code: 'request.malformed' } }
      });
    }
  );
});

it('after all of this the record of who did what is whole', async () => {
  expect(await firstBrokenRecord(context, context.database)).toBeNull();
});
