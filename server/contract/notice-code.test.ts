import { generateKeyPairSync } from 'node:crypto';
import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import { parseSlipCode } from './case-number.ts';
import { digestOf, importNoticeKeys, type NoticeKey, signNotice, verifyNotice } from './notice-code.ts';
import { classifyCode } from './scanned-code.ts';
import { SLIP_TITLES, type SlipContent, type SlipKind } from './slip.ts';

const pair = () => crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
const [own, other] = [await pair(), await pair()];
const keys = [own.publicKey];
const written = (change: Partial<SlipContent> = {}) => signNotice(own.privateKey, { ...slip, ...change });
const forged = { ok: false, error: 'notice.forged' };
const unknown = { ok: false, error: 'notice.unknown' };

describe.each(Object.keys(SLIP_TITLES) as SlipKind[])('the code of a %s', (kind) => {
  it('says whose it is, what and when, and is checked with the public key alone', async () => {
    const code = await written({ kind });
    expect(await verifyNotice(keys, code)).toEqual({
      ok: true,
      value: {
        number: slip.number,
        caseNumber: slip.caseNumber,
        serial: 1,
        kind,
        issuedOn: '2026-11-24',
        digest: await digestOf({ ...slip, kind })
      }
    });
  });

  it('still leads to its case', async () => {
    const code = await written({ kind });
    expect(parseSlipCode(code)).toBe(slip.caseNumber);
    expect(classifyCode(`${code}\n`)).toEqual({ kind: 'slip', caseNumber: slip.caseNumber, notice: code });
  });

  it('is small enough for the narrowest paper', async () => {
    // 45 modules: at 6 dots each they stand on 58 mm with their white.
    expect(qrcode.create(await written({ kind }), { errorCorrectionLevel: 'M' }).modules.size).toBeLessThanOrEqual(45);
  });
});

describe('a code', () => {
  it('is the same each time, and the same whatever order the slip was written in', async () => {
    const turned = Object.fromEntries(Object.entries(slip).reverse()) as unknown as SlipContent;
    expect(await signNotice(own.privateKey, turned)).toBe(await written());
  });

  it('is another for one character more anywhere on the slip', async () => {
    const before = await digestOf(slip);
    const changes: Partial<SlipContent>[] = [
      { applicant: '福*寿' },
      { headline: null },
      { rows: [] },
      { notes: [...slip.notes, ' '] },
      { lists: [{ title: '已经收到', entries: ['居民户口簿（户籍信息）', '居民身份证'] }] },
      { responsible: { name: '员一', phone: '0571-00000002' } },
      { demonstration: false }
    ];
    for (const change of changes)
      expect(await digestOf({ ...slip, ...change }), Object.keys(change)[0]).not.toBe(before);
  });

  it('of which any character was changed is no centre’s', async () => {
    const code = await written();
    for (let at = code.indexOf('-') + 1; at < code.length; at++) {
      const character = code[at] ?? '';
      const changed = /\d/.test(character) ? String((Number(character) + 1) % 10) : character === 'A' ? 'B' : 'A';
      const altered = code.slice(0, at) + changed + code.slice(at + 1);
      expect(await verifyNotice(keys, altered), `at ${at}`).toEqual(forged);
    }
  });

  it('of another case, another day or another digest with an old signature is no centre’s', async () => {
    const [first, second] = [await written(), await written({ issuedAt: '2026-11-25 10:00', headline: '别的' })];
    const signatureAt = first.length - 155;
    expect(await verifyNotice(keys, second.slice(0, signatureAt) + first.slice(signatureAt))).toEqual(forged);
    expect(await verifyNotice(keys, first.replace('20261124', '20261125'))).toEqual(forged);
  });

  it('that was cut short, or goes on, is no centre’s', async () => {
    const code = await written();
    for (const length of [34, 40, 60, 100, code.length - 1])
      expect(await verifyNotice(keys, code.slice(0, length))).toEqual(forged);
    expect(await verifyNotice(keys, `${code}0`)).toEqual(forged);
    // A number with another way of being written would make two codes of one.
    expect(await verifyNotice(keys, code.slice(0, -155) + '9'.repeat(155))).toEqual(forged);
  });

  it('of another centre is not this one’s, and is found among several keys', async () => {
    const code = await signNotice(other.privateKey, slip);
    expect(await verifyNotice(keys, code)).toEqual(forged);
    expect(await verifyNotice([], code)).toEqual(forged);
    expect((await verifyNotice([own.publicKey, other.publicKey], code)).ok).toBe(true);
  });

  it.each(['', 'YIMEN:', `YIMEN:${slip.caseNumber}`, 'https://elsewhere.example/'])('%j is no notice', async (text) => {
    expect(await verifyNotice(keys, text)).toEqual(unknown);
  });
});

it('keys are taken as the centre publishes them', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' }) as Pick<NoticeKey, 'x'>;
  const published: NoticeKey = { kty: 'OKP', crv: 'Ed25519', x: jwk.x, kid: 'a', alg: 'EdDSA', use: 'sig' };
  const key = await crypto.subtle.importKey('jwk', privateKey.export({ format: 'jwk' }), 'Ed25519', false, ['sign']);
  const verified = await verifyNotice(await importNoticeKeys([published]), await signNotice(key, slip));
  expect(verified.ok).toBe(true);
});
