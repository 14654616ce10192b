import { BOTH, keepLook, see } from './desk.ts';
import { file } from './filing.ts';
import { agent, agentUrl, bench, expect, lastSlip, serverUrl, test } from './stage.ts';

const WIDE = { width: 1920, height: 1080 };

test.beforeEach(async ({ page }) => {
  await page.setViewportSize(WIDE);
  await bench.reset();
});
test.afterEach(() => bench.reset());

test('the front page leads to the terminal, the window and the bench, and says it is a demonstration', async ({
  page
}) => {
  await page.goto(serverUrl());
  await expect(page.getByText('演示：人物和数据都是编的')).toBeVisible();
  await see(page, 'front', BOTH);
  await page.setViewportSize({ width: 1366, height: 768 });
  await keepLook(page, 'front-1366');
  await expect(page.getByRole('link', { name: '终端' })).toHaveAttribute('href', `${agentUrl()}/`);
  await expect(page.getByRole('link', { name: '演示台' })).toHaveAttribute('href', `${agentUrl()}/bench`);
  await page.getByRole('link', { name: '窗口' }).click();
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
  await page.goto(serverUrl());
  await page.getByRole('link', { name: '终端' }).click();
  await expect(page).toHaveURL(`${agentUrl()}/terminal`);
});

test('a page that is not there says so, and leads back to where one came from', async ({ page }) => {
  await page.goto(`${serverUrl()}/window/nothing`);
  await expect(page.getByRole('heading', { name: '没有这一页' })).toBeVisible();
  await expect(page.getByText('演示：人物和数据都是编的')).toBeVisible();
  await expect(page.getByText('请找系统管理员')).toBeVisible();
  await see(page, 'nothing', BOTH);
  await page.getByRole('link', { name: '回到首页' }).click();
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
});

test('a page that is not there is dark where the computer is, at the terminal as its user chose', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const address of [`${serverUrl()}/window/nothing`, `${serverUrl()}/nothing`]) {
    await page.goto(address);
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'night');
  }
  await page.goto(`${agentUrl()}/terminal/nothing`);
  await expect(page.getByText('请到服务窗口，或按“马上找人”')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-contrast', 'night');
});

test('the bench puts a card on the reader and lifts it again', async ({ page }) => {
  await page.goto(`${agentUrl()}/bench`);
  await expect(page.getByText('演示：人物和数据都是编的')).toBeVisible();
  await page.getByRole('button', { name: '福寿长' }).click();
  await expect(page.getByRole('button', { name: '福寿长' })).toHaveAttribute('aria-pressed', 'true');
  expect((await bench.status()).card).toBe('fu-shou');
  await see(page, 'bench', BOTH);
  await page.getByRole('button', { name: '拿起来' }).click();
  await expect(page.getByText('上面没有卡')).toBeVisible();
  expect((await bench.status()).card).toBeNull();
});

test('the bench pulls cables and paper, each said in words, and puts everything right at once', async ({ page }) => {
  await page.goto(`${agentUrl()}/bench`);
  const reader = async () =>
    (await agent<{ devices: { reader: { state: string } } }>('/agent/status')).devices.reader.state;
  await page.getByRole('button', { name: '拔掉读卡器' }).click();
  await expect(page.getByText('线拔了')).toBeVisible();
  await expect.poll(reader).not.toBe('ready');
  await page.getByRole('button', { name: '纸快用完' }).click();
  await expect(page.getByText('纸快没了')).toBeVisible();
  await page.getByRole('button', { name: '抽走纸' }).first().click();
  await page.getByRole('button', { name: '打开盖子' }).click();
  await expect(page.getByText('盖子开着')).toBeVisible();
  expect((await bench.status()).slipPrinter).toMatchObject({ paper: 'out', coverOpen: true });
  await keepLook(page, 'bench-faults');
  await page.getByRole('button', { name: '全部复位' }).click();
  await expect(page.getByText('盖子盖好')).toBeVisible();
  await expect.poll(reader).toBe('ready');
});

test('the paper that came out is on the bench as it comes, large enough to read', async ({ page }) => {
  await page.goto(`${agentUrl()}/bench`);
  const made = await file('SQ-05-006', { print: true });
  const paper = page.getByRole('img', { name: /打印的回执/ });
  await expect(paper).toBeVisible();
  await expect.poll(async () => (await lastSlip()).text).toContain(made.shortCode.slice(0, 3));
  await expect.poll(() => paper.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(400);
  expect((await paper.boundingBox())?.width).toBeGreaterThan(300);
  await see(page, 'bench-paper');
  await page.setViewportSize({ width: 1366, height: 768 });
  await keepLook(page, 'bench-1366');
});
