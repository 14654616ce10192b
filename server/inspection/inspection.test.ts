import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inspections } from '../contract/inspection-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
const { context, app, file, asStaff, act } = centre;
afterAll(() => centre.close());
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const officer = await centre.employ('officer', 'officer');
const helper = await centre.employ('helper', 'helper');
const administrator = await centre.employ('admin', 'administrator');

/** One pixel. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
let address = '';
let caseId = '';
/** A paper that has to be brought, and a record that the state holds. */
let paper = '';
let fetched = '';

const read = async (who: Staff = clerk): Promise<Inspections> => (await asStaff(who, address)).body;
const of = async (key: string) => (await read()).materials.find((one) => one.key === key);
const verdict = (key: string, given: object, who: Staff = clerk) => asStaff(who, `${address}/${key}`, given);
const keep = (key: string, image = PICTURE, who: Staff = clerk) => asStaff(who, `${address}/${key}/images`, { image });
const drop = (key: string, image: string, who: Staff = clerk) =>
  app.request(`${address}/${key}/images/${image}`, { method: 'DELETE', headers: { cookie: centre.cookieOf(who) } });

beforeAll(async () => {
  // 义务教育入学: of 信息过期 the register has run out and has to be brought.
  const { case: made } = await file('outdated', 'SQ-04-001');
  caseId = made.id;
  address = `/api/window/cases/${caseId}/inspections`;
  const { materials } = await centre.open(clerk, caseId);
  paper = materials.find(({ standing }) => standing === 'to-bring' || standing === 'later')?.key ?? '';
  fetched = materials.find(({ standing }) => standing === 'fetched')?.key ?? '';
  await act(clerk, caseId, { act: 'claim' });
});

describe('a material', () => {
  it('has been looked at by nobody at first, and says whether a picture of it is taken', async () => {
    expect(paper).not.toBe('');
    expect(fetched).not.toBe('');
    expect(await of(paper)).toEqual({
      key: paper,
      images: [],
      verdict: null,
      why: null,
      by: null,
      at: null,
      takesImages: true
    });
    expect(await of(fetched)).toMatchObject({ takesImages: false });
  });

  it('meets its standard or does not, the last word counts, and a word can be taken back', async () => {
    expect((await verdict(paper, { verdict: 'fails', why: '公章看不清' })).status).toBe(200);
    expect(await of(paper)).toMatchObject({ verdict: 'fails', why: '公章看不清', by: '员clerk' });
    await verdict(paper, { verdict: 'meets', why: null });
    expect(await of(paper)).toMatchObject({ verdict: 'meets', why: null });
    await verdict(paper, { verdict: null, why: null });
    expect(await of(paper)).toMatchObject({ verdict: null, by: null });
  });

  it('does not meet its standard without a word why', async () => {
    for (const why of [null, '  '])
      expect(await verdict(paper, { verdict: 'fails', why })).toEqual(failed(422, 'inspection.why'));
  });

  it('that the item has not is refused', async () => {
    expect(await verdict('m99', { verdict: 'meets', why: null })).toEqual(failed(404, 'inspection.unknown'));
    expect(await keep('m99')).toEqual(failed(404, 'inspection.unknown'));
  });

  it('moves no case on', async () => {
    const { version } = await centre.open(clerk, caseId);
    await verdict(paper, { verdict: 'meets', why: null });
    expect((await centre.open(clerk, caseId)).version).toBe(version);
  });
});

describe('a picture of a paper', () => {
  it('is kept as it was taken, seen by whoever sees the case, and taken away again', async () => {
    expect((await keep(paper)).status).toBe(200);
    const [image] = (await of(paper))?.images ?? [];
    expect(image).toMatchObject({ takenBy: '员clerk' });
    const seen = await app.request(`${address}/${paper}/images/${image?.id}`, {
      headers: { cookie: centre.cookieOf(colleague) }
    });
    expect(seen.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await seen.arrayBuffer()).toString('base64')).toBe(PICTURE.split(',')[1]);
    expect((await drop(paper, image?.id ?? '')).status).toBe(200);
    expect((await of(paper))?.images).toEqual([]);
  });

  it('is sealed where it lies, and so is what was said', async () => {
    await keep(paper);
    await verdict(paper, { verdict: 'fails', why: '第二页没有签名' });
    const rows = await context.database.execute(sql`select image from material_images`);
    const words = await context.database.execute(sql`select why from material_verdicts`);
    expect(rows.rows).toHaveLength(1);
    expect(Buffer.concat(rows.rows.map(({ image }) => image as Buffer)).includes('base64')).toBe(false);
    expect(Buffer.concat(words.rows.map(({ why }) => why as Buffer)).includes(Buffer.from('签名'))).toBe(false);
  });

  it('is on record when it is looked at, and its applicant reads so', async () => {
    const [image] = (await of(paper))?.images ?? [];
    await app.request(`${address}/${paper}/images/${image?.id}`, { headers: { cookie: centre.cookieOf(colleague) } });
    const resident = await centre.signIn('outdated');
    const looks = await (await resident(`/api/my/cases/${caseId}/looks`)).json();
    expect(JSON.stringify(looks)).toContain('看了您材料的照片');
  });

  it('is not kept of what the state holds', async () => {
    expect(await keep(fetched)).toEqual(failed(409, 'inspection.not-needed'));
  });

  it('is one of six at most', async () => {
    for (let taken = 1; taken < 6; taken++) expect((await keep(paper)).status).toBe(200);
    expect(await keep(paper)).toEqual(failed(409, 'inspection.too-many'));
    expect((await of(paper))?.images).toHaveLength(6);
  });

  it.each(['data:text/html;base64,PGI+', 'data:image/svg+xml;base64,PHN2Zz4=', 'https://example.com/a.png', ''])(
    'that is none is refused: %s',
    async (image) => expect((await keep(paper, image)).status).toBe(400)
  );

  it('that is not there is not found, nor under another material', async () => {
    const [image] = (await of(paper))?.images ?? [];
    expect(await asStaff(clerk, `${address}/${fetched}/images/${image?.id}`)).toEqual(
      failed(404, 'inspection.unknown')
    );
  });
});

describe('who writes beside a case', () => {
  it('is its owner alone; others see', async () => {
    expect(await verdict(paper, { verdict: 'meets', why: null }, colleague)).toEqual(failed(403, 'case.not-yours'));
    expect(await keep(paper, PICTURE, colleague)).toEqual(failed(403, 'case.not-yours'));
    expect((await read(colleague)).mayInspect).toBe(false);
    expect((await read()).mayInspect).toBe(true);
  });

  it('is nobody for whom there is no such case', async () => {
    expect(await asStaff(helper, address)).toEqual(failed(404, 'case.not-found'));
    expect(await verdict(paper, { verdict: 'meets', why: null }, helper)).toEqual(failed(404, 'case.not-found'));
    expect(await verdict(paper, { verdict: 'meets', why: null }, officer)).toEqual(failed(403, 'staff.role'));
    expect(await asStaff(administrator, address)).toEqual(failed(403, 'staff.role'));
    expect((await app.request(address)).status).toBe(401);
  });

  it('is nobody once the case is closed', async () => {
    const resident = await centre.signIn('outdated');
    const withdrawn = await resident(`/api/my/cases/${caseId}/withdraw`, {});
    expect(withdrawn.status, await withdrawn.text()).toBe(200);
    expect(await verdict(paper, { verdict: 'meets', why: null })).toEqual(failed(409, 'case.closed'));
    expect((await read()).mayInspect).toBe(false);
  });
});
