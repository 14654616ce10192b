import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { childUser, findBinaries } from '../../server/database/binaries.ts';
import { dataFolder, freePort } from '../instance.ts';
import { until } from './process.ts';

/** A PostgreSQL that somebody else runs: over TCP, with a password, with whatever settings. */
export interface OtherPostgres {
  readonly port: number;
  /** `DATABASE_URL` of a database in it. */
  url(database: string, user?: string): string;
  /** As its superuser; in `database` where one is named. */
  query(text: string, database?: string): Promise<readonly Record<string, unknown>[]>;
  /** Changes one of its settings while it runs. */
  set(name: string, value: string): Promise<void>;
  stop(): Promise<void>;
}

export const PASSWORD = 'secret';

export async function startOtherPostgres(): Promise<OtherPostgres> {
  const folder = await dataFolder();
  const user = childUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  const { folder: programs } = findBinaries(undefined, user, folder);
  const [data, passwords, port] = [join(folder, 'data'), join(folder, 'password'), await freePort()];
  writeFileSync(passwords, PASSWORD);
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'yimen', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', `--pwfile=${passwords}`],
    { ...user, cwd: '/', encoding: 'utf8' }
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
    ...user,
    cwd: '/',
    stdio: 'ignore'
  });
  const url = (database: string, name = 'yimen') => `postgres://${name}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  async function query(text: string, database = 'postgres') {
    const client = new pg.Client(url(database));
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }
  await until('PostgreSQL to answer', () => query('select 1'));
  return {
    port,
    url,
    query,
    async set(name, value) {
      await query(`alter system set ${name} = ${value}`);
      await query('select pg_reload_conf()');
      await until(`${name} to be ${value}`, async () => (await query(`show ${name}`))[0]?.[name] === value);
    },
    async stop() {
      if (server.exitCode !== null) return;
      server.kill('SIGINT');
      await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    }
  };
}
