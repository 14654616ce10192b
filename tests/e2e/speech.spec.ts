import type { Page } from 'playwright/test';
import { shootBoth } from './screens.ts';
import { bench, expect, test } from './stage.ts';

/** What the page wants to have said, in its order. */
function listen(page: Page): string[] {
  const said: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/agent/speech')) said.push(JSON.parse(request.postData() ?? '{}').text);
  });
  return said;
}

async function turnOn(page: Page): Promise<string[]> {
  const said = listen(page);
  await page.getByRole('button', { name: '看不清' }).click();
  await page.getByRole('button', { name: '念', exact: true }).click();
  await expect.poll(() => said.join()).toContain('念，按钮，已选');
  return said;
}
const close = (page: Page) => page.getByRole('button', { name: '知道了' }).click();
const last = (said: readonly string[]) => expect.poll(() => said.at(-1) ?? '');

test('whoever turns the voice on hears each page, each control that they come to, and what is chosen', async ({
  terminal
}) => {
  const said = await turnOn(terminal);
  await shootBoth(terminal, 'look-spoken');
  await close(terminal);
  await last(said).toMatch(/^来办事，刷一下身份证。平放在屏幕下面的读卡处。没带证，也可以先看。/);
  await terminal.getByRole('link', { name: /全部事项/ }).focus();
  await last(said).toBe('全部事项，全部事项，分十类，按钮');
  await terminal.keyboard.press('Enter');
  await last(said).toMatch(/^您要办哪一类？/);
  await terminal.getByRole('link', { name: /困难、老人、残疾/ }).click();
  await terminal.getByRole('button', { name: '后一页' }).click();
  await terminal.getByRole('link', { name: /高龄津贴申请/ }).click();
  await last(said).toMatch(/^高龄津贴申请/);
  await terminal.getByText('多久办好').click();
  await last(said).toMatch(/^多久办好/);
  await terminal.locator('h1').click();
  await expect.poll(() => said.join()).toContain('什么都不用带，刷身份证就行');
});

test('an error is said with the way on, and a sheet when it opens', async ({ terminal }) => {
  const said = await turnOn(terminal);
  await close(terminal);
  await bench.tap('expired');
  await last(said).toMatch(/^身份证过了有效期，不能用来办事。请先到公安派出所换证/);
  await terminal.getByRole('button', { name: '马上找人' }).click();
  await expect.poll(() => said.join()).toContain('马上找人。');
});

test('nobody is named in a hall, and what is filled in is said into earphones only', async ({ terminal }) => {
  const said = await turnOn(terminal);
  await close(terminal);
  await bench.tap('wan-shi-tong');
  await expect(terminal.locator('h1')).toHaveText('万*通，您好');
  await last(said).toMatch(/^您好。要做什么？/);
  await terminal.getByRole('link', { name: /办一件事/ }).click();
  await terminal.getByRole('link', { name: /困难、老人、残疾/ }).click();
  await terminal.getByRole('button', { name: '后一页' }).click();
  await terminal.getByRole('link', { name: /高龄津贴申请/ }).click();
  await terminal.getByRole('link', { name: '开始办理' }).click();
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await last(said).toMatch(/^这些我们已经知道/);
  const row = terminal.locator('.row', { hasText: '********' });
  await row.click();
  await last(said).toBe('公民身份号码');
  await terminal.locator('h1').click();
  await last(said).toMatch(/填的内容不念出来。/);
  expect(said.filter((text) => /\*|万事通/.test(text))).toEqual([]);
  await terminal.getByRole('button', { name: '看不清' }).click();
  await terminal.getByRole('button', { name: /戴耳机念/ }).click();
  await close(terminal);
  await row.click();
  await last(said).toMatch(/^公民身份号码，\d{6}\*{8}\d{4}，身份证上读的/);
});

test('the countdown is said to everybody at its beginning, and to whoever listens twice more; their time is longer', async ({
  terminal
}) => {
  await terminal.clock.install();
  const said = listen(terminal);
  await terminal.goto(new URL('/terminal/browse', terminal.url()).href);
  await expect(terminal.locator('h1')).toHaveText('您要办哪一类？');
  await terminal.clock.runFor(61_000);
  await last(said).toMatch(/^您还在吗？再过30秒，/);
  await terminal.getByRole('alertdialog').getByRole('heading').click();
  await expect(terminal.getByRole('alertdialog')).toHaveCount(0);
  expect(said).toHaveLength(1);

  await terminal.getByRole('button', { name: '看不清' }).click();
  await terminal.getByRole('button', { name: '念', exact: true }).click();
  await terminal.clock.runFor(1000);
  await close(terminal);
  await terminal.clock.runFor(1000);
  await last(said).toMatch(/您要办哪一类/);
  const before = said.length;
  await terminal.clock.runFor(90_000);
  await expect(terminal.getByRole('alertdialog')).toHaveCount(0);
  // The quiet began where the voice ended, which this clock does not know.
  for (const sentence of [/^您还在吗？再过60秒，/, /^还有10秒。/, /^还有5秒。/]) {
    const passing = async () => {
      await terminal.clock.runFor(2000);
      return said.at(-1) ?? '';
    };
    await expect.poll(passing, { intervals: [50], timeout: 20_000 }).toMatch(sentence);
  }
  // The clock that was turned forward also made the agent seem away for a while, which is said, too.
  expect(said.slice(before).filter((text) => /还在|还有/.test(text))).toHaveLength(3);
  await terminal.keyboard.press('ArrowRight');
  await expect(terminal.getByRole('alertdialog')).toHaveCount(0);
  await expect(terminal.locator('h1')).toHaveText('您要办哪一类？');
});

test('a terminal with the voice off says nothing', async ({ terminal }) => {
  const said = listen(terminal);
  await terminal.getByRole('link', { name: /全部事项/ }).focus();
  await terminal.keyboard.press('Enter');
  await expect(terminal.locator('h1')).toHaveText('您要办哪一类？');
  await terminal.getByRole('button', { name: '马上找人' }).click();
  await expect(terminal.getByRole('dialog')).toBeVisible();
  expect(said).toEqual([]);
});

test('a voice that somebody chose goes with them', async ({ terminal }) => {
  await bench.tap('wan-shi-tong');
  await expect(terminal.locator('h1')).toHaveText('万*通，您好');
  const said = await turnOn(terminal);
  await close(terminal);
  await terminal.getByRole('contentinfo').getByRole('button', { name: '结束' }).click();
  await terminal.getByRole('button', { name: '结束，回首页' }).click();
  await expect(terminal.locator('h1')).toHaveText('请拿好身份证和纸');
  // The one thing that everybody hears, whether or not they look back.
  await last(said).toBe('请拿好身份证和纸。');
  await terminal.getByRole('button', { name: '看不清' }).click();
  await expect(terminal.getByRole('button', { name: '不念' })).toHaveAttribute('aria-pressed', 'true');
});
