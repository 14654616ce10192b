import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import { starterBundleList } from '../catalogue/publish.ts';
import { bundled } from '../contract/bundle.ts';
import { bundledPrefill } from '../contract/bundle-answers.ts';
import type { FiledBundle, SittingBundleDraft, SittingSession } from '../contract/sitting-wire.ts';
import type { Prefill } from '../contract/wire.ts';
import { openWorkingCentre } from '../testing.ts';
import { openWindow } from './testing.ts';

const centre = await openWorkingCentre();
const { asStaff, itemOf } = centre;
afterAll(() => centre.close());
beforeEach(() => centre.setNow('2026-11-24T02:00:00Z'));
const clerk = await centre.employ('clerk', 'clerk');
const { readCard, seat, learn, begun: begunItem, change } = openWindow(centre, clerk);

const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
const LAID_OFF = starterBundleList.find(({ code }) => code === 'JS-01');
if (!LAID_OFF) throw new TypeError('a bundle');
const [REGISTER = '', CLAIM = '', SEEK = ''] = LAID_OFF.items;

/** The whole form filled in once, as the window's page has it. */
async function fill(session: SittingSession, leftOut: readonly string[] = []) {
  if (!LAID_OFF) throw new TypeError('a bundle');
  const all = bundled(LAID_OFF, await Promise.all(LAID_OFF.items.map(itemOf)), leftOut);
  const prefills: Prefill[] = [];
  for (const { code } of all.parts) prefills.push(await learn(session, code));
  const whole = bundledPrefill(all, prefills);
  const { signature: _, ...said } = await fillSubmission(all.whole, whole, async () => '');
  const draft: SittingBundleDraft = {
    ...said,
    prefillId: prefills[0]?.id ?? '',
    key: randomUUID(),
    corrections: [],
    consentWay: 'spoken',
    signed: true,
    bundle: {
      parts: prefills.map(({ id, itemCode }) => ({ itemCode, prefillId: id, key: randomUUID() })),
      leftOut: [...leftOut],
      stands: []
    }
  };
  return { prefills, draft, path: `/api/window/sitting/${session.id}` };
}
const submittedOf = ({ parts }: FiledBundle) => parts.flatMap((part) => ('submitted' in part ? [part.submitted] : []));
const papers = async (id: string) =>
  (await centre.open(clerk, id)).materials
    .filter(({ name }) => name === '失业登记信息')
    .map(({ standing }) => standing);

describe('a 一件事 at a window', () => {
  it('is asked once and is a case for each item, once however often it is sent, all of that clerk', async () => {
    const { path, draft } = await fill(await seat('nothing'));
    const first = await asStaff(clerk, `${path}/submissions/bundle`, draft);
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(first.body.parts.map(({ itemCode }: { itemCode: string }) => itemCode)).toEqual([REGISTER, CLAIM, SEEK]);
    const again = (await asStaff(clerk, `${path}/submissions/bundle`, draft)).body;
    expect(submittedOf(again).map(({ case: made }) => made.id)).toEqual(
      submittedOf(first.body).map(({ case: made }) => made.id)
    );
    const [registered, claimed] = submittedOf(first.body);
    expect(await centre.open(clerk, registered?.case.id ?? '')).toMatchObject({
      channel: 'window',
      owner: { id: clerk.id },
      signature: 'paper',
      bundle: { name: '失业一件事', others: [{ itemCode: CLAIM }, { itemCode: SEEK }] }
    });
    // Nobody was asked for what comes of the first.
    expect(await papers(claimed?.case.id ?? '')).toEqual(['along']);
    expect(new Set(submittedOf(first.body).map(({ slip }) => slip.number)).size).toBe(3);
  });

  it('leaves out what is not done', async () => {
    const { path, draft } = await fill(await seat('wan-shi-tong'), [CLAIM]);
    const { body } = await asStaff(clerk, `${path}/submissions/bundle`, draft);
    expect(submittedOf(body).map(({ case: { itemCode } }) => itemCode)).toEqual([REGISTER, SEEK]);
    const none = { ...draft, bundle: { ...draft.bundle, leftOut: [REGISTER, CLAIM, SEEK] } };
    expect(await asStaff(clerk, `${path}/submissions/bundle`, none)).toEqual(failed(404, 'item.unknown'));
    const other = { ...draft, bundle: { ...draft.bundle, leftOut: [] } };
    expect(await asStaff(clerk, `${path}/submissions/bundle`, other)).toEqual(failed(409, 'item.stale'));
  });

  it('tells what one item is refused with beside the others, and its own where nothing came of any', async () => {
    const { path, draft } = await fill(await seat('nothing'));
    const unagreed = await asStaff(clerk, `${path}/submissions/bundle`, { ...draft, consents: [] });
    expect(unagreed.status).toBe(200);
    expect(unagreed.body.parts).toMatchObject([{ submitted: {} }, { refused: 'consent.missing' }, { submitted: {} }]);
    const nothing = await asStaff(clerk, `${path}/submissions/bundle`, {
      ...draft,
      answers: {},
      bundle: { ...draft.bundle, parts: draft.bundle.parts.map((part) => ({ ...part, key: randomUUID() })) }
    });
    expect([nothing.status, nothing.body.error.code]).toEqual([422, 'form.invalid']);
    const asked = Object.keys(draft.answers);
    for (const { field } of nothing.body.error.fields) expect(asked).toContain(field);
  });

  it('hands in nothing again that stands, and what was taken back under the same 一件事', async () => {
    const { path, draft } = await fill(await seat('nothing'));
    const filed = submittedOf((await asStaff(clerk, `${path}/submissions/bundle`, draft)).body);
    const back = filed.filter(({ undoMs }) => undoMs > 0);
    expect(back.length).toBeGreaterThan(0);
    for (const { case: made } of back)
      expect((await asStaff(clerk, `${path}/undo`, { caseId: made.id })).status).toBe(204);
    const stands = filed.filter((one) => !back.includes(one)).map(({ case: { itemCode } }) => itemCode);
    const parts = draft.bundle.parts.map((part) => ({ ...part, key: randomUUID() }));
    const next = { ...draft, bundle: { ...draft.bundle, parts, stands } };
    const again = submittedOf((await asStaff(clerk, `${path}/submissions/bundle`, next)).body);
    expect(again.map(({ case: { itemCode } }) => itemCode)).toEqual(
      [REGISTER, CLAIM, SEEK].filter((code) => !stands.includes(code))
    );
    expect(await papers(again.find(({ case: made }) => made.itemCode === CLAIM)?.case.id ?? '')).toEqual(['along']);
  });

  it('is kept sealed while they sit there, and printed as a form for each, each with its place for the hand', async () => {
    const { path, draft, prefills } = await fill(await seat('nothing'));
    expect((await change(clerk, 'PUT', `${path}/draft`, { draft: { ...draft, signed: false } })).status).toBe(204);
    const { session } = (await asStaff(clerk, '/api/window/sitting')).body;
    expect(session.draft).toEqual({ ...draft, signed: false });
    expect(session.prefills.map(({ id }: Prefill) => id)).toEqual(prefills.map(({ id }) => id));
    const { text } = await readPdf((await asStaff(clerk, `${path}/form.pdf`)).body);
    for (const said of ['失业登记', '失业保险金', '求职登记', '随本次办理产生', '还没有提交'])
      expect(text).toContain(said);
    await change(clerk, 'PUT', `${path}/draft`, { draft: { ...draft, answers: {} } });
    expect((await asStaff(clerk, `${path}/form.pdf`)).body.error.code).toBe('form.invalid');
  });

  it('is filed by whoever acts for somebody else, for them', async () => {
    const session = await seat('guli');
    const path = `/api/window/sitting/${session.id}`;
    const letter = { authority: { kind: 'relative', span: 'now' }, reason: 'cannot-come' };
    await asStaff(clerk, `${path}/principal`, { ...letter, readId: await readCard('li-zhi-jian') });
    const { draft } = await fill(session);
    const { body } = await asStaff(clerk, `${path}/submissions/bundle`, draft);
    const made = submittedOf(body);
    expect(made).toHaveLength(3);
    for (const { case: one } of made)
      expect(await centre.open(clerk, one.id)).toMatchObject({ byAgent: true, bundle: { name: '失业一件事' } });
    // Of the agent's own nothing is handed in with it.
    const other = await begunItem('wan-shi-tong', REGISTER);
    const foreign = {
      ...draft,
      bundle: { ...draft.bundle, leftOut: [CLAIM, SEEK], parts: draft.bundle.parts.slice(0, 1) }
    };
    expect(await asStaff(clerk, `${other.path}/submissions/bundle`, foreign)).toEqual(failed(401, 'session.none'));
    expect(await asStaff(clerk, `${other.path}/submissions`, foreign)).toMatchObject({ status: 400 });
  });
});
