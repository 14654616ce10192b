import { parseSlipCode } from '../../server/contract/case-number.ts';
import type { ResidentCase } from '../../server/contract/case-wire.ts';
import type { Item } from '../../server/contract/item.ts';
import { applyFor, finish } from './applying.ts';
import { press, takeSlip } from './desk.ts';
import { agent, bench, expect, lastSlip, pdfText, personOf, test } from './stage.ts';

test('an old woman taps her card, corrects nothing, signs, and any window decides; she comes back for the result', async ({
  terminal,
  desk
}) => {
  test.setTimeout(120_000);
  await bench.tap('fu-shou');
  await expect(terminal.locator('h1')).toHaveText('福*长，您好');
  await terminal.getByRole('link', { name: /办一件事/ }).click();
  await terminal.getByRole('link', { name: /困难、老人、残疾/ }).click();
  await terminal.getByRole('button', { name: '后一页' }).click();
  await terminal.getByRole('link', { name: /高龄津贴申请/ }).click();
  await expect(terminal.getByText('什么都不用带，刷身份证就行')).toBeVisible();
  await terminal.getByRole('link', { name: '开始办理' }).click();
  await terminal.getByRole('button', { name: /本人办理/ }).click();

  // Known, with where each value is from; the number only masked.
  const { idNumber } = personOf('fu-shou').card;
  await expect(terminal.getByText(`${idNumber.slice(0, 6)}********${idNumber.slice(14)}`)).toBeVisible();
  await expect(terminal.getByText('身份证上读的').first()).toBeVisible();
  await expect(terminal.getByText(/从居民户口簿（演示数据）取的/)).toBeVisible();
  await expect(terminal.getByText(idNumber)).toHaveCount(0);

  const number = await finish(terminal, await agent<Item>('/api/catalogue/items/SQ-05-006'));
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const slip = await lastSlip();
  expect(slip.codes.map(parseSlipCode)).toEqual([number]);
  const paper = slip.text.replaceAll(/\s/g, '');
  for (const part of ['收件回执', '高龄津贴申请', '前办好', '福*长', '居民户口簿', '0571-'])
    expect(paper).toContain(part);
  expect(paper).not.toContain(idNumber);
  await terminal.getByRole('button', { name: '结束，拿走身份证' }).click();
  await expect(terminal.locator('h1')).toHaveText('请拿好身份证和纸');
  await bench.lift();

  // A scanner at the window types what stands on the slip.
  const clerk = await desk('clerk2');
  await clerk.keyboard.type(slip.codes[0] ?? '');
  await clerk.keyboard.press('Enter');
  await press(clerk, '认领');
  await press(clerk, '受理');
  expect(await takeSlip(clerk, '受理通知书')).toContain('高龄津贴申请');
  await (await press(clerk, '转审批部门')).getByRole('button', { name: '转审批部门' }).click();
  await expect(clerk.getByText('审批中', { exact: true }).first()).toBeVisible();
  const officer = await desk('officer');
  await officer.goto(clerk.url());
  const grant = await press(officer, '准予');
  await grant.getByLabel('说明').fill('年满八十周岁，户籍相符');
  await grant.getByRole('button', { name: '准予' }).click();
  expect(await takeSlip(officer, '准予决定告知')).toContain('年满八十周岁，户籍相符');

  await terminal.goto(new URL('/terminal/progress', terminal.url()).href);
  await terminal.getByRole('button', { name: /刷身份证查/ }).click();
  await bench.tap('fu-shou');
  await terminal
    .getByRole('link', { name: /高龄津贴申请/ })
    .first()
    .click();
  await expect(terminal.locator('h1')).toHaveText('准予');
  await expect(terminal.getByText('年满八十周岁，户籍相符').first()).toBeVisible();
  await terminal.getByRole('button', { name: '打印结果' }).click();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const [document] = (await bench.status()).documents;
  const text = await pdfText(document?.file ?? '');
  expect(text).toContain('高龄津贴');
  expect(text).toContain(number);
  // Whoever only looks up leaves by lifting the card.
  await bench.lift();
  await expect(terminal.locator('h1')).toHaveText('请拿好身份证和纸');
  expect(await agent('/agent/status')).toMatchObject({ session: null });
});

test('what was typed once is offered the next time with its day, and consent never is', async ({ terminal }) => {
  await applyFor(terminal, 'SQ-05-004', { card: 'li-zhi-jian' });
  await terminal.goto(new URL('/terminal/apply/SQ-05-006', terminal.url()).href);
  const item = await agent<Item>('/api/catalogue/items/SQ-05-006');
  const offered: string[] = [];
  await finish(terminal, item, async (page, kind) => {
    if (kind === 'question.mobile') offered.push((await page.locator('main').textContent()) ?? '');
    if (kind.startsWith('consent'))
      for (const button of await page.locator('main button').all())
        expect(await button.getAttribute('aria-pressed')).toBeNull();
  });
  expect(offered).toHaveLength(1);
  expect(offered[0]).toMatch(/您填过的，还对吗.*13800000000.*残疾人两项补贴/s);
});

test('a value that may be corrected is asked for again, and the case carries what was put in its place', async ({
  terminal
}) => {
  await terminal.goto(new URL('/terminal/item/SQ-01-002', terminal.url()).href);
  await terminal.locator('.action a').click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('wan-shi-tong');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await terminal.getByRole('button', { name: '更正' }).first().click();
  await expect(terminal.getByText('后面会请您重填')).toBeVisible();
  let corrected = '';
  await finish(terminal, await agent<Item>('/api/catalogue/items/SQ-01-002'), async (page, kind) => {
    if (kind === 'review') corrected = (await page.locator('main').textContent()) ?? '';
  });
  expect(corrected).toContain('测试');
});

test('somebody applies for another with two cards, and the same card twice is not another person', async ({
  terminal
}) => {
  await terminal.goto(new URL('/terminal/item/SQ-05-006', terminal.url()).href);
  await terminal.locator('.action a').click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('wan-shi-tong');
  await terminal.getByRole('button', { name: /替家人办/ }).click();
  await terminal.getByRole('button', { name: /家人带了身份证/ }).click();
  await expect(terminal.locator('h1')).toHaveText('请刷被代办人的身份证');
  await bench.lift();
  await bench.tap('wan-shi-tong');
  await expect(terminal.getByText('两次刷的是同一张身份证。')).toBeVisible();
  await bench.lift();
  await terminal.getByRole('button', { name: '再试一次' }).click();
  await bench.tap('fu-shou');
  await expect(terminal.getByText('福寿长')).toBeVisible();
  const number = await finish(terminal, await agent<Item>('/api/catalogue/items/SQ-05-006'));
  const { text } = await lastSlip();
  expect(text).toContain('福*长');
  expect(text).toContain('代办人：万*通');
  const { cases } = await agent<{ cases: ResidentCase[] }>('/api/my/cases');
  expect(cases.map((one) => one.number)).toContain(number);
});

test('a hazard is reported without any card', async ({ terminal }) => {
  await terminal.goto(new URL('/terminal/item/SQ-08-005', terminal.url()).href);
  await terminal.locator('.action a').click();
  await terminal.getByRole('button', { name: '不刷身份证，直接办' }).click();
  const number = await finish(terminal, await agent<Item>('/api/catalogue/items/SQ-08-005'));
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const { codes, text } = await lastSlip();
  expect(codes.map(parseSlipCode)).toEqual([number]);
  expect(text).toContain('未留姓名');
});

test('whoever does not agree is led to the counter, and may come back to where they were', async ({ terminal }) => {
  await terminal.goto(new URL('/terminal/item/SQ-05-006', terminal.url()).href);
  await terminal.locator('.action a').click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('fu-shou');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await terminal.getByRole('button', { name: '都对，下一步' }).click();
  await expect(terminal).toHaveURL(/question/);
  const keep = terminal.getByRole('button', { name: '对，就用这个' });
  if (await keep.isVisible()) await keep.click();
  else {
    await terminal.keyboard.type('13800000000');
    await terminal.getByRole('button', { name: '下一步' }).click();
  }
  await expect(terminal.locator('h1')).toHaveText('要用到这些信息，您同意吗？');
  await terminal.getByRole('button', { name: '不同意' }).click();
  await expect(terminal.locator('h1')).toHaveText('好的，请到窗口办');
  await expect(terminal.getByText('“我要办高龄津贴申请，在机器上没有办完。”')).toBeVisible();
  await terminal.getByRole('button', { name: '改主意了，回去接着办' }).click();
  await finish(terminal, await agent<Item>('/api/catalogue/items/SQ-05-006'));
});
