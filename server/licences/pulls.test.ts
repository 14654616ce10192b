import { desc, eq } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import type { Prefill } from '../contract/wire.ts';
import { findByIdNumber } from '../people/service.ts';
import { sessions } from '../sessions/schema.ts';
import { findTerminal } from '../terminals/service.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { licencePulls } from './schema.ts';
import type { Behaviour } from './sim/records.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context } = centre;
const ITEM = 'SQ-05-004';
const RECORDS = ['最低生活保障信息', '残疾人证', '社会保障卡'];
const { idNumber, name } = cardOf('li-zhi-jian');

async function steer(record: string, behaviour: Behaviour | null): Promise<void> {
  const body = JSON.stringify({ idNumber, name, record, behaviour });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${centre.libraryUrl}/sim/behaviour`, { method: 'POST', body, headers });
}
const pulls = () => context.database.select().from(licencePulls).orderBy(desc(licencePulls.id));

it('each pull is on record: who was here, about whom, when, for which item, to what end, and what came of it', async () => {
  const before = (await pulls()).length;
  await centre.begin('li-zhi-jian', ITEM);
  const rows = (await pulls()).slice(0, -before || undefined);
  expect(rows.map(({ record }) => record).sort()).toEqual([...RECORDS].sort());
  const resident = await findByIdNumber(context, context.database, idNumber);
  for (const row of rows) {
    expect(row).toMatchObject({
      residentId: resident?.id,
      itemCode: ITEM,
      purpose: '办理残疾人两项补贴资格认定申请',
      outcome: 'found',
      askedAt: new Date('2026-11-24T02:00:00Z')
    });
    const [session] = await context.database.select().from(sessions).where(eq(sessions.id, row.sessionId));
    expect(session?.terminalId).toBe((await findTerminal(context, centre.terminal))?.id);
  }
});

it('waiting asks again only for what did not come, and what came meanwhile is asked of nobody', async () => {
  await steer('残疾人证', 'fault');
  const { ask, item, prefill } = await centre.begin('li-zhi-jian', ITEM);
  const of = (made: Prefill) => made.materials.find(({ ways }) => ways.length > 0);
  expect(of(prefill)).toMatchObject({ outcome: 'timeout', ways: expect.arrayContaining(['wait', 'bring', 'counter']) });
  await steer('残疾人证', null);
  const before = (await pulls()).length;
  const again: Prefill = await (await ask('/api/prefill', { itemCode: ITEM, itemVersion: item.version })).json();
  expect(of(again)).toBeUndefined();
  const rows = (await pulls()).slice(0, -before);
  expect(rows.map(({ record, outcome }) => [record, outcome])).toEqual([['残疾人证', 'found']]);
});

it('a record that names somebody else cannot be promised or brought: the counter sorts it out', async () => {
  await steer('社会保障卡', 'mismatch');
  const { prefill, submission } = await centre.begin('li-zhi-jian', ITEM);
  await steer('社会保障卡', null);
  const material = prefill.materials.find(({ outcome }) => outcome === 'mismatch');
  expect(material?.ways).toEqual(['counter']);
  for (const way of ['promise', 'bring'] as const) {
    const sent = await centre.send({ ...submission, ways: { [material?.key ?? '']: way } });
    expect(sent).toEqual({ status: 422, body: { error: { code: 'material.unresolved' } } });
  }
});

it('nobody is asked about where nobody is known', async () => {
  const before = (await pulls()).length;
  await centre.begin(null, 'SQ-08-005');
  expect((await pulls()).length).toBe(before);
});
