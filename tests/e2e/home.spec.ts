import { devices } from 'playwright/test';
import type { Item } from '../../server/contract/item.ts';
import { finish } from './applying.ts';
import { BOTH, see } from './desk.ts';
import { agent, bench, expect, serverUrl, test } from './stage.ts';

test('a form is looked up on a phone, filled in at home, told what is wrong in it, and waits under a code', async ({
  browser
}) => {
  const context = await browser.newContext({ ...devices['Pixel 7'], locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const phone = await context.newPage();
  await phone.goto(`${serverUrl()}/guide`);
  await phone.getByLabel('找一件事').fill('低保');
  await see(phone, 'guide-list');
  await phone.getByRole('link', { name: /最低生活保障申请/ }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('最低生活保障申请');
  for (const said of ['您要带', '多久办好', '到哪里办']) await expect(phone.getByText(said)).toBeVisible();
  const blank = phone.getByRole('link', { name: /空白表格/ });
  expect((await context.request.get(`${serverUrl()}${await blank.getAttribute('href')}`)).ok()).toBe(true);
  await see(phone, 'guide-item');

  await phone.getByRole('link', { name: '在家先填好' }).click();
  await phone.getByLabel(/联系电话/).fill('138');
  await phone.getByRole('button', { name: '存好，给我号码' }).click();
  const wrong = phone.getByRole('alert');
  await expect(wrong).toBeFocused();
  await expect(wrong).toContainText('有4处要改');
  await see(phone, 'guide-fill', BOTH);
  await wrong.getByRole('link', { name: '联系电话' }).click();
  await expect(phone.getByLabel(/联系电话/)).toBeFocused();
  await phone.getByLabel(/联系电话/).fill('138 0000 0000');
  await phone.getByLabel(/家庭月收入/).fill('4860');
  await phone.getByLabel(/房屋车辆等财产/).fill('无');
  await phone.getByLabel('否', { exact: true }).check();
  await expect(wrong).toBeHidden();
  await phone.getByRole('button', { name: '存好，给我号码' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('存好了');
  await expect(phone.getByRole('img', { name: '取表的方块码' })).toBeVisible();
  expect(phone.url()).not.toMatch(/138|4860/);
  await see(phone, 'guide-done');
  await context.close();
});

test('what was filled in at home comes to the terminal by its digits, is looked at, and stands in the application', async ({
  terminal
}) => {
  const item = await agent<Item>('/api/catalogue/items/SQ-05-001');
  const answers = { mobile: '13800000000', income: 4860, assets: '自有住房一套', staffKin: false };
  const kept = await terminal.request.post(`${serverUrl()}/api/prepared`, {
    data: { itemCode: item.code, itemVersion: item.version, answers }
  });
  const { code } = (await kept.json()) as { code: string };

  await terminal.goto(new URL('/terminal/item/SQ-05-001', terminal.url()).href);
  await terminal.locator('.action a').click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('fu-shou');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await terminal.getByRole('link', { name: '取在家填好的表' }).click();
  await expect(terminal.locator('h1')).toHaveText('取在家填好的表');
  await terminal.keyboard.type('000000000000');
  await terminal.getByRole('button', { name: '取出来' }).click();
  await expect(terminal.getByRole('alert')).toContainText('没有找到在家填好的这一份');
  for (const _ of code) await terminal.keyboard.press('Backspace');
  await terminal.keyboard.type(code);
  await terminal.getByRole('button', { name: '取出来' }).click();
  await expect(terminal.locator('h1')).toHaveText('在家填的，都对吗？');
  await expect(terminal.getByText('自有住房一套')).toBeVisible();
  await terminal.getByRole('button', { name: '都对，就用这些' }).click();
  await terminal.waitForURL(/terminal\/apply/);
  let reviewed = '';
  const asked: string[] = [];
  await finish(terminal, item, async (page, kind) => {
    asked.push(kind);
    if (kind === 'review') reviewed = (await page.locator('main').textContent()) ?? '';
  });
  expect(reviewed).toContain('自有住房一套');
  // It goes on at the first question that nobody has answered.
  expect(asked).not.toContain('question.mobile');
});
