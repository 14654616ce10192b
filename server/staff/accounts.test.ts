import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { addCounter, counterOf } from '../tickets/counters.ts';
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

  expect((await as(admin.cookie, `/api/window/staff/${leaving.id}`, { disabled: true })).body).toMatchObject({
    id: leaving.id,
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

it('an account that is closed leaves its counter to a colleague', async () => {
  const leaving = await add('leaves', 'clerk');
  const [admin, clerk] = [await signIn('admin'), await signIn('leaves')];
  await addCounter(centre.context, '1号窗口');
  const sits = await app.request('/api/window/counter', {
    method: 'POST',
    headers: { cookie: clerk.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: '1号窗口' })
  });
  expect(sits.status).toBe(204);
  expect(await counterOf(centre.context, centre.context.database, leaving.id)).toBe('1号窗口');
  expect((await as(admin.cookie, `/api/window/staff/${leaving.id}`, { disabled: true })).status).toBe(200);
  expect(await counterOf(centre.context, centre.context.database, leaving.id)).toBeNull();
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

const account = (username: string, role: Staff['role'], more: object = {}) => ({
  username,
  password: PASSWORD,
  name: `员${username}`,
  role,
  phone: '0571-1',
  department: null,
  ...more
});

it('a superior is somebody who sees every case and works here, and never in the end oneself', async () => {
  const admin = await signIn('admin');
  const make = async (username: string, role: Staff['role'], superiorId: string | null) =>
    (await as(admin.cookie, '/api/window/staff', account(username, role, { superiorId }))).body;
  const under = (id: string, superiorId: string | null) => as(admin.cookie, `/api/window/staff/${id}`, { superiorId });
  const head = await make('head', 'manager', null);
  const senior = await make('senior', 'clerk', head.id);
  const junior = await make('junior', 'clerk', senior.id);
  const runner = await make('runner', 'helper', senior.id);

  expect((await under(junior.id, runner.id)).body.error.code).toBe('staff.unknown');
  expect((await under(junior.id, 'nobody')).body.error.code).toBe('staff.unknown');
  for (const [id, above] of [
    [senior.id, junior.id],
    [head.id, junior.id],
    [junior.id, junior.id]
  ])
    expect((await under(id, above)).body.error.code).toBe('staff.superior-loop');
  expect((await under(junior.id, head.id)).body).toMatchObject({ superiorId: head.id });
  expect((await under(junior.id, null)).body).toMatchObject({ superiorId: null });

  await as(admin.cookie, `/api/window/staff/${senior.id}`, { disabled: true });
  expect((await under(junior.id, senior.id)).body.error.code).toBe('staff.unknown');
  const listed = (await as(admin.cookie, '/api/window/staff')).body;
  expect(listed.superiors).toContainEqual({ id: head.id, name: '员head' });
  for (const one of [senior, runner])
    expect(listed.superiors.map(({ id }: { id: string }) => id)).not.toContain(one.id);
});

it('two changes at once close no loop', async () => {
  const admin = await signIn('admin');
  const make = async (username: string) =>
    (await as(admin.cookie, '/api/window/staff', account(username, 'clerk'))).body.id;
  const [one, other] = [await make('one'), await make('other')];
  const done = await Promise.all([
    as(admin.cookie, `/api/window/staff/${one}`, { superiorId: other }),
    as(admin.cookie, `/api/window/staff/${other}`, { superiorId: one })
  ]);
  expect(done.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it('an officer has an open department of the house, and nobody has another', async () => {
  const admin = await signIn('admin');
  const card = { handles: [], endpoint: null, contactName: '联络员', contactPhone: '0571-1' };
  const department = async (name: string, more: object) =>
    (await as(admin.cookie, '/api/window/departments', { name, ...card, ...more })).body.department;
  const own = await department('民政科', { kind: 'internal' });
  await department('住建局', { kind: 'external', endpoint: 'https://bureau.example/hooks' });
  const shut = await department('撤并科', { kind: 'internal' });
  await as(admin.cookie, `/api/window/departments/${shut.id}`, { disabled: true });

  const make = async (username: string, name: string | null) =>
    (await as(admin.cookie, '/api/window/staff', account(username, 'officer', { department: name }))).body;
  expect((await make('of0', null)).error.code).toBe('department.missing');
  for (const name of ['住建局', '撤并科', '没有的科'])
    expect((await make('of1', name)).error.code).toBe('department.unknown');
  const officer = await make('of2', '民政科');
  expect(officer).toMatchObject({ department: '民政科' });
  const change = (more: object) => as(admin.cookie, `/api/window/staff/${officer.id}`, more);
  expect((await change({ department: null })).body.error.code).toBe('department.missing');
  // What is refused in part is refused whole.
  expect((await change({ department: '撤并科', superiorId: null, disabled: true })).status).toBe(404);
  const listed = (await as(admin.cookie, '/api/window/staff')).body;
  expect(listed.departments).toEqual(['民政科']);
  expect(listed.staff.find(({ id }: Staff) => id === officer.id)).toMatchObject({
    department: '民政科',
    disabled: false
  });

  const lead = (leadId: string | null) => as(admin.cookie, `/api/window/departments/${own.id}`, { leadId });
  const clerk = listed.staff.find(({ username }: { username: string }) => username === 'clerk');
  const administrator = listed.staff.find(({ username }: { username: string }) => username === 'admin');
  expect((await lead(administrator.id)).body.error.code).toBe('staff.unknown');
  expect((await lead(clerk.id)).body).toMatchObject({ leadId: clerk.id });
  const changed = await lead(officer.id);
  expect(changed.body).toMatchObject({ leadId: officer.id });
  expect(changed.body.candidates).toContainEqual({ id: officer.id, name: '员of2' });
  expect((await lead(null)).body).toMatchObject({ leadId: null });
});
