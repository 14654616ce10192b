import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
const right = {
  COMMUNITY_CODE: '330102016001',
  COMMUNITY_NAME: '一社区',
  COMMUNITY_ADDRESS: '一路1号',
  COMMUNITY_PHONE: '0571-1'
};

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
    expect((await verifyNotice(again.notice.publicKeys, code)).ok).toBe(true);
    expect(again.notice.publicJwks).toHaveLength(1);
    expect(Object.keys(again.notice.publicJwks[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
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

describe('the keys of notices', () => {
  const kept = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
  const renew = (path: string) =>
    execFileSync(process.execPath, ['server/renew-notice-key.ts'], {
      env: { ...process.env, ...right, KEYS_FILE: path },
      encoding: 'utf8',
      stdio: 'pipe'
    });

  it('are renewed by a command; what was signed before stays genuine, and nobody can sign with the old one', async () => {
    const path = join(folder, 'renewed.json');
    writeFileSync(path, readFileSync(join(folder, 'kept/keys.json')), { mode: 0o600 });
    const before = await load(path);
    const old = await signNotice(before.notice.privateKey, slip);
    const said = renew(path);
    const after = await load(path);
    expect(said).toContain(after.notice.publicJwks[0]?.kid);
    expect(after.notice.publicJwks).toHaveLength(2);
    expect(after.notice.publicJwks[1]).toEqual(before.notice.publicJwks[0]);
    const fresh = await signNotice(after.notice.privateKey, slip);
    for (const code of [old, fresh]) expect((await verifyNotice(after.notice.publicKeys, code)).ok).toBe(true);
    expect((await verifyNotice(before.notice.publicKeys, fresh)).ok).toBe(false);
    const { noticeKeys } = kept(path);
    expect(noticeKeys.map((one: { d?: string; madeOn: string }) => [typeof one.d, one.madeOn])).toEqual([
      ['string', expect.stringMatching(/^\d{4}-\d\d-\d\d$/)],
      ['undefined', expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]
    ]);
    expect(noticeKeys[0].kid).toBe(after.notice.publicJwks[0]?.kid);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    // Everything else is what it was: what was sealed before is still readable.
    expect(after.sealing.open('a', before.sealing.seal('a', '一门'))).toBe('一门');
  });

  it('are one for all servers that start at once with a file that has none', async () => {
    const path = join(folder, 'without.json');
    const { noticeKeys: _, ...without } = kept(join(folder, 'kept/keys.json'));
    writeFileSync(path, JSON.stringify(without), { mode: 0o600 });
    const all = await Promise.all([load(path), load(path), load(path)]);
    expect(new Set(all.map(({ notice }) => notice.publicJwks[0]?.kid)).size).toBe(1);
    expect(kept(path)).toMatchObject(without);
    expect(existsSync(`${path}.changing`)).toBe(false);
  });

  it('are made by nobody over a file that is none', () => {
    const path = join(folder, 'none.json');
    writeFileSync(path, '{"masterKey":"c2hvcnQ="}');
    expect(() => renew(path)).toThrow(/is not a key file with a key for notices/);
    expect(readFileSync(path, 'utf8')).toBe('{"masterKey":"c2hvcnQ="}');
    expect(existsSync(`${path}.changing`)).toBe(false);
  });
});

describe('settings of a centre', () => {
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

  it('name the proxies whose word about an address counts', () => {
    expect(readSettings({ ...right, TRUSTED_PROXY: '10.0.0.1, ::1' }).trustedProxies).toEqual(['10.0.0.1', '::1']);
    expect(readSettings(right).trustedProxies).toEqual([]);
    expect(() => readSettings({ ...right, TRUSTED_PROXY: 'proxy.example' })).toThrow(/TRUSTED_PROXY must be/);
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
