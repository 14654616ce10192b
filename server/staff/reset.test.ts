import { createHmac } from 'node:crypto';
import { desc } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { auditRecords } from '../audit/schema.ts';
import type { Staff } from '../contract/window-wire.ts';
import { cookiesOf, openWorkingCentre, PASSWORD } from '../testing.ts';
import { addCounter } from '../tickets/counters.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, app, enter, employ, asStaff } = centre;
const admin = await employ('admin', 'administrator');

const auth = (path: string, body: object, cookie: string) =>
  app.request(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1', cookie },
    body: JSON.stringify(body)
  });
const reset = (who: Staff, what: object, by = admin) => asStaff(by, `/api/window/staff/${who.id}/reset`, what);
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
const SIGNED_OUT = failed(401, 'staff.signed-out');
const lastActs = async (count: number) =>
  (await context.database.select().from(auditRecords).orderBy(desc(auditRecords.serial)).limit(count))
    .map(({ actorId, action, subject }) => [actorId, action, subject])
    .reverse();

/** RFC 6238: the six digits that a telephone shows, for the secret of an `otpauth:` address. */
function codeNow(address: string): string {
  const bits = [...(new URL(address).searchParams.get('secret') ?? '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Somebody whose telephone is asked for; gives what makes its codes. */
async function employWithPhone(username: string) {
  const who = await employ(username, 'clerk');
  const { totpURI } = await (await auth('two-factor/enable', { password: PASSWORD }, centre.cookieOf(who))).json();
  await auth('two-factor/verify-totp', { code: codeNow(totpURI) }, centre.cookieOf(who));
  return { who, code: () => codeNow(totpURI) };
}

describe('a password that was forgotten', () => {
  it('makes room for one that is told once; wherever they were signed in it is over, and it is on record', async () => {
    const who = await employ('forgets', 'clerk');
    expect((await asStaff(who, '/api/window/me')).status).toBe(200);
    const done = await reset(who, { password: true, secondFactor: false });
    expect(done).toEqual({ status: 200, body: { password: expect.stringMatching(/^([A-Z2-9]{4}-){2}[A-Z2-9]{4}$/) } });
    expect(await asStaff(who, '/api/window/me')).toEqual(SIGNED_OUT);
    expect((await enter('forgets')).status).toBe(401);
    const back = await enter('forgets', done.body.password);
    expect(back.status).toBe(200);
    expect(await lastActs(1)).toEqual([[admin.id, 'staff.reset-password', who.id]]);
    const { rows } = await context.database.execute('select * from audit_records');
    expect(JSON.stringify(rows)).not.toContain(done.body.password);

    // Whoever told it knows it: it opens nothing but the way to one's own, and the same one is not one.
    const told = cookiesOf(back);
    const opens = async (cookie: string) => (await app.request('/api/window/me', { headers: { cookie } })).status;
    expect(await opens(told)).toBe(403);
    const same = { currentPassword: done.body.password, newPassword: done.body.password };
    expect((await auth('change-password', same, told)).status).toBe(409);
    expect(await opens(told)).toBe(403);

    const changed = await auth(
      'change-password',
      { currentPassword: done.body.password, newPassword: 'one-of-their-own' },
      told
    );
    expect(changed.status).toBe(200);
    expect(await opens(told)).toBe(200);
    expect((await enter('forgets', 'one-of-their-own')).status).toBe(200);
  });

  it('leaves the codes of their phone in force', async () => {
    const { who } = await employWithPhone('careful');
    const { body } = await reset(who, { password: true, secondFactor: false });
    expect(await (await enter('careful', body.password)).json()).toMatchObject({ twoFactorRedirect: true });
  });

  it('is of no use any more to whoever was half signed in with it', async () => {
    const { who, code } = await employWithPhone('half.in');
    const pending = cookiesOf(await enter('half.in'));
    await reset(who, { password: true, secondFactor: false });
    expect((await auth('two-factor/verify-totp', { code: code() }, pending)).status).toBe(401);
  });

  it('frees the counter where they sat', async () => {
    const who = await employ('sits', 'clerk');
    await addCounter(context, '1号窗口');
    expect((await asStaff(who, '/api/window/counter', { name: '1号窗口' })).status).toBe(204);
    await reset(who, { password: true, secondFactor: false });
    const { counters } = (await asStaff(await employ('looks', 'clerk'), '/api/window/tickets')).body;
    expect(counters).toEqual([expect.objectContaining({ name: '1号窗口', by: null })]);
  });
});

it('a phone that was lost is asked for no more: the password stays, and the list says whose is', async () => {
  const { who } = await employWithPhone('loses');
  const listed = async () =>
    (await asStaff(admin, '/api/window/staff')).body.staff.find(({ id }: Staff) => id === who.id).secondFactor;
  expect(await listed()).toBe(true);
  expect(await reset(who, { password: false, secondFactor: true })).toEqual({ status: 200, body: { password: null } });
  expect(await asStaff(who, '/api/window/me')).toEqual(SIGNED_OUT);
  const back = await enter('loses');
  expect(await back.json()).not.toHaveProperty('twoFactorRedirect');
  expect((await app.request('/api/window/me', { headers: { cookie: cookiesOf(back) } })).status).toBe(200);
  expect(await listed()).toBe(false);
  expect(await lastActs(1)).toEqual([[admin.id, 'staff.reset-second-factor', who.id]]);

  await reset(who, { password: true, secondFactor: true });
  expect(await lastActs(2)).toEqual([
    [admin.id, 'staff.reset-password', who.id],
    [admin.id, 'staff.reset-second-factor', who.id]
  ]);
});

it('it is an administrator who does that, for somebody else, and says what', async () => {
  const clerk = await employ('asks', 'clerk');
  const both = { password: true, secondFactor: true };
  expect(await reset(clerk, both, clerk)).toEqual(failed(403, 'staff.role'));
  expect(await reset(admin, both)).toEqual(failed(403, 'staff.role'));
  expect(await reset({ ...clerk, id: 'nobody' }, both)).toEqual(failed(404, 'staff.unknown'));
  expect((await reset(clerk, { password: false, secondFactor: false })).status).toBe(400);
  expect((await enter('asks')).status).toBe(200);
});
