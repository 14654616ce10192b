import type { Page } from 'playwright/test';
import type { ResidentCase } from '../../server/contract/case-wire.ts';
import type { Item } from '../../server/contract/item.ts';
import { applyFor, finish, step } from './applying.ts';
import { doAct } from './filing.ts';
import { agent, bench, expect, lastSlip, server, test } from './stage.ts';

/** It waits for people, and has a signature. */
const ITEM = 'SQ-05-006';
const DECIDES_ITSELF = 'SQ-02-005';
const ANONYMOUS = 'SQ-08-005';

const back = (page: Page) => page.getByRole('button', { name: '撤回来改' });
const mine = async (): Promise<readonly ResidentCase[]> =>
  (await agent<{ cases: ResidentCase[] }>('/api/my/cases')).cases.filter(({ itemCode }) => itemCode === ITEM);
const states = async (numbers: readonly string[]) =>
  (await mine()).filter(({ number }) => numbers.includes(number)).map(({ state }) => state);

/** From the page that shows everything once more to the case. */
async function handInAgain(page: Page): Promise<string> {
  return finish(page, await agent<Item>(`/api/catalogue/items/${ITEM}`));
}

test('a mistake seen on the last page is taken back: everything is still filled in, and the slip counts no more', async ({
  terminal
}) => {
  const first = await applyFor(terminal, ITEM, { card: 'fu-shou' });
  await expect(terminal.getByText('交错了？30秒内可以撤回来改')).toBeVisible();
  await expect(terminal.getByText(/^还有\d+秒$/)).toBeVisible();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const shortCode = (await terminal.locator('.code').first().textContent()) ?? '';
  await back(terminal).click();
  await expect(terminal.locator('h1')).toHaveText('请从头看一遍');
  await expect(terminal.getByRole('status').filter({ hasText: '已经撤回来了' })).toContainText(shortCode);
  await terminal.reload();
  await expect(terminal.locator('h1')).toHaveText('请从头看一遍');
  await expect(terminal.getByText(/已经撤回来了，填过的都还在/)).toBeVisible();
  const second = await handInAgain(terminal);
  expect(second).not.toBe(first);
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  expect((await lastSlip()).text.replaceAll(/\s/g, '')).toContain(second.slice(-6));
  expect(await states([first, second])).toEqual(['received', 'withdrawn']);
});

test('the offer goes away quietly when the time is over, and the rest of the page stays', async ({ terminal }) => {
  await terminal.clock.install();
  await applyFor(terminal, ITEM, { card: 'guli' });
  await expect(back(terminal)).toBeVisible();
  await terminal.clock.fastForward(31_000);
  await expect(back(terminal)).toHaveCount(0);
  await expect(terminal.getByRole('status').filter({ hasText: '可以撤回的时间过了' })).toHaveCount(1);
  await expect(terminal.locator('h1')).toHaveText('交好了');
});

test('an undoing whose answer was lost happens once, whether the button is pressed again or the page is loaded anew', async ({
  terminal
}) => {
  for (const again of ['press', 'reload'] as const) {
    const number = await applyFor(terminal, ITEM, { card: 'li-zhi-jian' });
    await terminal.route('**/agent/undo', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await back(terminal).click();
    await expect(terminal.getByText(/机器里的程序没有应答。/)).toBeVisible();
    await terminal.unroute('**/agent/undo');
    if (again === 'press') await back(terminal).click();
    else await terminal.reload();
    await expect(terminal.getByText(/已经撤回来了，填过的都还在/)).toBeVisible();
    const second = await handInAgain(terminal);
    expect(await states([number, second])).toEqual(['received', 'withdrawn']);
    await terminal.getByRole('button', { name: '再办一件' }).click();
    await agent('/agent/session', 'DELETE');
    await bench.lift();
    await terminal.goto(new URL('/terminal', terminal.url()).href);
  }
});

test('what a member of staff has taken meanwhile stays with them, and the page says so', async ({ terminal, desk }) => {
  const window = await desk('clerk');
  const number = await applyFor(terminal, ITEM, { card: 'yuan-dao-lai' });
  const made = (await mine()).find((one) => one.number === number);
  await doAct(window.request, made?.id ?? '', { act: 'claim' });
  await back(terminal).click();
  await expect(terminal.getByRole('alert')).toContainText('工作人员已经开始办了，这里撤不回来。');
  await expect(back(terminal)).toHaveCount(0);
  expect(await states([number])).toEqual(['received']);
});

test('what is decided at once is not offered to be taken back', async ({ terminal }) => {
  await applyFor(terminal, DECIDES_ITSELF, { card: 'wan-shi-tong' });
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  await expect(back(terminal)).toHaveCount(0);
});

test('without a card it is taken back all the same', async ({ terminal }) => {
  const item = await agent<Item>(`/api/catalogue/items/${ANONYMOUS}`);
  await terminal.goto(new URL(`/terminal/sign-in?item=${ANONYMOUS}`, terminal.url()).href);
  await terminal.getByRole('button', { name: '不刷身份证，直接办' }).click();
  await terminal.waitForURL(/page=/);
  const first = await finish(terminal, item);
  await back(terminal).click();
  await expect(terminal.locator('h1')).toHaveText('请从头看一遍');
  expect(await finish(terminal, item)).not.toBe(first);
});

test('the server is away: what may have arrived is not said to be taken back; once it answers, it is', async ({
  terminal
}) => {
  const item = await agent<Item>(`/api/catalogue/items/${ITEM}`);
  const first = await applyFor(terminal, ITEM, { card: 'hong-kong' });
  await back(terminal).click();
  await expect(terminal.locator('h1')).toHaveText('请从头看一遍');
  while ((await terminal.locator('.frame').getAttribute('data-page')) !== 'confirm') await step(terminal, item);
  server.freeze();
  try {
    await terminal.getByRole('button', { name: '交上去' }).click();
    await expect(terminal.locator('h1')).toHaveText('申请收好了，等系统联上就交', { timeout: 30_000 });
    await back(terminal).click();
    await expect(terminal.getByRole('button', { name: '正在撤回' })).toBeVisible();
  } finally {
    server.thaw();
  }
  await expect(terminal.locator('h1')).toHaveText('请从头看一遍', { timeout: 30_000 });
  await expect.poll(async () => (await agent<{ outbox: number }>('/agent/status')).outbox).toBe(0);
  await expect.poll(async () => (await mine()).filter(({ state }) => state === 'received')).toEqual([]);
  expect(await states([first])).toEqual(['withdrawn']);
});
