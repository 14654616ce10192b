import { groupShortCode } from '../../server/contract/case-number.ts';
import { acts, BOTH, keepLook, openCase, press, rowOf, see, takeSlip } from './desk.ts';
import { doAct, file } from './filing.ts';
import { bench, expect, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

test('an item decided on the spot goes from intake to its result, each act with its slip and its line of history', async ({
  desk
}) => {
  const made = await file('SQ-01-001', { card: 'wan-shi-tong' });
  const clerk = await desk('clerk');
  await openCase(clerk, made.id);
  await expect(clerk.getByText('即办件，窗口当场决定')).toBeVisible();
  await press(clerk, '认领');
  await see(clerk, 'case', BOTH);
  await clerk.setViewportSize({ width: 1366, height: 768 });
  await keepLook(clerk, 'case-1366');

  const answer = (label: string) =>
    clerk.getByRole('row').filter({ has: clerk.getByRole('rowheader', { name: label }) });
  await expect(answer('姓名')).toContainText('身份证读出');
  await expect(answer('联系电话')).toContainText('申请人填写');
  // On a narrow screen and on an upright one, too, an answer is a line and not a column of single characters.
  for (const [width, height] of [
    [1024, 768],
    [1080, 1920],
    [1280, 800],
    [1366, 768]
  ] as const) {
    await clerk.setViewportSize({ width, height });
    const value = await answer('现居住地址').getByRole('cell').first().boundingBox();
    expect(value?.width).toBeGreaterThan(300);
    expect(await clerk.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  const material = clerk.getByRole('row').filter({ hasText: '失业人员登记表' });
  await expect(material).toContainText('已生成');
  await expect(material).toContainText('内容完整，签名清楚');

  await press(clerk, '受理');
  const accepted = await takeSlip(clerk, '受理通知书');
  const shortCode = `短码\n\n${groupShortCode(made.shortCode)}`;
  for (const words of ['演示 无效', '失业登记', '万*通', '法定时限', '承诺时限', '电话', shortCode])
    expect(accepted).toContain(words);

  const grant = await press(clerk, '准予');
  await grant.getByLabel('说明').fill('符合失业登记条件');
  await grant.getByRole('button', { name: '准予' }).click();
  const granted = await takeSlip(clerk, '准予决定告知');
  expect(granted).toContain('批准了');
  expect(granted).toContain('符合失业登记条件');

  const issue = await press(clerk, '出件');
  await expect(issue.getByLabel('领取人')).toHaveValue('申请人本人');
  await issue.getByLabel('领取人').fill('申请人本人（身份证已核）');
  await issue.getByRole('button', { name: '出件' }).click();
  expect(await takeSlip(clerk, '结果领取凭证')).toContain('申请人本人（身份证已核）');
  await expect(clerk.getByText('这一件已经办结。')).toBeVisible();

  const history = await clerk.locator('aside ol').innerText();
  const lines = ['结果已领取', '准予：符合失业登记条件', '正式受理', '工作人员认领', '提交申请'];
  expect(lines.map((line) => history.indexOf(line))).toEqual(
    lines.map((line) => history.indexOf(line)).toSorted((one, other) => one - other)
  );
  for (const line of lines) expect(history).toContain(line);
  await keepLook(clerk, 'case-issued');
});

test('more papers are asked for once, all of them, and come in one by one', async ({ desk }) => {
  const made = await file('SQ-08-004', { card: 'wan-shi-tong' });
  const clerk = await desk('clerk');
  await doAct(clerk.request, made.id, { act: 'claim' });
  await openCase(clerk, made.id);
  let dialog = await press(clerk, '一次性告知补正');
  await expect(dialog.getByLabel('要补什么')).toHaveValue('犬只照片');
  await dialog.getByLabel('怎么补').fill('彩色，近三个月');
  await clerk.keyboard.press('Enter');
  await clerk.keyboard.type('签名');
  await clerk.keyboard.press('Tab');
  await clerk.keyboard.type('到窗口补签');
  await expect(dialog.getByText('一共2项')).toBeVisible();
  await see(clerk, 'form-supplement', BOTH);
  // Escape puts the list aside and loses nothing of it.
  await clerk.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  dialog = await press(clerk, '一次性告知补正');
  await expect(dialog.getByLabel('怎么补').nth(1)).toHaveValue('到窗口补签');
  await dialog.getByRole('button', { name: '一次性告知补正' }).click();
  const notice = await takeSlip(clerk, '一次性补正告知书');
  for (const words of ['还要补2样', '只告知这一次', '犬只照片：彩色，近三个月', '签名：到窗口补签'])
    expect(notice).toContain(words);
  await expect(clerk.getByText('待补正', { exact: true })).toBeVisible();
  await expect(acts(clerk).getByRole('button', { name: '一次性告知补正' })).toBeHidden();

  dialog = await press(clerk, '收取材料');
  await expect(dialog.getByRole('button', { name: '收取材料' })).toBeDisabled();
  await dialog.getByLabel(/犬只照片/).check();
  await expect(dialog.getByText('受理标准：原件清晰完整')).toBeVisible();
  await dialog.getByRole('button', { name: '收取材料' }).click();
  await expect(clerk.getByText('材料已收取')).toBeVisible();
  const missing = clerk.locator('.note');
  await expect(missing).toContainText('签名：到窗口补签');
  await expect(missing).not.toContainText('犬只照片');
  await press(clerk, '已补齐，受理');
  expect(await takeSlip(clerk, '受理通知书')).toContain('前办好');
  await expect(missing).toBeHidden();
});

test('without a paper that has to be there nothing is accepted; once it came, it is', async ({ desk }) => {
  const made = await file('SQ-04-002', { card: 'yuan-dao-lai' });
  const clerk = await desk('clerk');
  await doAct(clerk.request, made.id, { act: 'claim' });
  await openCase(clerk, made.id);
  await expect(clerk.getByText('收齐才能受理')).toBeVisible();
  await expect(acts(clerk).getByRole('button', { name: '受理', exact: true })).toBeHidden();
  const dialog = await press(clerk, '收取材料');
  await dialog.getByLabel(/医疗机构诊断证明/).check();
  await keepLook(clerk, 'form-receive');
  await dialog.getByRole('button', { name: '收取材料' }).click();
  await press(clerk, '受理');
  expect(await takeSlip(clerk, '受理通知书')).toContain('延缓入学、休学申请');
});

test('a refusal says why, where to go instead, and what can be done about it', async ({ desk }) => {
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  const clerk = await desk('clerk');
  await doAct(clerk.request, made.id, { act: 'claim' });
  await openCase(clerk, made.id);
  const dialog = await press(clerk, '不予受理');
  await dialog.getByRole('button', { name: '不予受理' }).click();
  await expect(dialog.getByLabel('理由')).toBeFocused();
  await dialog.getByLabel('理由').fill('户籍不在本区，不属于本中心受理范围');
  // 首问负责: nothing is turned away without somebody who takes it on.
  await dialog.getByLabel('单位').fill('西湖区社区服务中心');
  await dialog.getByRole('button', { name: '不予受理' }).click();
  await expect(dialog.getByLabel('接手人')).toBeFocused();
  await dialog.getByLabel('接手人').fill('邓接手');
  await dialog.getByLabel('电话', { exact: true }).fill('0571-00000033');
  await dialog.getByRole('button', { name: '不予受理' }).click();
  // Whoever takes it on has said so, and how is asked each time.
  await expect(dialog.getByLabel('怎么确认的')).toBeFocused();
  await expect(dialog.getByLabel('谁确认的')).toHaveValue('邓接手');
  await dialog.getByLabel('谁确认的').fill('值班员孟确认');
  await dialog.getByLabel('怎么确认的').selectOption('电话');
  await see(clerk, 'form-refuse', BOTH);
  await dialog.getByRole('button', { name: '不予受理' }).click();
  await expect(clerk.getByRole('dialog', { name: '不予受理通知书' })).toBeVisible();
  await see(clerk, 'slip');
  const notice = await takeSlip(clerk, '不予受理通知书');
  for (const words of [
    '户籍不在本区',
    '西湖区社区服务中心',
    '邓接手 0571-00000033',
    '值班员孟确认',
    '电话确认接手',
    '60日',
    '6个月'
  ])
    expect(notice).toContain(words);
  await expect(clerk.locator('.note')).toContainText('可以去：西湖区社区服务中心');
  await expect(acts(clerk).getByRole('button')).toHaveCount(0);
});

test('a promised case goes to the deciding department, whose officer grants or denies it with reasons and remedy', async ({
  desk
}) => {
  const granted = await file('SQ-05-006', { card: 'fu-shou' });
  const denied = await file('SQ-05-004', { card: 'li-zhi-jian' });
  const clerk = await desk('clerk');
  const officer = await desk('officer');
  await expect(officer.getByRole('heading', { level: 1, name: '待审批' })).toBeVisible();
  for (const { id } of [granted, denied]) {
    await doAct(clerk.request, id, { act: 'claim' });
    await doAct(clerk.request, id, { act: 'accept' });
  }
  await openCase(clerk, granted.id);
  await expect(acts(clerk).getByRole('button', { name: '准予' })).toBeHidden();
  const sending = await press(clerk, '转审批部门');
  await expect(sending.getByLabel('转给')).toHaveValue('');
  await see(clerk, 'form-send');
  await sending.getByRole('button', { name: '转审批部门' }).click();
  await expect(clerk.getByText('已转审批部门。')).toBeVisible();
  await doAct(clerk.request, denied.id, { act: 'send' });

  const address = `${serverUrl()}/api/window/cases/${granted.id}`;
  const { version } = await (await clerk.request.get(address)).json();
  const tried = await clerk.request.post(`${address}/acts`, { data: { act: 'grant', version, reason: '' } });
  expect([tried.status(), (await tried.json()).error.code]).toEqual([403, 'staff.role']);

  await expect(rowOf(officer, granted)).toBeVisible();
  await expect(rowOf(officer, granted).getByRole('button', { name: '认领' })).toBeHidden();
  await keepLook(officer, 'queue-officer');
  await rowOf(officer, denied).getByRole('link').click();
  let dialog = await press(officer, '不予批准');
  await expect(dialog).toContainText('60日内可以申请行政复议');
  await dialog.getByLabel('理由和依据').fill('残疾等级不符合《残疾人两项补贴办法》第三条');
  await keepLook(officer, 'form-deny');
  await dialog.getByRole('button', { name: '不予批准' }).click();
  const denial = await takeSlip(officer, '不予批准决定告知');
  for (const words of ['没有批准', '残疾等级不符合', '60日', '6个月']) expect(denial).toContain(words);

  await openCase(officer, granted.id);
  dialog = await press(officer, '准予');
  await dialog.getByRole('button', { name: '准予' }).click();
  await takeSlip(officer, '准予决定告知');
  await expect(clerk.getByText('有新进展：沈审批，准予')).toBeVisible();
  await expect(acts(clerk).getByRole('button', { name: '出件' })).toBeVisible();
  await expect(acts(officer).getByRole('button')).toHaveCount(0);
});

test('what goes wrong is put right on the spot, a special procedure stops the clock, and what is above us goes up whole', async ({
  desk
}) => {
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  const clerk = await desk('clerk');
  await doAct(clerk.request, made.id, { act: 'claim' });
  await openCase(clerk, made.id);
  await keepLook(clerk, 'case-received');
  let dialog = await press(clerk, '当场更正');
  await expect(dialog.getByRole('button', { name: '当场更正' })).toBeDisabled();
  await dialog.getByLabel(/^联系电话，现在是/).fill('13900000009');
  await see(clerk, 'form-correct', BOTH);
  await dialog.getByRole('button', { name: '当场更正' }).click();
  await expect(clerk.getByText('已当场更正，记入经过。')).toBeVisible();
  await expect(clerk.getByRole('row').filter({ hasText: '联系电话' })).toContainText('13900000009');

  await press(clerk, '受理');
  await takeSlip(clerk, '受理通知书');
  dialog = await press(clerk, '特别程序');
  await dialog.getByLabel('哪一种特别程序').fill('鉴定');
  await dialog.getByLabel('大约几天').fill('7');
  await dialog.getByLabel('为什么要').fill('年龄需要核实');
  await see(clerk, 'form-suspend', BOTH);
  await dialog.getByRole('button', { name: '特别程序' }).click();
  const held = await takeSlip(clerk, '特别程序告知书');
  for (const words of ['大约要7天', '鉴定：年龄需要核实', '不计入办理时限']) expect(held).toContain(words);
  await expect(clerk.getByText('特别程序，停表').first()).toBeVisible();
  await keepLook(clerk, 'case-suspended');
  dialog = await press(clerk, '特别程序结束');
  await dialog.getByLabel('结果').fill('年龄已经核实');
  await dialog.getByRole('button', { name: '特别程序结束' }).click();
  expect(await takeSlip(clerk, '恢复办理告知书')).toContain('年龄已经核实');

  const manager = await desk('manager');
  await openCase(manager, made.id);
  dialog = await press(manager, '延长期限');
  await dialog.getByLabel(/^延长几个工作日/).fill('3');
  await dialog.getByLabel('为什么延长').fill('等外省回复');
  await dialog.getByRole('button', { name: '延长期限' }).click();
  expect(await takeSlip(manager, '延长办理期限告知书')).toContain('经中心负责人批准，办理期限延长3个工作日');

  dialog = await press(clerk, '转报上级');
  await dialog.getByLabel('为什么转报').fill('超出区级权限');
  await dialog.getByLabel('单位').fill('省民政厅');
  await dialog.getByLabel('接手人').fill('邓接手');
  await dialog.getByLabel('电话', { exact: true }).fill('0571-00000033');
  await dialog.getByLabel('怎么确认的').selectOption('系统');
  await keepLook(clerk, 'form-pass-up');
  await dialog.getByRole('button', { name: '转报上级' }).click();
  const up = await takeSlip(clerk, '转报上级告知书');
  for (const words of ['省民政厅', '邓接手 0571-00000033', '不用再交一遍']) expect(up).toContain(words);
  await expect(clerk.getByText('已转报上级', { exact: true })).toBeVisible();
  await expect(acts(clerk).getByRole('button', { name: '准予' })).toBeVisible();
});

test('公示 comes before a favourable decision, and names nobody', async ({ desk }) => {
  const made = await file('SQ-05-003', { card: 'wan-shi-tong' });
  const clerk = await desk('clerk');
  const officer = await desk('officer');
  for (const act of ['claim', 'accept', 'send'] as const) await doAct(clerk.request, made.id, { act });
  await openCase(officer, made.id);
  await expect(acts(officer).getByRole('button', { name: '准予' })).toBeHidden();
  const dialog = await press(officer, '公示');
  await dialog.getByLabel('公示写什么').fill('拟给予万事通临时救助');
  await dialog.getByRole('button', { name: '公示', exact: true }).click();
  await expect(dialog.getByText('公示的内容里有姓名或者号码')).toBeVisible();
  await dialog.getByLabel('公示写什么').fill('拟给予临时救助，一次性');
  await see(officer, 'form-publicise', BOTH);
  await dialog.getByRole('button', { name: '公示', exact: true }).click();
  await expect(officer.getByText('已经公示，到期没有异议再批准。')).toBeVisible();
  await expect(officer.getByText(/^公示到/)).toBeVisible();
  await expect(acts(officer).getByRole('button', { name: '准予' })).toBeHidden();
  await keepLook(officer, 'case-publicised');
});

test('a slip prints alone: no page around it, black on white, whole', async ({ desk }) => {
  const made = await file('SQ-05-001', { card: 'fu-shou' });
  const clerk = await desk('clerk');
  await openCase(clerk, made.id);
  await clerk.getByRole('button', { name: '收件回执' }).click();
  const dialog = clerk.getByRole('dialog', { name: '收件回执' });
  await expect(dialog.getByRole('button', { name: '打印' })).toBeFocused();
  await clerk.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await clerk.keyboard.press('Enter');
  await expect(clerk.locator('body')).toHaveAttribute('data-printed', 'yes');
  for (const colorScheme of ['light', 'dark'] as const) {
    await clerk.emulateMedia({ media: 'print', colorScheme });
    await expect(clerk.getByRole('banner')).toBeHidden();
    await expect(clerk.getByRole('heading', { name: '申请内容' })).toBeHidden();
    await expect(dialog.getByRole('button', { name: '打印' })).toBeHidden();
    await expect(dialog.getByRole('img', { name: '回执二维码' })).toBeVisible();
    await expect(dialog).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  }
  await clerk.screenshot({ path: 'test-results/screens/window-print.png' });
  const paper = await clerk.pdf();
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await clerk.emulateMedia({ media: null });
});
