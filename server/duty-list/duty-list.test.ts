import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordsOf } from '../audit/service.ts';
import type { Duty } from '../contract/duty-list-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openWorkingCentre } from '../testing.ts';
import { isOnDutyList } from './rules.ts';
import { listDuties } from './service.ts';

const PATH = '/api/window/duty-list';
const DUTY = {
  agency: '区民政局',
  creditCode: '11330102MB0000A12K',
  power: '高龄津贴给付',
  kind: '行政给付',
  basis: '《中华人民共和国老年人权益保障法》第三十三条',
  level: '区',
  items: ['SQ-05-006']
};

let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let administrator: Staff;
let manager: Staff;
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });

beforeAll(async () => {
  centre = await openWorkingCentre();
  administrator = await centre.employ('admin', 'administrator');
  manager = await centre.employ('manager', 'manager');
});
afterAll(() => centre.close());

const list = async (): Promise<Duty[]> => (await centre.asStaff(manager, PATH)).body.duties;
const add = (change: object = {}) => centre.asStaff(manager, PATH, { ...DUTY, ...change });

it('is kept by managers and administrators', async () => {
  for (const role of ['clerk', 'officer', 'helper'] as const)
    expect(await centre.asStaff(await centre.employ(role, role), PATH, DUTY)).toEqual(failed(403, 'staff.role'));
  for (const who of [administrator, manager]) expect((await centre.asStaff(who, PATH)).status).toBe(200);
});

it('an entry is listed from today, with its code in capitals, and is on record', async () => {
  const { status, body } = await add({ creditCode: '11330102mb0000a12k' });
  expect(status).toBe(200);
  expect(body).toEqual({ ...DUTY, id: body.id, listedOn: '2026-11-24', endedOn: null });
  expect(await list()).toEqual([body]);
  const records = await recordsOf(centre.context, centre.context.database, [body.id]);
  expect(records).toMatchObject([{ action: 'duty.list', actorId: manager.id }]);
});

it('one body has a power once, and one code is one body', async () => {
  expect(await add()).toEqual(failed(409, 'duty.known'));
  expect(await add({ agency: '区人社局', power: '失业登记' })).toEqual(failed(409, 'duty.other-agency'));
  expect((await add({ power: '临时救助', items: [] })).status).toBe(200);
});

it.each(['11330102MB0000A12L', '123', '', '11330102MB0000A12KK'])('“%s” is no credit code', async (creditCode) => {
  expect(await add({ creditCode })).toEqual(failed(422, 'duty.credit-code'));
});

it.each([
  [{ agency: '' }],
  [{ power: ' ' }],
  [{ kind: '许可' }],
  [{ level: '村' }],
  [{ basis: '' }],
  [{ items: 'SQ-05-006' }],
  [{ id: 'x' }]
])('an entry with %o is refused', async (change) => {
  expect(await add(change)).toMatchObject(failed(400, 'request.malformed'));
});

it('what was taken off the list carries no item any more, and can be put back', async () => {
  const [known] = (await list()).filter(({ power }) => power === DUTY.power);
  const isOn = async () => isOnDutyList(await listDuties(centre.context), DUTY, 'SQ-05-006', '2026-11-24');
  expect(await isOn()).toBe(true);
  const change = (body: object) => centre.asStaff(administrator, `${PATH}/${known?.id}`, body);
  expect((await change({ ended: true })).body.endedOn).toBe('2026-11-24');
  expect(await isOn()).toBe(false);
  expect((await change({ ended: false, basis: '《某条例》' })).body).toMatchObject({
    endedOn: null,
    basis: '《某条例》'
  });
  expect(await isOn()).toBe(true);
  expect(await change({ power: '改名' })).toMatchObject(failed(400, 'request.malformed'));
  expect(await centre.asStaff(manager, `${PATH}/019ab000-0000-7000-8000-0000000000ff`, {})).toEqual(
    failed(404, 'duty.unknown')
  );
});
