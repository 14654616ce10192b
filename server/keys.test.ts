import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slip } from '../tests/fixtures/slip.ts';
import { readSettings } from './config.ts';
import { signNotice, verifyNotice } from './contract/notice-code.ts';
import { openTestCentre, type TestCentre } from './database/testing.ts';
import { loadKeys } from './keys.ts';
import { lockDataFolder } from './process/data-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimen-keys-'));
let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(async () => {
  await centre.close();
  rmSync(folder, { recursive: true, force: true });
});
const load = (path: string) => loadKeys(path, centre.context.database, centre.context.centre.communityCode);

describe('the keys of an installation', () => {
  it('are made once, for this user alone, and are the same ever after', async () => {
    const path = join(folder, 'kept/keys.json');
    const made = await load(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = await load(path);
    expect(again.sealing.open('a', made.sealing.seal('a', '一门'))).toBe('一门');
    expect(Object.keys(again.submission.publicJwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
    const sealed = await new CompactEncrypt(new TextEncoder().encode('x'))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(await importJWK(made.submission.publicJwk, 'ECDH-ES'));
    const { plaintext } = await compactDecrypt(sealed, again.submission.privateKey);
    expect(new TextDecoder().decode(plaintext)).toBe('x');
    const code = await signNotice(made.notice.privateKey, slip);
    expect((await verifyNotice([again.notice.publicKey], code)).ok).toBe(true);
    expect(Object.keys(again.notice.publicJwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('that were damaged are named, and nothing of them is printed or written over', async () => {
    const path = join(folder, 'damaged.json');
    const whole = readFileSync(join(folder, 'kept/keys.json'), 'utf8');
    for (const content of [whole.slice(0, 80), whole.slice(2), '{}', JSON.stringify({ masterKey: 'c2hvcnQ=' })]) {
      writeFileSync(path, content);
      const failure = await load(path).catch((error: Error) => error);
      expect(String(failure)).toMatch(/^Error: KEYS_FILE .* is not a key file of Yimen/);
      expect(String(failure)).not.toContain(JSON.parse(whole).masterKey.slice(0, 6));
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
  });
});

describe('settings of a centre', () => {
  const right = {
    COMMUNITY_CODE: '330102016001',
    COMMUNITY_NAME: '一社区',
    COMMUNITY_ADDRESS: '一路1号',
    COMMUNITY_PHONE: '0571-1'
  };

  it('are read, and everything else has its standard', () => {
    expect(readSettings(right)).toMatchObject({
      port: 5180,
      host: '127.0.0.1',
      databaseUrl: null,
      licenceLibrary: null
    });
  });

  it('with several mistakes name them all together, each in a sentence', () => {
    const read = () =>
      readSettings({ ...right, COMMUNITY_CODE: '1', COMMUNITY_PHONE: '', PORT: 'x', DEMONSTRATION: '1' });
    expect(read).toThrow(/DEMONSTRATION .*\nPORT .*\nCOMMUNITY_CODE .*\nCOMMUNITY_PHONE /);
  });

  it('never repeat a password that stands in an address', () => {
    const read = () =>
      readSettings({ ...right, DATABASE_URL: 'mysql://yimen:secret@db', LICENCE_LIBRARY_URL: 'secret' });
    expect(read).toThrow(/DATABASE_URL must be/);
    expect(read).not.toThrow(/secret/);
  });
});

it('a data folder is one process’s, and is free again after it or after it was killed', () => {
  const unlock = lockDataFolder(folder, 'server');
  expect(() => lockDataFolder(folder, 'server')).toThrow(/is in use by another copy/);
  unlock();
  writeFileSync(join(folder, 'server.lock'), '999999999 1');
  lockDataFolder(folder, 'server')();
});
