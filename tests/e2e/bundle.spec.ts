import type { Page } from 'playwright/test';
import { type Bundle, bundled } from '../../server/contract/bundle.ts';
import type { Item } from '../../server/contract/item.ts';
import type { ResidentCase } from '../../server/contract/wire.ts';
import { arrives, step } from './applying.ts';
import { agent, bench, expect, type Paper, test } from './stage.ts';

const CODE = 'JS-01';
const ITEMS = ['失业登记', '失业保险金申领', '求职登记与岗位推荐'] as const;

/** The 一件事 as the terminal puts it together. */
async function wholeOf(): Promise<Item> {
  const { bundles } = await agent<{ bundles: readonly Bundle[] }>('/api/catalogue');
  const bundle = bundles.find(({ code }) => code === CODE);
  if (!bundle) throw new Error(`${CODE} is not offered`);
  const parts = await Promise.all(bundle.items.map((code) => agent<Item>(`/api/catalogue/items/${code}`)));
  return bundled(bundle, parts).whole;
}

/** From everything that is offered to the first page of the form. */
async function begin(page: Page): Promise<void> {
  await page.goto(new URL('/terminal/browse', page.url()).href);
  await page.getByRole('link', { name: /一件事，一次办/ }).tap();
  await page.getByRole('link', { name: /没了工作/ }).tap();
  await expect(page.locator('h1')).toHaveText('失业一件事');
  await expect(page.getByText('什么都不用带，刷身份证就行')).toBeVisible();
  await page.locator('.action a').tap();
  await bench.tap('wan-shi-tong');
  await page.getByRole('button', { name: /本人办理/ }).tap();
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
