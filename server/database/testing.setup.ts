import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, migrateForward } from './connect.ts';
import { startEmbeddedPostgres } from './embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  }
}

/** One real PostgreSQL for a whole test run; each test takes a copy of the migrated database. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'yimen-test-'));
  // PostgreSQL's own user can reach it: everything is in it and goes with it.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder, binaries: process.env.PG_BIN });
  const connection = connect(postgres.connection);
  await migrateForward(connection.pool);
  await connection.close();
  project.provide('postgres', postgres.connection);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
