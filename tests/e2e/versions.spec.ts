import type { Page } from 'playwright/test';
import { openLine } from './line.ts';
import { expect, serverUrl, test } from './stage.ts';

/** A page that is loaded anew has lost it. */
const mark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute('data-seen', ''));
const marked = (page: Page) => page.locator('html[data-seen]');
const changePages = (page: Page) =>
  page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'another' } }));

/** As when somebody comes back to the window's browser; ends once it knows which pages the centre has. */
async function comeBack(page: Page): Promise<void> {
  const told = page.waitForResponse('**/_app/version.json');
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await (await told).finished();
}

test('a window stays as it is while the centre has the same pages, and goes to others at the next way', async ({
  desk
}) => {
  const page = await desk('clerk');
  const nav = page.getByRole('navigation', { name: '窗口' });
  await mark(page);
  await comeBack(page);
  await nav.getByRole('link', { name: '事项' }).click();
  await expect(page).toHaveURL(/catalogue$/);
  await expect(marked(page)).toHaveCount(1);

  await changePages(page);
  await comeBack(page);
  // What is being written stays until somebody goes elsewhere.
  await expect(marked(page)).toHaveCount(1);
  await nav.getByRole('link', { name: '清单' }).click();
  await expect(page).toHaveURL(/lists$/);
  await expect(marked(page)).toHaveCount(0);
  await expect(nav).toBeVisible();
});

test('a window whose line was lost asks for the pages when it is back', async ({ desk }) => {
  const page = await desk('clerk');
  const told = page.waitForResponse('**/_app/version.json');
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await expect(page.getByText('连接断了，正在重连')).toBeVisible();
  await told;
  await expect(page.getByText('实时')).toBeVisible();
});

test('a display whose line was cut loads itself anew where the centre came back with other pages, and else not', async ({
  page
}) => {
  const line = await openLine(serverUrl());
  const lost = page.getByText(/连不上中心/);
  await page.goto(`${line.url}/hall?sound=off`);
  await expect(page.getByText('还没有开始叫号')).toBeVisible();
  await mark(page);
  line.cut();
  await expect(lost).toBeVisible();
  const told = page.waitForResponse('**/_app/version.json');
  line.mend();
  await (await told).finished();
  await expect(lost).toBeHidden();
  await expect(marked(page)).toHaveCount(1);

  await changePages(page);
  line.cut();
  await expect(lost).toBeVisible();
  line.mend();
  await expect(marked(page)).toHaveCount(0);
  await expect(lost).toBeHidden();
  await page.close();
  await line.close();
});
