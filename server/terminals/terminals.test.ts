import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { auditRecords } from '../audit/schema.ts';
import type { Card } from '../contract/card.ts';
import { sessions } from '../sessions/schema.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { cardReads, terminals } from './schema.ts';
import { createEnrolment, keepCardRead, registerTerminal, takeCardRead } from './service.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, asTerminal } = centre;
/** A centre beside this one, in the same database. */
const elsewhere = { ...context, centre: { ...context.centre, communityCode: '330102016002', name: '别处社区' } };
const appElsewhere = createApp(elsewhere);
const NOW = '2026-11-24T02:00:00Z';
beforeEach(() => centre.setNow(NOW));

async function enrol(code: string, app = centre.app) {
  const answer = await app.request('/api/terminals/enrol', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code })
  });
  return { status: answer.status, body: await answer.json() };
}
const REFUSED = { status: 403, body: { error: { code: 'terminal.enrolment-code' } } };

describe('a terminal', () => {
  it('enrols once with its code, in whatever case it is typed, and is known from then on', async () => {
    const { code } = await createEnrolment(context, '大厅一号');
    const enrolled = await enrol(` ${code.toLowerCase()} `);
    expect(enrolled).toMatchObject({ status: 200, body: { name: '大厅一号' } });
    const me = await asTerminal('/api/terminals/me', undefined, enrolled.body.credential);
    expect(await me.json()).toMatchObject({ name: '大厅一号', centre: { name: '试验社区', today: '2026-11-24' } });
    expect(await enrol(code)).toEqual(REFUSED);
  });

  it('is one of two that type the same code at the same moment', async () => {
    const { code } = await createEnrolment(context, '大厅二号');
    const tried = await Promise.all(Array.from({ length: 5 }, () => enrol(code)));
    expect(tried.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
  });

  it('has a quarter of an hour to enrol, here and nowhere else', async () => {
    const { code } = await createEnrolment(context, '大厅三号');
    expect(await enrol(code, appElsewhere)).toEqual(REFUSED);
    centre.setNow('2026-11-24T02:15:00Z');
    expect(await enrol(code)).toEqual(REFUSED);
    expect((await enrol('')).status).toBe(403);
    expect((await enrol('A'.repeat(21))).status).toBe(400);
  });

  it('has a credential that the database does not know', async () => {
    const { code } = await createEnrolment(context, '大厅四号');
    const { credential, id } = (await enrol(code)).body;
    const [row] = await context.database.select().from(terminals).where(eq(terminals.id, id));
    expect(
      JSON.stringify(row, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : value))
    ).not.toContain(credential);
  });

  it.each([
    ['no credential', undefined],
    ['a wrong one', 'Terminal abc'],
    ['somebody’s password', 'Basic YWRtaW46YWRtaW4=']
  ])('with %s is not known', async (_, authorization) => {
    const answer = await centre.app.request('/api/terminals/me', { headers: authorization ? { authorization } : {} });
    expect([answer.status, await answer.json()]).toEqual([401, { error: { code: 'terminal.unknown' } }]);
  });

  it.each(['/api/terminals/me', '/api/my/cases', '/api/sessions/current'])(
    'of another community is told so at %s',
    async (path) => {
      const answer = await appElsewhere.request(path, {
        headers: { authorization: `Terminal ${centre.terminal}`, 'x-session': 'any' }
      });
      expect([answer.status, await answer.json()]).toEqual([403, { error: { code: 'community.other' } }]);
    }
  );
});

describe('a terminal that is withdrawn', async () => {
  const admin = await centre.employ('admin', 'administrator');
  const clerk = await centre.employ('clerk', 'clerk');
  const WITHDRAWN = [401, { error: { code: 'terminal.withdrawn' } }];
  const said = async (answer: Response) => [answer.status, await answer.json()];
  const withdraw = (id: string, by = admin) => centre.asStaff(by, `/api/window/terminals/${id}/withdraw`, {});
  async function open(name: string): Promise<{ id: string; credential: string }> {
    const { code } = await createEnrolment(context, name);
    return (await enrol(code)).body;
  }
  const acts = async () =>
    (await context.database.select().from(auditRecords)).filter(({ action }) => action === 'terminal.withdraw');

  it('opens nothing with its key from that moment on, and whoever stands there is there no more', async () => {
    const { id, credential } = await open('被盗的');
    const ask = await centre.signIn('fu-shou', credential);
    expect((await ask('/api/my/cases')).status).toBe(200);
    const { readId } = await (await asTerminal('/api/terminals/reads', { card: cardOf('guli') }, credential)).json();
    expect((await withdraw(id)).status).toBe(200);

    expect(await said(await ask('/api/my/cases'))).toEqual(WITHDRAWN);
    expect(await said(await asTerminal('/api/terminals/me', undefined, credential))).toEqual(WITHDRAWN);
    expect(await said(await asTerminal('/api/sessions', { card: cardOf('guli') }, credential))).toEqual(WITHDRAWN);
    const kept = await context.database.select().from(sessions).where(eq(sessions.terminalId, id));
    expect(kept).toEqual([expect.objectContaining({ endedAt: new Date(NOW), card: null })]);
    expect(await takeCardRead(context, context.database, readId)).toBeNull();
    const { terminals: listed } = (await centre.asStaff(admin, '/api/window/terminals')).body;
    expect(listed).toContainEqual(
      expect.objectContaining({ id, name: '被盗的', withdrawnAt: new Date(NOW).toISOString() })
    );
    expect((await asTerminal('/api/terminals/me')).status).toBe(200);
  });

  it('does not enrol with a code that was out before', async () => {
    const { code } = await createEnrolment(context, '没有到货的');
    const [row] = await context.database.select().from(terminals).where(eq(terminals.name, '没有到货的'));
    expect((await withdraw(row?.id ?? '')).status).toBe(200);
    expect(await enrol(code)).toEqual(REFUSED);
  });

  it('is so once and on record once, however often it is asked for, by an administrator of its own centre', async () => {
    const { id, credential } = await open('坏了的');
    const before = (await acts()).length;
    expect(await withdraw(id, clerk)).toEqual({ status: 403, body: { error: { code: 'staff.role' } } });
    expect((await asTerminal('/api/terminals/me', undefined, credential)).status).toBe(200);
    await withdraw(id);
    centre.setNow('2026-11-24T03:00:00Z');
    await withdraw(id);
    expect((await acts()).slice(before)).toEqual([
      expect.objectContaining({ actorId: admin.id, subject: id, purpose: 'administration' })
    ]);
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect(await withdraw(nobody)).toEqual({ status: 404, body: { error: { code: 'terminal.not-found' } } });
  });

  it('of a demonstration is not brought back by its next start', async () => {
    const first = await registerTerminal(context, '演示的');
    const [row] = await context.database.select().from(terminals).where(eq(terminals.name, '演示的'));
    await withdraw(row?.id ?? '');
    const next = await registerTerminal(context, '演示的');
    expect((await asTerminal('/api/terminals/me', undefined, next)).status).toBe(200);
    expect(await said(await asTerminal('/api/terminals/me', undefined, first))).toEqual(WITHDRAWN);
  });
});

describe('a card read at a window’s desk', () => {
  const read = async (card: Card) => {
    const answer = await asTerminal('/api/terminals/reads', { card });
    return { status: answer.status, body: await answer.json() };
  };
  const take = (readId: string, from = context) => takeCardRead(from, from.database, readId);

  it('is asked for once, within five minutes, at this centre', async () => {
    const { idNumber, name } = cardOf('fu-shou');
    const { readId } = (await read(cardOf('fu-shou'))).body;
    expect(await take(readId, elsewhere)).toBeNull();
    expect(await take(readId)).toEqual({
      idNumber,
      name,
      card: cardOf('fu-shou'),
      readAt: new Date('2026-11-24T02:00:00Z')
    });
    expect(await take(readId)).toBeNull();
    const late = (await read(cardOf('fu-shou'))).body.readId;
    centre.setNow('2026-11-24T02:05:00Z');
    expect(await take(late)).toBeNull();
  });

  it('goes to one of two that ask at the same moment', async () => {
    const { readId } = (await read(cardOf('fu-shou'))).body;
    const taken = await Promise.all([take(readId), take(readId), take(readId)]);
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('lies sealed, and is gone with the next one once it is too old', async () => {
    const id = await keepCardRead(context, '00000000-0000-7000-8000-000000000000', cardOf('fu-shou'));
    const [row] = await context.database.select().from(cardReads).where(eq(cardReads.id, id));
    const kept = Buffer.from(row?.card ?? []);
    expect(kept.length).toBeGreaterThan(0);
    for (const part of [cardOf('fu-shou').idNumber, cardOf('fu-shou').name]) expect(kept.includes(part)).toBe(false);
    centre.setNow('2026-11-24T02:06:00Z');
    await read(cardOf('guli'));
    expect(await context.database.select().from(cardReads).where(eq(cardReads.id, id))).toEqual([]);
  });

  it('with a number that does not hold is refused', async () => {
    const wrong = { ...cardOf('fu-shou'), idNumber: '330102194403122020' };
    expect(await read(wrong)).toEqual({ status: 422, body: { error: { code: 'card.number' } } });
  });
});
