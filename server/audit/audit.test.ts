import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { type AuditEntry, firstBrokenRecord, record } from './service.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

const entry = (subject: string): AuditEntry => ({
  actorKind: 'staff',
  actorId: 'somebody',
  action: 'case.open',
  subject,
  purpose: 'SQ-01-001'
});
const write = (subject: string) =>
  centre.context.database.transaction((tx) => record(centre.context, tx, entry(subject)));
const broken = () => firstBrokenRecord(centre.context, centre.context.database);
/** What only whoever owns the database can do: change a record behind the trigger's back. */
const tamper = (change: string) =>
  centre.context.database.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql.raw(change));
  });

it('twenty records at once are one whole chain', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => write(`case ${index}`)));
  expect(await broken()).toBeNull();
});

it('a record whose deed was undone is not there, and leaves no gap', async () => {
  const undone = centre.context.database.transaction(async (tx) => {
    await record(centre.context, tx, entry('undone'));
    throw new Error('the deed failed');
  });
  await expect(undone).rejects.toThrow('the deed failed');
  await write('after');
  const { rows } = await centre.context.database.execute(
    sql`select max(serial) as last, count(*) as n from audit_records`
  );
  expect(rows[0]).toEqual({ last: '21', n: '21' });
  expect(await broken()).toBeNull();
});

it('the database itself refuses to change or remove a record', async () => {
  for (const change of [`update audit_records set subject = 'x'`, 'delete from audit_records'])
    await expect(centre.context.database.execute(sql.raw(change))).rejects.toMatchObject({ cause: { code: '23001' } });
});

it('a record that was altered or taken out is named', async () => {
  await tamper(`update audit_records set actor_id = 'somebody else' where serial = 7`);
  expect(await broken()).toBe(7);
  await tamper(`update audit_records set actor_id = 'somebody' where serial = 7`);
  expect(await broken()).toBeNull();
  await tamper('delete from audit_records where serial = 12');
  expect(await broken()).toBe(13);
});
