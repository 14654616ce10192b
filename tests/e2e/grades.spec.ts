import type { Page } from 'playwright/test';
import { BOTH, see } from './desk.ts';
import { doAct, file } from './filing.ts';
import { agentUrl, bench, expect, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());
test.afterEach(() => bench.reset());

const FEEDBACK = '当天就和区民政局对好了口径，不用再跑，抱歉。';

/** Signs in to look things up, and opens the newest case of this name. */
async function lookUp(terminal: Page): Promise<void> {
  await terminal.goto(`${agentUrl()}/terminal/progress`);
  await terminal.getByRole('button', { name: /刷身份证查/ }).click();
  await bench.tap('fu-shou');
  await terminal
    .getByRole('link', { name: /高龄津贴申请/ })
    .first()
    .click();
  await expect(terminal.getByText('办到哪里了')).toBeVisible();
}
async function leave(terminal: Page): Promise<void> {
  await bench.lift();
  await expect(terminal).toHaveURL(/\/terminal(\?ended)?$/);
}

/** Goes down the list with the arrows to the newest row of the worst grade, and opens it. */
async function openRow(page: Page): Promise<void> {
  await expect(page.locator('[data-row]').first()).toBeVisible();
  const row = page.locator('[data-row][aria-label*="非常不满意"]').last();
  const isOnIt = () => row.evaluate((it) => it === document.activeElement);
  for (let keys = 0; keys < 30 && !(await isOnIt()); keys++) await page.keyboard.press('ArrowDown');
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
}
/** The key of an act, then its form from the first field to the button, by keys alone. */
async function write(page: Page, key: string, ...fields: readonly string[]): Promise<void> {
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(key.toUpperCase(), { exact: true })).toBeVisible();
  await page.keyboard.press(key);
  await expect(dialog.locator('form')).toBeVisible();
  for (const [at, text] of fields.entries()) {
    if (at > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('form')).toBeHidden();
}

test('a bad grade is called back by whoever did not work on it, put right, told at the terminal and graded once more', async ({
  page: terminal,
  desk
}) => {
  test.setTimeout(120_000);
  const { id } = await file('SQ-05-006', { card: 'fu-shou' });
  const clerk = await desk('clerk');
  await doAct(clerk.request, id, { act: 'claim' });
  await doAct(clerk.request, id, {
    act: 'refuse',
    reason: '不归这里',
    next: {
      office: '区民政局',
      person: '邓接手',
      phone: '0571-00000033',
      acknowledged: { by: '邓接手', at: new Date().toISOString(), way: 'phone' }
    }
  });
  await lookUp(terminal);
  await terminal.getByRole('button', { name: '评一评' }).click();
  await terminal.getByRole('button', { name: '非常不满意' }).click();
  await terminal.getByRole('button', { name: '跑了好几趟' }).click();
  await terminal.getByRole('button', { name: '就这样评' }).click();
  await expect(terminal.getByText(/前，没有经手这件事的工作人员会联系您/)).toBeVisible();
  await leave(terminal);

  const manager = await desk('manager');
  await manager.goto(`${serverUrl()}/window/grades`);
  await openRow(manager);
  const dialog = manager.getByRole('dialog');
  await expect(dialog).not.toContainText('福寿');
  await expect(dialog).toContainText('跑了好几趟');
  await see(manager, 'grade-new', BOTH);
  await manager.keyboard.press('a');
  await expect(dialog).toContainText('福寿长');
  await write(manager, 'c', '', '说跑了两趟');
  const today = (await (await manager.request.get(`${serverUrl()}/api/window/me`)).json()).centre.today as string;
  const by = new Date(Date.parse(today) + 3 * 86_400_000).toISOString().slice(0, 10);
  // This browser's own field for a date is American: month, day, year.
  await expect(dialog.getByText('L', { exact: true })).toBeVisible();
  await manager.keyboard.press('l');
  await expect(dialog.getByRole('textbox', { name: '怎样改' })).toBeVisible();
  await manager.keyboard.type(`${by.slice(5, 7)}${by.slice(8)}${by.slice(0, 4)}`);
  await expect(dialog.getByLabel(/哪天以前改好/)).toHaveValue(by);
  await see(manager, 'grade-ledger', BOTH);
  for (let keys = 0; keys < 4; keys++) {
    if (await dialog.getByRole('textbox', { name: '怎样改' }).evaluate((box) => box === document.activeElement)) break;
    await manager.keyboard.press('Tab');
  }
  await manager.keyboard.type('和区民政局对好口径');
  for (const key of ['Tab', 'Tab', 'Enter']) await manager.keyboard.press(key);
  await expect(dialog).toContainText('整改中');
  await write(manager, 'r', FEEDBACK);
  await expect(dialog).toContainText('已答复，等二次评价');
  await manager.keyboard.press('Escape');

  await lookUp(terminal);
  await expect(terminal.getByText(FEEDBACK)).toBeVisible();
  await terminal.getByRole('button', { name: '再评一次' }).click();
  await terminal.getByRole('button', { name: '基本满意' }).click();
  await expect(terminal.getByText('谢谢，您的评价记下了。')).toBeVisible();
  await expect(terminal.getByRole('button', { name: '再评一次' })).toBeHidden();
  await leave(terminal);

  await manager.goto(`${serverUrl()}/window/grades?view=regraded`);
  await openRow(manager);
  await write(manager, 'z', '居民认可');
  await expect(dialog).toContainText('已办结');
  await manager.keyboard.press('Escape');
  await manager.goto(`${serverUrl()}/public`);
  await manager.getByRole('link', { name: '好差评' }).click();
  const row = manager.getByRole('row').filter({ has: manager.getByRole('rowheader', { name: '高龄津贴申请' }) });
  await expect(row.getByRole('cell').first()).toHaveText(/^[1-9]\d*$/);
  await see(manager, 'public-grades', BOTH);

  // Whoever worked on it meets it nowhere.
  await clerk.goto(`${serverUrl()}/window/grades`);
  await expect(clerk.getByText('您不是回访人')).toBeVisible();
});

test('figures are the same in the chart, in the table and in the file, and are moved through by keys', async ({
  desk
}) => {
  await file('SQ-01-001', { card: 'wan-shi-tong' });
  const manager = await desk('manager');
  await manager.goto(`${serverUrl()}/window/figures`);
  const bars = manager.locator('figure li svg');
  await expect(bars.first()).toBeVisible();
  await see(manager, 'figures', BOTH);
  const charted = await bars.evaluateAll((all) =>
    all.map((bar) => /^(.+)：收件(\d+)，/.exec(bar.getAttribute('aria-label') ?? '')?.slice(1))
  );
  expect(charted.length).toBeGreaterThan(0);
  await manager.keyboard.press('t');
  const table = manager.getByRole('table').first();
  await expect(table).toBeVisible();
  await see(manager, 'figures-table', BOTH);
  const rows = await table
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')));
  expect(rows.slice(0, -1).map((row) => row.slice(0, 2))).toEqual(charted);
  const address = await manager.getByRole('link', { name: '下载表格（按领域）' }).getAttribute('href');
  const csv = await (await manager.request.get(`${serverUrl()}${address}`)).text();
  const lines = csv
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',').map((cell) => cell || '—'));
  expect(lines).toEqual(rows);

  const heading = manager.getByRole('heading', { level: 1 });
  const before = await heading.innerText();
  await manager.keyboard.press('ArrowLeft');
  await expect(heading).not.toHaveText(before);
  await manager.keyboard.press('ArrowRight');
  await expect(heading).toHaveText(before);
  await manager.keyboard.press('m');
  await expect(heading).toContainText('到');
  await manager.keyboard.press('t');
  await expect(bars.first()).toBeVisible();
  await see(manager, 'figures-month');
});
