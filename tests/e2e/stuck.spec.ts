import { BOTH, see } from './desk.ts';
import { file } from './filing.ts';
import { bench, expect, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

test('a slip that did not come out is seen at the window with its reason, and seen to with the keyboard alone', async ({
  desk
}) => {
  // A terminal reports every half minute, and the page asks every ten seconds.
  test.slow();
  await bench.change({ slipPrinter: { paper: 'out' } });
  const made = await file('SQ-05-006', { card: 'fu-shou', print: 'not-started' });
  const clerk = await desk('clerk');
  const link = clerk.getByRole('link', { name: /^送不出的/ });
  await link.focus();
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: '送不出的' })).toBeVisible();
  const row = clerk.getByRole('row').filter({ hasText: made.number.slice(-6, -1) });
  await expect(row).toContainText('没有打出来', { timeout: 60_000 });
  await see(clerk, 'stuck', BOTH);
  await clerk.setViewportSize({ width: 1366, height: 768 });
  await see(clerk, 'stuck-1366');
  for (let step = 0; step < 50; step++) {
    await clerk.keyboard.press('ArrowDown');
    if (await row.evaluate((one) => one === document.activeElement)) break;
    if (step === 0) await clerk.locator('[data-row="0"]').focus();
  }
  await expect(row).toBeFocused();
  await clerk.keyboard.press('Enter');
  await expect(clerk).toHaveURL(new RegExp(made.id));
  await clerk.goto(`${serverUrl()}/window/stuck`);
  await row.focus();
  await clerk.keyboard.press('Space');
  await expect(row).toBeHidden();
  await clerk.keyboard.press('Escape');
  await expect(clerk).toHaveURL(/\/window(\?|$)/);
});
