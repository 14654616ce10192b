import type { Page } from 'playwright/test';
import { agent, bench, expect, test } from './stage.ts';

const at = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);
/** 社保缴费证明 ends in a sheet of A4, 高龄津贴 does not, 隐患随手报 needs no card. */
const [PRINTS, APPLIES] = [/打印社保缴费证明/, /高龄津贴/];
const A4 = '这台打不了A4纸';
const CARD = '这台刷不了身份证';

test('a tile whose printer is down says so on every page that shows it, and still opens its guide, which offers the window', async ({
  terminal
}) => {
  const tile = (name: RegExp) => terminal.getByRole('link', { name });
  await expect(tile(PRINTS)).toBeVisible();
  await expect(tile(PRINTS)).not.toContainText(A4);
  await bench.change({ documentPrinter: { paper: 'out' } });
  await expect(tile(PRINTS)).toContainText(A4);
  await expect(tile(APPLIES)).not.toContainText(A4);
  await at(terminal, '/terminal/field/02');
  // What is done together stands first; the rest follows on the next page.
  await terminal.getByRole('button', { name: '后一页' }).click();
  await expect(tile(PRINTS)).toContainText(A4);
  await at(terminal, '/terminal/search');
  for (const letter of 'SBJF') await terminal.getByRole('button', { name: letter, exact: true }).click();
  await expect(terminal.getByRole('link').filter({ hasText: A4 }).first()).toBeVisible();
  await at(terminal, '/terminal');
  await tile(PRINTS).click();
  await expect(terminal.locator('.action a').first()).toContainText(A4);
  const guide = terminal.url();
  await terminal.getByRole('link', { name: '到窗口办' }).click();
  await expect(terminal).toHaveURL(/\/terminal\/ticket\?item=/);
  await terminal.goto(guide);
  await expect(terminal.locator('.action a').first()).toContainText(A4);
  await bench.change({ documentPrinter: { paper: 'enough' } });
  await expect(terminal.locator('.action a').first()).not.toContainText(A4);
  await expect(terminal.getByRole('link', { name: '到窗口办' })).toHaveCount(0);
});

test('without a reader every item that needs a card says so; one that needs none does not', async ({ terminal }) => {
  await bench.change({ reader: { connected: false } });
  await expect(terminal.getByRole('link', { name: APPLIES })).toContainText(CARD);
  await at(terminal, '/terminal/field/08');
  await expect(terminal.getByRole('link', { name: /隐患随手报/ })).not.toContainText(CARD);
  await expect(terminal.getByRole('link').filter({ hasText: CARD }).first()).toBeVisible();
});

test('while the server is away everything says so', async ({ terminal }) => {
  await expect(terminal.getByRole('link', { name: APPLIES })).toBeVisible();
  await terminal.route('**/agent/events', async (route) => {
    const status = { ...(await agent<object>('/agent/status')), server: 'away' };
    await route.fulfill({
      contentType: 'text/event-stream',
      body: `event: status\ndata: ${JSON.stringify(status)}\n\n`
    });
  });
  await terminal.reload();
  await expect(terminal.getByRole('link', { name: APPLIES })).toContainText('系统连不上，现在办不了');
});
