import type { Page } from 'playwright/test';
import { words } from '../../kiosk/src/lib/words/zh.ts';
import { axeFaults, bringAxe } from '../a11y/stage.ts';
import { keepLook } from './desk.ts';
import { agentUrl, expect, test } from './stage.ts';

async function see(page: Page, name: string): Promise<void> {
  await keepLook(page, name);
  await bringAxe(page);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFaults(page)).toEqual([]);
  }
}

test.beforeEach(({ page }) => page.setViewportSize({ width: 1920, height: 1080 }));

test('every page of the terminal is in the gallery, as its user chooses to see it', async ({ page }) => {
  await page.goto(`${agentUrl()}/bench/gallery`);
  const first = page.frameLocator('iframe').first();
  await expect(first.getByRole('heading', { name: '来办事，刷一下身份证' })).toBeVisible();
  await expect(first.getByText('东坡路社区')).toBeVisible();
  await see(page, 'gallery');
  await page.getByText('最大', { exact: true }).click();
  await page.getByText('黑底黄字', { exact: true }).click();
  await expect(first.locator('html')).toHaveAttribute('data-text-size', '3');
  await expect(first.locator('html')).toHaveAttribute('data-contrast', 'yellow-on-black');
  await page.getByText('横', { exact: true }).click();
  await expect(page.locator('iframe').first()).toHaveAttribute('width', '1920');
  await page.reload();
  await expect(first.locator('html')).toHaveAttribute('data-text-size', '3');
  await expect(page).toHaveURL(/stands=landscape/);
});

test('one of them is opened large, used as the page it is, and left for the next by a key', async ({ page }) => {
  await page.goto(`${agentUrl()}/bench/gallery`);
  await page.getByRole('button', { name: '等人来', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const shown = dialog.frameLocator('iframe');
  await expect(dialog.getByRole('button', { name: /前一页/ })).toBeDisabled();
  await shown.getByRole('button', { name: '看不清' }).click();
  await expect(shown.getByRole('dialog')).toBeVisible();
  await shown.getByRole('button', { name: words.frame.close }).click();
  // A link leads nowhere: the scene stays what it is.
  await shown.getByRole('link', { name: /高龄津贴/ }).click();
  await expect(shown.getByRole('heading', { name: '来办事，刷一下身份证' })).toBeVisible();
  await dialog.getByRole('button', { name: /后一页/ }).click();
  await expect(page).toHaveURL(/scene=idle-troubles/);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/scene=idle-no-catalogue/);
  await dialog.getByText('夜间', { exact: true }).click();
  await expect(shown.locator('html')).toHaveAttribute('data-contrast', 'night');
  await see(page, 'gallery-large');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page).not.toHaveURL(/scene=/);
});

test('only a scene is drawn in a frame, and only by a page of the same terminal', async ({ request }) => {
  const policyOf = async (path: string) => {
    const headers = (await request.get(`${agentUrl()}${path}`)).headers();
    return [/frame-ancestors '(\w+)'/.exec(headers['content-security-policy'] ?? '')?.[1], headers['x-frame-options']];
  };
  expect(await policyOf('/bench/gallery/idle')).toEqual(['self', 'SAMEORIGIN']);
  for (const path of ['/bench/gallery', '/bench', '/terminal', '/terminal/browse', '/desk'])
    expect(await policyOf(path), path).toEqual(['none', 'DENY']);
});
