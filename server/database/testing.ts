import { randomBytes, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import pg from 'pg';
import { inject } from 'vitest';
import { ANNOUNCED } from '../calendar/rules.ts';
import { communities } from '../catalogue/schema.ts';
import { listenForChanges } from '../changes.ts';
import type { Context } from '../context.ts';
import { noLicenceLibrary } from '../licences/none.ts';
import { makeNoticeKey, noticeKeysOf } from '../notice-keys.ts';
import { createSignIn } from '../staff/sign-in.ts';
import { connect } from './connect.ts';
import { createSealing } from './sealing.ts';

/** A centre with a database of its own, for one test file. */
export interface TestCentre {
  readonly context: Context;
  /** How to reach its database from another connection. */
  readonly config: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** Sets the clock; it stands still until set again. */
  setNow(moment: string): void;
  close(): Promise<void>;
}

export const TEST_CENTRE = {
  communityCode: '330102016001',
  name: '试验社区',
  address: '试验路1号',
  phone: '0571-00000000',
  demonstration: false
} as const;

/** Makes a centre on a copy of the migrated database. `changes` replace parts of the context, its library say. */
export async function openTestCentre(changes: Partial<Context> = {}): Promise<TestCentre> {
  const template = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ ...template, database: 'postgres' });
  await admin.connect();
  await admin.query(`create database ${name} template ${template.database}`);
  const config = { ...template, database: name };
  const connection = connect(config);
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
  const { kty = '', crv = '', x = '', y = '' } = await exportJWK(publicKey);
  let now = new Date('2026-11-24T02:00:00Z');
  const context: Context = {
    database: connection.database,
    sealing: createSealing(randomBytes(32)),
    now: () => now,
    calendar: () => ANNOUNCED,
    centre: TEST_CENTRE,
    publicUrl: 'http://127.0.0.1',
    trustedProxies: [],
    licences: noLicenceLibrary,
    signIn: createSignIn(connection.database, randomBytes(32).toString('hex'), 'http://127.0.0.1'),
    changes: await listenForChanges(config),
    deskAgent: 'http://127.0.0.1:5181',
    demonstration: null,
    submissionKey: { publicJwk: { kty, crv, x, y }, privateKey },
    noticeKeys: await noticeKeysOf([await makeNoticeKey('2026-11-24')]),
    ...changes
  };
  await connection.database.insert(communities).values(TEST_CENTRE);
  return {
    context,
    config,
    setNow(moment) {
      now = new Date(moment);
    },
    async close() {
      await context.changes.close();
      await connection.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    }
  };
}
