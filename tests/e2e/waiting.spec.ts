import type { Page, Route } from 'playwright/test';
import { applyFor, arrives } from './applying.ts';
import { bench, expect, test } from './stage.ts';

/** Holds what is asked at an address until a test lets it go. */
async function hold(page: Page, address: string) {
  const asked = Promise.withResolvers<Route>();
  await page.route(address, (route) => asked.resolve(route), { times: 1 });
  return { asked: asked.promise, letGo: async () => (await asked.promise).continue() };
}
const status = (page: Page) => page.locator('main [role=status]');

/** As if so much time had gone by since the page began to wait: what style sheets move, and what clocks count. */
async function after(page: Page, ms: number): Promise<void> {
  await page.evaluate((time) => {
    for (const animation of document.getAnimations()) {
      animation.pause();
      animation.currentTime = time;
    }
  }, ms);
}

test('a card that is moved again and again is told at the first time, and the request for it goes on', async ({
  terminal
}) => {
  await expect(terminal.locator('h1')).toHaveText('来办事，刷一下身份证');
  await bench.change({ reader: { condition: 'moved-always' } });
  await bench.tap('wan-shi-tong');
  await expect(terminal.locator('h1')).toHaveText('请放平，别动');
  await terminal.goto(new URL('/terminal/sign-in?item=SQ-05-006', terminal.url()).href);
  await expect(terminal.getByText('请放平，别动')).toBeVisible();
  await expect(terminal.getByText('刚才动了一下，没有读完，正在接着读。')).toBeVisible();
  // The same request: nobody has to begin anew.
  await bench.change({ reader: { condition: 'well' } });
  await expect(terminal).toHaveURL(/apply/);
});

test('what is quick shows nothing of waiting: for 300 milliseconds there is nothing to be seen', async ({
  terminal
}) => {
  const held = await hold(terminal, '**/api/catalogue/items/SQ-05-001');
  await terminal.goto(new URL('/terminal/item/SQ-05-001', terminal.url()).href);
  await held.asked;
  await expect(status(terminal)).toHaveCount(1);
  await after(terminal, 299);
  await expect(status(terminal)).toBeHidden();
  await after(terminal, 301);
  await expect(status(terminal)).toBeVisible();
  await held.letGo();
  await expect(status(terminal)).toHaveCount(0);
});

test('records that are fetched are named, with how long at most, and other words when it takes longer', async ({
  terminal
}) => {
  await terminal.goto(new URL('/terminal/sign-in?item=SQ-05-006', terminal.url()).href);
  await terminal.clock.install();
  await bench.tap('fu-shou');
  const held = await hold(terminal, '**/api/prefill');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await held.asked;
  await expect(status(terminal)).toContainText(/正在替您查“.+”/);
  await expect(status(terminal)).toContainText('能查到的，就不再问您。最多等2秒。');
  await terminal.clock.fastForward(2000);
  await expect(status(terminal)).toContainText(/比平时慢一些，还在等回音\s*最多等20秒。/);
  await terminal.clock.fastForward(3000);
  await expect(status(terminal)).toContainText('中心的系统现在很慢，还在等');
  await held.letGo();
  await arrives(terminal);
});

test('an application that takes long is told that it will not be lost; paper comes in steps', async ({ terminal }) => {
  await terminal.clock.install();
  const held = await hold(terminal, '**/agent/submit');
  const printing = await hold(terminal, '**/agent/print/slip');
  const done = applyFor(terminal, 'SQ-05-006', { card: 'guli' });
  await held.asked;
  await expect(status(terminal)).toContainText('正在交给中心');
  await terminal.clock.fastForward(5000);
  await expect(status(terminal)).toContainText('联不上也不会丢');
  await held.letGo();
  await done;
  await printing.asked;
  await expect(terminal.locator('[aria-current=step]')).toHaveText('正在写');
  await printing.letGo();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
});

test('tiles that are not there yet have their place kept: nothing jumps when they come', async ({ terminal }) => {
  const held = await hold(terminal, '**/api/catalogue');
  await terminal.reload();
  await held.asked;
  const all = terminal.getByRole('link', { name: /全部事项/ });
  const before = await all.boundingBox();
  await held.letGo();
  await expect(terminal.getByRole('link', { name: /高龄津贴/ })).toBeVisible();
  expect(await all.boundingBox()).toEqual(before);
});
