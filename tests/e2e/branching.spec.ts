import type { Page } from 'playwright/test';
import { parseSlipCode } from '../../server/contract/case-number.ts';
import type { Item } from '../../server/contract/item.ts';
import { arrives, finish, step } from './applying.ts';
import { agent, bench, expect, lastSlip, pdfText, test } from './stage.ts';

const press = (page: Page, name: string | RegExp) =>
  page.locator('main, .action').getByRole('button', { name }).first().tap();
const asks = (page: Page, title: string) => expect(page.locator('h1')).toHaveText(title);

/** Letters by pinyin and the first word that is offered. */
async function write(page: Page): Promise<void> {
  for (const letter of 'CS') await page.getByRole('button', { name: letter, exact: true }).tap();
  await page.locator('.candidates li button').first().tap();
}

/** From the guide of an item to one of its questions. */
async function openQuestion(page: Page, code: string, key: string): Promise<Item> {
  const item = await agent<Item>(`/api/catalogue/items/${code}`);
  await page.goto(new URL(`/terminal/item/${code}`, page.url()).href);
  await page.locator('.action a').tap();
  await bench.tap('wan-shi-tong');
  await page.getByRole('button', { name: /本人办理/ }).tap();
  while ((await arrives(page)) !== `question.${key}`) await step(page, item);
  return item;
}

/** The application form as the A4 printer gave it out, from the page that says that it was handed in. */
async function printedForm(page: Page): Promise<string> {
  await expect(page.getByText('打印好了，请取走')).toBeVisible();
  await page.getByRole('button', { name: '打印申请表' }).click();
  await expect(page.getByText('打印好了，请取走')).toHaveCount(2);
  const [document] = (await bench.status()).documents;
  return pdfText(document?.file ?? '');
}

test('a question is asked as often as it has answers, each one asking what hangs on it; slip, form and window have all', async ({
  terminal,
  desk
}) => {
  test.setTimeout(120_000);
  const item = await openQuestion(terminal, 'SQ-10-001', 'others');
  await press(terminal, '下一步');
  await expect(terminal.getByRole('alert')).toContainText('这一项要填');

  await press(terminal, '添一位');
  await asks(terminal, '对方是');
  await press(terminal, '单位');
  await press(terminal, '下一问');
  await asks(terminal, '单位名称');
  await terminal.getByRole('button', { name: '上一步' }).tap();
  await asks(terminal, '对方是');
  await press(terminal, '个人');
  await press(terminal, '下一问');
  await asks(terminal, '对方姓名');
  await expect(terminal.getByText('第1位 · 2/3')).toBeVisible();
  await press(terminal, '下一问');
  await expect(terminal.getByRole('alert')).toContainText('对方姓名');
  await write(terminal);
  await press(terminal, '下一问');
  await asks(terminal, '对方电话');
  await press(terminal, '这一位好了');

  await press(terminal, '添一位');
  await press(terminal, '单位');
  await press(terminal, '下一问');
  await write(terminal);
  await press(terminal, '下一问');
  for (const digit of '13800000001') await terminal.keyboard.press(digit);
  await press(terminal, '这一位好了');
  await asks(terminal, '对方当事人');
  await press(terminal, '去掉');
  await expect(terminal.getByText('对方是：个人')).toHaveCount(0);
  await press(terminal, '放回来');
  await expect(terminal.getByText('对方是：个人')).toBeVisible();
  await press(terminal, '下一步');

  const number = await finish(terminal, item);
  const form = await printedForm(terminal);
  for (const part of [number, '对方当事人（第1位）', '对方姓名', '对方当事人（第2位）', '单位名称', '13800000001'])
    expect(form).toContain(part);
  expect(form.split('单位名称')).toHaveLength(2);
  const slip = await lastSlip();
  expect(slip.codes.map(parseSlipCode)).toEqual([number]);

  const clerk = await desk('clerk2');
  await clerk.keyboard.type(slip.codes[0] ?? '');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('row', { name: /对方当事人（第1位）.*对方是：个人/ })).toBeVisible();
  await expect(clerk.getByRole('row', { name: /对方当事人（第2位）.*对方电话：13800000001/ })).toBeVisible();
});

test('an answer brings a question and takes it away again; what is not asked is neither handed in nor printed', async ({
  terminal
}) => {
  const item = await openQuestion(terminal, 'SQ-05-005', 'disType');
  await press(terminal, '智力');
  await press(terminal, '下一步');
  await asks(terminal, '监护人');
  await write(terminal);
  await press(terminal, '下一步');
  await expect(terminal.locator('h1')).not.toHaveText('监护人');
  await terminal.getByRole('button', { name: '上一步' }).tap();
  await asks(terminal, '监护人');
  await terminal.getByRole('button', { name: '上一步' }).tap();
  await press(terminal, '视力');
  await press(terminal, '下一步');
  await expect(terminal.locator('h1')).not.toHaveText('监护人');
  const number = await finish(terminal, item, async (page, id) => {
    if (id === 'review') await expect(page.getByText('监护人', { exact: true })).toHaveCount(0);
  });
  const form = await printedForm(terminal);
  expect(form).toContain(number);
  expect(form).toContain('视力');
  // One of the papers has the word in its name.
  expect(form.replaceAll('监护人身份证', '')).not.toContain('监护人');
});
