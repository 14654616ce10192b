import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRIDAY, factsOf, on, PROMISED } from '../../tests/fixtures/case-facts.ts';
import type { CaseFacts } from '../cases/facts.ts';
import { allowedActs } from '../cases/permission.ts';
import { step } from '../cases/step.ts';
import type { SecretPair } from '../contract/department-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { staff } from '../staff/schema.ts';
import { openWorkingCentre } from '../testing.ts';
import { findDepartment } from './directory.ts';
import { secretsInForce } from './secrets.ts';
import { sign } from './signature.ts';

const ITEM = 'SQ-05-006';
const CARD = { handles: [], contactName: '联络员', contactPhone: '0571-1' };

let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let administrator: Staff;
let manager: Staff;
let clerk: Staff;
let officer: Staff;
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });

beforeAll(async () => {
  centre = await openWorkingCentre();
  administrator = await centre.employ('admin', 'administrator');
  manager = await centre.employ('manager', 'manager');
  clerk = await centre.employ('clerk', 'clerk');
  officer = await centre.employ('officer', 'officer');
});
afterAll(() => centre.close());

const add = (name: string, card: object = {}) =>
  centre.asStaff(administrator, '/api/window/departments', {
    name,
    kind: 'external',
    endpoint: 'https://bureau.example/hooks',
    ...CARD,
    ...card
  });
const inside = (name: string) => add(name, { kind: 'internal', endpoint: null });
const list = async () => (await centre.asStaff(manager, '/api/window/departments')).body.departments;

async function sent(to: string | null) {
  const { case: made } = await centre.file('fu-shou', ITEM);
  for (const act of ['claim', 'accept']) await centre.act(clerk, made.id, { act });
  await centre.act(clerk, made.id, { act: 'send', to });
  return made;
}

describe('the page of departments', () => {
  it('is for administrators and managers', async () => {
    for (const who of [clerk, officer])
      expect(await centre.asStaff(who, '/api/window/departments')).toEqual(failed(403, 'staff.role'));
    for (const who of [administrator, manager])
      expect((await centre.asStaff(who, '/api/window/departments')).status).toBe(200);
  });

  it('tells the secrets of a new department once, and never again', async () => {
    const { status, body } = await add('住建局');
    expect([status, body.secrets]).toEqual([200, { ours: expect.any(String), theirs: expect.any(String) }]);
    const all = JSON.stringify((await centre.asStaff(manager, '/api/window/departments')).body);
    expect(all).toContain('住建局');
    expect(all).not.toContain('whsec_');
    const row = await findDepartment(centre.context, centre.context.database, body.department.id);
    expect(Buffer.from(row?.secrets ?? []).toString('latin1')).not.toContain(body.secrets.ours);
  });

  it('takes no second department of a name, and no address that anybody could listen to', async () => {
    await add('民政局');
    expect(await add('民政局')).toEqual(failed(409, 'department.name-taken'));
    for (const endpoint of ['http://bureau.example/hooks', null])
      expect(await add('某局', { endpoint })).toEqual(failed(422, 'department.endpoint'));
    const [known] = await list();
    const change = { endpoint: 'http://bureau.example/' };
    expect(await centre.asStaff(manager, `/api/window/departments/${known.id}`, change)).toEqual(
      failed(422, 'department.endpoint')
    );
  });

  it('changes secrets so that the ones before count for one more day, at both ends', async () => {
    const { department, secrets } = (await add('人社局')).body;
    const fresh = await centre.asStaff(manager, `/api/window/departments/${department.id}/secrets`, {});
    const knock = async (pair: SecretPair, id: string) => {
      const answer = await centre.app.request(`/api/departments/${department.id}/events`, {
        method: 'POST',
        headers: { ...sign([pair.theirs], id, centre.context.now(), '{}') },
        body: '{}'
      });
      return (await answer.json()).error.code;
    };
    const inForce = async () => {
      const row = await findDepartment(centre.context, centre.context.database, department.id);
      return secretsInForce(centre.context, row?.secrets ?? null).map(({ ours }) => ours);
    };
    expect(await inForce()).toEqual([fresh.body.ours, secrets.ours]);
    expect([await knock(secrets, 'a'), await knock(fresh.body, 'b')]).toEqual([
      'request.malformed',
      'request.malformed'
    ]);
    centre.setNow('2026-11-25T02:00:01Z');
    expect(await inForce()).toEqual([fresh.body.ours]);
    expect([await knock(secrets, 'c'), await knock(fresh.body, 'd')]).toEqual([
      'webhook.signature',
      'request.malformed'
    ]);
    centre.setNow('2026-11-24T02:00:00Z');
  });

  it('closes a department, from which nothing is taken then and to which nothing can be sent', async () => {
    const { department, secrets } = (await add('退役局', { handles: [ITEM] })).body;
    const usual = async () => (await centre.asStaff(clerk, `/api/window/sending?item=${ITEM}&field=05`)).body.usual;
    expect(await usual()).toBe(department.id);
    await centre.asStaff(manager, `/api/window/departments/${department.id}`, { disabled: true });
    expect(await usual()).toBeNull();
    const answer = await centre.app.request(`/api/departments/${department.id}/events`, {
      method: 'POST',
      headers: { ...sign([secrets.theirs], 'x', centre.context.now(), '{}') },
      body: '{}'
    });
    expect([answer.status, await answer.json()]).toEqual([403, { error: { code: 'department.disabled' } }]);
  });

  it('takes an id for one message only', async () => {
    const { department, secrets } = (await add('残联')).body;
    const post = async (body: string) => {
      const answer = await centre.app.request(`/api/departments/${department.id}/events`, {
        method: 'POST',
        headers: { ...sign([secrets.theirs], 'one', centre.context.now(), body) },
        body
      });
      return (await answer.json()).error.code;
    };
    expect([await post('{}'), await post('{}'), await post('{"other":1}')]).toEqual([
      'request.malformed',
      'request.malformed',
      'webhook.id-reused'
    ]);
  });

  it('knows no department that is none, and none of the house from outside', async () => {
    const { department } = (await inside('社会事务科')).body;
    for (const id of [department.id, crypto.randomUUID()]) {
      const answer = await centre.app.request(`/api/departments/${id}/events`, { method: 'POST', body: '{}' });
      expect([answer.status, await answer.json()]).toEqual([404, { error: { code: 'department.unknown' } }]);
    }
    expect(await centre.asStaff(manager, `/api/window/deliveries/${crypto.randomUUID()}/again`, {})).toEqual(
      failed(404, 'delivery.not-found')
    );
  });
});

describe('an officer of a department of the house', () => {
  it('sees its cases and what waits for any officer, and decides no others', async () => {
    const own = (await inside('民生科')).body.department;
    const other = (await inside('城建科')).body.department;
    await centre.context.database.update(staff).set({ department: '民生科' }).where(eq(staff.id, officer.id));
    const [mine, theirs, anybodys] = [await sent(own.id), await sent(other.id), await sent(null)];
    const { case: unsent } = await centre.file('fu-shou', ITEM);
    const queue = async (who: Staff, of?: string) =>
      (await centre.asStaff(who, `/api/window/cases?view=departments${of ? `&department=${of}` : ''}`)).body.rows
        .map(({ id }: { id: string }) => id)
        .sort();
    expect(await queue(officer)).toEqual([mine.id, anybodys.id].sort());
    expect((await centre.asStaff(officer, '/api/window/counts')).body).toMatchObject({ open: 2, departments: 2 });
    expect(await queue(manager)).toEqual([mine.id, theirs.id, anybodys.id].sort());
    expect(await queue(manager, own.id)).toEqual([mine.id]);
    expect(await queue(clerk, other.id)).toEqual([theirs.id]);
    expect(await queue(officer, other.id)).toEqual([]);
    expect(await queue(officer, own.id)).toEqual([mine.id]);
    for (const hidden of [theirs, unsent]) {
      expect(await centre.asStaff(officer, `/api/window/cases/${hidden.id}`)).toEqual(failed(404, 'case.not-found'));
      const found = await centre.asStaff(officer, '/api/window/lookup', { caseNumber: hidden.number });
      expect(found.body.rows).toEqual([]);
    }
    const { version } = await centre.open(manager, theirs.id);
    expect(
      await centre.asStaff(officer, `/api/window/cases/${theirs.id}/acts`, { act: 'grant', version, reason: '' })
    ).toEqual(failed(403, 'case.not-yours'));
    expect((await centre.act(officer, mine.id, { act: 'grant', reason: '' })).body.state).toBe('granted');
    const denied = await centre.act(officer, anybodys.id, { act: 'deny', reason: '不符合' });
    expect(denied.body).toMatchObject({ state: 'denied', department: { name: '民生科' } });
    // Whoever decided it reads what it says on paper.
    const { number } = denied.body.slips.at(-1);
    expect((await centre.asStaff(officer, `/api/window/cases/${anybodys.id}/slips/${number}`)).status).toBe(200);
  });
});

describe('the queue by departments', () => {
  it('has what a department is asked about with what it decides', async () => {
    const [lead, asked] = [(await inside('救助科')).body.department, (await inside('核对科')).body.department];
    const { case: made } = await centre.file('fu-shou', ITEM);
    for (const act of ['claim', 'accept']) await centre.act(clerk, made.id, { act });
    await centre.act(clerk, made.id, { act: 'send', to: lead.id, with: [asked.id] });
    for (const { id } of [lead, asked]) {
      const { rows } = (await centre.asStaff(clerk, `/api/window/cases?department=${id}`)).body;
      expect(rows).toMatchObject([{ id: made.id, department: { name: '救助科' }, opinions: [{ name: '核对科' }] }]);
    }
    const names = await centre.asStaff(clerk, '/api/window/departments/names');
    expect(names.body.departments).toContainEqual({ id: asked.id, name: '核对科' });
    expect((await centre.asStaff(administrator, '/api/window/departments/names')).status).toBe(403);
  });
});

describe('a department that acts upon a case', () => {
  const facts = factsOf({ state: 'reviewing', departmentId: 'own' });
  const actor = { kind: 'department', id: 'own' } as const;
  const day = on(FRIDAY);

  it('may grant and deny what lies with it, and nothing else', () => {
    const acts = (change: Partial<CaseFacts>) => allowedActs({ ...facts, ...change }, PROMISED, actor, day);
    expect(acts({})).toEqual(['grant', 'deny']);
    expect(acts({ departmentId: 'another' })).toEqual([]);
    expect(acts({ departmentId: null })).toEqual([]);
    expect(acts({ state: 'accepted' })).toEqual([]);
    expect(acts({ state: 'suspended', heldIn: 'reviewing' })).toEqual([]);
  });

  it('grants what has to be made public once that is over', () => {
    const acts = (publicUntil: string | null) =>
      allowedActs({ ...facts, state: 'publicised', publicUntil }, { ...PROMISED, publicNoticeDays: 3 }, actor, day);
    expect([acts(null), acts(FRIDAY), acts('2020-01-01')]).toEqual([['deny'], ['deny'], ['grant', 'deny']]);
  });

  it('gives its reasons like anybody', () => {
    const deny = { act: 'deny', version: facts.version, reason: ' ' } as const;
    expect(step(facts, PROMISED, deny, actor, day)).toEqual({ ok: false, error: { code: 'case.reason-missing' } });
  });
});
