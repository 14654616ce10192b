import { BOTH, keepLook, see } from './desk.ts';
import { agentUrl, bench, expect, serverUrl, test } from './stage.ts';

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
  await expect(page.getByText(/问谁：服务窗口/)).toBeVisible();
  await expect(page.getByText('演示：人物和数据都是编的')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-contrast', 'night');
});
