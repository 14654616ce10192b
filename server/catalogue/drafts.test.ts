import { z } from '@hono/zod-openapi';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import type { CatalogueEntry, ItemDraft, ItemFile } from '../contract/catalogue-wire.ts';
import type { Item } from '../contract/item.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openWorkingCentre } from '../testing.ts';
import { readItem } from './format.ts';
import { loadStarterCatalogue, publishCatalogue, starterBundleList, starterCatalogue } from './publish.ts';

let now = new Date('2026-11-24T02:00:00Z');
let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let manager: Staff;
beforeAll(async () => {
  centre = await openWorkingCentre({ now: () => now });
  manager = await centre.employ('lin', 'manager');
});
afterAll(() => centre.close());
beforeEach(() => {
  now = new Date('2026-11-24T02:00:00Z');
});

const PATH = '/api/window/catalogue';
const post = (path: string, body: object = {}, who = manager) => centre.asStaff(who, `${PATH}/${path}`, body);
const fileOf = async (code: string): Promise<ItemFile> => (await centre.asStaff(manager, `${PATH}/${code}`)).body;
const entryOf = async (code: string): Promise<CatalogueEntry | undefined> =>
  (await centre.asStaff(manager, PATH)).body.find((one: CatalogueEntry) => one.code === code);
const offered = async (code: string): Promise<Item | null> => {
  const answer = await centre.app.request(`/api/catalogue/items/${code}`);
  return answer.status === 200 ? answer.json() : null;
};
const codesOf = ({ body }: { body: { error: { code: string; fields?: { field: string; code: string }[] } } }) => [
  body.error.code,
  ...(body.error.fields ?? []).map(({ field, code }) => `${field} ${code}`)
];

/** Everything a new item lacks. */
const FILLED = {
  plainHint: '给家里有人照顾不过来的老人送饭。',
  plainWords: ['送餐'],
  applicants: '本社区60岁以上老人',
  conditions: ['本社区居住'],
  legalBasis: ['《养老服务条例》'],
  result: { name: '送餐登记', type: '办理结果', printable: false }
};

async function begin(changes: Partial<Item> = {}): Promise<ItemDraft> {
  const { body: draft } = await centre.asStaff(manager, PATH, { name: '助餐登记', field: '05' });
  return save(draft, changes);
}
async function save(draft: ItemDraft, changes: Partial<Item>): Promise<ItemDraft> {
  const { code, revision, definition } = draft;
  return (await post(`${code}/save`, { revision, definition: { ...definition, ...changes } })).body;
}
async function publish(draft: ItemDraft, from = '2026-11-24') {
  const { revision } = (await post(`${draft.code}/preview`, { revision: draft.revision })).body;
  return post(`${draft.code}/publish`, { revision, from });
}

describe('a new item', () => {
  it('has a code of its own field, and is refused with a list of what it lacks', async () => {
    const { body: draft } = await centre.asStaff(manager, PATH, { name: '助餐登记', field: '05' });
    expect(draft).toMatchObject({ revision: 1, basedOn: null, previewed: false, savedBy: '员lin' });
    expect(draft.code).toMatch(/^SQ-05-\d{3}$/);
    const refused = await post(`${draft.code}/preview`, { revision: 1 });
    expect(refused.status).toBe(422);
    expect(codesOf(refused)).toEqual([
      'draft.unfit',
      'plainHint empty',
      'applicants empty',
      'conditions empty',
      'legalBasis empty',
      'plainWords empty',
      'result empty'
    ]);
    await post(`${draft.code}/discard`, { revision: 1 });
    expect(await entryOf(draft.code)).toBeUndefined();
  });

  it('is offered from its day on, and no day before', async () => {
    const draft = await begin(FILLED);
    expect(draft.problems).toEqual([]);
    expect(codesOf(await post(`${draft.code}/publish`, { revision: draft.revision, from: '2026-12-01' }))).toEqual([
      'draft.not-previewed'
    ]);
    expect((await publish(draft, '2026-12-01')).status).toBe(204);
    expect(await entryOf(draft.code)).toMatchObject({
      version: null,
      coming: { version: 1, from: '2026-12-01' },
      draft: null
    });
    expect(await offered(draft.code)).toBeNull();
    now = new Date('2026-11-30T16:00:00Z');
    expect(await offered(draft.code)).toMatchObject({ version: 1, effectiveFrom: '2026-12-01', name: '助餐登记' });
  });

  it('of an administrative power is published for whoever has it on their 权责清单', async () => {
    const power = { itemType: '行政给付', implementer: { name: '试验区民政局', creditCode: '111101070000678541' } };
    expect(
      (await begin({ ...FILLED, itemType: '行政给付' })).problems.map(({ place, problem }) => [place, problem])
    ).toEqual([['implementer', 'empty']]);
    const draft = await begin({ ...FILLED, ...power });
    expect(draft.problems.map(({ problem }) => problem)).toEqual(['not-on-duty-list']);
    const duty = {
      agency: '试验区民政局',
      creditCode: '111101070000678541',
      power: '助餐登记',
      kind: '行政给付',
      basis: '《养老服务条例》',
      level: '区',
      items: []
    };
    expect((await centre.asStaff(manager, '/api/window/duty-list', duty)).status).toBe(200);
    expect((await fileOf(draft.code)).draft?.problems).toEqual([]);
  });

  it('may begin as a copy of another', async () => {
    const { body } = await centre.asStaff(manager, PATH, { name: '高龄津贴（市级）', field: '06', like: 'SQ-05-001' });
    const model = await centre.itemOf('SQ-05-001');
    expect(body.definition).toMatchObject({ field: '06', form: model.form, materials: model.materials, version: 0 });
    expect(body.code).toMatch(/^SQ-06-/);
  });
});

describe('a version', () => {
  it('takes the place of the one before, which a case keeps', async () => {
    const filed = await centre.file('wan-shi-tong', 'SQ-05-005');
    const { body: draft } = await post('SQ-05-005/draft');
    const saved = await save(draft, { plainHint: '先在这里登记。', publicNoticeDays: 9 });
    expect(saved).toMatchObject({ basedOn: 1, revision: 2 });
    await publish(saved);
    expect(await offered('SQ-05-005')).toMatchObject({ version: 2, plainHint: '先在这里登记。' });
    expect((await fileOf('SQ-05-005')).versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'in-force'],
      [1, 'past']
    ]);
    const { body: opened } = await centre.asStaff(manager, `/api/window/cases/${filed.case.id}`);
    expect(opened.publicNoticeDays).toBe(5);
  });

  it('stays where the software comes with another one', async () => {
    await loadStarterCatalogue(centre.context);
    expect(await offered('SQ-05-005')).toMatchObject({ version: 2 });
  });

  it('does not begin in the past, on a day that is taken, or while another waits', async () => {
    const draft = await begin(FILLED);
    const { code, revision } = (await post(`${draft.code}/preview`, { revision: draft.revision })).body;
    const from = (day: string) => post(`${code}/publish`, { revision, from: day });
    expect(codesOf(await from('2026-11-23'))).toEqual(['version.past']);
    expect(codesOf(await from('2026-02-30'))).toEqual(['version.past']);
    expect((await from('2026-11-24')).status).toBe(204);
    const { body: next } = await post(`${code}/draft`);
    expect(codesOf(await publish(next, '2026-11-24'))).toEqual(['version.same-day']);
    expect((await publish(next, '2026-12-01')).status).toBe(204);
    const { body: third } = await post(`${code}/draft`);
    expect(codesOf(await publish(third, '2026-12-02'))).toEqual(['version.coming']);
    await post(`${code}/discard`, { revision: third.revision });
    expect((await post(`${code}/cancel`)).status).toBe(204);
    const file = await fileOf(code);
    expect(file.draft?.definition).toEqual({ ...next.definition, effectiveFrom: '2026-12-01' });
    expect(file.versions.map(({ version }) => version)).toEqual([1]);
    // The number of what was taken back is not given again.
    if (file.draft) await publish(file.draft, '2026-12-01');
    expect((await entryOf(code))?.coming?.version).toBe(3);
  });

  it('that was taken back before its day keeps no later change of the software away', async () => {
    const { body: draft } = await post('SQ-07-003/draft');
    await publish(draft, '2026-12-01');
    expect((await post('SQ-07-003/cancel')).status).toBe(204);
    const changed = starterCatalogue().map((item) =>
      item.code === 'SQ-07-003' ? { ...item, plainHint: '软件带来的新说法' } : item
    );
    await publishCatalogue(centre.context, changed, starterBundleList);
    expect(await offered('SQ-07-003')).toMatchObject({ version: 3, plainHint: '软件带来的新说法' });
  });

  it('ends: nobody begins it any more', async () => {
    const inBundle = starterBundleList[0]?.items[0];
    expect(codesOf(await post(`${inBundle}/end`, { from: '2026-11-25' }))).toEqual(['item.in-bundle']);
    const draft = await begin(FILLED);
    await publish(draft);
    await post(`${draft.code}/end`, { from: '2026-11-25' });
    expect(await offered(draft.code)).not.toBeNull();
    now = new Date('2026-11-24T16:00:00Z');
    expect(await offered(draft.code)).toBeNull();
    expect(await entryOf(draft.code)).toMatchObject({ version: null, ended: true });
  });
});

describe('two who write one draft', () => {
  it('do not undo each other', async () => {
    const draft = await begin(FILLED);
    await save(draft, { plainHint: '甲' });
    const late = await post(`${draft.code}/save`, { revision: draft.revision, definition: draft.definition });
    expect(codesOf(late)).toEqual(['draft.changed']);
    expect((await fileOf(draft.code)).draft?.definition.plainHint).toBe('甲');
  });

  it('look at it again after each change', async () => {
    const draft = await begin(FILLED);
    const { body: seen } = await post(`${draft.code}/preview`, { revision: draft.revision });
    expect(seen.previewed).toBe(true);
    const changed = await save(seen, { plainHint: '乙' });
    expect(changed.previewed).toBe(false);
    expect(codesOf(await post(`${draft.code}/publish`, { revision: changed.revision, from: '2026-11-24' }))).toEqual([
      'draft.not-previewed'
    ]);
  });
});

describe('a file', () => {
  it('holds every item of the starter catalogue as it is', () => {
    for (const item of starterCatalogue())
      expect(readItem(JSON.parse(JSON.stringify(item)))).toEqual({ ok: true, item });
  });

  it('is described by the schema that is published', async () => {
    const answer = await centre.app.request('/api/catalogue/schema.json');
    expect(answer.headers.get('content-type')).toBe('application/schema+json');
    const schema = z.fromJSONSchema(await answer.json());
    for (const item of starterCatalogue()) expect(schema.safeParse(item).error).toBeUndefined();
    const [item] = starterCatalogue();
    expect(schema.safeParse({ ...item, nmae: '错字' }).success).toBe(false);
  });

  it('becomes a draft, over the one there is', async () => {
    const item = { ...(await centre.itemOf('SQ-08-002')), plainHint: '导入的说法' };
    const { body: brought } = await post('import', { $schema: 'https://example.invalid/schema.json', ...item });
    expect(brought).toMatchObject({
      code: 'SQ-08-002',
      revision: 1,
      definition: { plainHint: '导入的说法', version: 0 }
    });
    expect((await post('import', item)).body.revision).toBe(2);
  });

  it('that is no item is refused with its places, and nothing changes', async () => {
    const { name: _, ...item } = await centre.itemOf('SQ-08-003');
    const refused = await post('import', { ...item, promisedLimit: { days: '五' }, nmae: '错字' });
    expect(refused.status).toBe(422);
    const places = codesOf(refused).join('\n');
    expect(places).toMatch(/^draft\.format/);
    expect(places).toMatch(/^name /m);
    expect(places).toMatch(/^promisedLimit\.days /m);
    expect(places).toContain('nmae');
    expect((await fileOf('SQ-08-003')).draft).toBeNull();
  });
});

describe('a draft on paper', () => {
  it('is what is being written, for staff', async () => {
    const draft = await begin({ ...FILLED, name: '还没有发布的登记' });
    const { body } = await centre.asStaff(manager, `${PATH}/${draft.code}/form.pdf`);
    expect((await readPdf(body as Uint8Array)).text).toContain('还没有发布的登记');
    expect((await centre.app.request(`${PATH}/${draft.code}/form.pdf`)).status).toBe(401);
  });
});

describe('who keeps the catalogue', () => {
  it('is the head of the centre; a clerk reads it', async () => {
    const clerk = await centre.employ('wang', 'clerk');
    expect((await centre.asStaff(clerk, PATH)).status).toBe(200);
    expect(codesOf(await post('SQ-01-001/draft', {}, clerk))).toEqual(['staff.role']);
  });
});
