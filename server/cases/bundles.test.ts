import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { publishCatalogue, starterBundleList, starterCatalogue } from '../catalogue/publish.ts';
import { type Bundle, bundled } from '../contract/bundle.ts';
import { bundledPrefill, submissionsOf } from '../contract/bundle-answers.ts';
import type { CaseBundle, Submitted } from '../contract/case-wire.ts';
import type { Prefill, Submission } from '../contract/wire.ts';
import { staff } from '../staff/schema.ts';
import { openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, app, signIn, itemOf, send, open, act, asStaff, employ } = centre;
const clerk = await employ('clerk', 'clerk');
const LAID_OFF = bundleOf('JS-01');

function bundleOf(code: string): Bundle {
  const bundle = starterBundleList.find((one) => one.code === code);
  if (!bundle) throw new Error(code);
  return bundle;
}

/** The whole form filled in once by somebody, and what is handed in of it. */
async function fill(person: string, change: Partial<Submission['bundle'] & object> = {}) {
  const ask = await signIn(person);
  const parts = await Promise.all(LAID_OFF.items.map(itemOf));
  const prefills: Prefill[] = [];
  for (const { code, version } of parts)
    prefills.push(await (await ask('/api/prefill', { itemCode: code, itemVersion: version })).json());
  const all = bundled(LAID_OFF, parts);
  const whole = bundledPrefill(all, prefills);
  const said = await fillSubmission(all.whole, whole, async () => '');
  const submissions = submissionsOf(all, prefills, said, false).map((one) => ({
    ...one,
    ...(one.bundle ? { bundle: { ...one.bundle, ...change } } : {})
  }));
  return { ask, whole, submissions };
}
async function file(person: string, change: Parameters<typeof fill>[1] = {}) {
  const { ask, whole, submissions } = await fill(person, change);
  const made: Submitted[] = [];
  for (const submission of submissions) {
    const { status, body } = await send(submission, randomUUID());
    expect(status, JSON.stringify(body)).toBe(200);
    made.push(body);
  }
  return { ask, whole, made };
}
const names = (bundle: CaseBundle | null) => bundle?.others.map(({ itemName }) => itemName);

describe('a record that an item of it makes', () => {
  const ITEM = 'SQ-01-006';
  const papers = async (id: string) =>
    (await open(clerk, id)).materials.filter(({ name }) => name === '失业登记信息').map(({ standing }) => standing);

  it('comes along: nobody is asked for it, and the slip and the window say so', async () => {
    const { whole, submissions } = await fill('nothing');
    expect(whole.materials.find(({ name }) => name === '失业登记信息')?.ways).toEqual([]);
    expect(submissions.find(({ itemCode }) => itemCode === ITEM)?.ways).not.toHaveProperty('m03');
    const { made } = await file('nothing');
    const claim = made.find(({ slip }) => slip.itemName === '失业保险金申领');
    expect(await papers(claim?.case.id ?? '')).toEqual(['along']);
    expect(claim?.case.missing.join()).not.toContain('失业登记信息');
    expect(claim?.slip.lists[0]?.entries).toContain('失业登记信息（随本次办理产生）');
  });

  it('is to be brought where the case that makes it is not there', async () => {
    const { submissions } = await fill('nothing');
    const { status, body } = await send(
      submissions.find(({ itemCode }) => itemCode === ITEM),
      randomUUID()
    );
    expect(status, JSON.stringify(body)).toBe(200);
    expect(await papers(body.case.id)).toEqual(['to-bring']);
  });

  it('does not come of somebody else’s case under the same id', async () => {
    const id = randomUUID();
    await file('guli', { id });
    const { submissions } = await fill('nothing', { id });
    const { body } = await send(
      submissions.find(({ itemCode }) => itemCode === ITEM),
      randomUUID()
    );
    expect(await papers(body.case.id)).toEqual(['to-bring']);
  });
});

describe('one form of somebody laid off', () => {
  it('opens three cases with a slip each, and nothing has to be brought', async () => {
    const { whole, made } = await file('wan-shi-tong');
    expect(whole.materials.filter(({ ways }) => ways.length > 0)).toEqual([]);
    expect(made.map(({ slip }) => slip.itemName)).toEqual(['失业登记', '失业保险金申领', '求职登记与岗位推荐']);
    expect(new Set(made.map(({ slip }) => slip.number)).size).toBe(3);
    expect(made.flatMap(({ slip }) => slip.notes)).toContain('办完以后：以后打零工、送外卖，办“灵活就业登记”。');
    expect(made.flatMap(({ case: { missing } }) => missing)).toEqual([]);
  });

  it('is told as one to whoever it is, and at the window, each with the way to the others', async () => {
    const { ask, made } = await file('wan-shi-tong');
    const [first, second, third] = made.map(({ case: { id } }) => id);
    await act(clerk, second ?? '', { act: 'claim' });
    const mine: { bundle: CaseBundle | null } = await (await ask(`/api/my/cases/${first}`)).json();
    expect(mine.bundle?.name).toBe('失业一件事');
    expect(mine.bundle?.others.map(({ id }) => id)).toEqual([second, third]);
    const { bundle } = await open(clerk, second ?? '');
    expect(names(bundle)).toEqual(['失业登记', '求职登记与岗位推荐']);
    expect(bundle?.others.map(({ id }) => id)).toEqual([first, third]);
  });
});

it('whoever decides for a department sees of the others only what lies there too', async () => {
  const [administrator, officer] = [await employ('admin', 'administrator'), await employ('officer', 'officer')];
  const card = {
    name: '区人社局',
    kind: 'internal',
    endpoint: null,
    handles: [],
    contactName: '员',
    contactPhone: '0571-1'
  };
  const { department } = (await asStaff(administrator, '/api/window/departments', card)).body;
  await context.database.update(staff).set({ department: department.name }).where(eq(staff.id, officer.id));
  const { made } = await file('wan-shi-tong');
  const [first, second] = made.map(({ case: { id } }) => id);
  for (const step of [{ act: 'claim' }, { act: 'accept' }, { act: 'send', to: department.id }])
    await act(clerk, second ?? '', step);
  expect(names((await open(clerk, second ?? '')).bundle)).toHaveLength(2);
  expect((await open(officer, second ?? '')).bundle).toEqual({ name: '失业一件事', others: [] });
  expect((await asStaff(officer, `/api/window/cases/${first}`)).status).toBe(404);
});

it('cases of two people are not joined by an id that a terminal made up', async () => {
  const id = randomUUID();
  const [one, other] = [await file('wan-shi-tong', { id }), await file('guli', { id })];
  const others = (await open(clerk, one.made[0]?.case.id ?? '')).bundle?.others.map((sibling) => sibling.id);
  expect(others).toHaveLength(2);
  for (const { case: made } of other.made) expect(others).not.toContain(made.id);
});

it.each([
  ['no bundle', 'JS-77'],
  ['a bundle without the item', 'JS-02']
])('what names %s stands alone and is taken all the same', async (_, code) => {
  const { made } = await file('guli', { code });
  expect(made.map(({ case: { bundle } }) => bundle)).toEqual([null, null, null]);
});

it('bundles come with the catalogue, and a new one takes the place of what was offered', async () => {
  const offered = async () => (await (await app.request('/api/catalogue')).json()).bundles;
  expect((await offered()).map(({ code }: { code: string }) => code)).toEqual(
    starterBundleList.map(({ code }) => code)
  );
  await publishCatalogue(context, starterCatalogue(), [{ ...LAID_OFF, name: '下岗一件事' }]);
  expect((await offered()).map(({ name }: { name: string }) => name)).toEqual(['下岗一件事']);
});
