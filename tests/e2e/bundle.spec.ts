import type { Page } from 'playwright/test';
import { type Bundle, bundled } from '../../server/contract/bundle.ts';
import type { ResidentCase } from '../../server/contract/case-wire.ts';
import type { Item } from '../../server/contract/item.ts';
import { arrives, step } from './applying.ts';
import { shootBoth } from './screens.ts';
import { agent, bench, expect, type Paper, test } from './stage.ts';

const CODE = 'JS-01';
const ITEMS = ['失业登记', '失业保险金申领', '求职登记与岗位推荐'] as const;

/** The 一件事 as the terminal puts it together. */
async function wholeOf(wanted = CODE, leftOut: readonly string[] = []): Promise<Item> {
  const { bundles } = await agent<{ bundles: readonly Bundle[] }>('/api/catalogue');
  const bundle = bundles.find(({ code }) => code === wanted);
  if (!bundle) throw new Error(`${wanted} is not offered`);
  const parts = await Promise.all(bundle.items.map((code) => agent<Item>(`/api/catalogue/items/${code}`)));
  return bundled(bundle, parts, leftOut).whole;
}

/** From everything that is offered to the guide. */
async function open(page: Page, tile = /没了工作/, name = '失业一件事'): Promise<void> {
  await page.goto(new URL('/terminal/browse', page.url()).href);
  await page.getByRole('link', { name: /一件事，一次办/ }).tap();
  await page.getByRole('link', { name: tile }).tap();
  await expect(page.locator('h1')).toHaveText(name);
  await expect(page.getByText('什么都不用带，刷身份证就行')).toBeVisible();
}
/** From the guide to the first page of the form. */
async function start(page: Page, card = 'wan-shi-tong'): Promise<void> {
  await page.locator('.action a').tap();
  await bench.tap(card);
  await page.getByRole('button', { name: /本人办理/ }).tap();
}
async function begin(page: Page): Promise<void> {
  await open(page);
  await start(page);
}

/** Answers what is asked, to the page after the last; gives every page that was shown. */
async function fill(page: Page, whole: Item): Promise<readonly string[]> {
  const shown: string[] = [];
  for (let pages = 0; pages < 40; pages++) {
    shown.push(await arrives(page));
    if ((await step(page, whole)) === 'confirm') break;
  }
  await expect(page.locator('h1')).toHaveText('交好了');
  return shown;
}
/** The bench keeps the newest papers only: what came since is told by what was there. */
const idsNow = async (): Promise<ReadonlySet<string>> => new Set((await bench.status()).slips.map(({ id }) => id));
const slipsSince = async (before: ReadonlySet<string>): Promise<readonly Paper[]> => {
  const { slips } = await bench.status();
  const fresh = slips.filter(({ id }) => !before.has(id));
  return Promise.all(fresh.map(({ id }) => agent<Paper>(`/agent/bench/slips/${id}.json`)));
};
const mine = async () => (await agent<{ cases: readonly ResidentCase[] }>('/api/my/cases')).cases;

test('somebody laid off fills in one form, brings nothing, and has three cases with a slip each', async ({
  terminal,
  desk
}) => {
  const before = await idsNow();
  await begin(terminal);
  const shown = await fill(terminal, await wholeOf());
  expect(shown.filter((id) => id.startsWith('material.'))).toEqual([]);
  expect(new Set(shown).size).toBe(shown.length);
  expect(shown.filter((id) => id === 'signature')).toHaveLength(1);

  await expect(terminal.getByText('打印好了，请取走')).toBeVisible({ timeout: 20_000 });
  await expect.poll(async () => (await slipsSince(before)).length).toBe(3);
  const slips = (await slipsSince(before)).toReversed();
  const codes = (await terminal.locator('.code').allTextContents()).map((code) => code.trim());
  expect(new Set(codes).size).toBe(3);
  for (const [at, { text }] of slips.entries()) {
    expect(text).toContain(ITEMS[at]);
    expect(text.replaceAll(/\s/g, '')).toContain((codes[at] ?? '').replaceAll(/\s/g, ''));
  }
  await terminal.reload();
  await expect(terminal.locator('h1')).toHaveText('交好了');
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  expect((await slipsSince(before)).length).toBe(3);

  const made = (await mine()).find(({ itemName, state }) => itemName === ITEMS[0] && state === 'received');
  expect(made?.bundle).toMatchObject({ name: '失业一件事', others: [{ itemName: ITEMS[1] }, { itemName: ITEMS[2] }] });
  const window = await desk('clerk');
  await window.goto(new URL(`/window/cases/${made?.id}`, window.url()).href);
  await expect(window.getByText('失业一件事，3件')).toBeVisible();
  await window.getByRole('link', { name: ITEMS[1] }).click();
  await expect(window.locator('h1')).toHaveText(ITEMS[1]);
  await expect(window.getByRole('link', { name: ITEMS[0] })).toBeVisible();
});

test('a mistake seen on the last page: what can be taken back is, what was decided stands, and no case is made twice', async ({
  terminal
}) => {
  const whole = await wholeOf();
  await begin(terminal);
  await fill(terminal, whole);
  const first = (await mine()).slice(0, 3);
  await terminal.getByRole('button', { name: '撤回来改' }).click();
  await expect(terminal.locator('h1')).toHaveText('请从头看一遍');
  await expect(terminal.getByRole('status').filter({ hasText: '已经撤回来了' })).toContainText(`${ITEMS[2]}已经办了`);
  await fill(terminal, whole);
  const cases = await mine();
  const standing = cases.filter(({ id, state }) => first.every((one) => one.id !== id) || state !== 'withdrawn');
  const fresh = cases.slice(0, 2);
  expect(fresh.map(({ itemName, state }) => [itemName, state])).toEqual([
    [ITEMS[1], 'received'],
    [ITEMS[0], 'received']
  ]);
  expect(standing.filter(({ bundle }) => bundle?.others.some(({ id }) => id === fresh[0]?.id))).not.toEqual([]);
  const states = cases
    .filter(({ id }) => first.some((one) => one.id === id))
    .map(({ itemName, state }) => [itemName, state]);
  expect(Object.fromEntries(states)).toEqual({
    [ITEMS[0]]: 'withdrawn',
    [ITEMS[1]]: 'withdrawn',
    [ITEMS[2]]: 'granted'
  });
});

test('after a death one form closes the pension and stops the allowances; the slips say what is still to be done', async ({
  terminal
}) => {
  const before = await idsNow();
  await open(terminal, /家里老人走了/, '身后一件事');
  await expect(terminal.getByText('房子、存款要过户，办“公证业务预约”')).toBeVisible();
  await shootBoth(terminal, 'bundle-guide-death');
  await start(terminal);
  await expect(terminal.getByText('万古春', { exact: false })).toBeVisible();
  const shown = await fill(terminal, await wholeOf('JS-05'));
  expect(shown.filter((id) => id.startsWith('question.'))).toEqual([
    'question.mobile',
    'question.relation',
    'question.benefits'
  ]);
  await expect.poll(async () => (await slipsSince(before)).length).toBe(2);
  const [first = '', second = ''] = (await slipsSince(before))
    .map(({ text }) => text.replaceAll(/\s/g, ''))
    .toReversed();
  expect(first).toContain('城乡居民养老保险注销登记');
  expect(first).toContain('亲属死亡信息');
  expect(first).toContain('7个工作日');
  expect(second).toContain('逝者待遇停发申报');
  expect(second).toContain('办完以后：房子、存款要过户，办“公证业务预约”');
  for (const text of [first, second]) expect(text).not.toContain('万古春');
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible({ timeout: 20_000 });
  await shootBoth(terminal, 'bundle-done-death');
});

test('whoever is registered already leaves that out, with keys alone, and is asked only the rest', async ({
  terminal
}) => {
  await open(terminal);
  await terminal.getByRole('button', { name: '只办其中几件' }).focus();
  await terminal.keyboard.press('Enter');
  await expect(terminal.locator('h1')).toHaveText('办哪几件？');
  const choice = (name: string) => terminal.getByRole('button', { name, exact: true });
  for (const name of ['失业登记', '领失业金', '登记找工作']) {
    await choice(name).focus();
    await terminal.keyboard.press('Space');
  }
  await expect(terminal.getByRole('alert')).toContainText('至少要办一件');
  await expect(choice('登记找工作')).toHaveAttribute('aria-pressed', 'true');
  await choice('领失业金').tap();
  await terminal.getByRole('button', { name: '就办这2件' }).tap();
  await expect(terminal.getByText('失业登记', { exact: true })).toBeVisible();
  await start(terminal);
  const shown = await fill(terminal, await wholeOf(CODE, ['SQ-01-001']));
  expect(shown).not.toContain('question.jobEndDate');
  expect(shown).toContain('question.jobEndReason');
  const [newest, other] = await mine();
  expect([newest?.itemName, other?.itemName]).toEqual([ITEMS[2], ITEMS[1]]);
  expect(newest?.bundle?.others.map(({ itemName }) => itemName)).toEqual([ITEMS[1]]);
});

test('somebody changes on the way what is left out: what was answered stays, what is new is asked', async ({
  terminal
}) => {
  await begin(terminal);
  const whole = await wholeOf();
  const answered: string[] = [];
  for (let id = await arrives(terminal); !id.endsWith('.jobEndDate'); id = await arrives(terminal)) {
    answered.push(id);
    await step(terminal, whole);
  }
  await terminal.goto(new URL(`/terminal/bundle/${CODE}`, terminal.url()).href);
  await terminal.getByRole('button', { name: '只办其中几件' }).tap();
  await terminal.getByRole('button', { name: '登记找工作', exact: true }).tap();
  await terminal.getByRole('button', { name: '就办这2件' }).tap();
  await terminal.locator('.action a').tap();
  // What stands there already is only looked at once more.
  for (const id of answered) {
    expect(await arrives(terminal)).toBe(id);
    await terminal.locator('.action button').tap();
    await expect(terminal.locator('.frame')).not.toHaveAttribute('data-page', id);
  }
  const shown = await fill(terminal, await wholeOf(CODE, ['SQ-01-007']));
  expect(shown).toContain('question.jobEndDate');
  expect(shown).not.toContain('question.wantJob');
  expect((await mine())[0]?.bundle?.others).toHaveLength(1);
});

test('a record that comes of the same application is asked of nobody, and whoever is called sees the whole form', async ({
  terminal,
  desk
}) => {
  const clerk = await desk('clerk');
  const whole = await wholeOf();
  await open(terminal);
  await start(terminal, 'nothing');
  while (!(await arrives(terminal)).startsWith('material.')) await step(terminal, whole);
  await terminal.getByRole('contentinfo').getByRole('button', { name: '马上找人' }).tap();
  await expect(clerk.getByRole('region', { name: '终端有人找' }).getByRole('alert')).toContainText('在办失业一件事');
  await clerk.keyboard.press('F2');
  await expect(clerk.getByText('您去演示终端')).toBeVisible();
  await clerk.keyboard.press('F2');
  await expect(clerk.getByRole('heading', { level: 1, name: '失业一件事' })).toBeVisible();
  const row = (name: string) => clerk.getByRole('row').filter({ has: clerk.getByRole('rowheader', { name }) });
  await expect(row('失业原因')).toContainText('合同到期');
  await expect(row('失业登记信息')).toContainText('随本次办理产生');
  await expect(row('停保原因')).toContainText('还没有选怎么办');
  await clerk.getByRole('main').getByRole('button', { name: '好了' }).click();

  const shown: string[] = [];
  for (let pages = 0; pages < 40; pages++) {
    shown.push(`${await arrives(terminal)} ${await terminal.locator('h1').textContent()}`);
    if ((await step(terminal, whole)) === 'confirm') break;
  }
  expect(shown.filter((page) => page.startsWith('material.')).join()).not.toContain('失业登记信息');
  await expect(terminal.locator('h1')).toHaveText('交好了');
  const made = (await mine()).find(({ itemName }) => itemName === ITEMS[1]);
  await clerk.goto(new URL(`/window/cases/${made?.id}`, clerk.url()).href);
  await expect(clerk.getByRole('row').filter({ hasText: '失业登记信息' })).toContainText('随本次办理产生');
});
