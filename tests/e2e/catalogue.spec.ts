import type { Page } from 'playwright/test';
import type { Item } from '../../server/contract/item.ts';
import { applyFor } from './applying.ts';
import { BOTH, see } from './desk.ts';
import { doAct } from './filing.ts';
import { agent, agentUrl, bench, expect, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());
test.afterEach(() => bench.reset());

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '各部分' }).getByRole('button', { name });
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();

/** Adds a question of a kind, and leaves it open. */
async function ask(page: Page, kind: string, label: string): Promise<void> {
  await page.getByLabel('加一个问题，怎么答').selectOption(kind);
  await page.getByRole('button', { name: '加上', exact: true }).click();
  await page.getByLabel('问什么').fill(label);
}

test('a manager builds an item from nothing, a resident applies for it, a clerk decides it', async ({
  page: terminal,
  desk
}) => {
  test.slow();
  const manager = await desk('manager');
  await manager.goto(`${serverUrl()}/window/catalogue`);
  await expect(manager.getByRole('row')).not.toHaveCount(1);
  await see(manager, 'catalogue');
  await manager.getByRole('button', { name: '新事项' }).click();
  await manager.getByLabel('事项名称').fill('社区助餐登记');
  await manager.getByLabel('所属领域').selectOption('06');
  await manager.getByRole('button', { name: '开始写' }).click();
  await manager.waitForURL(/\/catalogue\/SQ-06-\d+$/);
  const code = new URL(manager.url()).pathname.split('/').at(-1) ?? '';
  await expect(manager.getByRole('heading', { level: 1 })).toContainText('社区助餐登记');

  // Nothing half filled goes out: each place is named, and leads to where it is put right.
  await manager.getByRole('button', { name: '预览并发布' }).click();
  await expect(manager.getByRole('alert')).toContainText('还不能发布');
  await see(manager, 'catalogue-unfit');
  await manager.getByRole('button', { name: /一句话说明.*还没有填/ }).click();
  await expect(manager.getByLabel('一句话说明')).toBeFocused();
  await manager.getByLabel('一句话说明').fill('给家里做不了饭的老人送饭。');
  await manager.getByLabel(/居民怎么说/).fill('助餐\n送饭');
  await manager.getByLabel('谁可以办').fill('本社区六十岁以上老人');
  await section(manager, '条件和依据').click();
  await manager.getByLabel(/受理条件/).fill('在本社区居住');
  await manager.getByLabel(/设定依据/).fill('《养老服务条例》第十条');
  await manager.getByLabel('办理结果').fill('助餐登记');

  await section(manager, '时限').click();
  await manager.getByLabel('办件类型').selectOption('immediate');
  await expect(manager.getByText('即办件要当场办结，请把承诺时限改为当场，或改为承诺件。').first()).toBeVisible();
  await manager.getByLabel('单位').selectOption('immediate');

  await section(manager, '表单').click();
  await ask(manager, 'select', '怎么吃');
  await manager.getByLabel(/选项（一行一个）/).fill('送到家\n到食堂吃');
  await ask(manager, 'text', '送到哪里');
  await manager.getByRole('button', { name: '加一个条件' }).click();
  await manager.getByLabel('看哪个问题').selectOption({ label: '怎么吃' });
  await ask(manager, 'table', '忌口');
  await manager.getByLabel('第1列的名称').fill('不能吃什么');
  await ask(manager, 'image', '灶台照片');
  await ask(manager, 'repeat', '还有谁一起吃');
  const group = manager.getByRole('group', { name: '每一次问这些' });
  await group.getByLabel('加一个问题，怎么答').selectOption('text');
  await group.getByRole('button', { name: '加上', exact: true }).click();
  await group.getByLabel('问什么').fill('叫什么');
  await saved(manager);

  await section(manager, '办事指南').click();
  await manager.getByLabel('办理流程（一行一步）').fill('登记\n排菜\n送餐');
  await manager.getByLabel('办理地点').fill('社区食堂');
  await manager.getByLabel('咨询方式').fill('社区食堂 0571-00000051');
  await manager.getByRole('button', { name: '加一个收费项目' }).click();
  await manager.getByRole('button', { name: '预览并发布' }).click();
  await manager.getByRole('button', { name: /收费项目 › 第1项.*还没有填/ }).click();
  await expect(manager.getByLabel('项目名称')).toBeFocused();
  await manager.getByLabel('项目名称').fill('一餐');
  await manager.getByLabel('收费标准').fill('12元');
  await manager.getByRole('button', { name: '加一个问题' }).click();
  await manager.getByLabel('问', { exact: true }).fill('能不能只订中午？');
  await manager.getByLabel('答', { exact: true }).fill('能。');
  await saved(manager);
  await see(manager, 'catalogue-guide');
  await section(manager, '表单').click();

  // What was done by mistake is undone, also a question that was taken away.
  await manager.getByRole('button', { name: '去掉忌口' }).click();
  await expect(manager.getByRole('button', { name: '去掉忌口' })).toBeHidden();
  await manager.keyboard.press('Control+z');
  await expect(manager.getByRole('button', { name: '去掉忌口' })).toBeVisible();
  await expect(manager.frameLocator('iframe').first().locator('h1')).toBeVisible();
  await see(manager, 'catalogue-form');

  await manager.getByRole('button', { name: '预览并发布' }).click();
  const last = manager.getByRole('dialog', { name: /预览：社区助餐登记/ });
  await expect(last).toContainText('新事项');
  await expect(last.frameLocator('iframe').locator('h1')).toBeVisible();
  await manager.screenshot({ path: 'test-results/screens/window-catalogue-preview.png' });
  await last.getByRole('button', { name: '手机' }).click();
  await expect(last.frameLocator('iframe').getByLabel('怎么吃')).toBeVisible();
  const paper = await manager.request.get(`${serverUrl()}/api/window/catalogue/${code}/form.pdf`);
  expect(paper.headers()['content-type']).toBe('application/pdf');
  await last.getByRole('button', { name: '今天发布' }).click();
  await expect(last).toBeHidden();
  await expect(manager.getByRole('row', { name: /第1版.*现行/ })).toBeVisible();
  await see(manager, 'catalogue-published');

  await terminal.goto(`${agentUrl()}/terminal/item/${code}`);
  for (const said of ['排菜', '社区食堂', '12元', '能不能只订中午？'])
    await expect(terminal.getByRole('main').getByText(said).first()).toBeAttached();

  // The branch is asked of whoever took it.
  await terminal.goto(`${agentUrl()}/terminal`);
  const { form } = await agent<Item>(`/api/catalogue/items/${code}`);
  expect(form.map(({ type }) => type).slice(-5)).toEqual(['select', 'text', 'table', 'image', 'repeat']);
  const asked: string[] = [];
  await applyFor(terminal, code, {
    card: 'fu-shou',
    look: async (_, id) => {
      if (id.startsWith('question') && !id.endsWith('.answered')) asked.push(id);
    }
  });
  const keys = form.slice(-5).map(({ key }) => `question.${key}`);
  expect(asked.slice(-5)).toEqual(keys);

  const clerk = await desk('clerk');
  await clerk.getByRole('link', { name: '社区助餐登记' }).first().click();
  await expect(clerk.getByRole('heading', { level: 1 })).toBeFocused();
  const id = new URL(clerk.url()).pathname.split('/').at(-1) ?? '';
  await expect(clerk.getByRole('main')).toContainText('送到哪里');
  for (const act of ['claim', 'accept'] as const) await doAct(clerk.request, id, { act });
  await doAct(clerk.request, id, { act: 'grant', reason: '' });
  await clerk.reload();
  await expect(clerk.getByRole('main')).toContainText('准予');
  await see(clerk, 'catalogue-case');
});

test('an item comes in as a file; one that is none is refused with its places', async ({ desk }) => {
  const manager = await desk('manager');
  const item = await agent<Item>('/api/catalogue/items/SQ-08-002');
  await manager.goto(`${serverUrl()}/window/catalogue`);
  const { name: _, ...nameless } = item;
  const bring = (content: string) =>
    manager
      .getByLabel('导入一个事项（JSON）')
      .setInputFiles({ name: 'item.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await bring('{');
  await expect(manager.getByRole('alert')).toContainText('这个文件不是 JSON');
  await bring(JSON.stringify({ ...nameless, promisedLimit: { days: '五' } }));
  await expect(manager.getByRole('alert')).toContainText('promisedLimit.days');
  await see(manager, 'catalogue-refused');
  await bring(JSON.stringify({ ...item, plainHint: '从文件来的说法' }));
  await expect(manager.getByLabel('一句话说明')).toHaveValue('从文件来的说法');
  await manager.getByRole('button', { name: '放弃草稿' }).click();
  await manager.getByRole('dialog').getByRole('button', { name: '放弃', exact: true }).click();
  await expect(manager.getByRole('button', { name: '修改' })).toBeVisible();
});

test('a list that the community keeps is changed, and offered so at once; what a version changed is told', async ({
  desk
}) => {
  const manager = await desk('manager');
  await manager.goto(`${serverUrl()}/window/catalogue`);
  await manager.getByRole('link', { name: '本社区的选项' }).click();
  await manager.getByLabel('找清单').fill('老年大学');
  await see(manager, 'catalogue-options', BOTH);
  await manager.getByRole('button', { name: /^修改/ }).click();
  const dialog = manager.getByRole('dialog', { name: /^选项：/ });
  await dialog.getByLabel('第1条').fill('书法（周三）');
  await dialog.getByRole('button', { name: '停用声乐' }).click();
  await dialog.getByRole('button', { name: '国画往上移' }).click();
  await dialog.getByRole('button', { name: '加一条' }).click();
  await expect(dialog.getByLabel('第6条')).toBeFocused();
  await dialog.getByLabel('第6条').fill('国画');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByRole('alert')).toContainText('同一条写了两次');
  await dialog.getByLabel('第6条').fill('编织');
  await see(manager, 'catalogue-options-form');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  const { form, version } = await agent<Item>('/api/catalogue/items/SQ-04-004');
  const options = form.find(({ localOptions }) => localOptions !== null)?.options;
  expect(options).toEqual(['书法（周三）', '太极拳', '国画', '智能手机入门', '编织']);
  await manager.getByRole('button', { name: /^修改/ }).click();
  await manager.getByText('谁改过什么（2次）').click();
  await expect(dialog).toContainText('加上编织；书法改为书法（周三）；停用声乐；换了顺序');
  await manager.keyboard.press('Escape');

  await manager.goto(`${serverUrl()}/window/catalogue/SQ-04-004`);
  await manager.getByRole('button', { name: '修改' }).click();
  await manager.getByLabel('一句话说明').fill('上课，先报名。');
  await section(manager, '时限').click();
  await manager.getByLabel(/公示几个工作日/).fill('3');
  await saved(manager);
  await manager.getByRole('button', { name: '预览并发布' }).click();
  const last = manager.getByRole('dialog', { name: /预览：/ });
  await expect(last).toContainText('公示：0 → 3');
  await last.getByRole('button', { name: '今天发布' }).click();
  await expect(last).toBeHidden();
  await manager.getByRole('button', { name: `第${version + 1}版改了什么` }).click();
  await expect(manager.getByText('公示：0 → 3')).toBeVisible();
  await see(manager, 'catalogue-versions', BOTH);
});

test('a 实施清单 goes out as a table and comes back with what was changed in it', async ({ desk }) => {
  const manager = await desk('manager');
  await manager.goto(`${serverUrl()}/window/catalogue/sheet`);
  const csv = await (await manager.request.get(`${serverUrl()}/api/window/catalogue/sheet?format=csv`)).text();
  const bring = (content: string) =>
    manager
      .getByLabel('选一个 XLSX 或 CSV 文件')
      .setInputFiles({ name: '实施清单.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await bring(csv.replace('失业登记', '=1+1'));
  await expect(manager.getByRole('alert')).toContainText('没有导入，现有内容没有变');
  await see(manager, 'catalogue-sheet-refused');
  await bring(csv);
  await expect(manager.getByText(/个事项，0个和现在不一样/)).toBeVisible();
  const { plainHint } = await agent<Item>('/api/catalogue/items/SQ-08-003');
  await bring(csv.replace(plainHint, '表格里改过的说法'));
  await manager.getByRole('button', { name: '把1个放进草稿' }).click();
  await expect(manager.getByText(/1个事项放进了草稿/)).toBeVisible();
  await see(manager, 'catalogue-sheet');
  await manager.goto(`${serverUrl()}/window/catalogue/SQ-08-003`);
  await expect(manager.getByLabel('一句话说明')).toHaveValue('表格里改过的说法');
});
