import type { Page } from 'playwright/test';
import { agent, bench, expect, killAgent, test } from './stage.ts';

const at = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);
const ITEM = 'SQ-05-001';
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** One title, one place to look at. */
async function says(page: Page, text: string | RegExp): Promise<void> {
  await expect(title(page)).toHaveText(text);
  await expect(title(page)).toHaveCount(1);
}

test('before its scripts have run the screen says that it is getting ready, later where to go, and asks for them again', async ({
  terminal
}) => {
  await terminal.clock.install();
  await terminal.route('**/_app/**/*.js', (route) => route.abort());
  await terminal.reload();
  await says(terminal, '这台机器正在准备');
  const late = terminal.getByText(/请到服务窗口，就在这个大厅里/);
  await expect(late).toBeHidden();
  // Ten seconds, as the style sheet counts them.
  await terminal.evaluate(() => {
    for (const animation of document.getAnimations()) animation.currentTime = 10_000;
  });
  await expect(late).toBeVisible();
  await expect(terminal.getByText('代码 page.starting')).toBeVisible();
  await terminal.unroute('**/_app/**/*.js');
  await terminal.clock.runFor(29_000);
  await says(terminal, '这台机器正在准备');
  const again = terminal.waitForEvent('load');
  await terminal.clock.runFor(1000);
  await again;
  await terminal.clock.resume();
  await says(terminal, '来办事，刷一下身份证');
  await expect(terminal.locator('.static')).toHaveCount(0);
});

test('a page that is loaded while the agent is dead is the terminal’s own, and gives way to the real one by itself', async ({
  terminal
}) => {
  await terminal.evaluate(() => navigator.serviceWorker.ready);
  await terminal.reload();
  await says(terminal, '来办事，刷一下身份证');
  killAgent();
  const answer = await terminal.reload();
  expect([answer?.status(), answer?.fromServiceWorker()]).toEqual([503, true]);
  await says(terminal, '这台机器正在自己恢复');
  for (const text of [/读卡处，请记得拿/, /在屏幕下方的出纸口/, /服务窗口/, '代码 agent.away'])
    await expect(terminal.getByText(text)).toBeVisible();
  await expect(title(terminal)).toHaveText('来办事，刷一下身份证', { timeout: 30_000 });
  expect(await terminal.evaluate(() => caches.keys())).toEqual([]);
});

test('an agent that went away is told with card, paper, people and a code, and the same page is there when it is back', async ({
  terminal
}) => {
  await bench.tap('wan-shi-tong');
  await expect(terminal).toHaveURL(/welcome/);
  // The line of this page ends, and no other comes about.
  const status = JSON.stringify(await agent('/agent/status'));
  await terminal.route('**/agent/events', (route) => route.abort());
  await terminal.route(
    '**/agent/events',
    (route) => route.fulfill({ contentType: 'text/event-stream', body: `event: status\ndata: ${status}\n\n` }),
    { times: 1 }
  );
  await terminal.reload();
  await says(terminal, '这台机器正在自己恢复');
  for (const text of [/身份证：在屏幕下方的读卡处/, /问谁：服务窗口.*电话 0571/, '代码 agent.away'])
    await expect(terminal.getByText(text)).toBeVisible();
  await terminal.unroute('**/agent/events');
  await says(terminal, /您好$/);
  // Whoever goes by keys is where they were.
  await expect(terminal.locator('h1')).toBeFocused();
});

test('a page that cannot be drawn says so with ways on, and is drawn again on request', async ({ terminal }) => {
  const address = `**/api/catalogue/items/${ITEM}`;
  // An answer that no server of ours gives: whatever trips over it is a defect.
  await terminal.route(address, async (route) => {
    const { materials: _, ...item } = await (await route.fetch()).json();
    await route.fulfill({ json: item });
  });
  await at(terminal, `/terminal/item/${ITEM}`);
  await says(terminal, '这一页没能打开');
  for (const text of [/要是放上来过，它就在/, /问谁：服务窗口/, '代码 page.broken', /您交过的申请都在/])
    await expect(terminal.getByText(text)).toBeVisible();
  await terminal.getByRole('button', { name: '马上找人' }).click();
  await expect(terminal.getByRole('dialog')).toBeVisible();
  await terminal.keyboard.press('Escape');
  await expect(terminal.getByRole('dialog')).toHaveCount(0);
  await terminal.getByRole('button', { name: '再试一次' }).click();
  await says(terminal, '这一页没能打开');
  await terminal.unroute(address);
  await terminal.getByRole('button', { name: '再试一次' }).click();
  await says(terminal, '最低生活保障申请');
});

test('from a page that cannot be drawn there is a way home', async ({ terminal }) => {
  await terminal.route(`**/api/catalogue/items/${ITEM}`, (route) => route.fulfill({ json: { name: 'x' } }));
  await at(terminal, `/terminal/item/${ITEM}`);
  await terminal.getByRole('button', { name: '回首页' }).click();
  await says(terminal, '来办事，刷一下身份证');
});

test('a sheet that cannot be drawn leaves the page below it as it is', async ({ terminal }) => {
  await terminal.evaluate(() => {
    HTMLDialogElement.prototype.showModal = () => {
      throw new Error('broken');
    };
  });
  await terminal.getByRole('button', { name: '看不清' }).click();
  await expect(terminal.getByRole('alert')).toContainText('这一块没能打开。有事请到服务窗口。');
  await says(terminal, '来办事，刷一下身份证');
  await terminal.getByRole('button', { name: '知道了' }).click();
  await expect(terminal.getByRole('alert')).toHaveCount(0);
  await terminal.getByRole('link', { name: /高龄津贴/ }).click();
  await says(terminal, '高龄津贴申请');
});

test('the worker answers nothing but pages of the terminal', async ({ terminal }) => {
  await terminal.evaluate(() => navigator.serviceWorker.ready);
  await terminal.reload();
  const scopes = await terminal.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname)
  );
  expect(scopes).toEqual(['/terminal']);
  const answers: boolean[] = [];
  terminal.on('response', (response) => answers.push(response.fromServiceWorker()));
  await at(terminal, `/terminal/item/${ITEM}`);
  await says(terminal, '最低生活保障申请');
  expect(answers.filter(Boolean).length).toBeLessThanOrEqual(1);
  await at(terminal, '/bench');
  await expect(title(terminal)).toBeVisible();
  expect(await terminal.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});
