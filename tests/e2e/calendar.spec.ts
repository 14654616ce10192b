import { sql } from './database.ts';
import { BOTH, keepLook, see } from './desk.ts';
import { expect, serverUrl, test } from './stage.ts';

test('the head of the centre enters a year as its notice names the days, by mouse and by keys', async ({ desk }) => {
  // Four times each of some four hundred things on the page is looked at for everybody: on a busy machine that alone is a
  // minute.
  test.setTimeout(180_000);
  const page = await desk('manager');
  const { today } = (await (await page.request.get(`${serverUrl()}/api/centre`)).json()) as { today: string };
  const thisYear = Number(today.slice(0, 4));
  // The year after next: no limit of any other test reaches it.
  const year = String(thisYear + 2);
  // A try before this one may have entered it.
  await sql(`delete from calendar_years where year = '${year}'`);
  await page.getByRole('link', { name: '放假安排' }).click();
  const years = page.getByRole('group', { name: '年份' });
  await years.getByRole('button', { name: new RegExp(`^${thisYear}年 ?已公布$`) }).click();
  await expect(page.getByText('这一年的安排随系统带来，不用录。')).toBeVisible();
  await see(page, 'calendar-announced', BOTH);
  await years.getByRole('button', { name: new RegExp(`^${year}年 ?还没有公布$`) }).click();
  const day = (date: string) => page.locator(`[data-day="${year}-${date}"]`);
  const save = page.getByRole('button', { name: '保存' });
  await expect(save).toBeDisabled();

  const weekdays = await page
    .locator('[data-day]')
    .evaluateAll((all) =>
      all.flatMap((one) =>
        one.getAttribute('aria-label')?.endsWith('上班') ? [one.getAttribute('data-day') ?? ''] : []
      )
    );
  const [first = '', ...others] = weekdays.filter((one) => one.slice(5, 7) === '02').slice(0, 8);
  await day(first.slice(5)).click();
  await expect(day(first.slice(5))).toHaveAttribute('aria-pressed', 'true');
  await save.click();
  await expect(page.getByRole('alert')).toContainText('放假安排没有录对，没有保存。');
  for (const other of others) await day(other.slice(5)).click();

  // A weekend day by keys alone: two months on, to a Saturday.
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  const focused = page.locator(':focus');
  for (let steps = 0; steps < 7 && !/星期六/.test((await focused.getAttribute('aria-label')) ?? ''); steps++)
    await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(focused).toHaveAttribute('aria-label', /星期六），调休上班$/);
  await expect(page.getByText(/调休上班1天/)).toBeVisible();

  // Looking at another year loses nothing.
  await years.getByRole('button', { name: `${thisYear}年` }).click();
  await years.getByRole('button', { name: `${year}年` }).click();
  await see(page, 'calendar', BOTH);
  await page.setViewportSize({ width: 1366, height: 768 });
  await keepLook(page, 'calendar-1366');
  await save.click();
  await expect(page.getByRole('status').filter({ hasText: `${year}年的放假安排已经保存。` })).toBeVisible();
  await expect(years.getByRole('button', { name: new RegExp(`^${year}年 ?已录入$`) })).toBeVisible();
  await expect(page.getByText(/调休上班1天/)).toBeVisible();
});

test('the administrator finds it too, a clerk does not', async ({ desk }) => {
  const administrator = await desk('admin');
  await administrator.getByRole('link', { name: '放假安排' }).click();
  await expect(administrator.getByRole('heading', { level: 1, name: '放假安排' })).toBeVisible();
  const clerk = await desk('clerk');
  await expect(clerk.getByRole('link', { name: '放假安排' })).toBeHidden();
  await clerk.goto(`${serverUrl()}/window/calendar`);
  await expect(clerk.getByRole('alert')).toContainText('您的岗位不能做这一步。');
});
