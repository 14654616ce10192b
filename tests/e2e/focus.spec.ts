import type { Page } from 'playwright/test';
import { agent, bench, expect, test } from './stage.ts';

/** What somebody hears who does not see the page. */
const said = (page: Page) => page.locator('p.visually-hidden[role="status"]');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
/** Opens a page, and waits for what comes after its first paint: the keys, and the focus. */
async function at(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/terminal/${path}`, page.url()).href);
  await said(page).waitFor({ state: 'attached' });
  await expect(heading(page)).toBeFocused();
}

async function begin(page: Page, code: string): Promise<void> {
  await at(page, `sign-in?item=${code}`);
  await bench.tap('wan-shi-tong');
  await page.getByRole('button', { name: /本人办理/ }).click();
}

/** The question for a number to call, empty whatever was written at this terminal before. */
async function askedForPhone(page: Page): Promise<void> {
  await begin(page, 'SQ-05-003');
  await page.getByRole('button', { name: '都对，下一步' }).click();
  await expect(heading(page)).toHaveText('联系电话');
  const change = page.getByRole('button', { name: '换一个' });
  if (await change.isVisible()) await change.click();
  await expect(page.getByRole('textbox', { name: '联系电话' })).toHaveText('请按电话号码');
}

test('no two pages of the terminal are called the same, and each begins at its only heading', async ({ terminal }) => {
  const titles: string[] = [];
  const note = async () => {
    await expect(heading(terminal)).toHaveCount(1);
    await expect(heading(terminal)).not.toHaveText('请稍等');
    await expect(heading(terminal)).toBeFocused();
    titles.push(await terminal.title());
  };
  await note();
  for (const path of [
    'browse',
    'field/01',
    'search',
    'progress',
    'sign-in',
    'sign-in?item=SQ-05-003',
    'item/SQ-05-003'
  ]) {
    await at(terminal, path);
    if (path.includes('item=')) await expect.poll(() => terminal.title()).toContain('临时救助');
    await note();
  }
  await at(terminal, 'progress');
  for (const way of [/刷身份证查/, /六位短码查/, /办件编号查/]) {
    await terminal.getByRole('button', { name: way }).click();
    await note();
    await terminal.getByRole('button', { name: '上一步' }).click();
    await expect(heading(terminal)).toHaveText('查进度');
  }
  await begin(terminal, 'SQ-05-003');
  await expect(heading(terminal)).not.toHaveText('这次给谁办？');
  await note();
  await terminal.getByRole('button', { name: '都对，下一步' }).click();
  await expect(heading(terminal)).toHaveText('联系电话');
  await note();
  expect(new Set(titles).size, titles.join('\n')).toBe(titles.length);
});

test('an answer that is not taken is told, named, and focused, each time anew', async ({ terminal }) => {
  await askedForPhone(terminal);
  await terminal.keyboard.type('123');
  const next = terminal.getByRole('button', { name: '下一步', exact: true });
  const told = terminal.getByRole('alert');
  for (let time = 0; time < 2; time++) {
    await next.click();
    await expect(told).toHaveText(/^联系电话：电话号码不对。/);
    await expect(told).toBeFocused();
  }
  const field = terminal.getByRole('textbox', { name: '联系电话' });
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/电话号码不对/);
});

test('a sheet begins at its heading, keeps the keys, and gives the focus back', async ({ terminal }) => {
  await at(terminal, 'browse');
  await terminal.keyboard.press('Tab');
  const before = terminal.locator(':focus');
  const name = await before.textContent();
  await terminal.keyboard.press('F1');
  await expect(terminal.getByRole('heading', { name: '马上找人' })).toBeFocused();
  for (const key of ['ArrowRight', 'ArrowDown', 'Tab', 'Shift+Tab']) {
    await terminal.keyboard.press(key);
    await expect(terminal.locator('dialog button:focus')).toHaveCount(1);
  }
  await terminal.keyboard.press('Escape');
  await expect(terminal.getByRole('dialog')).toHaveCount(0);
  await expect(before).toHaveText(name ?? '');
  await terminal.keyboard.press('Escape');
  await expect(terminal).toHaveURL(/\/terminal$/);
});

test('what a keyboard writes is not pressed, and what it does not write is', async ({ terminal }) => {
  await askedForPhone(terminal);
  await terminal.keyboard.type('13800000000');
  await terminal.getByRole('button', { name: '下一步', exact: true }).press('Enter');
  await expect(heading(terminal)).toHaveText('遇到的困难');
  const field = terminal.getByRole('textbox', { name: '遇到的困难' });
  await terminal.keyboard.type('an');
  await expect(terminal.locator('.candidates li')).not.toHaveCount(0);
  await expect(said(terminal)).toContainText('an，');
  // From key to key: Space presses the one in front, also where words are offered.
  await terminal.getByRole('button', { name: 'G', exact: true }).focus();
  await terminal.keyboard.press('ArrowLeft');
  await terminal.keyboard.press('ArrowRight');
  await terminal.keyboard.press('Enter');
  await expect(terminal.locator('.letters')).toHaveText('ang');
  await terminal.keyboard.press('Escape');
  await expect(terminal.locator('.letters')).toHaveCount(0);
  // Typed, Space takes the first word wherever the focus is, and Enter the letters as they are.
  await terminal.keyboard.type('an');
  await expect(terminal.locator('.candidates li')).not.toHaveCount(0);
  const word = (await terminal.locator('.candidates li').first().textContent())?.trim() ?? '';
  await terminal.keyboard.press('Space');
  await expect(field).toHaveText(word);
  await terminal.keyboard.type('ab');
  await terminal.keyboard.press('Enter');
  await expect(field).toHaveText(`${word}ab`);
  // Backspace takes back as long as there is anything, and only then goes back a page.
  for (let key = 0; key < [...word].length + 2; key++) await terminal.keyboard.press('Backspace');
  await expect(heading(terminal)).toHaveText('遇到的困难');
  await terminal.keyboard.press('Backspace');
  await expect(heading(terminal)).toHaveText('联系电话');
});

test('a control that goes out of use leaves the focus beside it, one that goes away at the heading', async ({
  terminal
}) => {
  await at(terminal, 'field/05');
  await terminal.getByRole('button', { name: '后一页' }).focus();
  await terminal.keyboard.press('Enter');
  await expect(terminal.getByRole('button', { name: '前一页' })).toBeFocused();
  await begin(terminal, 'SQ-02-007');
  await terminal.getByRole('button', { name: '都对，下一步' }).click();
  await expect(heading(terminal)).toBeFocused();
});

test('the question whether somebody is there takes the next key for itself', async ({ terminal }) => {
  await terminal.clock.install();
  await at(terminal, 'browse');
  const tile = terminal.getByRole('link', { name: /找工作/ });
  await tile.focus();
  // The agent's sign of life keeps real time: gone through second by second, the minute would be a silence in which the
  // page is put out of use, and nobody would have the focus any more. In one leap the line is only opened again.
  await terminal.clock.fastForward(61_000);
  await expect(terminal.getByRole('alertdialog')).toBeVisible();
  await expect(terminal.getByRole('heading', { name: '您还在吗？' })).toBeFocused();
  await expect(terminal.locator('.terminal')).not.toHaveAttribute('inert');
  await terminal.keyboard.press('Enter');
  await expect(terminal.getByRole('alertdialog')).toHaveCount(0);
  await expect(tile).toBeFocused();
  await expect(terminal).toHaveURL(/browse$/);
});

test('the frame of two switches follows the page and goes where a finger touches', async ({ terminal }) => {
  const key = async (code: 'F14' | 'F15') => {
    const session = await terminal.context().newCDPSession(terminal);
    const windowsVirtualKeyCode = code === 'F14' ? 0x7d : 0x7e;
    for (const type of ['rawKeyDown', 'keyUp'] as const)
      await session.send('Input.dispatchKeyEvent', { type, code, key: code, windowsVirtualKeyCode });
  };
  const framed = terminal.locator('[data-scan]');
  await at(terminal, 'progress');
  await key('F14');
  await expect(framed).toHaveCount(3);
  await key('F15');
  await expect(framed).toHaveCount(1);
  await expect(framed).toBeFocused();
  await terminal.getByRole('button', { name: /六位短码查/ }).dispatchEvent('click');
  await expect(heading(terminal)).toHaveText('请按回执上的六位短码');
  await expect(framed).toHaveText(['1', '2', '3']);
  await terminal.touchscreen.tap(540, 300);
  await expect(framed).toHaveCount(0);
  expect(await agent('/agent/status')).toMatchObject({ controls: { keypad: {}, switches: null } });
});
