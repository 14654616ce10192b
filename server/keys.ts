import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { and, eq, isNull } from 'drizzle-orm';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { communities } from './catalogue/schema.ts';
import { dayOf } from './clock.ts';
import type { Database } from './database/database.ts';
import { createSealing, type Sealing } from './database/sealing.ts';
import { changeKeyFile, makeKeyFile } from './key-file.ts';
import { keptNoticeKeys, makeNoticeKey, type NoticeKeys, noticeKeysOf } from './notice-keys.ts';
import { StartFailure } from './process/start-failure.ts';

/** The secrets of one installation. Whoever has the database and these has everything: one file, 0600, kept apart. */
export interface Keys {
  readonly sealing: Sealing;
  readonly signInSecret: string;
  readonly submission: { readonly publicJwk: Record<string, string>; readonly privateKey: CryptoKey };
  readonly notice: NoticeKeys;
}

const fileSchema = z.object({
  masterKey: z.base64().transform((text) => Buffer.from(text, 'base64')),
  signInSecret: z.string().min(32),
  submissionKey: z.record(z.string(), z.string()),
  /** Left out by a file from before notices were signed. */
  noticeKeys: keptNoticeKeys.optional()
});

async function makeFile(path: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  makeKeyFile(path, {
    masterKey: randomBytes(32).toString('base64'),
    signInSecret: randomBytes(32).toString('base64url'),
    submissionKey: await exportJWK(privateKey),
    noticeKeys: [await makeNoticeKey(dayOf(new Date()))]
  });
}

const readFile = (path: string) => fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));

/** A file without a key for notices gets one, once for all servers that share it. */
async function keptIn(path: string) {
  const found = readFile(path);
  if (found.noticeKeys) return { ...found, noticeKeys: found.noticeKeys };
  const fresh = await makeNoticeKey(dayOf(new Date()));
  await changeKeyFile(path, (before) => (before.noticeKeys ? null : { ...before, noticeKeys: [fresh] }));
  return { ...found, noticeKeys: readFile(path).noticeKeys ?? [fresh] };
}

async function readKeys(path: string): Promise<Keys> {
  try {
    const { masterKey, signInSecret, submissionKey, noticeKeys } = await keptIn(path);
    const { kty = '', crv = '', x = '', y = '', ...rest } = submissionKey;
    const publicJwk = { kty, crv, x, y };
    const privateKey = await importJWK({ ...publicJwk, ...rest }, 'ECDH-ES');
    if (privateKey instanceof Uint8Array || privateKey.type !== 'private') throw new TypeError('not a private key');
    const notice = await noticeKeysOf(noticeKeys);
    return { sealing: createSealing(masterKey), signInSecret, submission: { publicJwk, privateKey }, notice };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall || error instanceof StartFailure) throw error;
    throw new StartFailure(`KEYS_FILE ${path} is not a key file of Yimen: put the right file there.`);
  }
}

/**
 * Reads the key file, or makes it for a database that has never had one. A database opens with its own key only: with
 * another, everything new would be unreadable to whoever finds the right file again.
 */
export async function loadKeys(path: string, database: Database, communityCode: string): Promise<Keys> {
  const checkOf = async () => {
    const [own] = await database.select().from(communities).where(eq(communities.communityCode, communityCode));
    return own?.keyCheck ?? null;
  };
  if (!existsSync(path)) {
    if (await checkOf())
      throw new StartFailure(`KEYS_FILE ${path} is missing, and this database is sealed with it: put your copy there.`);
    await makeFile(path);
  }
  const keys = await readKeys(path);
  const check = keys.sealing.index('communities.key_check', communityCode);
  await database
    .update(communities)
    .set({ keyCheck: check })
    .where(and(eq(communities.communityCode, communityCode), isNull(communities.keyCheck)));
  if (!Buffer.from(check).equals((await checkOf()) ?? Buffer.alloc(0)))
    throw new StartFailure(
      `KEYS_FILE ${path} does not fit this database, which is sealed with another: put the right file there.`
    );
  return keys;
}
