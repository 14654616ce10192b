import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals personal data for the database. A value is bound to the column it was sealed for (`purpose`), so that a sealed
 * value copied into another column does not open there.
 */
export interface Sealing {
  seal(purpose: string, text: string): Uint8Array;
  open(purpose: string, sealed: Uint8Array): string;
  /** The same text gives the same index; without the key nothing can be learned or tried out. */
  index(purpose: string, text: string): Uint8Array;
}

const NONCE = 12;
const TAG = 16;

/** `masterKey` is 32 bytes. AES-256-GCM with a random nonce; HMAC-SHA-256 for indexes; one derived key for each. */
export function createSealing(masterKey: Uint8Array): Sealing {
  if (masterKey.length !== 32) throw new RangeError('the master key must have 32 bytes');
  const derive = (use: string) => createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, 'yimen', use, 32)));
  const sealingKey = derive('seal');
  const indexKey = derive('index');
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(encode(text)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, NONCE), { authTagLength: TAG })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      return decode(Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]));
    },
    index(purpose, text) {
      return createHmac('sha256', indexKey).update(purpose).update('\0').update(encode(text)).digest();
    }
  };
}

/**
 * JSON keeps every code unit: UTF-8 alone would turn the lone surrogates that old cards carry in names into U+FFFD.
 */
const encode = (text: string): Buffer => Buffer.from(JSON.stringify(text));
const decode = (bytes: Buffer): string => JSON.parse(bytes.toString()) as string;
