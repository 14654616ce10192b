import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import { createApp } from '../app.ts';
import { auditRecords } from '../audit/schema.ts';
import { idNumberCheck } from '../contract/id-number.ts';
import type { SeenEvidence } from '../contract/relation.ts';
import type { WindowRelation } from '../contract/relation-wire.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { relations } from './schema.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { app, asStaff, asTerminal, context, itemOf, send, setNow, signIn, slotFor } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const officer = await centre.employ('officer', 'officer');
beforeEach(() => setNow('2026-11-26T02:00:00Z'));

const ITEM = 'SQ-05-006';
const CHILD = { idNumber: `33010220190401101${idNumberCheck('33010220190401101')}`, name: '万小事' };
const JUDGEMENT = { number: '（2026）某0102民特1号', issuer: '某区人民法院', issuedOn: '2026-11-02' };
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });

async function read(person: string): Promise<string> {
  return (await (await asTerminal('/api/terminals/reads', { card: cardOf(person) })).json()).readId;
}
const lookUp = (who: object, staff = clerk) => asStaff(staff, '/api/window/people', who);
const lookAgain = (id: string) => asStaff(clerk, `/api/window/people/${id}`);
async function met(person: string): Promise<string> {
  return (await lookUp({ readId: await read(person) })).body.person.id;
}
async function seen(actor: string, other: string, evidence: SeenEvidence, changes: object = {}) {
  const kind = evidence === 'original-letter' ? 'neighbour' : 'guardian';
  const both = { residentId: actor, ofResidentId: other };
  const message = { ...both, kind, evidence, document: JUDGEMENT, expiresOn: null, ...changes };
  return asStaff(clerk, '/api/window/relations', message);
}
const revoke = (id: string, reason = '委托人电话收回') =>
  asStaff(clerk, `/api/window/relations/${id}/revoke`, { reason });
const offered = async (person: string) => (await (await (await signIn(person))('/api/my/relations')).json()).mine;
const recordsOf = async (id: string) =>
  (await context.database.select().from(auditRecords)).filter(
    ({ subject, action }) => subject === id && action.startsWith('relation.')
  );

describe('somebody at a window', () => {
  it('is looked up by the card on the desk, masked, on record, and the reading counts once', async () => {
    const readId = await read('fu-shou');
    const found = await lookUp({ readId });
    const { id } = found.body.person;
    const person = { id, name: '福*长', maskedIdNumber: '330102********2022', age: 82 };
    expect(found.body).toEqual({ person, mine: [], forThem: [] });
    expect(await recordsOf(id)).toMatchObject([{ action: 'relation.look', actorId: clerk.id, purpose: 'relations' }]);
    expect(await lookUp({ readId })).toEqual(failed(404, 'card.read-over'));
    expect(JSON.stringify(found.body)).not.toContain(cardOf('fu-shou').idNumber);
  });

  it('whose card was read five minutes ago is read again', async () => {
    const readId = await read('fu-shou');
    setNow('2026-11-26T02:05:00Z');
    expect(await lookUp({ readId })).toEqual(failed(404, 'card.read-over'));
  });

  it('is looked up by a number that holds; one that the centre has not met needs its name', async () => {
    await met('fu-shou');
    const { idNumber } = cardOf('fu-shou');
    expect((await lookUp({ idNumber })).body.person.name).toBe('福*长');
    expect(await lookUp({ idNumber: `${idNumber.slice(0, 17)}0` })).toEqual(failed(422, 'card.number'));
    expect(await lookUp({ idNumber: CHILD.idNumber })).toEqual(failed(404, 'person.unknown'));
    expect((await lookUp(CHILD)).body.person).toMatchObject({ name: '万*事', age: 7 });
    expect(await lookUp({ ...CHILD, name: '万大事' })).toEqual(failed(422, 'person.other-name'));
    expect((await lookUp({ idNumber: CHILD.idNumber })).body.person.name).toBe('万*事');
  });

  it('is nobody’s business who does not work at the window, or works at another centre', async () => {
    expect(await lookUp({ idNumber: cardOf('fu-shou').idNumber }, officer)).toEqual(failed(403, 'staff.role'));
    expect(await lookAgain(randomUUID())).toEqual(failed(404, 'person.unknown'));
    const id = await met('fu-shou');
    const elsewhere = createApp({ ...context, centre: { ...context.centre, communityCode: '330102016002' } });
    const asked = await elsewhere.request(`/api/window/people/${id}`, { headers: { cookie: centre.cookieOf(clerk) } });
    expect([asked.status, (await asked.json()).error.code]).toEqual([403, 'community.other']);
  });
});

describe('a relation that was seen at a window', () => {
  it('is offered at a terminal at once, to the guardian’s card alone, and stands on the form', async () => {
    const [guardian, ward] = [await met('guli'), await met('li-zhi-jian')];
    expect((await seen(guardian, ward, 'court-judgement')).status).toBe(200);
    const [known] = await offered('guli');
    expect(known).toMatchObject({ name: '立*坚', kind: 'guardian', expiresOn: '9999-12-31', oneCard: true });
    const ask = await signIn('guli');
    expect((await ask('/api/sessions/current/principal', { relationId: known.id })).status).toBe(200);
    const item = await itemOf(ITEM);
    const prefill = await (await ask('/api/prefill', { itemCode: ITEM, itemVersion: item.version })).json();
    const sent = await send(await fillSubmission(item, prefill, slotFor));
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    const form = await ask(`/api/my/cases/${sent.body.case.id}/form.pdf`);
    const { text } = await readPdf(new Uint8Array(await form.arrayBuffer()));
    expect(text).toContain('监护人（依据：法院判决（监护），长期有效）');
  });

  it('is shown to a window with its evidence and whoever wrote it down; both of it are told in their own records', async () => {
    const [guardian, ward] = [await met('yuan-dao-lai'), await met('rare-name')];
    const { id } = (await seen(guardian, ward, 'guardian-appointment')).body;
    const [one] = (await lookAgain(ward)).body.forThem;
    expect(one).toMatchObject({
      id,
      person: { id: guardian, name: '远*来' },
      document: JUDGEMENT,
      recordedBy: clerk.name,
      expiresOn: '2027-11-26',
      status: 'counts',
      revoked: null
    });
    for (const person of [guardian, ward])
      expect((await recordsOf(person)).map(({ action }) => action)).toContain('relation.record');
    const [row] = (await context.database.select().from(relations)).filter((kept) => kept.id === id);
    expect(Buffer.from(row?.document ?? []).toString()).not.toContain(JUDGEMENT.number);
    const looks = await (await (await signIn('rare-name'))('/api/my/looks')).json();
    expect(looks.looks).toContainEqual(
      expect.objectContaining({ what: '登记了您的一条代办关系', why: '核对谁能替谁办事' })
    );
  });

  it('is refused where it cannot be', async () => {
    const [one, other] = [await met('guli'), await met('fu-shou')];
    const child = (await lookUp(CHILD)).body.person.id;
    expect(await seen(one, one, 'court-judgement')).toEqual(failed(422, 'proxy.same-person'));
    expect(await seen(child, other, 'court-judgement')).toEqual(failed(422, 'relation.guardian-age'));
    expect(await seen(one, other, 'birth-certificate')).toEqual(failed(422, 'relation.evidence'));
    expect(await seen(one, other, 'original-letter', { kind: 'guardian' })).toEqual(failed(422, 'relation.evidence'));
    expect(await seen(one, randomUUID(), 'court-judgement')).toEqual(failed(404, 'person.unknown'));
    const later = { expiresOn: '2027-11-03' };
    expect(await seen(one, other, 'original-letter', later)).toEqual(failed(422, 'relation.expiry'));
    const tomorrow = { document: { ...JUDGEMENT, issuedOn: '2026-11-27' } };
    expect(await seen(one, other, 'court-judgement', tomorrow)).toEqual(failed(422, 'relation.issued-on'));
    expect((await seen(one, other, 'court-judgement', { expiresOn: '2027-02-29' })).status).toBe(400);
    expect((await lookAgain(other)).body.forThem).toEqual([]);
  });

  it('that still counts is not written down twice, also not by two presses at once', async () => {
    const [one, other] = [await met('guli'), await met('he-chu-xun')];
    const twice = await Promise.all([seen(one, other, 'original-letter'), seen(one, other, 'original-letter')]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(twice.find(({ status }) => status === 409)).toEqual(failed(409, 'relation.known'));
  });

  it('ends on its last day, and is then shown as over', async () => {
    const [one, other] = [await met('yuan-dao-lai'), await met('chang-le')];
    await seen(one, other, 'original-letter', { expiresOn: '2026-11-28' });
    setNow('2026-11-28T02:00:00Z');
    expect(await offered('yuan-dao-lai')).toHaveLength(2);
    setNow('2026-11-29T02:00:00Z');
    expect(await offered('yuan-dao-lai')).toHaveLength(1);
    const [over] = (await lookAgain(other)).body.forThem;
    expect(over).toMatchObject({ status: 'expired', expiresOn: '2026-11-28' });
    expect(await revoke(over.id)).toEqual(failed(409, 'relation.ended'));
  });

  it('is taken back with a reason, once; whoever had it open at a terminal is refused', async () => {
    const [one, other] = [await met('hong-kong'), await met('fu-shou')];
    const { id } = (await seen(one, other, 'original-letter')).body;
    const ask = await signIn('hong-kong');
    const [known] = (await (await ask('/api/my/relations')).json()).mine;
    setNow('2026-11-26T02:01:00Z');
    expect((await revoke(id)).status).toBe(200);
    const tried = await ask('/api/sessions/current/principal', { relationId: known.id });
    expect([tried.status, (await tried.json()).error.code]).toEqual([403, 'proxy.expired']);
    expect(await offered('hong-kong')).toEqual([]);
    expect(await revoke(id)).toEqual(failed(409, 'relation.ended'));
    const [over] = (await lookAgain(other)).body.forThem;
    expect(over).toMatchObject({ status: 'revoked', revoked: { by: clerk.name, reason: '委托人电话收回' } });
    for (const person of [one, other])
      expect((await recordsOf(person)).map(({ action }) => action)).toContain('relation.revoke');
  });

  it('of another centre, or that never was, is not found', async () => {
    const [one, other] = [await met('guli'), await met('permanent')];
    const [foreign] = await context.database
      .insert(relations)
      .values({
        communityCode: '330102016002',
        residentId: one,
        ofResidentId: other,
        kind: 'neighbour',
        evidence: 'letter-of-authority',
        since: context.now(),
        expiresOn: '2026-12-31'
      })
      .returning();
    expect(await revoke(foreign?.id ?? '')).toEqual(failed(404, 'relation.not-found'));
    expect(await revoke(randomUUID())).toEqual(failed(404, 'relation.not-found'));
    expect((await lookAgain(other)).body.forThem).toEqual([]);
  });

  it('that a court ordered is not for whoever it protects to take back at a terminal; a letter of theirs is', async () => {
    const [one, other] = [await met('he-chu-xun'), await met('chang-le')];
    await seen(one, other, 'court-judgement');
    await seen(one, other, 'original-letter');
    const ask = await signIn('chang-le');
    const isLive = (row: WindowRelation) => row.status === 'counts' && row.person.id === one;
    const rows = (await lookAgain(other)).body.forThem.filter(isLive);
    const idOf = (evidence: string) => rows.find((row: { evidence: string }) => row.evidence === evidence).id;
    const ordered = await ask(`/api/my/relations/${idOf('court-judgement')}/revoke`, {});
    expect([ordered.status, (await ordered.json()).error.code]).toEqual([409, 'relation.ordered']);
    expect((await ask(`/api/my/relations/${idOf('original-letter')}/revoke`, {})).status).toBe(200);
    const left = (await lookAgain(other)).body.forThem.filter(isLive);
    expect(left.map(({ evidence }: { evidence: string }) => evidence)).toEqual(['court-judgement']);
  });
});

it('a letter that two cards sign at a terminal is on record with both', async () => {
  const ask = await signIn('guli');
  await ask('/api/sessions/current/principal', {
    card: cardOf('nothing'),
    authority: { kind: 'neighbour', span: '3-months' }
  });
  const [actor, other] = [await met('guli'), await met('nothing')];
  for (const person of [actor, other])
    expect(await recordsOf(person)).toContainEqual(
      expect.objectContaining({ action: 'relation.authorise', actorKind: 'resident', actorId: other })
    );
});

it('nobody who is not signed in is told anything', async () => {
  const answer = await app.request('/api/window/people', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idNumber: cardOf('fu-shou').idNumber })
  });
  expect([answer.status, (await answer.json()).error.code]).toEqual([401, 'staff.signed-out']);
});
