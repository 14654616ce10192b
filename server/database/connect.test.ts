import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sentenceFor } from './binaries.ts';
import { isAway } from './connect.ts';
import { openTestCentre, type TestCentre } from './testing.ts';

let centre: TestCentre;

beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

test('a backend that dies between two queries of a transaction is the end of that transaction only', async () => {
  const { database } = centre.context;
  const admin = new pg.Client(centre.config);
  await admin.connect();
  const lost = database
    .transaction(async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
      // The connection's end arrives while nothing is asked of it.
      await admin.query('select 1');
      await tx.execute(sql`select 1`);
    })
    .then(
      () => null,
      (error: unknown) => error
    );
  expect(isAway(await lost)).toBe(true);
  await expect(database.execute(sql`select 1`)).resolves.toMatchObject({ rowCount: 1 });
  await admin.end();
});

test.each([
  ['53100', true],
  ['57P01', true],
  ['57P03', true],
  ['08006', true],
  ['58030', true],
  ['ECONNREFUSED', true],
  ['ENOENT', true],
  ['23505', false],
  ['42P01', false],
  ['ERR_INVALID_ARG_TYPE', false]
])('a database that answers %s is away: %s', (code, away) => {
  expect(isAway(Object.assign(new Error('x'), { code }))).toBe(away);
  expect(isAway(new Error('Failed query', { cause: Object.assign(new Error('x'), { code }) }))).toBe(away);
});

test.each([
  [
    'postgres: error while loading shared libraries: libstdc++.so.6: cannot open shared object file: No such file',
    'PostgreSQL needs the system library libstdc++.so.6, which this machine lacks: install the package libstdc++6, or name another PostgreSQL in PG_BIN or DATABASE_URL.'
  ],
  [
    'FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device',
    'The disk that holds /data is full: free some space and start again.'
  ],
  [
    'FATAL:  could not extend file "base/1/2": wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.',
    'The disk that holds /data is full: free some space and start again.'
  ],
  [
    'FATAL:  database files are incompatible with server',
    'PostgreSQL did not start with /data: database files are incompatible with server.'
  ],
  ['', 'PostgreSQL did not start with /data: it gave no reason.']
])('what PostgreSQL says at its end becomes a sentence: %s', (said, sentence) => {
  expect(sentenceFor(said, '/data')).toBe(sentence);
});
