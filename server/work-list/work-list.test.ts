import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordsOf } from '../audit/service.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Work } from '../contract/work-list-wire.ts';
import { openWorkingCentre } from '../testing.ts';

const PATH = '/api/window/work-list';
const WORK = {
  kind: 'assisting',
  name: '人口普查入户',
  basis: '《全国人口普查条例》',
  department: '区统计局',
  funds: '每户3元',
  people: ''
};

let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let manager: Staff;
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });

beforeAll(async () => {
  centre = await openWorkingCentre();
  manager = await centre.employ('manager', 'manager');
});
afterAll(() => centre.close());

const add = (change: object = {}) => centre.asStaff(manager, PATH, { ...WORK, ...change });
const list = async (): Promise<Work[]> => (await (await centre.app.request('/api/work-list')).json()).works;

it('is read by anybody, kept by managers and administrators', async () => {
  const { body } = await add();
  expect(await list()).toEqual([body]);
  expect(body).toMatchObject({ ...WORK, listedOn: '2026-11-24', until: null, holds: true, admission: null });
  expect((await centre.app.request(PATH, { method: 'POST' })).status).toBe(401);
  const clerk = await centre.employ('clerk', 'clerk');
  expect(await centre.asStaff(clerk, PATH, WORK)).toEqual(failed(403, 'staff.role'));
});

it('what is the community’s own comes first', async () => {
  await add({ kind: 'own', name: '召集居民会议', department: null, basis: '组织法' });
  expect((await list()).map(({ kind }) => kind)).toEqual(['own', 'assisting']);
});

it('an entry stands there once, and names who asks where somebody does', async () => {
  expect(await add()).toEqual(failed(409, 'work.known'));
  expect(await add({ name: '别的', department: null })).toEqual(failed(422, 'work.department'));
  expect(await add({ name: '别的', kind: 'own' })).toEqual(failed(422, 'work.department'));
  for (const change of [{ name: '' }, { kind: 'other' }, { basis: '' }, { funds: 3 }, { admission: 'x' }])
    expect(await add(change), JSON.stringify(change)).toMatchObject(failed(400, 'request.malformed'));
});

it('what ended stays and can be looked up; it holds again by a new entry', async () => {
  const known = (await list()).find(({ name }) => name === WORK.name);
  const change = (body: object) => centre.asStaff(manager, `${PATH}/${known?.id}`, body);
  expect((await change({ funds: '每户4元' })).body).toMatchObject({ funds: '每户4元', holds: true });
  expect((await change({ ended: true })).body).toMatchObject({ endedOn: '2026-11-24', holds: false });
  expect(await change({ funds: '' })).toEqual(failed(409, 'work.ended'));
  expect((await list()).find(({ id }) => id === known?.id)?.holds).toBe(false);
  expect((await add({ funds: '每户5元' })).body).toMatchObject({ id: known?.id, funds: '每户5元', holds: true });
  const records = await recordsOf(centre.context, centre.context.database, [known?.id ?? '']);
  expect(records.map(({ action }) => action)).toEqual(['work.list', 'work.end', 'work.change', 'work.list']);
  expect(await centre.asStaff(manager, `${PATH}/019ab000-0000-7000-8000-0000000000ff`, {})).toEqual(
    failed(404, 'work.unknown')
  );
});
