import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import type { NoticeKey } from './contract/notice-code.ts';

/** What the centre signs its notices with, and what anybody checks them with, also those that older keys signed. */
export interface NoticeKeys {
  /** The newest, which signs. */
  readonly privateKey: CryptoKey;
  /** All of them, the newest first: a notice is genuine for as long as there are notices. */
  readonly publicKeys: readonly CryptoKey[];
  readonly publicJwks: readonly NoticeKey[];
}

/** As it stands in the key file (Ed25519, RFC 8037). Only the one that signs still has its private half, `d`. */
const kept = z.object({
  kid: z.string(),
  madeOn: z.iso.date(),
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string().optional()
});
type Kept = z.infer<typeof kept>;

/** The newest first. */
export const keptNoticeKeys = z.array(kept).min(1);

export async function makeNoticeKey(madeOn: string): Promise<Kept> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return kept.parse({ kid: await calculateJwkThumbprint(jwk), madeOn, ...jwk });
}

/** The keys with a new one that signs from now on; nobody can sign with the others any more. */
export const withNewKey = (fresh: Kept, before: readonly Kept[]): Kept[] => [
  fresh,
  ...before.map(({ kid, madeOn, kty, crv, x }) => ({ kid, madeOn, kty, crv, x }))
];

async function imported(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'Ed25519');
  if (key instanceof Uint8Array) throw new TypeError('not a key');
  return key;
}

/** Out of what the key file holds. */
export async function noticeKeysOf(all: readonly Kept[]): Promise<NoticeKeys> {
  const [newest] = all;
  if (newest?.d === undefined) throw new TypeError('no key that signs');
  const { kty, crv, x, d } = newest;
  return {
    privateKey: await imported({ kty, crv, x, d }),
    publicKeys: await Promise.all(all.map(({ kty, crv, x }) => imported({ kty, crv, x }))),
    publicJwks: all.map(({ kid, kty, crv, x }) => ({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }))
  };
}
