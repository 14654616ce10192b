import { devices } from 'playwright/test';
import { BOTH, see } from './desk.ts';
import { expect, serverUrl, test } from './stage.ts';

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
