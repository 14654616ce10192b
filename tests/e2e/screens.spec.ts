import type { Page } from 'playwright/test';
import { applyFor, EVERY_KIND, type Look } from './applying.ts';
import { shootBoth } from './screens.ts';
import { bench, expect, test } from './stage.ts';

const at = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);

test('the pages of nobody stand in both ways', async ({ terminal }) => {
  await expect(terminal.getByRole('link', { name: /高龄津贴/ })).toBeVisible();
  await shootBoth(terminal, 'idle');
  await at(terminal, '/terminal?ended');
  await expect(terminal.locator('h1')).toHaveText('请拿好身份证和纸');
  await shootBoth(terminal, 'ended');
  for (const [name, path, text] of [
    ['browse', '/terminal/browse', '找工作、失业'],
    ['field', '/terminal/field/05', '临时救助申请'],
    ['search', '/terminal/search', '还没有按字母'],
    ['guide', '/terminal/item/SQ-05-001', '最低生活保障申请'],
    ['sign-in', '/terminal/sign-in?item=SQ-08-005', '把身份证平放在读卡处'],
    ['progress', '/terminal/progress', '刷身份证查'],
    ['not-found', '/terminal/no-such-page', '没有这一页']
  ] as const) {
    await at(terminal, path);
    await expect(terminal.getByText(text).first()).toBeVisible();
    await shootBoth(terminal, name);
  }
});

test('searching, looking up by code, the sheets and the countdown stand in both ways', async ({ terminal }) => {
  await at(terminal, '/terminal/search');
  for (const letter of ['D', 'B']) await terminal.getByRole('button', { name: letter, exact: true }).click();
  await expect(terminal.getByText('最低生活保障申请')).toBeVisible();
  await shootBoth(terminal, 'search-found');
  await at(terminal, '/terminal/progress');
  await terminal.getByRole('button', { name: /凭回执上的六位短码查/ }).click();
  await shootBoth(terminal, 'progress-short');
  await at(terminal, '/terminal/progress');
  await terminal.getByRole('button', { name: /凭办件编号查/ }).click();
  await shootBoth(terminal, 'progress-number');
  for (const [name, button] of [
    ['sheet-look', '看不清'],
    ['sheet-person', '马上找人'],
    ['sheet-end', '结束']
  ] as const) {
    await terminal.getByRole('contentinfo').getByRole('button', { name: button }).click();
    await expect(terminal.getByRole('dialog')).toBeVisible();
    await shootBoth(terminal, name);
    await terminal.keyboard.press('Escape');
  }
});

test('every page of an application stands in both ways', async ({ terminal }) => {
  test.setTimeout(240_000);
  const seen = new Set<string>();
  for (const code of EVERY_KIND) {
    const look: Look = async (page, kind) => {
      const name = kind.startsWith('question') ? `apply-${code}-${kind}` : `apply-${kind}`;
      if (seen.has(name)) return;
      seen.add(name);
      await shootBoth(page, name);
    };
    await applyFor(terminal, code, { look });
    await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
    if (code === EVERY_KIND[0]) await shootBoth(terminal, 'done');
  }
});

test('what is missing, and how a case stands, stand in both ways', async ({ terminal }) => {
  const look: Look = async (page, kind) => {
    if (kind.startsWith('material')) await shootBoth(page, `outdated-${kind}`);
  };
  await applyFor(terminal, 'SQ-04-001', { card: 'outdated', look });
  await shootBoth(terminal, 'done-missing');
  await at(terminal, '/terminal/progress');
  await expect(terminal.getByText('义务教育入学信息登记').first()).toBeVisible();
  await shootBoth(terminal, 'cases');
  await terminal
    .getByRole('link', { name: /义务教育入学信息登记/ })
    .first()
    .click();
  await expect(terminal.getByText('办到哪里了')).toBeVisible();
  await shootBoth(terminal, 'case');
  await terminal.getByRole('button', { name: '撤回申请' }).click();
  await shootBoth(terminal, 'case-withdraw');
  await at(terminal, '/terminal/welcome');
  await expect(terminal.getByText('要做什么？')).toBeVisible();
  await shootBoth(terminal, 'welcome');
});

test('what is broken is said before anybody starts, in both ways', async ({ terminal }) => {
  await bench.change({
    reader: { connected: false },
    slipPrinter: { paper: 'out' },
    documentPrinter: { connected: false }
  });
  await expect(terminal.getByText(/这台机器现在不能刷身份证/)).toBeVisible();
  await expect(terminal.getByText(/回执打印机没有备好/)).toBeVisible();
  await shootBoth(terminal, 'idle-broken');
});

test('the largest letters at night stand in both ways', async ({ terminal }) => {
  test.setTimeout(120_000);
  const enlarge = async (page: Page) => {
    if ((await page.locator('html').getAttribute('data-text-size')) === '3') return;
    await page.getByRole('button', { name: '看不清' }).click();
    await page.getByRole('button', { name: '最大' }).click();
    await page.getByRole('button', { name: '夜间' }).click();
    await page.getByRole('button', { name: '知道了' }).click();
  };
  await expect(terminal.getByRole('link', { name: /高龄津贴/ })).toBeVisible();
  await enlarge(terminal);
  await shootBoth(terminal, 'large-idle');
  await applyFor(terminal, 'SQ-01-001', {
    look: async (page, kind) => {
      await enlarge(page);
      await shootBoth(page, `large-${kind}`);
    }
  });
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  await shootBoth(terminal, 'large-done');
});
