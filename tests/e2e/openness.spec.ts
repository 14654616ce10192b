import type { Page } from 'playwright/test';
import { acts, BOTH, openCase, press, see } from './desk.ts';
import { doAct, file } from './filing.ts';
import { agentUrl, bench, expect, lastSlip, serverUrl, test } from './stage.ts';

// A terminal whose first page is open reads whatever card is laid down: it is opened once everything is filed.
test.beforeEach(() => bench.reset());
test.afterEach(() => bench.reset());

const at = (page: Page, path: string) => page.goto(`${agentUrl()}${path}`);

/** Signs in to look things up, and opens the newest case of this name. */
async function lookUp(terminal: Page, card: string, name: RegExp): Promise<void> {
  await at(terminal, '/terminal/progress');
  await terminal.getByRole('button', { name: /刷身份证查/ }).click();
  await bench.tap(card);
  await terminal.getByRole('link', { name }).first().click();
  await expect(terminal.getByText('办到哪里了')).toBeVisible();
}

test('a resident reads who looked at a case and why, and whoever lifts the card is gone', async ({
  page: terminal,
  desk
}) => {
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  const clerk = await desk('clerk');
  await clerk.goto(`${serverUrl()}/window/cases/${made.id}`);
  await expect(clerk.getByRole('heading', { level: 1 })).toBeFocused();
  await lookUp(terminal, 'fu-shou', /高龄津贴申请/);
  await terminal.getByRole('link', { name: '谁看过我的信息' }).click();
  await expect(terminal.locator('h1')).toHaveText('谁看过我的信息');
  const rows = terminal.getByRole('main').getByRole('listitem');
  await expect(rows.first()).toContainText(/窗口人员.+打开看了这件事的全部内容.*原因：办理高龄津贴申请/);
  await expect(rows.filter({ hasText: '收下了您的申请' })).toBeVisible();
  const pulled = rows.filter({ hasText: '替您取“居民户口簿”：取到了' });
  await expect(pulled).toBeVisible();
  await expect(pulled.locator('[data-personal]')).toHaveCount(1);
  await terminal.getByRole('button', { name: '上一步' }).click();
  await expect(terminal.getByText('办到哪里了')).toBeVisible();
  await terminal.getByRole('button', { name: '上一步' }).click();
  await terminal.getByRole('link', { name: '谁看过我的信息' }).click();
  await expect(terminal.getByRole('main').getByRole('listitem').first()).toBeVisible();
  await bench.lift();
  await expect(terminal).toHaveURL(/\/terminal(\?ended)?$/);
});

test('what was decided is rated once, with nobody’s name on the page; left out, it is not asked again', async ({
  page: terminal,
  desk
}) => {
  const clerk = await desk('clerk');
  const { name } = (await (await clerk.request.get(`${serverUrl()}/api/window/me`)).json()).staff;
  const { id } = await file('SQ-05-006', { card: 'fu-shou' });
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
  await lookUp(terminal, 'fu-shou', /高龄津贴申请/);
  await terminal.getByRole('button', { name: '评一评' }).click();
  await expect(terminal.locator('h1')).toHaveText('这件事办得怎么样？');
  expect(await terminal.content()).not.toContain(name);
  await terminal.getByRole('button', { name: '不评了' }).click();
  await expect(terminal.getByText('办到哪里了')).toBeVisible();
  await expect(terminal.getByRole('button', { name: '评一评' })).toBeHidden();
  await bench.lift();
  await expect(terminal).toHaveURL(/\/terminal(\?ended)?$/);
  await lookUp(terminal, 'fu-shou', /高龄津贴申请/);
  await terminal.getByRole('button', { name: '评一评' }).click();
  await terminal.getByRole('button', { name: '不满意', exact: true }).click();
  await terminal.getByRole('button', { name: '就这样评' }).click();
  await expect(terminal.getByText('谢谢，您的评价记下了。')).toBeVisible();
  await expect(terminal.getByRole('button', { name: '评一评' })).toBeHidden();
  await clerk.goto(`${serverUrl()}/window/cases/${id}`);
  // Whoever worked on it is not told that it was graded, nor how.
  await expect(clerk.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(clerk.getByText('申请人作了评价')).toBeHidden();
  expect(await clerk.content()).not.toContain('不满意');
});

test('公示栏 and 超期公开 are read by anybody: at the terminal without a card, and on any screen', async ({
  page: terminal,
  desk
}) => {
  const made = await file('SQ-05-003', { card: 'wan-shi-tong' });
  const clerk = await desk('clerk');
  const officer = await desk('officer');
  for (const act of ['claim', 'accept', 'send'] as const) await doAct(clerk.request, made.id, { act });
  await doAct(officer.request, made.id, { act: 'publicise', summary: '拟给予临时救助，一次性' });
  await at(terminal, '/terminal/browse');
  await terminal.getByRole('link', { name: '公示栏' }).click();
  await expect(terminal.getByText(/公示期里在终端刷身份证就能提，也可以到服务窗口说，或者打电话/)).toBeVisible();
  const notice = terminal.getByRole('main').getByRole('listitem').filter({ hasText: '拟给予临时救助，一次性' });
  await expect(notice.first()).toContainText('万*通');
  await terminal.getByRole('button', { name: '上一步' }).click();
  await terminal.getByRole('link', { name: '超期公开' }).click();
  // A run that goes on past midnight has cases that are late by then.
  const late = terminal.getByRole('main').getByRole('listitem').first();
  await expect(terminal.getByText('现在没有超期的事。').or(late)).toBeVisible();
  await clerk.goto(serverUrl());
  await clerk.getByRole('link', { name: '公开' }).click();
  await expect(clerk.getByText('拟给予临时救助，一次性').first()).toBeVisible();
  expect(await clerk.content()).not.toContain('万事通');
  await see(clerk, 'public', BOTH);
});

test('a resident objects to what is publicised, takes the receipt along, and reads the answer with the card', async ({
  page: terminal,
  desk
}) => {
  const made = await file('SQ-05-003', { card: 'wan-shi-tong' });
  const clerk = await desk('clerk');
  const officer = await desk('officer');
  for (const act of ['claim', 'accept', 'send'] as const) await doAct(clerk.request, made.id, { act });
  await doAct(officer.request, made.id, { act: 'publicise', summary: '拟给予临时救助，分两次' });

  const openNotice = async () => {
    await at(terminal, '/terminal/notices');
    await terminal.getByRole('link', { name: /拟给予临时救助，分两次/ }).click();
    await expect(terminal).toHaveURL(/\/terminal\/sign-in\?notice=/);
    await bench.tap('yuan-dao-lai');
  };
  await openNotice();
  await expect(terminal.locator('h1')).toHaveText('您有什么不同意见？');
  await terminal.getByRole('button', { name: '下一步' }).click();
  await expect(terminal.getByRole('alert')).toHaveText('请先选一条，或者自己写。');
  await terminal.getByRole('button', { name: '不住在这里' }).click();
  await terminal.getByRole('button', { name: '下一步' }).click();
  await expect(terminal.getByText('姓名只给核实的人看')).toBeVisible();
  await terminal.getByRole('button', { name: '提异议' }).click();
  await expect(terminal.locator('h1')).toHaveText('异议登记好了');
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const slip = await lastSlip();
  const text = slip.text.replaceAll(/\s/g, '');
  for (const said of [
    '异议登记回执',
    '临时救助申请',
    '提异议的人',
    '远*来',
    '不住在这里',
    '公示到',
    '没有答复以前不会批准',
    '电话'
  ])
    expect(text).toContain(said);
  for (const other of ['万*通', made.number, made.shortCode]) expect(text).not.toContain(other);
  await terminal.getByRole('button', { name: '办完了' }).click();
  await bench.lift();

  // The receipt leads the window to the case, and tells it nothing of who objected.
  await clerk.keyboard.type(slip.codes[0] ?? '');
  await clerk.keyboard.press('Enter');
  await expect(clerk).toHaveURL(new RegExp(made.id));
  await expect(clerk.getByText('是谁提的、说了什么，由审批的人看。')).toBeVisible();
  expect(await clerk.content()).not.toContain('远道来');

  await openCase(officer, made.id);
  await expect(officer.getByText('公示中，有异议待答复')).toBeVisible();
  await expect(officer.getByText('远道来')).toBeVisible();
  await expect(acts(officer).getByRole('button', { name: '准予', exact: true })).toBeHidden();
  await see(officer, 'case-objection', BOTH);
  const answering = await press(officer, '答复异议');
  await answering.getByLabel('核实的结果和理由').fill('上门看过，本人住在这里');
  await see(officer, 'answer-objection');
  await answering.getByRole('button', { name: '答复异议' }).click();
  await expect(officer.getByText('异议已答复，公示继续。')).toBeVisible();

  await openNotice();
  await expect(terminal.locator('h1')).toHaveText('您对这件事提过异议');
  await expect(terminal.getByText('核实过了，异议不成立')).toBeVisible();
  await expect(terminal.getByText('上门看过，本人住在这里')).toBeVisible();
});
