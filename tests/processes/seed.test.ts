import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../server/config.ts';
import { claimCommunity, openDatabase } from '../../server/database/open.ts';
import { COMMUNITY } from '../../server/demonstration/community.ts';
import { dataFolder } from '../instance.ts';
import { type OtherPostgres, startOtherPostgres } from './postgres.ts';
import { FILES, refusal, startFile } from './process.ts';

let postgres: OtherPostgres;
let folder: string;

beforeAll(async () => {
  [postgres, folder] = await Promise.all([startOtherPostgres(), dataFolder()]);
});

afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A new database, and the settings that lead to it. */
async function make(name: string) {
  await postgres.query(`create database ${name}`);
  return { DATABASE_URL: postgres.url(name), DATA_DIR: join(folder, name) };
}

/** Every row of every table. */
async function allOf(name: string): Promise<Record<string, readonly unknown[]>> {
  const tables = await postgres.query(
    `select format('%I.%I', schemaname, tablename) as at from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    name
  );
  const rows = tables.map(async ({ at }) => [
    at,
    await postgres.query(`select * from ${at} as t order by t::text`, name)
  ]);
  return Object.fromEntries(await Promise.all(rows));
}

describe('npm run seed', () => {
  test('refuses the database of a centre, also of the one it would invent, and leaves every row as it was', async () => {
    const settings = await make('centre');
    const own = readSettings({ ...settings, ...COMMUNITY });
    const opened = await openDatabase(own);
    await claimCommunity(opened, own, false);
    await opened.close();
    const before = await allOf('centre');
    expect(before['public.communities']).toHaveLength(1);
    expect(await refusal(FILES.seed, settings, '3')).toEqual([
      'This database belongs to a centre, and the demonstration does not touch it: choose another DATA_DIR or DATABASE_URL.'
    ]);
    expect(await allOf('centre')).toEqual(before);
  });

  test('fills an empty database once, refuses it from then on, and leaves every row as it was', async () => {
    const settings = await make('demonstration');
    const filled = startFile(FILES.seed, settings, '3');
    expect([await filled.ended, filled.words()]).toEqual([0, expect.stringContaining('3 invented cases')]);
    const before = await allOf('demonstration');
    expect(before['public.cases']).toHaveLength(3);
    expect(await refusal(FILES.seed, settings, '3')).toEqual([
      'This database has cases in it, and only an empty one is filled: choose another DATA_DIR or DATABASE_URL.'
    ]);
    expect(await allOf('demonstration')).toEqual(before);
  });

  test.each([[[]], [['many']], [['0']], [['20000001']]])('wants to know how many, and takes no %j', async (args) => {
    const settings = { DATABASE_URL: postgres.url('postgres'), DATA_DIR: join(folder, 'none') };
    expect(await refusal(FILES.seed, settings, ...args)).toEqual([
      'Usage: npm run seed -- N, with the number of cases to invent, such as 1000000.'
    ]);
    expect(await allOf('postgres')).toEqual({});
  });
});
