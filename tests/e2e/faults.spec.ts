import type { Page } from 'playwright/test';
import { parseSlipCode } from '../../server/contract/case-number.ts';
import type { Item } from '../../server/contract/item.ts';
import { applyFor, arrives, finish, step } from './applying.ts';
import { agent, bench, expect, killAgent, lastSlip, pdfText, test } from './stage.ts';

const at = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);
const ITEM = 'SQ-02-003';

test('a card past its day is told why, and what to do', async ({ terminal }) => {
  await bench.tap('expired');
  await expect(terminal.locator('h1')).toHaveText('身份证过了有效期，不能用来办事。');
  await expect(terminal.getByText(/请先到公安派出所换证/)).toBeVisible();
  expect(await agent('/agent/status')).toMatchObject({ session: null });
});

test('a reader that is pulled out is said at once, and is found again when it is back', async ({ terminal }) => {
  await bench.change({ reader: { connected: false } });
  await expect(terminal.locator('h1')).toHaveText('先看看要办哪一件');
  await at(terminal, `/terminal/sign-in?item=${ITEM}`);
  await expect(terminal.getByText('读卡器没有接好，这台机器现在刷不了身份证。')).toBeVisible();
  await bench.change({ reader: { connected: true } });
  await expect(terminal.getByText('把身份证平放在读卡处')).toBeVisible();
  await bench.tap('wan-shi-tong');
  await expect(terminal).toHaveURL(/apply/);
});

test('paper that is out is told before anybody starts; the case is kept, and one slip comes once there is paper', async ({
  terminal
}) => {
  await bench.change({ slipPrinter: { paper: 'out' } });
  await expect(terminal.getByText(/回执打印机没有备好/)).toBeVisible();
  const number = await applyFor(terminal, ITEM, { card: 'guli' });
  await expect(terminal.getByText(/打印机没有纸了。/)).toBeVisible();
  await expect(terminal.getByText(/您的申请已经记下，不会丢/)).toBeVisible();
  await bench.change({ slipPrinter: { paper: 'enough' } });
  await terminal.getByRole('button', { name: '打印回执' }).click();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const printed = (await bench.status()).slips.filter(({ codes }) => codes.map(parseSlipCode).includes(number));
  expect(printed).toHaveLength(1);
});

test('a printer that is pulled out leaves the number on the screen', async ({ terminal }) => {
  await bench.change({ slipPrinter: { connected: false } });
  await applyFor(terminal, ITEM, { card: 'hong-kong' });
  await expect(terminal.getByText(/打印机没有接上。/)).toBeVisible();
  await expect(terminal.getByText(/请把屏幕上的编号抄下来/)).toBeVisible();
  await expect(terminal.locator('.code')).toHaveText(/^\d{3} \d{3}$/);
});

test('the filled form is printed on A4 and reads back; without the printer its button says so', async ({
  terminal
}) => {
  const number = await applyFor(terminal, 'SQ-01-001', { card: 'wan-shi-tong' });
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  await terminal.getByRole('button', { name: '打印申请表' }).click();
  await expect(terminal.getByText('打印好了，请取走')).toHaveCount(2);
  const [document] = (await bench.status()).documents;
  const text = await pdfText(document?.file ?? '');
  for (const part of ['失业人员登记表', '万事通', number]) expect(text).toContain(part);
  await bench.change({ documentPrinter: { connected: false } });
  await terminal.getByRole('button', { name: '打印申请表' }).click();
  await expect(terminal.getByText(/打印机没有接上。/)).toBeVisible();
});

/** From the guide to the page of the record that could not be had. */
async function toMaterial(page: Page, code: string, card: string): Promise<Item> {
  await at(page, `/terminal/item/${code}`);
  await page.locator('.action a').click();
  await page.waitForURL(/sign-in/);
  await bench.tap(card);
  await page.getByRole('button', { name: /本人办理/ }).click({ timeout: 20_000 });
  await page.waitForURL(/page=/, { timeout: 20_000 });
  const item = await agent<Item>(`/api/catalogue/items/${code}`);
  while (!(await arrives(page)).startsWith('material')) await step(page, item);
  return item;
}

test('no record: a promise where the item allows it, and the case says so', async ({ terminal }) => {
  const item = await toMaterial(terminal, 'SQ-05-006', 'nothing');
  await expect(terminal.getByText(/没有查到您的/)).toBeVisible();
  await expect(terminal.getByRole('button', { name: '等一会儿，再查一次' })).toHaveCount(0);
  await finish(terminal, item);
  expect((await lastSlip()).text).toMatch(/收件回执/);
});

test('an expired record is shown as expired and is brought later; the slip lists it, complete', async ({
  terminal
}) => {
  const item = await toMaterial(terminal, 'SQ-04-001', 'outdated');
  await expect(terminal.getByText(/您的这一份过期了/)).toBeVisible();
  await step(terminal, item);
  await finish(terminal, item);
  await expect(terminal.getByText('还要补交（不耽误受理）')).toBeVisible();
  const { text } = await lastSlip();
  expect(text.replaceAll(/\s/g, '')).toContain('1.居民户口簿（户籍信息）');
});

test('a record that names somebody else is for people to sort out', async ({ terminal }) => {
  const item = await toMaterial(terminal, 'SQ-05-006', 'outdated');
  while (!(await terminal.getByText(/对不上/).isVisible())) {
    await step(terminal, item);
    await arrives(terminal);
  }
  await expect(terminal.locator('main').getByRole('button')).toHaveText([/到窗口办/]);
  await terminal.getByRole('button', { name: /到窗口办/ }).click();
  await expect(terminal.locator('h1')).toHaveText('好的，请到窗口办');
});

test('a library that is slow is waited for with words, and can be asked again', async ({ terminal }) => {
  test.setTimeout(120_000);
  await toMaterial(terminal, 'SQ-05-006', 'slow');
  await expect(terminal.getByText(/系统现在很慢/)).toBeVisible();
  await terminal.getByRole('button', { name: /等一会儿，再查一次/ }).click();
  await expect(terminal.getByText(/正在替您查“/)).toBeVisible();
  await expect(terminal.getByText(/系统现在很慢/)).toBeVisible({ timeout: 20_000 });
});

test('a page that breaks shows a sentence and a way on, never nothing', async ({ terminal }) => {
  await at(terminal, '/terminal/item/SQ-99-999');
  await expect(terminal.getByText('没有这个事项，或者已经停办。')).toBeVisible();
  await at(terminal, '/terminal/no-such-page');
  await expect(terminal.getByText('没有这一页')).toBeVisible();
  await terminal.getByRole('button', { name: '回首页' }).click();
  await expect(terminal.locator('h1')).toHaveText('来办事，刷一下身份证');
});

test('a terminal whose program was killed loads itself anew, once, and works', async ({ terminal }) => {
  await bench.tap('wan-shi-tong');
  await expect(terminal).toHaveURL(/welcome/);
  let loads = 0;
  terminal.on('load', () => loads++);
  const token = () => terminal.locator('meta[name=yimen]').getAttribute('content');
  const before = await token();
  const anew = terminal.waitForEvent('load', { timeout: 30_000 });
  killAgent();
  await anew;
  expect(await token()).not.toBe(before);
  await expect(terminal.locator('h1')).toHaveText('来办事，刷一下身份证');
  await bench.tap('fu-shou');
  await expect(terminal).toHaveURL(/welcome/);
  expect(loads).toBe(1);
});

test('a page that is refused as soon as it is there loads itself again after a while, and does not spin', async ({
  terminal
}) => {
  // The route stays to the end: taking it away while the page loads its scripts can leave one of them hanging.
  let refused = true;
  await terminal.route('**/{agent,api}/**', (route) =>
    refused ? route.fulfill({ status: 403, json: { error: { code: 'request.token' } } }) : route.continue()
  );
  await terminal.reload();
  const since = performance.now();
  await expect(terminal.getByText('这台机器正在自己恢复')).toBeVisible();
  const again = terminal.waitForEvent('load');
  refused = false;
  await again;
  expect(performance.now() - since).toBeGreaterThan(4000);
  await expect(terminal.locator('h1')).toHaveText('来办事，刷一下身份证');
});
