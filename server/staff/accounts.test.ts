import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { createStaff } from './service.ts';

const PASSWORD = 'a-long-enough-one';
let centre: TestCentre;
let app: ReturnType<typeof createApp>;

const add = async (username: string, role: Staff['role']): Promise<Staff> => {
  const made = await createStaff(centre.context, {
    username,
    password: PASSWORD,
    name: `员${username}`,
    role,
    phone: '0571-1',
    department: null
  });
  if (!made) throw new Error(username);
  return made;
};
const signIn = async (username: string, password = PASSWORD) => {
  const answer = await app.request('/api/auth/sign-in/username', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1' },
    body: JSON.stringify({ username, password })
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { status: answer.status, code: (await answer.json()).error?.code, cookie };
};
const as = async (cookie: string, path: string, body?: unknown) => {
  const answer = await app.request(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  return { status: answer.status, body: await answer.json() };
};

beforeAll(async () => {
  centre = await openTestCentre();
  app = createApp(centre.context);
  await add('admin', 'administrator');
  await add('clerk', 'clerk');
});
afterAll(() => centre.close());

it('an account that is closed is out at once and stays out until it is opened again', async () => {
  const leaving = await add('leaving', 'clerk');
  const admin = await signIn('admin');
  const clerk = await signIn('leaving');
  expect((await as(clerk.cookie, '/api/window/me')).status).toBe(200);

  expect((await as(admin.cookie, `/api/window/staff/${leaving.id}`, { disabled: true })).body).toEqual({
    disabled: true
  });
  expect((await as(clerk.cookie, '/api/window/me')).body).toEqual({ error: { code: 'staff.signed-out' } });
  expect(await signIn('leaving')).toMatchObject({ status: 403, code: 'staff.disabled' });
  const listed = await as(admin.cookie, '/api/window/staff');
  expect(listed.body.staff).toContainEqual(expect.objectContaining({ id: leaving.id, disabled: true }));
  const colleagues = await as(admin.cookie, '/api/window/colleagues');
  expect(colleagues.body.colleagues.map(({ id }: { id: string }) => id)).not.toContain(leaving.id);

  await as(admin.cookie, `/api/window/staff/${leaving.id}`, { disabled: false });
  expect(await signIn('leaving')).toMatchObject({ status: 200 });
});

it('accounts are closed by an administrator only, and never their own', async () => {
  const admin = await signIn('admin');
  const clerk = await signIn('clerk');
  const { id } = (await as(admin.cookie, '/api/window/me')).body.staff;
  expect((await as(clerk.cookie, `/api/window/staff/${id}`, { disabled: true })).body.error.code).toBe('staff.role');
  expect((await as(admin.cookie, `/api/window/staff/${id}`, { disabled: true })).body.error.code).toBe('staff.role');
  expect((await as(admin.cookie, '/api/window/staff/nobody', { disabled: true })).body.error.code).toBe(
    'staff.unknown'
  );
});
