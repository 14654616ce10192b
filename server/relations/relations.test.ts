import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { codeOnPdf, readPdf } from '../../tests/fixtures/pdf.ts';
import type { Prefill } from '../contract/wire.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { signIn, send, itemOf, slotFor, open } = centre;
const clerk = await centre.employ('clerk', 'clerk');
beforeEach(() => centre.setNow('2026-11-26T02:00:00Z'));

const ITEM = 'SQ-05-006';
type Ask = Awaited<ReturnType<typeof signIn>>;
const json = async (answer: Response | Promise<Response>) => (await answer).json();
const relations = (ask: Ask) => json(ask('/api/my/relations'));

async function prefilled(ask: Ask, code: string): Promise<Prefill> {
  const item = await itemOf(code);
  return json(ask('/api/prefill', { itemCode: code, itemVersion: item.version }));
}
async function filled(ask: Ask, code: string) {
  return fillSubmission(await itemOf(code), await prefilled(ask, code), slotFor);
}
const both = (ask: Ask, person: string, authority?: object) =>
  ask('/api/sessions/current/principal', { card: cardOf(person), authority });

it('a letter that two cards sign makes nobody a guardian', async () => {
  const ask = await signIn('guli');
  const refused = await both(ask, 'fu-shou', { kind: 'guardian', span: '1-year' });
  expect([refused.status, (await refused.json()).error.code]).toEqual([400, 'request.malformed']);
  expect((await relations(ask)).mine).toEqual([]);
});

describe('a household', () => {
  it('is known once its register was fetched: who may be acted for with one card, and until when', async () => {
    const ask = await signIn('wan-shi-tong');
    expect(await relations(ask)).toEqual({ mine: [], forMe: [] });
    await prefilled(ask, 'SQ-05-001');
    await prefilled(ask, 'SQ-05-001');
    const { mine } = await relations(ask);
    expect(mine.map(({ id, ...rest }: { id: string }) => rest)).toEqual(
      expect.arrayContaining([
        { name: '万*事', kind: 'guardian', evidence: 'household-record', expiresOn: '2037-03-31', oneCard: true },
        { name: '何*寻', kind: 'spouse', evidence: 'household-record', expiresOn: '2027-11-26', oneCard: false },
        { name: '万*余', kind: 'parent', evidence: 'household-record', expiresOn: '2027-11-26', oneCard: false }
      ])
    );
    expect(mine).toHaveLength(3);
    expect((await relations(await signIn('he-chu-xun'))).forMe).toMatchObject([{ name: '万*通', kind: 'spouse' }]);
  });

  it('lets a guardian apply for a child that has no card, and names both', async () => {
    const ask = await signIn('wan-shi-tong');
    await prefilled(ask, 'SQ-05-001');
    const child = (await relations(ask)).mine.find(({ kind }: { kind: string }) => kind === 'guardian');
    const set = await ask('/api/sessions/current/principal', { relationId: child.id });
    expect(await set.json()).toMatchObject({ principal: { name: '万小事', age: 7 }, resident: { name: '万事通' } });
    const sent = await send(await filled(ask, 'SQ-03-003'));
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    expect(sent.body.slip).toMatchObject({
      applicant: '万*事',
      rows: expect.arrayContaining([{ label: '代办人', text: '万*通（监护人）' }])
    });
    expect(await open(clerk, sent.body.case.id)).toMatchObject({
      applicant: '万小事',
      agent: { name: '万事通', relation: '监护人' }
    });
    const form = await readPdf(
      new Uint8Array(await (await ask(`/api/my/cases/${sent.body.case.id}/form.pdf`)).arrayBuffer())
    );
    expect(form.text).toContain('监护人（依据：居民户口簿，2037-03-31前有效）');
  });

  it('needs both cards for whoever has one, and does not know a stranger', async () => {
    const ask = await signIn('wan-shi-tong');
    await prefilled(ask, 'SQ-05-001');
    const spouse = (await relations(ask)).mine.find(({ kind }: { kind: string }) => kind === 'spouse');
    const alone = await ask('/api/sessions/current/principal', { relationId: spouse.id });
    expect([alone.status, (await alone.json()).error.code]).toEqual([403, 'proxy.no-relation']);
    const stranger = await signIn('guli');
    const stolen = await stranger('/api/sessions/current/principal', { relationId: spouse.id });
    expect((await stolen.json()).error.code).toBe('proxy.no-relation');
  });
});

describe('a neighbour with both cards', () => {
  it('acts for what is filed now; tomorrow the letter is over', async () => {
    const ask = await signIn('yuan-dao-lai');
    await both(ask, 'fu-shou');
    const submission = await filled(ask, ITEM);
    const sent = await send(submission);
    expect(sent.body.slip.rows).toContainEqual({ label: '代办人', text: '远*来（邻居、朋友）' });
    const number = `${sent.body.case.number}-1`;
    expect(sent.body.case.slips.map(({ title }: { title: string }) => title)).toEqual(['授权委托书', '收件回执']);
    const answer = await ask(`/api/my/cases/${sent.body.case.id}/slips/${number}/letter.pdf`);
    const pdf = new Uint8Array(await answer.arrayBuffer());
    const { text } = await readPdf(pdf);
    for (const part of [
      '授权委托书',
      `文书编号${number}`,
      `委托人姓名福寿长证件号码${cardOf('fu-shou').idNumber}刷身份证确认委托，未手写签名`,
      `受托人姓名远道来证件号码${cardOf('yuan-dao-lai').idNumber}`,
      '与委托人的关系邻居、朋友',
      '有效期到2026年11月26日（星期四）为止',
      '1.代为填写、签名和提交申请'
    ])
      expect(text).toContain(part);
    const code = await codeOnPdf(pdf);
    const verify = (what: string | null) => centre.asTerminal('/api/notices/verify', { code: what });
    expect(await json(verify(code))).toMatchObject({ number, kind: 'authority', stands: true });
    expect(await json(verify(sent.body.slip.code))).toMatchObject({ kind: 'receipt', stands: true });
    const { mine } = await relations(ask);
    centre.setNow('2026-11-27T02:00:00Z');
    const next = await signIn('yuan-dao-lai');
    expect(await relations(next)).toEqual({ mine: [], forMe: [] });
    const late = await next('/api/sessions/current/principal', { relationId: mine[0].id });
    expect([late.status, (await late.json()).error.code]).toEqual([403, 'proxy.expired']);
  });

  it('acts alone for as long as was chosen, until it is taken back; what was filled in before still counts', async () => {
    await both(await signIn('guli'), 'fu-shou', { kind: 'neighbour', span: '3-months' });
    centre.setNow('2026-12-26T02:00:00Z');
    const ask = await signIn('guli');
    const [known] = (await relations(ask)).mine;
    expect(known).toMatchObject({ kind: 'neighbour', expiresOn: '2027-02-26', oneCard: true });
    expect((await ask('/api/sessions/current/principal', { relationId: known.id })).status).toBe(200);
    const submission = await filled(ask, ITEM);
    const after = await filled(ask, ITEM);
    centre.setNow('2026-12-26T02:01:00Z');
    const old = await signIn('fu-shou');
    const back = await json(old(`/api/my/relations/${known.id}/revoke`, {}));
    expect(back.forMe).toEqual([]);
    expect((await send(submission)).status).toBe(200);
    expect((await json(ask('/api/sessions/current/principal', { relationId: known.id }))).error.code).toBe(
      'proxy.expired'
    );
    expect(after.prefillId).not.toBe(submission.prefillId);
    const late = await send(await filled(ask, ITEM));
    expect([late.status, late.body.error?.code]).toEqual([403, 'proxy.expired']);
    const foreign = await json((await signIn('wan-shi-tong'))(`/api/my/relations/${known.id}/revoke`, {}));
    expect(foreign.error.code).toBe('proxy.no-relation');
  });

  it('is refused where the span is none that may be chosen', async () => {
    const ask = await signIn('guli');
    expect((await both(ask, 'rare-name', { kind: 'neighbour', span: '10-years' })).status).toBe(400);
  });
});
