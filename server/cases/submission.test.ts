import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { CompactEncrypt, generateKeyPair, importJWK } from 'jose';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { items } from '../catalogue/schema.ts';
import { currentItems } from '../catalogue/service.ts';
import type { Item } from '../contract/item.ts';
import type { Prefill } from '../contract/wire.ts';
import { rememberedValues } from '../people/schema.ts';
import { registerTerminal } from '../terminals/service.ts';
import { cardOf, openWorkingCentre, seal } from '../testing.ts';
import { cases } from './schema.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, app, signIn, itemOf, slotFor, send, begin, file } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const ITEM = 'SQ-05-006';
beforeEach(() => centre.setNow('2026-11-24T02:00:00Z'));

const countCases = async () => (await context.database.select({ id: cases.id }).from(cases)).length;
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
async function post(body: string, key: string = randomUUID()) {
  const answer = await app.request('/api/submissions', {
    method: 'POST',
    headers: { authorization: `Terminal ${centre.terminal}`, 'idempotency-key': key },
    body
  });
  return { status: answer.status, body: await answer.json() };
}

/** Publishes a second version of an item, for as long as a test needs it. */
async function change(code: string, what: Partial<Item>): Promise<() => Promise<unknown>> {
  const { communityCode } = context.centre;
  const definition = { ...(await itemOf(code)), ...what, version: 2 };
  await context.database
    .insert(items)
    .values({ communityCode, code, version: 2, effectiveFrom: '2026-01-01', definition });
  return () => context.database.delete(items).where(and(eq(items.code, code), eq(items.version, 2)));
}

describe('a sealed submission', () => {
  const encrypt = async (
    plaintext: string,
    header: { alg: string; enc: string },
    publicJwk = context.submissionKey.publicJwk
  ) =>
    new CompactEncrypt(new TextEncoder().encode(plaintext))
      .setProtectedHeader(header)
      .encrypt(await importJWK(publicJwk, header.alg));
  const usual = { alg: 'ECDH-ES', enc: 'A256GCM' };

  it('that was touched anywhere on its way is unreadable, and nothing is made of it', async () => {
    const { submission } = await begin('fu-shou', ITEM);
    const sealed = await seal(context, submission);
    const before = await countCases();
    const parts = sealed.split('.');
    for (const [index, part] of parts.entries()) {
      if (part === '') continue;
      const bytes = Buffer.from(part, 'base64url');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      const touched = parts.with(index, bytes.toString('base64url')).join('.');
      expect(await post(touched), `part ${index}`).toEqual(failed(400, 'submission.unreadable'));
    }
    expect(await post(parts.slice(0, 4).join('.'))).toEqual(failed(400, 'submission.unreadable'));
    expect(await countCases()).toBe(before);
    expect((await post(sealed)).status).toBe(200);
  });

  it('to another key, in another cipher, of another shape is unreadable', async () => {
    const { submission } = await begin('fu-shou', ITEM);
    const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
    const stranger = new CompactEncrypt(new TextEncoder().encode(JSON.stringify(submission)))
      .setProtectedHeader(usual)
      .encrypt(publicKey);
    const bodies = [
      stranger,
      encrypt(JSON.stringify(submission), { alg: 'ECDH-ES+A128KW', enc: 'A256GCM' }),
      encrypt(JSON.stringify(submission), { alg: 'ECDH-ES', enc: 'A128GCM' }),
      encrypt('not JSON', usual),
      encrypt(JSON.stringify({ ...submission, answers: 'none' }), usual),
      encrypt(JSON.stringify({ ...submission, ways: { m01: 'trust me' } }), usual),
      encrypt(JSON.stringify({ ...submission, signature: [[[1001, 0]]] }), usual)
    ];
    for (const body of bodies) expect(await post(await body)).toEqual(failed(400, 'submission.unreadable'));
  });

  it.each(['', 'not-a-key', '1'])('under the key %j is malformed', async (key) => {
    const { submission } = await begin('fu-shou', ITEM);
    expect((await post(await seal(context, submission), key)).body.error.code).toBe('request.malformed');
  });
});

describe('exactly once', () => {
  it('an answer that was lost is given again: the same case, the same slip, said to be repeated', async () => {
    const { submission } = await begin('fu-shou', ITEM);
    const key = randomUUID();
    const first = await send(submission, key);
    centre.setNow('2026-11-25T02:00:00Z');
    const reordered = Object.fromEntries(Object.entries(submission).reverse());
    const again = await send(reordered, key);
    expect(again.body).toMatchObject({ repeated: true, case: { number: first.body.case.number } });
    expect(again.body.slip).toEqual(first.body.slip);
  });

  it('a key that was used keeps its case, whatever comes under it at the same moment', async () => {
    const { submission } = await begin('fu-shou', ITEM);
    const other = { ...submission, answers: { ...submission.answers, mobile: '13911111111' } };
    const key = randomUUID();
    const sent = await Promise.all([submission, other, submission, other].map((content) => send(content, key)));
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
    const rows = await context.database.select().from(cases).where(eq(cases.submissionKey, key));
    expect(rows).toHaveLength(1);
  });

  it('a case whose slip cannot be kept is not made, and its place and number stay free', async () => {
    const booked = (await currentItems(context)).find(({ slotPlan }) => slotPlan);
    const { submission } = await begin('wan-shi-tong', booked?.code ?? '');
    const key = randomUUID();
    const before = await countCases();
    await context.database.execute(sql`alter table slips add constraint nothing_more check (serial > 1) not valid`);
    expect((await send(submission, key)).status).toBe(500);
    await context.database.execute(sql`alter table slips drop constraint nothing_more`);
    const { rows } = await context.database.execute(sql`select 1 from bookings`);
    expect([await countCases(), rows.length]).toEqual([before, 0]);
    const sent = await send(submission, key);
    expect(sent).toMatchObject({ status: 200, body: { repeated: false } });
    expect(Number(sent.body.case.number.slice(20, 25))).toBe(before + 1);
  });
});

describe('whose application it is', () => {
  it('is decided by who is at the terminal: nobody applies upon what another terminal prefilled', async () => {
    const { submission } = await begin('fu-shou', ITEM);
    const other = await registerTerminal(context, '另一台');
    expect(await send(submission, randomUUID(), other)).toEqual(failed(401, 'session.none'));
    expect(await send({ ...submission, prefillId: randomUUID() })).toEqual(failed(401, 'session.none'));
  });

  it('waits in the outbox of a terminal that is enrolled anew, and is taken from it once the session is over', async () => {
    const { ask, submission } = await begin('fu-shou', ITEM);
    await ask('/api/sessions/current', undefined, 'DELETE');
    const enrolledAnew = await registerTerminal(context, '同一台，重新登记');
    const sent = await send(submission, randomUUID(), enrolledAnew);
    expect([sent.status, sent.body.case?.applicant]).toEqual([200, '福*长']);
  });

  it('filed for somebody else is theirs and the filer’s, and nobody else’s', async () => {
    const ask = await signIn('yuan-dao-lai');
    await ask('/api/sessions/current/principal', { card: cardOf('fu-shou') });
    const item = await itemOf(ITEM);
    const prefill: Prefill = await (await ask('/api/prefill', { itemCode: ITEM, itemVersion: item.version })).json();
    const submission = await fillSubmission(item, prefill, slotFor);
    await ask('/api/sessions/current/principal', undefined, 'DELETE');
    const { status, body } = await send(submission);
    expect([status, body.slip?.rows[0]]).toEqual([200, { label: '代办人', text: '远*来（邻居、朋友）' }]);
    const sees = async (id: string) => (await (await signIn(id))(`/api/my/cases/${body.case.id}`)).status;
    expect(await Promise.all(['yuan-dao-lai', 'fu-shou', 'guli'].map(sees))).toEqual([200, 200, 404]);
    const seen = await centre.open(clerk, body.case.id);
    expect([seen.applicant, seen.agent?.name, seen.byAgent]).toEqual(['福寿长', '远道来', true]);
  });

  it('is not filed for somebody else where the person has to come', async () => {
    const undo = await change('SQ-01-001', { agentAllowed: false });
    const ask = await signIn('yuan-dao-lai');
    await ask('/api/sessions/current/principal', { card: cardOf('fu-shou') });
    const answer = await ask('/api/prefill', { itemCode: 'SQ-01-001', itemVersion: 2 });
    expect([answer.status, await answer.json()]).toEqual([422, { error: { code: 'proxy.not-allowed' } }]);
    await undo();
  });
});

describe('what is remembered', () => {
  it('is answers that the item remembers, never a consent, a promise or a signature', async () => {
    const { submission } = await begin('li-zhi-jian', 'SQ-05-004');
    expect(submission.consents.length).toBeGreaterThan(0);
    expect((await send(submission)).status).toBe(200);
    const fields = new Map(
      (await currentItems(context)).flatMap(({ form }) => form.map((field) => [field.key, field]))
    );
    const rows = await context.database.select().from(rememberedValues);
    expect(rows.length).toBeGreaterThan(0);
    for (const { fieldKey, fieldType } of rows) {
      expect(fields.get(fieldKey)?.remembered, fieldKey).toBe(true);
      expect(fieldType, fieldKey).not.toBe('bool');
    }
    const next: Prefill = (await begin('li-zhi-jian', 'SQ-05-004')).prefill;
    expect(JSON.stringify(next)).not.toMatch(/consents|signature/);
  });

  it('of an application that was refused is nothing', async () => {
    const { submission } = await begin('rare-name', 'SQ-01-001');
    await send({ ...submission, answers: { ...submission.answers, mobile: '12' } });
    expect((await begin('rare-name', 'SQ-01-001')).prefill.offered).toEqual({});
  });
});

describe('an item that was changed meanwhile', () => {
  it('is told to whoever is still here, and binds nobody who has left', async () => {
    const [here, left] = [await begin('fu-shou', ITEM), await begin('guli', ITEM)];
    await left.ask('/api/sessions/current', undefined, 'DELETE');
    const undo = await change(ITEM, {});
    expect(await send(here.submission)).toEqual(failed(409, 'item.stale'));
    const kept = await send(left.submission);
    expect(kept.status).toBe(200);
    const [row] = await context.database.select().from(cases).where(eq(cases.id, kept.body.case.id));
    expect(row?.itemVersion).toBe(1);
    await undo();
  });
});

describe('progress without a card', () => {
  const ask = async (body: object, credential = centre.terminal) => {
    const answer = await centre.asTerminal('/api/progress', body, credential);
    return { status: answer.status, body: await answer.json() };
  };

  it('bears ten wrong tries in a quarter of an hour at one terminal, all at once or one by one; right ones do not count', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    const right = { shortCode: made.shortCode, last4: cardOf('fu-shou').idNumber.slice(-4) };
    const wrong = { shortCode: made.shortCode, last4: '0000' };
    for (let times = 0; times < 12; times++) expect((await ask(right)).status).toBe(200);
    const tried = await Promise.all(Array.from({ length: 30 }, () => ask(wrong)));
    expect(tried.filter(({ status }) => status === 404)).toHaveLength(10);
    expect(tried.filter(({ status }) => status === 429)).toHaveLength(20);
    expect(await ask(right)).toEqual(failed(429, 'request.too-many'));
    const other = await registerTerminal(context, '第三台');
    expect((await ask(right, other)).status).toBe(200);
    centre.setNow('2026-11-24T02:15:00Z');
    expect((await ask(right)).status).toBe(200);
  });

  it.each([
    {},
    { caseNumber: 7 },
    { shortCode: '12345', last4: '1234' },
    { shortCode: '123456' },
    { caseNumber: 'x', last4: '1' }
  ])('is not told for %o', async (body) => {
    expect((await ask(body)).body.error.code).toBe('request.malformed');
  });

  it('needs a terminal', async () => {
    expect(await ask({ caseNumber: 'x' }, 'nobody')).toEqual(failed(401, 'terminal.unknown'));
  });
});
