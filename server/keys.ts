import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { StartFailure } from './process/start-failure.ts';

/** The secrets of one installation. Whoever has the database and these has everything: one file, 0600, kept apart. */
export interface Keys {
  readonly masterKey: Uint8Array;
  readonly signInSecret: string;
  readonly submission: { readonly publicJwk: Record<string, string>; readonly privateKey: CryptoKey };
}

const fileSchema = z.object({
  masterKey: z.string(),
  signInSecret: z.string().min(32),
  submissionKey: z.record(z.string(), z.string())
});

async function makeFile(path: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const content = {
    masterKey: randomBytes(32).toString('base64'),
    signInSecret: randomBytes(32).toString('base64url'),
    submissionKey: await exportJWK(privateKey)
  };
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial-${process.pid}`;
  writeFileSync(partial, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  chmodSync(partial, 0o600);
  renameSync(partial, path);
}

/** Reads the key file, or makes it at the first start. */
export async function loadKeys(path: string): Promise<Keys> {
  if (!existsSync(path)) await makeFile(path);
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  const masterKey = Buffer.from(parsed.data?.masterKey ?? '', 'base64');
  if (!parsed.success || masterKey.length !== 32)
    throw new StartFailure(
      `KEYS_FILE ${path} is not a key file of Yimen: put the right file there, or the data cannot be read.`
    );
  const { kty = '', crv = '', x = '', y = '', ...rest } = parsed.data.submissionKey;
  const publicJwk = { kty, crv, x, y };
  const privateKey = await importJWK({ ...publicJwk, ...rest }, 'ECDH-ES');
  if (privateKey instanceof Uint8Array)
    throw new StartFailure(`KEYS_FILE ${path} holds the wrong kind of submission key.`);
  return {
    masterKey,
    signInSecret: parsed.data.signInSecret,
    submission: { publicJwk, privateKey }
  };
}
