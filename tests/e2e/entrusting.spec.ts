import type { ResidentCase } from '../../server/contract/case-wire.ts';
import type { Item } from '../../server/contract/item.ts';
import { readPdf } from '../fixtures/pdf.ts';
import { finish } from './applying.ts';
import { openCase, press, see, takeSlip } from './desk.ts';
import { shootBoth } from './screens.ts';
import { agent, bench, expect, personOf, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

const ITEM = 'SQ-05-006';

test('a neighbour applies for an old man with two cards; a 代办员 does it all the way, to 回访', async ({
  terminal,
  desk
}) => {
  test.setTimeout(180_000);
  await terminal.goto(new URL(`/terminal/item/${ITEM}`, terminal.url()).href);
  await terminal.locator('.action a').click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('guli');
  await terminal.getByRole('button', { name: /替别人办/ }).click();
  await shootBoth(terminal, 'for-other');
  await terminal.getByRole('button', { name: /三个月内/ }).click();
  await bench.lift();
  await bench.tap('fu-shou');
  await expect(terminal.getByText('福寿长')).toBeVisible();
  await finish(terminal, await agent<Item>(`/api/catalogue/items/${ITEM}`));
  const { cases } = await agent<{ cases: ResidentCase[] }>('/api/my/cases');
  const made = cases[0];
  if (!made) throw new Error('nothing was filed');
  await terminal.getByRole('button', { name: '结束，拿走身份证' }).click();
  await bench.lift();

  // The old man sees who may act for him, and asks that somebody does the rest.
  await bench.tap('fu-shou');
  await terminal.getByRole('link', { name: /谁能替我办事/ }).click();
  await expect(terminal.getByRole('button', { name: /古\*.*江/ })).toBeVisible();
  await shootBoth(terminal, 'relations');
  await terminal.goto(new URL(`/terminal/progress/${made.id}`, terminal.url()).href);
  await shootBoth(terminal, 'agency-case');
  await terminal.getByRole('button', { name: '请人全程代办' }).click();
  await shootBoth(terminal, 'agency-ask');
  await terminal.getByRole('button', { name: '请工作人员办' }).click();
  await expect(terminal.getByText('已经告诉窗口，工作人员会联系您。')).toBeVisible();

  const clerk = await desk('clerk');
  await openCase(clerk, made.id);
  await expect(clerk.getByText('代办人 古丽·演示江（邻居、朋友）')).toBeVisible();
  const letter = await clerk.request.get(
    `${serverUrl()}/api/window/cases/${made.id}/slips/${made.number}-1/letter.pdf`
  );
  const { text } = await readPdf(await letter.body());
  for (const part of ['授权委托书', personOf('fu-shou').card.idNumber, personOf('guli').card.idNumber])
    expect(text).toContain(part);
  await press(clerk, '认领');
  const entrusting = await press(clerk, '全程代办');
  await entrusting.getByLabel('代办员').selectOption({ label: '代跑腿（代办员）' });
  await expect(entrusting.getByLabel('居民在终端刷身份证提出')).toBeChecked();
  await see(clerk, 'form-entrust');
  await entrusting.getByRole('button', { name: '全程代办' }).click();
  expect(await takeSlip(clerk, '授权委托书')).toContain('委托代跑腿全程代办');

  const helper = await desk('helper');
  await helper.goto(`${serverUrl()}/window`);
  await expect(helper.getByRole('heading', { level: 1 })).toHaveText('委托给我的');
  await expect(helper.getByRole('row').filter({ hasText: made.shortCode })).toHaveCount(1);
  await see(helper, 'queue-helper');

  await press(clerk, '受理');
  await takeSlip(clerk, '受理通知书');
  const up = await press(clerk, '转报上级');
  await up.getByLabel('为什么转报').fill('由区里核定');
  await up.getByLabel('单位').fill('区民政局');
  await up.getByLabel('接手人').fill('邓接手');
  await up.getByLabel('电话', { exact: true }).fill('0571-00000033');
  await up.getByLabel('怎么确认的').selectOption('电话');
  await up.getByRole('button', { name: '转报上级' }).click();
  await takeSlip(clerk, '转报上级告知书');
  const grant = await press(clerk, '准予');
  await grant.getByRole('button', { name: '准予' }).click();
  await takeSlip(clerk, '准予决定告知');

  await openCase(helper, made.id);
  const delivery = await press(helper, '送达到家');
  await delivery.getByLabel('签收人').fill('福寿长本人');
  await delivery.getByRole('button', { name: '送达到家' }).click();
  expect(await takeSlip(helper, '结果领取凭证')).toContain('结果已送到家');
  const revisit = await press(helper, '回访');
  await revisit.getByLabel('居民怎么说').fill('送到家里来了，很好');
  await see(helper, 'form-revisit');
  await revisit.getByRole('button', { name: '回访' }).click();
  const steps = helper.getByRole('region', { name: '代办进度' });
  await expect(steps.locator('.done')).toHaveCount(6);
  await expect(steps.locator('.waiting')).toHaveText(/归档/);
  await see(helper, 'agency-steps');

  // The resident sees the same steps; the 代办员 sees nothing of it any more.
  await terminal.reload();
  for (const step of ['委托', '受理', '办理', '送达', '上报', '回访'])
    await expect(terminal.locator('li.done').filter({ hasText: step }).first()).toBeVisible();
  await shootBoth(terminal, 'agency-steps');
  await helper.reload();
  await expect(helper.getByText('没有这一件。')).toBeVisible();
});
