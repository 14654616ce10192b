import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { and, eq, isNull } from 'drizzle-orm';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { communities } from './catalogue/schema.ts';
import type { NoticeKey } from './contract/notice-code.ts';
import type { Database } from './database/database.ts';
import { createSealing, type Sealing } from './database/sealing.ts';
import { syncFolder } from './process/durable-file.ts';
import { StartFailure } from './process/start-failure.ts';

/** The secrets of one installation. Whoever has the database and these has everything: one file, 0600, kept apart. */
export interface Keys {
  readonly sealing: Sealing;
  readonly signInSecret: string;
  readonly submission: { readonly publicJwk: Record<string, string>; readonly privateKey: CryptoKey };
  readonly notice: NoticeKeys;
}

/** What the centre signs its notices with, and what anybody checks them with. */
export interface NoticeKeys {
  readonly publicJwk: NoticeKey;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

const fileSchema = z.object({
  masterKey: z.base64().transform((text) => Buffer.from(text, 'base64')),
  signInSecret: z.string().min(32),
  submissionKey: z.record(z.string(), z.string()),
  noticeKey: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() })
});

/** Out of a private key as a JWK (Ed25519, RFC 8037). */
export async function noticeKeysOf({ d, ...open }: z.infer<typeof fileSchema>['noticeKey']): Promise<NoticeKeys> {
  const [publicKey, privateKey] = await Promise.all([importJWK(open, 'Ed25519'), importJWK({ ...open, d }, 'Ed25519')]);
  if (publicKey instanceof Uint8Array || privateKey instanceof Uint8Array) throw new TypeError('not a pair of keys');
  const kid = await calculateJwkThumbprint(open);
  return { publicJwk: { ...open, kid, alg: 'EdDSA', use: 'sig' }, publicKey, privateKey };
}

export async function makeNoticeKey(): Promise<z.infer<typeof fileSchema>['noticeKey']> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  return fileSchema.shape.noticeKey.parse(await exportJWK(privateKey));
}

/** Never over a file that is there: of two first starts at once, both work with the keys of one. */
async function makeFile(path: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const content = {
    masterKey: randomBytes(32).toString('base64'),
    signInSecret: randomBytes(32).toString('base64url'),
    submissionKey: await exportJWK(privateKey),
    noticeKey: await makeNoticeKey()
  };
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial-${process.pid}`;
  try {
    writeFileSync(partial, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
    linkSync(partial, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(partial, { force: true });
  }
  syncFolder(dirname(path));
}

async function readKeys(path: string): Promise<Keys> {
  try {
    const { masterKey, signInSecret, submissionKey, noticeKey } = fileSchema.parse(
      JSON.parse(readFileSync(path, 'utf8'))
    );
    const { kty = '', crv = '', x = '', y = '', ...rest } = submissionKey;
    const publicJwk = { kty, crv, x, y };
    const privateKey = await importJWK({ ...publicJwk, ...rest }, 'ECDH-ES');
    if (privateKey instanceof Uint8Array || privateKey.type !== 'private') throw new TypeError('not a private key');
    const notice = await noticeKeysOf(noticeKey);
    return { sealing: createSealing(masterKey), signInSecret, submission: { publicJwk, privateKey }, notice };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall) throw error;
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
