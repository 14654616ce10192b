import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { cookiesOf, openWorkingCentre, PASSWORD } from '../testing.ts';
import { staff } from './schema.ts';
import { createStaff } from './service.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, app, enter, employ, asStaff } = centre;
beforeEach(() => centre.setNow('2026-11-24T02:00:00Z'));

const auth = (path: string, body: object, cookie = '') =>
  app.request(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1', cookie },
    body: JSON.stringify(body)
  });
const told = async (answer: Response) => ({ status: answer.status, body: await answer.json() });
const WRONG = { status: 401, body: { error: { code: 'staff.sign-in' } } };
const TOO_MANY = { status: 429, body: { error: { code: 'request.too-many' } } };
const SIGNED_OUT = { status: 401, body: { error: { code: 'staff.signed-out' } } };

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

describe('a sign-in', () => {
  it('opens with name and password, whatever the case of the name, and is over after signing out', async () => {
    await employ('first', 'clerk');
    const cookie = cookiesOf(await enter('FIRST'));
    const me = () => app.request('/api/window/me', { headers: { cookie } });
    expect((await told(await me())).body).toMatchObject({ staff: { name: '员first', role: 'clerk' } });
    expect((await auth('sign-out', {}, cookie)).status).toBe(200);
    expect(await told(await me())).toEqual(SIGNED_OUT);
  });

  it('keeps its cookie from scripts and from other sites', async () => {
    await employ('cookies', 'clerk');
    const cookies = (await enter('cookies')).headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
  });

  it('does not tell a wrong password from a name that nobody has', async () => {
    await employ('second', 'clerk');
    expect(await told(await enter('second', 'a-wrong-password'))).toEqual(WRONG);
    expect(await told(await enter('nobody', 'a-wrong-password'))).toEqual(WRONG);
  });

  it('is tried five times a minute for one name, known or not, one after the other or all at once', async () => {
    await employ('third', 'clerk');
    const tried = await Promise.all(Array.from({ length: 12 }, () => enter('third', 'a-wrong-password')));
    expect(tried.map(({ status }) => status).sort()).toEqual([...Array(5).fill(401), ...Array(7).fill(429)]);
    expect(await told(await enter('THIRD'))).toEqual(TOO_MANY);
    expect((await enter('second')).status).toBe(200);
    centre.setNow('2026-11-24T02:01:00Z');
    expect((await enter('third')).status).toBe(200);
    const unknown = await Promise.all(Array.from({ length: 7 }, () => enter('nosuchname')));
    expect(unknown.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it('from a page of another origin is refused', async () => {
    const answer = await app.request('/api/auth/sign-out', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'http://evil.example',
        cookie: cookiesOf(await enter('second'))
      },
      body: '{}'
    });
    expect(await told(answer)).toEqual({ status: 403, body: { error: { code: 'request.origin' } } });
  });

  it.each([
    ['sign-up/email', { email: 'x@staff.invalid', password: PASSWORD, name: 'x' }],
    ['sign-in/email', { email: 'first@staff.invalid', password: PASSWORD }],
    ['update-user', { name: '另一个名字' }],
    ['is-username-available', { username: 'first' }],
    ['delete-user', { password: PASSWORD }],
    ['change-email', { newEmail: 'x@staff.invalid' }],
    ['two-factor/send-otp', {}]
  ])('%s is not among what a centre uses', async (path, body) => {
    const cookie = cookiesOf(await enter('first'));
    expect(await told(await auth(path, body, cookie))).toEqual({
      status: 404,
      body: { error: { code: 'request.not-found' } }
    });
  });

  it('takes a second step where a telephone was set up for it', async () => {
    const who = await employ('careful', 'manager');
    const enabled = await auth('two-factor/enable', { password: PASSWORD }, centre.cookieOf(who));
    const { totpURI } = await enabled.json();
    const confirmed = await auth('two-factor/verify-totp', { code: codeNow(totpURI) }, centre.cookieOf(who));
    expect(confirmed.status).toBe(200);

    const first = await enter('careful');
    expect((await first.json()).twoFactorRedirect).toBe(true);
    const pending = cookiesOf(first);
    const me = (cookie: string) => app.request('/api/window/me', { headers: { cookie } });
    expect(await told(await me(pending))).toEqual(SIGNED_OUT);
    const wrong = codeNow(totpURI) === '000000' ? '000001' : '000000';
    expect(await told(await auth('two-factor/verify-totp', { code: wrong }, pending))).toEqual(WRONG);
    const second = await auth('two-factor/verify-totp', { code: codeNow(totpURI) }, pending);
    expect(second.status).toBe(200);
    expect((await me(cookiesOf(second))).status).toBe(200);
  });
});

describe('an account', () => {
  it('is one for each name, however it is written', async () => {
    const account = { password: PASSWORD, name: '一', role: 'clerk', phone: '0571-1', department: null } as const;
    const made = await Promise.all(
      ['twice', 'Twice', 'TWICE'].map((username) => createStaff(context, { ...account, username }))
    );
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  it('whose role was taken away can no longer what it could a moment ago', async () => {
    const who = await employ('demoted', 'administrator');
    expect((await asStaff(who, '/api/window/staff')).status).toBe(200);
    await context.database.update(staff).set({ role: 'clerk' }).where(eq(staff.id, who.id));
    expect(await asStaff(who, '/api/window/staff')).toEqual({ status: 403, body: { error: { code: 'staff.role' } } });
  });

  it('that was taken away is signed out at once', async () => {
    const who = await employ('gone', 'clerk');
    await context.database.delete(staff).where(eq(staff.id, who.id));
    expect(await asStaff(who, '/api/window/me')).toEqual(SIGNED_OUT);
  });

  it('of another community opens nothing here', async () => {
    const who = await employ('local', 'manager');
    const elsewhere = { ...context, centre: { ...context.centre, communityCode: '330102016002' } };
    const there = createApp(elsewhere);
    for (const path of ['/api/window/me', '/api/window/cases', '/api/window/events', '/api/window/colleagues']) {
      const answer = await there.request(path, { headers: { cookie: centre.cookieOf(who) } });
      expect(await told(answer)).toEqual({ status: 403, body: { error: { code: 'community.other' } } });
    }
  });

  it('keeps no password that can be read', async () => {
    const { rows } = await context.database.execute('select password from staff_accounts');
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(String(row.password)).not.toContain(PASSWORD);
  });
});
