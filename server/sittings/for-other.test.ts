import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import { firstBrokenRecord } from '../audit/service.ts';
import { items } from '../catalogue/schema.ts';
import type { SittingSession } from '../contract/sitting-wire.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { openWindow } from './testing.ts';

const centre = await openWorkingCentre();
const { context, asStaff, signIn } = centre;
afterAll(() => centre.close());
beforeEach(() => centre.setNow('2026-11-24T02:00:00Z'));
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const { readCard, seat, fill, change, recordsBy } = openWindow(centre, clerk);

const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
/** 高龄津贴, and one that nobody else may apply for. */
const ITEM = 'SQ-05-006';
const LETTER = { authority: { kind: 'neighbour', span: 'now' }, reason: 'cannot-come' } as const;
const pathOf = ({ id }: SittingSession) => `/api/window/sitting/${id}`;

/** Somebody sits there, and the card of whom they act for was read too. */
async function acting(agent: string, principal: string, said: object = LETTER): Promise<SittingSession> {
  const session = await seat(agent);
  const set = await asStaff(clerk, `${pathOf(session)}/principal`, { ...said, readId: await readCard(principal) });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  return set.body;
}

describe('somebody who acts for somebody else before a clerk', () => {
  it('has both cards read, and it is said why before anything of the other is shown', async () => {
    const session = await seat('guli');
    const path = `${pathOf(session)}/principal`;
    const readId = await readCard('fu-shou');
    const before = await recordsBy(clerk);
    for (const said of [{ readId }, { ...LETTER, readId, reason: '看看' }, { readId, reason: 'cannot-come' }])
      expect((await asStaff(clerk, path, said)).status).toBe(400);
    const guardian = { ...LETTER, readId, authority: { kind: 'guardian', span: 'now' } };
    expect((await asStaff(clerk, path, guardian)).status).toBe(400);
    expect((await asStaff(clerk, path, { ...LETTER, idNumber: cardOf('fu-shou').idNumber })).status).toBe(400);
    expect(await recordsBy(clerk)).toEqual(before);
    expect(await asStaff(colleague, path, { ...LETTER, readId })).toEqual(failed(401, 'session.ended'));

    const { status, body } = await asStaff(clerk, path, { ...LETTER, readId });
    expect(status).toBe(200);
    expect(body).toMatchObject({ resident: { name: session.resident?.name }, principal: { name: '福寿长' } });
    expect(JSON.stringify(body)).not.toContain(cardOf('fu-shou').idNumber);
    expect((await recordsBy(clerk))[0]).toMatchObject({
      action: 'sitting.principal',
      purpose: '本人来不了，由代办人在窗口办'
    });
    const ask = await signIn('fu-shou');
    const { looks } = await (await ask('/api/my/looks')).json();
    expect(looks[0]).toMatchObject({ who: '窗口人员员clerk', what: '在窗口由代办人替您办事，打开了您的资料' });
    expect(looks[1]).toMatchObject({ who: '您本人', what: '双方刷身份证，签了授权委托书', why: '在窗口办理' });
    expect(await asStaff(clerk, path, { ...LETTER, readId })).toEqual(failed(404, 'card.read-over'));
  });

  it('is not the same person, has a card that counts, and sits there with one of their own', async () => {
    const session = await seat('guli');
    const refusedFor = async (person: string, of = session) =>
      asStaff(clerk, `${pathOf(of)}/principal`, { ...LETTER, readId: await readCard(person) });
    expect((await refusedFor('guli')).body.error.code).toBe('proxy.same-person');
    expect((await refusedFor('expired')).body.error.code).toBe('card.expired');
    const nobody = (await asStaff(clerk, '/api/window/sitting', { readId: null })).body;
    expect(await refusedFor('fu-shou', nobody)).toEqual(failed(401, 'session.none'));
    expect(await asStaff(clerk, `${pathOf(nobody)}/relations`)).toEqual(failed(401, 'session.none'));
  });

  it('files for them: an agent’s case, with the letter, the relation on the form, and the agent’s hand', async () => {
    const { draft, path, prefill } = await fill(
      await acting('wan-shi-tong', 'fu-shou', { ...LETTER, authority: { kind: 'child', span: 'now' } }),
      ITEM
    );
    expect(prefill.known.name?.text).toContain('福');
    await change(clerk, 'PUT', `${path}/draft`, { draft });
    const { text } = await readPdf((await asStaff(clerk, `${path}/form.pdf`)).body);
    for (const said of [
      '代办人签名',
      cardOf('fu-shou').idNumber,
      cardOf('wan-shi-tong').idNumber,
      '子女（依据：授权委托书'
    ])
      expect(text).toContain(said);
    const filed = await asStaff(clerk, `${path}/submissions`, draft);
    expect(filed.status, JSON.stringify(filed.body)).toBe(200);
    const made = await centre.open(clerk, filed.body.case.id);
    expect(made).toMatchObject({
      channel: 'window',
      byAgent: true,
      agent: { relation: expect.stringContaining('子女') }
    });
    expect(made.slips.map(({ title }) => title)).toEqual(['授权委托书', '收件回执']);
    expect(made.timeline[0]?.text).toContain('代办人在窗口，由工作人员代为填写');
    expect(made.timeline[0]?.text).toContain('代办人在打印的申请表上签名');
    const printed = await readPdf((await asStaff(clerk, `/api/window/cases/${made.id}/form.pdf`)).body);
    expect(printed.text).toContain('代办人在打印的申请表上签名，窗口员clerk当面核对身份证');
    expect((await asStaff(clerk, `${path}/undo`, { caseId: made.id })).status).toBe(204);
  });

  it('is on record with both, and what is known for the item with the one it is of', async () => {
    const { draft, path } = await fill(await acting('guli', 'fu-shou'), ITEM);
    await change(clerk, 'PUT', `${path}/draft`, { draft });
    expect((await asStaff(clerk, '/api/window/sitting')).body.session).toMatchObject({
      draft,
      principal: { name: '福寿长' }
    });
    const [one, other, prefilled] = await recordsBy(clerk);
    expect([one?.action, other?.action, prefilled?.action]).toEqual([
      'sitting.read',
      'sitting.read',
      'sitting.prefill'
    ]);
    expect(new Set([one?.subject, other?.subject]).size).toBe(2);
    expect([one?.subject, other?.subject]).toContain(prefilled?.subject);
  });

  it('may not for what its holder has to apply for', async () => {
    const session = await acting('guli', 'fu-shou');
    const { communityCode } = context.centre;
    const definition = { ...(await centre.itemOf('SQ-01-001')), agentAllowed: false, version: 2 };
    const { code: itemCode, version: itemVersion } = definition;
    await context.database
      .insert(items)
      .values({ communityCode, code: itemCode, version: itemVersion, effectiveFrom: '2026-01-01', definition });
    const made = await asStaff(clerk, `${pathOf(session)}/prefill`, { itemCode, itemVersion });
    expect(made.body.error?.code).toBe('proxy.not-allowed');
  });

  it('goes back to their own, and what was begun for the other is not theirs', async () => {
    const { draft, path, session } = await fill(await acting('guli', 'fu-shou'), ITEM);
    await change(clerk, 'PUT', `${path}/draft`, { draft });
    const back = await change(clerk, 'DELETE', `${path}/principal`);
    expect(await back.json()).toMatchObject({
      principal: null,
      draft: null,
      resident: { name: session.resident?.name }
    });
    expect(await asStaff(clerk, `${path}/submissions`, draft)).toEqual(failed(401, 'session.ended'));
    // A page that still had it open keeps it once more.
    await change(clerk, 'PUT', `${path}/draft`, { draft });
    expect((await asStaff(clerk, '/api/window/sitting')).body.session.prefills).toEqual([]);
    expect(await asStaff(clerk, `${path}/form.pdf`)).toEqual(failed(401, 'session.none'));
  });
});

describe('whoever may act with their own card alone', () => {
  it('chooses among those whom a terminal would show them, and says why', async () => {
    await acting('guli', 'li-zhi-jian', { authority: { kind: 'relative', span: '3-months' }, reason: 'came-along' });
    const session = await seat('guli');
    const { body } = await asStaff(clerk, `${pathOf(session)}/relations`);
    expect((await recordsBy(clerk))[0]?.action).toBe('relation.look');
    const [one] = body.known.filter(({ name }: { name: string }) => name === '立*坚');
    expect(one).toMatchObject({ kind: 'relative', oneCard: true });
    const path = `${pathOf(session)}/principal`;
    expect((await asStaff(clerk, path, { relationId: one.id })).status).toBe(400);
    expect(await asStaff(clerk, path, { relationId: randomUUID(), reason: 'ward' })).toMatchObject({
      body: { error: { code: 'proxy.no-relation' } }
    });
    const set = await asStaff(clerk, path, { relationId: one.id, reason: 'ward' });
    expect(set.body).toMatchObject({ principal: { name: '立志坚' } });
    expect((await recordsBy(clerk))[0]).toMatchObject({ action: 'sitting.principal' });
  });
});

it('after all of this the record of who did what is whole', async () => {
  expect(await firstBrokenRecord(context, context.database)).toBeNull();
});
