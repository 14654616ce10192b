import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordsOf } from '../audit/service.ts';
import {
  loadStarterCatalogue,
  localise,
  publishCatalogue,
  starterBundleList,
  starterCatalogue
} from '../catalogue/publish.ts';
import { currentItems, findItemVersion } from '../catalogue/service.ts';
import type { Item } from '../contract/item.ts';
import type { OptionList, WrittenOption } from '../contract/local-options-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openWorkingCentre } from '../testing.ts';

const PATH = '/api/window/catalogue/options';
let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let manager: Staff;
beforeAll(async () => {
  centre = await openWorkingCentre();
  manager = await centre.employ('manager', 'manager');
});
afterAll(() => centre.close());

const listOf = async (name: string): Promise<OptionList> => {
  const found = (await centre.asStaff(manager, PATH)).body.find((one: OptionList) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};
/** What somebody makes of a list: each entry as it is, but for what `change` makes of it; then what is new. */
async function change(name: string, make: (text: string) => Partial<WrittenOption>, added: readonly string[] = []) {
  const { revision, entries } = await listOf(name);
  const kept = entries.map(({ text, retired }) => ({ was: text, text, retired, ...make(text) }));
  const fresh = added.map((text) => ({ was: null, text, retired: false }));
  return centre.asStaff(manager, PATH, { name, revision, entries: [...kept, ...fresh] });
}
const optionsOf = ({ form }: Item, key: string) => form.find((field) => field.key === key)?.options;
const asked = async (code: string): Promise<Item> =>
  (await centre.app.request(`/api/catalogue/items/${code}`)).json() as Promise<Item>;

it('an item that comes with the software has its lists also inside a group of questions', () => {
  const [item] = starterCatalogue();
  const [field] = item?.form ?? [];
  if (!item || !field) throw new TypeError('an item with a field');
  const inner = { ...field, type: 'select', localOptions: 'schools', options: [] } as const;
  const form = [{ ...field, type: 'repeat', fields: [inner] } as const];
  const [group] = localise({ ...item, form }, { schools: ['一小'] }, {}).form;
  expect(group?.fields?.[0]?.options).toEqual(['一小']);
});

describe('a list that the community keeps', () => {
  it('comes with the software, and says where it is offered', async () => {
    const list = await listOf('SQ-04-001.school');
    expect(list).toMatchObject({
      revision: 1,
      usedBy: [{ code: 'SQ-04-001', isBooked: false }],
      changes: [{ changedBy: null, added: ['第一小学', '第二小学', '实验学校'] }]
    });
    expect((await listOf('SQ-07-001.room')).usedBy).toMatchObject([{ isBooked: true }]);
  });

  it('is offered as it is today, in the order that was wanted, under the version that is in force', async () => {
    const { status, body } = await change(
      'SQ-04-001.school',
      (text) => (text === '第一小学' ? { text: '第一小学南校区' } : { retired: text === '第二小学' }),
      ['滨江小学']
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      revision: 2,
      changes: [
        {
          changedBy: '员manager',
          added: ['滨江小学'],
          renamed: [{ from: '第一小学', to: '第一小学南校区' }],
          retired: ['第二小学']
        },
        { changedBy: null }
      ]
    });
    const item = await asked('SQ-04-001');
    expect(item.version).toBe(1);
    expect(optionsOf(item, 'school')).toEqual(['第一小学南校区', '实验学校', '滨江小学']);
  });

  it('is the same object as long as nothing changes, so that what was made of an item is kept', async () => {
    const [one, other] = [await currentItems(centre.context), await currentItems(centre.context)];
    expect(one.every((item, at) => item === other[at])).toBe(true);
  });

  it('is what a draft is shown and judged with', async () => {
    const { body: draft } = await centre.asStaff(manager, '/api/window/catalogue/SQ-04-001/draft', {});
    expect(optionsOf(draft.definition, 'school')).toContain('滨江小学');
  });

  it('is on record with who changed it', async () => {
    const [last] = await recordsOf(centre.context, centre.context.database, ['SQ-04-001.school']);
    expect(last).toMatchObject({ action: 'options.change', actorId: manager.id, purpose: 'r2' });
  });

  it('is not undone by whoever began before somebody else', async () => {
    const { entries } = await listOf('SQ-04-001.school');
    const stale = {
      name: 'SQ-04-001.school',
      revision: 1,
      entries: entries.map(({ text }) => ({ was: text, text, retired: false }))
    };
    expect(await centre.asStaff(manager, PATH, stale)).toMatchObject({
      status: 409,
      body: { error: { code: 'options.changed' } }
    });
  });

  it('stays where the software comes with another one', async () => {
    await loadStarterCatalogue(centre.context);
    expect((await listOf('SQ-04-001.school')).revision).toBe(2);
    expect(optionsOf(await asked('SQ-04-001'), 'school')).toContain('滨江小学');
  });

  it('of rooms keeps their names, under which they are booked', async () => {
    const refused = await change('SQ-07-001.room', (text) => (text === '会议室' ? { text: '大会议室' } : {}));
    expect(refused.body.error.code).toBe('options.booked');
    expect((await change('SQ-07-001.room', (text) => ({ retired: text === '会议室' }))).status).toBe(200);
    expect(optionsOf(await asked('SQ-07-001'), 'room')).not.toContain('会议室');
  });

  it('keeps what a question hangs on', async () => {
    const items = starterCatalogue().map((item) => {
      if (item.code !== 'SQ-06-004') return item;
      const note = { ...item.form[0], key: 'why', label: '做什么用', type: 'text', prefill: [], source: 'typed' };
      return { ...item, form: [...item.form, { ...note, showWhen: [{ field: 'use', is: ['其他'] }] }] } as Item;
    });
    await publishCatalogue(centre.context, items, starterBundleList);
    const refused = await change('SQ-06-004.use', (text) => (text === '其他' ? { text: '别的' } : {}));
    expect(refused.body.error.code).toBe('options.in-condition');
  });

  it('may be new', async () => {
    const entries = [{ was: null, text: '一号网格', retired: false }];
    expect((await centre.asStaff(manager, PATH, { name: '网格', revision: 0, entries })).body).toMatchObject({
      revision: 1,
      usedBy: []
    });
    expect((await centre.asStaff(manager, PATH, { name: '网格', revision: 0, entries })).body.error.code).toBe(
      'options.changed'
    );
  });

  it('is written by whoever keeps the catalogue, and read by every member of staff', async () => {
    const clerk = await centre.employ('clerk', 'clerk');
    expect((await centre.asStaff(clerk, PATH)).status).toBe(200);
    const { name, revision, entries } = await listOf('网格');
    const same = entries.map(({ text }) => ({ was: text, text, retired: false }));
    expect((await centre.asStaff(clerk, PATH, { name, revision, entries: same })).body.error.code).toBe('staff.role');
    for (const wanted of [{ name: '' }, { revision: -1 }, { entries: [] }, { entries: [{ ...same[0], text: ' ' }] }])
      expect((await centre.asStaff(manager, PATH, { name, revision, entries: same, ...wanted })).status).toBe(400);
  });
});

describe('what was chosen', () => {
  it('counts where it was offered when the form was begun, and the case keeps it', async () => {
    const { submission, item } = await centre.begin('wan-shi-tong', 'SQ-10-001');
    const chosen = submission.answers.mediator;
    expect(optionsOf(item, 'mediator')).toContain(chosen);
    expect(
      (await change('SQ-10-001.mediator', (text) => (text === chosen ? { text: `${text}（新）` } : {}))).status
    ).toBe(200);
    const sent = await centre.send(submission);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    const opened = await centre.open(manager, sent.body.case.id);
    expect(opened.answers.find(({ key }) => key === 'mediator')?.text).toBe(chosen);
    // What is put right on the spot is chosen from today's list.
    const offered = opened.correctable.find(({ key }) => key === 'mediator')?.options;
    expect(offered).toContain(`${chosen}（新）`);
    expect(offered).not.toContain(chosen);
  });

  it('does not count where it was never offered', async () => {
    const { submission } = await centre.begin('wan-shi-tong', 'SQ-10-001');
    const sent = await centre.send({ ...submission, answers: { ...submission.answers, mediator: '没有的人' } });
    expect(sent.body.error.code).toBe('form.invalid');
  });
});

it('a version that was published stays as it was', async () => {
  const version = await findItemVersion(centre.context, 'SQ-04-001', 1);
  expect(version && optionsOf(version, 'school')).toEqual(['第一小学', '第二小学', '实验学校']);
});
