import type { Page } from 'playwright/test';
import { parseSlipCode } from '../../server/contract/case-number.ts';
import type { ResidentCase } from '../../server/contract/case-wire.ts';
import type { Item } from '../../server/contract/item.ts';
import { finish } from './applying.ts';
import { agent, bench, expect, lastSlip, server, test } from './stage.ts';

/** An item without a signature: few pages, and whoever tries twice really tries the same. */
const ITEM = 'SQ-02-003';

async function begin(page: Page, card: string): Promise<Item> {
  await page.goto(new URL(`/terminal/item/${ITEM}`, page.url()).href);
  await page.locator('.action a').click();
  await page.waitForURL(/sign-in/);
  await bench.tap(card);
  await page.waitForURL(/apply/);
  return agent<Item>(`/api/catalogue/items/${ITEM}`);
}

/** Up to the page that asks whether to hand in. */
async function toConfirm(page: Page, item: Item): Promise<void> {
  const arrived = new Error('the last page');
  await finish(page, item, async (_, kind) => {
    if (kind === 'confirm') throw arrived;
  }).catch((error: unknown) => {
    if (error !== arrived) throw error;
  });
  await expect(page.locator('h1')).toHaveText('交上去吗？');
}

/** The agent gets it, the server keeps it, and the page never hears of it. */
async function handInUnheard(page: Page): Promise<void> {
  await page.route('**/agent/submit', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: '交上去' }).click();
  await expect(page.getByText('机器里的程序没有应答。')).toBeVisible();
  await page.unroute('**/agent/submit');
}

const mine = async (): Promise<readonly ResidentCase[]> =>
  (await agent<{ cases: ResidentCase[] }>('/api/my/cases')).cases.filter(({ itemCode }) => itemCode === ITEM);
const slipsOf = async (number: string): Promise<number> =>
  (await bench.status()).slips.filter(({ codes }) => codes.map(parseSlipCode).includes(number)).length;

test('a double tap, a reload and the back button give one case and one slip', async ({ terminal }) => {
  await toConfirm(terminal, await begin(terminal, 'li-zhi-jian'));
  const before = (await mine()).length;
  await terminal.getByRole('button', { name: '交上去' }).dblclick();
  await expect(terminal.locator('h1')).toHaveText('交好了');
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  await terminal.reload();
  await expect(terminal.locator('h1')).toHaveText('交好了');
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  await terminal.goBack();
  await expect(terminal.locator('h1')).toHaveText('交好了');
  const after = await mine();
  expect(after).toHaveLength(before + 1);
  expect(await slipsOf(after[0]?.number ?? '')).toBe(1);
});

test('an answer that was lost on the way is asked for again and is the same case', async ({ terminal }) => {
  await toConfirm(terminal, await begin(terminal, 'guli'));
  const before = (await mine()).length;
  await handInUnheard(terminal);
  const [first] = await mine();
  await terminal.getByRole('button', { name: '再试一次' }).click();
  await terminal.getByRole('button', { name: '交上去' }).click();
  await expect(terminal.locator('h1')).toHaveText('交好了');
  await expect(terminal.getByText(/刚才已经交过，编号还是这一个/)).toBeVisible();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const after = await mine();
  expect(after).toHaveLength(before + 1);
  expect(after[0]?.number).toBe(first?.number);
  expect(await slipsOf(first?.number ?? '')).toBe(1);
});

test('an answer that was lost is there after a reload: the case and its one slip, and no way to file it again', async ({
  terminal
}) => {
  await toConfirm(terminal, await begin(terminal, 'yuan-dao-lai'));
  const before = (await mine()).length;
  await handInUnheard(terminal);
  await terminal.reload();
  await expect(terminal.locator('h1')).toHaveText('交好了');
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  await terminal.reload();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const after = await mine();
  expect(after).toHaveLength(before + 1);
  expect(await slipsOf(after[0]?.number ?? '')).toBe(1);
  // The same item may be the next, once this one is put aside.
  await terminal.getByRole('button', { name: '再办一件' }).click();
  await terminal.goto(new URL(`/terminal/apply/${ITEM}`, terminal.url()).href);
  await expect(terminal.locator('h1')).toHaveText('这次给谁办？');
});

test('a reload while it is being handed in gives one case', async ({ terminal }) => {
  await toConfirm(terminal, await begin(terminal, 'rare-name'));
  const before = (await mine()).length;
  server.freeze();
  try {
    const sent = terminal.waitForRequest('**/agent/submit');
    await terminal.getByRole('button', { name: '交上去' }).click();
    await sent;
    await terminal.reload();
  } finally {
    server.thaw();
  }
  await expect.poll(async () => (await mine()).length).toBe(before + 1);
  await terminal.reload();
  await expect(terminal.locator('h1')).toHaveText('交好了');
  expect(await mine()).toHaveLength(before + 1);
});

test('an item that changed meanwhile is gone through again with every answer kept', async ({ terminal }) => {
  await toConfirm(terminal, await begin(terminal, 'permanent'));
  await terminal.route(
    '**/agent/submit',
    (route) => route.fulfill({ status: 409, json: { error: { code: 'item.stale' } } }),
    { times: 1 }
  );
  await terminal.getByRole('button', { name: '交上去' }).click();
  await expect(terminal.getByRole('alert')).toContainText('这个事项刚刚更新了办法。请再看一遍，填过的都还在。');
});

test('a reload in the middle loses no answer, and the way back goes page by page', async ({ terminal }) => {
  const item = await begin(terminal, 'yuan-dao-lai');
  await toConfirm(terminal, item);
  await terminal.reload();
  await expect(terminal.locator('h1')).toHaveText('交上去吗？');
  const titles: string[] = [];
  while (terminal.url().includes('page=')) {
    const title = (await terminal.locator('h1').textContent()) ?? '';
    titles.push(title);
    await terminal.getByRole('button', { name: '上一步' }).click();
    await expect(terminal.locator('h1')).not.toHaveText(title);
  }
  expect(titles.at(-1)).toBe('这些我们已经知道，不用再填');
  await expect(terminal.locator('h1')).toHaveText(item.name);
  // Begun again it stands where it was left: everything answered is still there.
  await terminal.locator('.action a').click();
  await expect(terminal.locator('h1')).toHaveText('交上去吗？');
});

test('the server is away: the application lies sealed in the machine and goes when it is back', async ({
  terminal
}) => {
  await toConfirm(terminal, await begin(terminal, 'hong-kong'));
  const before = (await mine()).length;
  server.freeze();
  try {
    await terminal.getByRole('button', { name: '交上去' }).click();
    await expect(terminal.locator('h1')).toHaveText('申请收好了，等系统联上就交', { timeout: 30_000 });
    await expect(terminal.getByText(/^[0-9A-F]{4} [0-9A-F]{4}$/)).toBeVisible();
  } finally {
    server.thaw();
  }
  await expect.poll(async () => (await agent<{ outbox: number }>('/agent/status')).outbox, { timeout: 30_000 }).toBe(0);
  expect(await mine()).toHaveLength(before + 1);
});

test('a slip printed a second time carries the same number and says so', async ({ terminal }) => {
  await toConfirm(terminal, await begin(terminal, 'permanent'));
  await terminal.getByRole('button', { name: '交上去' }).click();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const first = await lastSlip();
  expect(first.text).not.toContain('补打');
  await terminal.getByRole('button', { name: '再打一张' }).click();
  await expect.poll(async () => (await lastSlip()).id).not.toBe(first.id);
  const second = await lastSlip();
  expect(second.codes).toEqual(first.codes);
  expect(second.text).toContain('补打');
});
