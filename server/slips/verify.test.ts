import { afterAll, describe, expect, it } from 'vitest';
import { NEXT_OFFICE } from '../../tests/fixtures/case-facts.ts';
import { codeOnPdf } from '../../tests/fixtures/pdf.ts';
import { slip as foreign } from '../../tests/fixtures/slip.ts';
import { createApp } from '../app.ts';
import { digestOf, importNoticeKeys, type NoticeKey, signNotice, verifyNotice } from '../contract/notice-code.ts';
import type { Slip } from '../contract/slip.ts';
import type { WindowCase } from '../contract/window-wire.ts';
import { makeNoticeKey, noticeKeysOf } from '../notice-keys.ts';
import { openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { app, context, file, asStaff, act, open, signIn, setNow } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const administrator = await centre.employ('admin', 'administrator');
const ITEM = 'SQ-05-006';

async function verify(code: string) {
  const answer = await app.request('/api/notices/verify', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code })
  });
  return { status: answer.status, body: await answer.json() };
}
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
const slipOf = async ({ id }: WindowCase, number: string): Promise<Slip> =>
  (await asStaff(clerk, `/api/window/cases/${id}/slips/${number}`)).body;

describe('a notice', () => {
  it('is checked with the keys that anyone may have, without asking anybody', async () => {
    const { slip } = await file('fu-shou', ITEM);
    const published: { keys: NoticeKey[] } = await (await app.request('/api/centre/keys')).json();
    expect(published.keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
    const verified = await verifyNotice(await importNoticeKeys(published.keys), slip.code);
    expect(verified).toMatchObject({ ok: true, value: { number: slip.number, digest: await digestOf(slip) } });
  });

  it('stands until its case has a later one; of the person nothing is said', async () => {
    const { case: made, slip } = await file('fu-shou', ITEM);
    const genuine = { number: slip.number, kind: 'receipt', title: '收件回执', issuedOn: '2026-11-24' };
    const item = { itemName: slip.itemName };
    expect(await verify(slip.code)).toEqual({
      status: 200,
      body: { ...genuine, ...item, state: made.state, stands: true }
    });
    await act(clerk, made.id, { act: 'claim' });
    expect((await verify(`${slip.code}\n`)).body.stands).toBe(true);
    const next = { ...NEXT_OFFICE, office: '区民政局' };
    expect((await act(clerk, made.id, { act: 'refuse', reason: '不归这里', next })).status).toBe(200);
    expect(await verify(slip.code)).toEqual({
      status: 200,
      body: { ...genuine, ...item, state: 'refused', stands: false }
    });
    const found = await open(clerk, made.id);
    const refusal = await slipOf(found, found.slips.at(-1)?.number ?? '');
    expect((await verify(refusal.code)).body).toMatchObject({ kind: 'refusal', title: '不予受理通知书', stands: true });
  });

  it('that an older key signed is as genuine as ever; every key is published, the newest first', async () => {
    const { slip } = await file('fu-shou', ITEM);
    const { publicKeys, publicJwks } = context.noticeKeys;
    const newer = await noticeKeysOf([await makeNoticeKey('2027-01-04')]);
    const renewed = createApp({
      ...context,
      noticeKeys: {
        privateKey: newer.privateKey,
        publicKeys: [...newer.publicKeys, ...publicKeys],
        publicJwks: [...newer.publicJwks, ...publicJwks]
      }
    });
    const published: { keys: NoticeKey[] } = await (await renewed.request('/api/centre/keys')).json();
    expect(published.keys).toEqual([...newer.publicJwks, ...publicJwks]);
    const body = JSON.stringify({ code: slip.code });
    const headers = { 'content-type': 'application/json' };
    const answer = await renewed.request('/api/notices/verify', { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ number: slip.number, stands: true });
    expect((await verifyNotice(await importNoticeKeys(published.keys), slip.code)).ok).toBe(true);
  });

  it('that says something else than the one on record is none', async () => {
    const { slip } = await file('fu-shou', ITEM);
    const { privateKey } = context.noticeKeys;
    expect(await verify(await signNotice(privateKey, { ...slip, headline: '今天办好' }))).toEqual(
      failed(404, 'notice.unknown')
    );
    expect(await verify(await signNotice(privateKey, { ...slip, number: `${slip.caseNumber}-9` }))).toEqual(
      failed(404, 'notice.unknown')
    );
    expect(await verify(await signNotice(privateKey, foreign))).toEqual(failed(404, 'notice.unknown'));
  });

  it('of another centre, altered, or with no signature at all is told apart', async () => {
    const { slip } = await file('fu-shou', ITEM);
    expect(await verify(foreign.code)).toEqual(failed(422, 'notice.forged'));
    expect(await verify(slip.code.replace(':RECEIPT:', ':GRANT:'))).toEqual(failed(422, 'notice.forged'));
    expect(await verify(slip.code.slice(0, 33))).toEqual(failed(422, 'notice.forged'));
    expect(await verify(slip.code.slice(0, 32))).toEqual(failed(404, 'notice.unknown'));
  });
});

describe('the letter of a notice', () => {
  it('is the resident’s own, and its code is the slip’s', async () => {
    const { case: made, slip } = await file('fu-shou', ITEM);
    const path = `/api/my/cases/${made.id}/slips/${slip.number}/letter.pdf`;
    const answer = await (await signIn('fu-shou'))(path);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const code = await codeOnPdf(await answer.bytes());
    expect((await verify(code ?? '')).body).toMatchObject({ number: slip.number, stands: true });
    expect((await (await signIn('guli'))(path)).status).toBe(404);
    expect((await (await signIn('fu-shou'))(path.replace(slip.number, `${slip.caseNumber}-7`))).status).toBe(404);
  });

  it('is printed at the window by whoever handles cases', async () => {
    const { case: made, slip } = await file('fu-shou', ITEM);
    const path = `/api/window/cases/${made.id}/slips/${slip.number}/letter.pdf`;
    const answer = await asStaff(clerk, path);
    expect(await codeOnPdf(answer.body)).toBe(slip.code);
    expect((await asStaff(administrator, path)).status).toBe(403);
    expect((await asStaff(clerk, path.replace(slip.number, foreign.number))).status).toBe(404);
  });
});

it('after twenty that are none there is a quarter of an hour’s rest', async () => {
  const { slip } = await file('fu-shou', ITEM);
  setNow('2026-11-24T03:00:00Z');
  const tries = await Promise.all(Array.from({ length: 25 }, () => verify(foreign.code)));
  const statuses = tries.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array(20).fill(422), ...Array(5).fill(429)]);
  expect(await verify(slip.code)).toEqual(failed(429, 'request.too-many'));
  setNow('2026-11-24T03:16:00Z');
  expect((await verify(slip.code)).status).toBe(200);
});
