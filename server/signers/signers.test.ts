import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import type { Signing, Submitted } from '../contract/case-wire.ts';
import { idNumberCheck } from '../contract/id-number.ts';
import type { Item } from '../contract/item.ts';
import { DEMONSTRATION_PEOPLE } from '../demonstration/people.ts';
import { openWorkingCentre } from '../testing.ts';
import { signersOf } from './rules.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { app, asStaff, open, act, file, signIn, setNow } = centre;
const clerk = await centre.employ('clerk', 'clerk');
beforeEach(() => setNow('2026-11-24T02:00:00Z'));

const STROKES = [
  [
    [100, 100],
    [300, 300]
  ]
];
const numbered = (first17: string): string => first17 + idNumberCheck(first17);
const APPLICANT = numbered('33010219800615101');
const DIBAO = 'SQ-05-001';
const numberOf = (name: string): string => {
  const household = DEMONSTRATION_PEOPLE.find(({ id }) => id === 'wan-shi-tong')?.holder.records.居民户口簿?.parts
    ?.members;
  const member = (household as { name: string; idNumber: string }[]).find((one) => one.name === name);
  return member?.idNumber ?? '';
};
const post = async (path: string, body: unknown) => {
  const answer = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  });
  return { status: answer.status, body: await answer.json() };
};
const tokenOf = (url: string): string => url.split('#')[1] ?? '';

/** 万事通 applies for 低保: his wife and his grown son have to sign as well. */
async function applied(): Promise<{ made: Submitted; ask: Awaited<ReturnType<typeof signIn>> }> {
  const made = await file('wan-shi-tong', DIBAO);
  return { made, ask: await signIn('wan-shi-tong') };
}
const linkFor = async (ask: Awaited<ReturnType<typeof signIn>>, id: string, position: number) =>
  (await (await ask(`/api/my/cases/${id}/signers/${position}/link`, {})).json()) as { url: string; endsAt: string };

describe('who has to sign', () => {
  const item = { materials: [{ signedBy: 'household' }] } as unknown as Item;
  const answers = (members: object[]) => ({
    familyMembers: { value: members as never, provenance: { from: 'licence', name: null, date: null } }
  });
  const names = (members: object[]) =>
    signersOf(item, answers(members), { name: '万事通', idNumber: APPLICANT }, '2026-11-24').map(({ name }) => name);

  it.each([
    ['an adult', { name: '何处寻', idNumber: numbered('33010219820923102') }, ['何处寻']],
    ['a child', { name: '万小事', idNumber: numbered('33010220190401101') }, []],
    ['somebody on the day they come of age', { name: '甲', idNumber: numbered('33010220081124101') }, ['甲']],
    ['somebody the day before', { name: '乙', idNumber: numbered('33010220081125101') }, []],
    ['whose number nobody knows', { name: '丙', idNumber: '' }, ['丙']],
    ['the applicant themself', { name: '万事通', idNumber: APPLICANT }, []]
  ])('%s', (_, member, signers) => {
    expect(names([member])).toEqual(signers);
  });

  it('is nobody where the item does not ask for it', () => {
    const other = { materials: [{ signedBy: 'applicant' }] } as unknown as Item;
    expect(signersOf(other, answers([{ name: '何处寻', idNumber: '' }]), null, '2026-11-24')).toEqual([]);
  });
});

describe('a household signs', () => {
  it('card by card, later, on another terminal: the case waits in sight for whom, and the day is promised with the last', async () => {
    const { made } = await applied();
    expect(made.case.signers.map(({ name, way }) => [name, way])).toEqual([
      ['何*寻', null],
      ['万*余', null]
    ]);
    expect(made.case).toMatchObject({ dueOn: null, missing: ['家庭经济状况核对授权书（等家里的成年人签名）'] });
    expect(made.slip.lists.at(-1)?.entries.join()).toContain('等家里的成年人签名');
    await act(clerk, made.case.id, { act: 'claim' });
    expect((await act(clerk, made.case.id, { act: 'accept' })).body.error.code).toBe('case.material-missing');

    const wife = await signIn('he-chu-xun');
    expect((await (await wife('/api/sessions/current')).json()).toSign).toBe(1);
    const { signings }: { signings: Signing[] } = await (await wife('/api/my/signings')).json();
    expect(signings).toMatchObject([{ caseId: made.case.id, applicant: '万*通', document: '家庭经济状况核对授权书' }]);
    expect(JSON.stringify(signings)).not.toContain('330102');
    expect((await wife(`/api/my/signings/${made.case.id}`, { signature: [] })).status).toBe(422);
    expect((await wife(`/api/my/signings/${made.case.id}`, { signature: STROKES })).status).toBe(200);
    expect((await wife(`/api/my/signings/${made.case.id}`, { signature: STROKES })).status).toBe(404);
    expect((await open(clerk, made.case.id)).dueOn).toBeNull();

    setNow('2026-11-26T02:00:00Z');
    const { url } = await linkFor(await signIn('wan-shi-tong'), made.case.id, 2);
    const son = numberOf('万有余');
    expect((await post('/api/sign', { token: tokenOf(url), lastSix: son.slice(-6), signature: STROKES })).status).toBe(
      200
    );
    const now = await open(clerk, made.case.id);
    // 25 working days from the day of the last signature.
    expect(now).toMatchObject({ dueOn: '2026-12-31', missing: [] });
    expect(now.timeline.flatMap((entry) => (entry.act === 'sign' ? [entry.text] : []))).toEqual([
      '家庭成员签名：何*寻',
      '家庭成员签名：万*余'
    ]);
    expect((await act(clerk, made.case.id, { act: 'accept' })).body.state).toBe('accepted');
    const form = await (await signIn('wan-shi-tong'))(`/api/my/cases/${made.case.id}/form.pdf`);
    const { text } = await readPdf(new Uint8Array(await form.arrayBuffer()));
    for (const words of ['家庭经济状况核对授权', '何处寻', '刷身份证到场', '万有余', '手机一次性链接'])
      expect(text).toContain(words);
  });

  it('on paper at the window, once, by the owner of the case', async () => {
    const { made } = await applied();
    const sign = (signer: number) => act(clerk, made.case.id, { act: 'sign-on-paper', signer });
    expect((await sign(1)).body.error.code).toBe('case.not-yours');
    await act(clerk, made.case.id, { act: 'claim' });
    expect((await sign(7)).body.error.code).toBe('signing.none');
    expect((await sign(1)).body.signers[0].way).toBe('paper');
    expect((await sign(1)).body.error.code).toBe('signing.none');
    const done = await sign(2);
    expect(done.body).toMatchObject({ state: 'received', missing: [] });
    expect(done.body.dueOn).not.toBeNull();
  });

  it('never twice at the same moment, by card and on paper', async () => {
    const { made } = await applied();
    await act(clerk, made.case.id, { act: 'claim' });
    const wife = await signIn('he-chu-xun');
    const [card, paper] = await Promise.all([
      wife(`/api/my/signings/${made.case.id}`, { signature: STROKES }),
      act(clerk, made.case.id, { act: 'sign-on-paper', signer: 1 })
    ]);
    expect([card.status, paper.status].filter((status) => status === 200)).toHaveLength(1);
    expect((await open(clerk, made.case.id)).signers.filter(({ way }) => way)).toHaveLength(1);
  });
});

describe('a link for a phone', () => {
  it('opens what is to be signed, masked, and nothing else', async () => {
    const { made, ask } = await applied();
    const { url } = await linkFor(ask, made.case.id, 2);
    const shown = await post('/api/sign/open', { token: tokenOf(url) });
    expect(shown.body).toMatchObject({ applicant: '万*通', itemName: '最低生活保障申请' });
    expect(JSON.stringify(shown.body)).not.toMatch(/万事通|330102/);
  });

  it('is used once, ends after three days, and gives way to a newer one', async () => {
    const { made, ask } = await applied();
    const first = await linkFor(ask, made.case.id, 2);
    const second = await linkFor(ask, made.case.id, 2);
    expect((await post('/api/sign/open', { token: tokenOf(first.url) })).body.error.code).toBe('signing.link');
    setNow('2026-11-27T02:00:01Z');
    expect((await post('/api/sign/open', { token: tokenOf(second.url) })).body.error.code).toBe('signing.link');
    const third = await linkFor(await signIn('wan-shi-tong'), made.case.id, 2);
    const sign = () =>
      post('/api/sign', { token: tokenOf(third.url), lastSix: numberOf('万有余').slice(-6), signature: STROKES });
    expect((await sign()).status).toBe(200);
    expect((await sign()).body.error.code).toBe('signing.link');
  });

  it('is of no use to whoever does not know the number, and bears five tries', async () => {
    const { made, ask } = await applied();
    const { url } = await linkFor(ask, made.case.id, 2);
    const attempt = (lastSix: string) => post('/api/sign', { token: tokenOf(url), lastSix, signature: STROKES });
    for (let tries = 0; tries < 5; tries++) expect((await attempt('000000')).body.error.code).toBe('signing.number');
    expect((await attempt(numberOf('万有余').slice(-6))).body.error.code).toBe('request.too-many');
  });

  it('is made by whose case it is, or at the window, and for nobody else’s case', async () => {
    const { made } = await applied();
    const stranger = await signIn('guli');
    expect((await stranger(`/api/my/cases/${made.case.id}/signers/1/link`, {})).status).toBe(404);
    expect((await stranger(`/api/my/signings/${made.case.id}`, { signature: STROKES })).status).toBe(404);
    expect((await asStaff(clerk, `/api/window/cases/${made.case.id}/signers/1/link`, {})).status).toBe(200);
  });
});
