import type { Page } from 'playwright/test';
import { maskIdNumber } from '../../server/contract/id-number.ts';
import type { Item } from '../../server/contract/item.ts';
import { finish } from './applying.ts';
import { shootBoth } from './screens.ts';
import { agent, agentUrl, bench, expect, personOf, test } from './stage.ts';

const { name, idNumber } = personOf('wan-shi-tong').card;

async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(new URL('/terminal/sign-in', page.url()).href);
  await bench.tap('wan-shi-tong');
  await page.waitForURL(/welcome/);
  await page.goto(new URL(path, page.url()).href);
}

/** Everything a browser could have kept, as one text. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const caches = await window.caches.keys();
    const databases = await indexedDB.databases();
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      caches,
      databases,
      history.state
    ]);
  });

async function expectNothingLeft(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/terminal(\?ended)?$/);
  expect(await agent('/agent/status')).toMatchObject({ session: null });
  expect(await agent('/agent/draft')).toEqual({ draft: null, done: null, undone: null });
  const left = (await page.content()) + (await keptBy(page));
  for (const secret of [name, '万*通', idNumber, maskIdNumber(idNumber), '13800000000'])
    expect(left).not.toContain(secret);
  expect(await page.context().cookies()).toEqual([]);
  // Neither does the way back lead into it.
  await page.goBack();
  await expect(page.locator('h1')).not.toBeEmpty();
  expect(await page.content()).not.toContain('万*通');
}

test('结束 stands in the same corner of every page', async ({ terminal }) => {
  const corners = new Set<string>();
  const note = async (page: Page) => {
    const end = page.getByRole('contentinfo').getByRole('button', { name: '结束' });
    // One page may give way to the next in the middle of the question: it is asked again of the page that came.
    await expect(async () => {
      const box = await end.boundingBox();
      if (!box) throw new Error('the button has gone with its page');
      corners.add([box.x, box.y, box.width].map(Math.round).join(' '));
    }).toPass();
  };
  await signIn(terminal, '/terminal/welcome');
  await note(terminal);
  for (const path of ['browse', 'field/01', 'item/SQ-01-001', 'search', 'progress']) {
    await terminal.goto(new URL(`/terminal/${path}`, terminal.url()).href);
    await expect(terminal.locator('h1')).not.toHaveText('请稍等');
    await note(terminal);
  }
  await terminal.goto(new URL('/terminal/apply/SQ-01-001', terminal.url()).href);
  await finish(terminal, await agent<Item>('/api/catalogue/items/SQ-01-001'), note);
  await note(terminal);
  expect([...corners]).toHaveLength(1);
});

test('a session that ends leaves the first page as it is: the plate waits on', async ({ terminal }) => {
  const heading = terminal.locator('h1');
  await expect(heading).toHaveText('来办事，刷一下身份证');
  const heard = terminal.evaluate(async () => {
    const titles = new Set<string>();
    const note = () => titles.add(document.querySelector('h1')?.textContent ?? '');
    const changes = new MutationObserver(note);
    changes.observe(document.body, { subtree: true, childList: true, characterData: true });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    changes.disconnect();
    return [...titles];
  });
  await agent('/agent/session', 'DELETE');
  expect((await heard).filter((title) => title !== '来办事，刷一下身份证')).toEqual([]);
  await bench.tap('fu-shou');
  await expect(terminal).toHaveURL(/welcome/);
});

test('结束 in the middle of an application asks once, then leaves nothing behind', async ({ terminal }) => {
  await signIn(terminal, '/terminal/apply/SQ-01-001');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await terminal.getByRole('button', { name: '都对，下一步' }).click();
  await terminal.getByRole('contentinfo').getByRole('button', { name: '结束' }).click();
  await expect(terminal.getByText('还没有交的内容会清除，不留在机器里。')).toBeVisible();
  await terminal.getByRole('button', { name: '不，接着办' }).click();
  await expect(terminal).toHaveURL(/apply/);
  await terminal.getByRole('contentinfo').getByRole('button', { name: '结束' }).click();
  await terminal.getByRole('button', { name: '结束，回首页' }).click();
  await expect(terminal.locator('h1')).toHaveText('请拿好身份证和纸');
  await bench.lift();
  await expectNothingLeft(terminal);
});

test('lifting the card ends a look-up, and nothing else', async ({ terminal }) => {
  await signIn(terminal, '/terminal/apply/SQ-01-001');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await expect(terminal.getByRole('button', { name: '都对，下一步' })).toBeVisible();
  await bench.lift();
  await terminal.getByRole('button', { name: '都对，下一步' }).click();
  await expect(terminal).toHaveURL(/question/);
  // Over before the next begins: a card counts as lifted only a moment after it was.
  await agent('/agent/session', 'DELETE');
  await terminal.goto(new URL('/terminal/progress', terminal.url()).href);
  await terminal.getByRole('button', { name: /刷身份证查/ }).click();
  await bench.tap('wan-shi-tong');
  await expect(terminal.locator('h1')).toHaveText('您的办事记录');
  await bench.lift();
  await expect(terminal.locator('h1')).toHaveText('请拿好身份证和纸');
  await expectNothingLeft(terminal);
});

test('a screen left alone counts down in sight, one tap stays, and then it forgets', async ({ terminal }) => {
  await terminal.clock.install();
  await signIn(terminal, '/terminal/apply/SQ-01-001');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await expect(terminal.getByRole('button', { name: '都对，下一步' })).toBeVisible();
  await terminal.clock.runFor(61_000);
  await expect(terminal.getByRole('alertdialog')).toContainText(/\d+秒后，屏幕会回到首页/);
  await terminal.getByRole('button', { name: '我还在，接着办' }).click();
  await expect(terminal.getByRole('alertdialog')).toHaveCount(0);
  await expect(terminal.getByRole('button', { name: '都对，下一步' })).toBeVisible();
  await terminal.clock.runFor(61_000);
  await expect(terminal.getByRole('alertdialog')).toBeVisible();
  await terminal.clock.runFor(31_000);
  await expect(terminal.locator('h1')).toHaveText('请拿好身份证和纸');
  await bench.lift();
  await expectNothingLeft(terminal);
});

test('size and colours somebody chose go with them', async ({ terminal }) => {
  await signIn(terminal, '/terminal/welcome');
  await terminal.getByRole('button', { name: '看不清' }).click();
  await terminal.getByRole('button', { name: '最大' }).click();
  await terminal.getByRole('button', { name: '黑底黄字' }).click();
  await terminal.getByRole('button', { name: '知道了' }).click();
  await expect(terminal.locator('html')).toHaveAttribute('data-contrast', 'yellow-on-black');
  await terminal.getByRole('contentinfo').getByRole('button', { name: '结束' }).click();
  await terminal.getByRole('button', { name: '结束，回首页' }).click();
  await expect(terminal.locator('html')).toHaveAttribute('data-contrast', 'paper');
  await expect(terminal.locator('html')).toHaveAttribute('data-text-size', '0');
});

test('nobody but a page of the agent reaches anything, and it reaches no more than a terminal needs', async () => {
  const status = `${agentUrl()}/agent/status`;
  expect((await fetch(status)).status).toBe(403);
  expect((await fetch(status, { headers: { origin: 'http://elsewhere.example' } })).status).toBe(403);
  expect((await fetch(`${agentUrl()}/agent/session`, { method: 'DELETE' })).status).toBe(403);
  await expect(agent('/api/window/cases')).rejects.toThrow('404');
});

test('what a page is known by comes in its HTML, which nobody keeps, and is nowhere else', async ({ terminal }) => {
  const complaints: string[] = [];
  terminal.on('console', (said) => void (said.type() === 'error' && complaints.push(said.text())));
  const tokens = new Set<string>();
  for (const path of ['/terminal', '/terminal/progress', '/desk', '/bench']) {
    const answer = await terminal.goto(agentUrl() + path);
    const headers = await answer?.allHeaders();
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(/script-src 'self' 'nonce-.*frame-ancestors 'none'/),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY'
    });
    expect(headers).not.toHaveProperty('etag');
    tokens.add((await terminal.locator('meta[name=yimen]').getAttribute('content')) ?? '');
    await expect(terminal.locator('h1')).not.toBeEmpty();
  }
  const [token = '', ...others] = tokens;
  expect(others).toEqual([]);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect((await keptBy(terminal)) + terminal.url()).not.toContain(token);
  expect(complaints).toEqual([]);
});

test('a second window takes the terminal over, with whoever is here; the first says so, and takes it back by one tap', async ({
  terminal,
  context
}) => {
  await signIn(terminal, '/terminal/apply/SQ-01-001');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await expect(terminal.getByRole('button', { name: '都对，下一步' })).toBeVisible();
  const second = await context.newPage();
  await second.goto(terminal.url());
  await expect(second.getByRole('button', { name: '都对，下一步' })).toBeVisible();
  await expect(terminal.locator('h1')).toHaveText('终端已在另一个窗口打开');
  await expect(terminal.getByText('演示：人物和数据都是编的')).toBeVisible();
  expect(await terminal.content()).not.toContain('万*通');
  await shootBoth(terminal, 'replaced');
  await terminal.getByRole('button', { name: '在这里使用' }).click();
  await expect(terminal.getByRole('button', { name: '都对，下一步' })).toBeVisible();
  await expect(second.locator('h1')).toHaveText('终端已在另一个窗口打开');
  await second.close();
  await terminal.getByRole('contentinfo').getByRole('button', { name: '结束' }).click();
  await terminal.getByRole('button', { name: '结束，回首页' }).click();
  await expectNothingLeft(terminal);
});
