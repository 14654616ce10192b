import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { sign } from '../../server/departments/signature.ts';
import { acts, BOTH, keepLook, openCase, press, rowOf, see } from './desk.ts';
import { doAct, file, withdraw } from './filing.ts';
import { bench, expect, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

const SIMULATED = '区住房保障中心（模拟）';

/** A case that the clerk has claimed and accepted. */
async function accepted(clerk: Page, code: string) {
  const made = await file(code, { card: 'wan-shi-tong' });
  for (const act of ['claim', 'accept'] as const) await doAct(clerk.request, made.id, { act });
  return made;
}

/** A new department by the page; gives the two secrets it shows. */
async function newDepartment(manager: Page, name: string, endpoint: string): Promise<string[]> {
  await manager.getByRole('button', { name: '新部门' }).click();
  const dialog = manager.getByRole('dialog', { name: '新部门' });
  await dialog.getByLabel('名称').fill(name);
  await dialog.getByLabel('联系人').fill('联络员');
  await dialog.getByLabel('电话').fill('0571-00000041');
  await dialog.getByLabel('接口地址').fill(endpoint);
  await see(manager, 'departments-new');
  await dialog.getByRole('button', { name: '建立部门' }).click();
  const secrets = manager.getByRole('dialog', { name: `${name}的密钥` });
  await expect(secrets.getByText('只显示这一次')).toBeVisible();
  const told = await secrets.locator('code').allInnerTexts();
  await see(manager, 'departments-secrets');
  await secrets.getByRole('button', { name: '抄好了' }).click();
  expect(await manager.content()).not.toContain('whsec_');
  return told;
}

test('a case goes to the department of its field, which decides it there; the window hears of it', async ({ desk }) => {
  const clerk = await desk('clerk');
  const made = await accepted(clerk, 'SQ-06-002');
  await openCase(clerk, made.id);
  const dialog = await press(clerk, '转审批部门');
  await expect(dialog.getByLabel('转给').locator('option:checked')).toHaveText(`${SIMULATED}（外部），通常转这里`);
  await keepLook(clerk, 'form-send-outside');
  await dialog.getByRole('button', { name: '转审批部门' }).click();
  await expect(clerk.getByText(`已转${SIMULATED}`)).toBeVisible();
  await see(clerk, 'case-outside');
  await expect(clerk.getByText(`有新进展：${SIMULATED}，准予`)).toBeVisible({ timeout: 30_000 });
  await expect(acts(clerk).getByRole('button', { name: '出件' })).toBeVisible();
});

test('what does not arrive is seen and sent again; what came back and changed nothing is listed', async ({ desk }) => {
  const manager = await desk('manager');
  await manager.getByRole('link', { name: '部门', exact: true }).click();
  await expect(manager.getByRole('row').filter({ hasText: SIMULATED })).toContainText('住房保障');
  const name = `连不上的局${randomUUID().slice(0, 4)}`;
  const [, theirs = ''] = await newDepartment(manager, name, 'http://127.0.0.1:9/events');

  const clerk = await desk('clerk');
  const made = await accepted(clerk, 'SQ-08-004');
  const { departments } = await (await clerk.request.get(`${serverUrl()}/api/window/sending?item=&field=`)).json();
  const to: string = departments.find((one: { name: string }) => one.name === name).id;
  await doAct(clerk.request, made.id, { act: 'send', to });
  const waiting = manager.getByRole('region', { name: '还没有送到的' }).getByRole('row').filter({ hasText: name });
  await expect(waiting).toContainText('连不上对方', { timeout: 30_000 });
  await waiting.getByRole('button', { name: '再发一次' }).click();
  await expect(manager.getByRole('alert')).toBeHidden();

  // It answers all the same, too late.
  await withdraw(made.id, 'wan-shi-tong');
  const id = randomUUID();
  const data = { caseNumber: made.number, decision: 'granted', reason: '', documentNumber: null, decidedBy: '某局' };
  const body = JSON.stringify({ specversion: '1.0', id, source: '/某局', type: 'case.decided', data });
  const answer = await fetch(`${serverUrl()}/api/departments/${to}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', ...sign([theirs], id, new Date(), body) },
    body
  });
  expect(answer.status).toBe(409);
  const idle = manager.getByRole('region', { name: '发回来、没有改变什么的' });
  await expect(idle.getByRole('row').filter({ hasText: name })).toContainText('来晚了', { timeout: 30_000 });
  await see(manager, 'departments', BOTH);

  const row = manager.getByRole('row').filter({ hasText: name }).first();
  await row.getByRole('button', { name: '停用' }).click();
  await expect(row).toContainText('已停用');
  await clerk.goto(`${serverUrl()}/window/departments`);
  await expect(clerk.getByRole('alert')).toContainText('您的岗位不能做这一步。');
});

test('an officer has a department and everybody a superior, both chosen; a department names whom to tell', async ({
  desk
}) => {
  const admin = await desk('admin');
  await admin.getByRole('link', { name: '人员', exact: true }).click();
  await admin.getByRole('button', { name: '新账号' }).click();
  const dialog = admin.getByRole('dialog', { name: '新账号' });
  const username = `o${randomUUID().slice(0, 8)}`;
  const name = `审批员${username}`;
  await dialog.getByLabel('姓名').fill(name);
  await dialog.getByLabel('电话').fill('0571-00000098');
  await dialog.getByLabel('用户名').fill(username);
  await dialog.getByLabel('初始密码').fill('yimen-demo-2026');
  await dialog.getByLabel('岗位').selectOption('officer');
  await dialog.getByRole('button', { name: '建立账号' }).click();
  await expect(dialog.getByLabel('部门')).toBeFocused();
  await dialog.getByLabel('部门').selectOption('区人社局');
  await dialog.getByLabel('上级').selectOption('何一窗');
  await see(admin, 'staff-new', BOTH);
  await dialog.getByRole('button', { name: '建立账号' }).click();
  const row = admin.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('区人社局');
  await expect(row).toContainText('何一窗');

  // The head under a clerk, and that clerk under the head: somebody would be above themselves.
  const place = async (who: string, superior: string) => {
    await admin.getByRole('button', { name: `修改${who}`, exact: true }).click();
    const change = admin.getByRole('dialog', { name: `修改${who}` });
    await change.getByLabel('上级').selectOption(superior);
    await change.getByRole('button', { name: '保存' }).click();
    return change;
  };
  await expect(await place('舒首问', '何一窗')).toBeHidden();
  const refused = await place('何一窗', '舒首问');
  await expect(refused.getByRole('alert')).toContainText('这样上级就绕成了一圈。');
  await keepLook(admin, 'staff-loop');
  await refused.getByRole('button', { name: '取消' }).click();
  await expect(await place('舒首问', '中心负责人')).toBeHidden();
  await see(admin, 'staff', BOTH);

  const manager = await desk('manager');
  await manager.getByRole('link', { name: '部门', exact: true }).click();
  await manager.getByRole('button', { name: '修改区人社局' }).click();
  const change = manager.getByRole('dialog', { name: '修改部门' });
  await change.getByLabel('临近到期提醒谁').selectOption(name);
  await keepLook(manager, 'departments-lead');
  await change.getByRole('button', { name: '保存' }).click();
  await expect(manager.getByRole('row').filter({ hasText: '区人社局' })).toContainText(`临近到期提醒${name}`);
  await admin.getByRole('button', { name: `停用${name}` }).click();
  await expect(row).toContainText('已停用');
});

test('the queue says where a case lies and is looked through by departments', async ({ desk }) => {
  const clerk = await desk('clerk');
  const [plain, joint] = [await accepted(clerk, 'SQ-08-004'), await accepted(clerk, 'SQ-08-004')];
  const { departments } = await (await clerk.request.get(`${serverUrl()}/api/window/sending?item=&field=`)).json();
  const idOf = (name: string): string => departments.find((one: { name: string }) => one.name === name).id;
  await doAct(clerk.request, plain.id, { act: 'send' });
  await doAct(clerk.request, joint.id, { act: 'send', to: null, with: [idOf('区人社局')] });
  await clerk.goto(`${serverUrl()}/window?view=departments`);
  await expect(rowOf(clerk, plain)).toContainText('本中心审批人员');
  await expect(rowOf(clerk, joint)).toContainText('等区人社局意见');
  await see(clerk, 'queue-departments', BOTH);
  await clerk.setViewportSize({ width: 1366, height: 768 });
  await keepLook(clerk, 'queue-departments-1366');
  await clerk.getByLabel('部门').selectOption('区人社局');
  await expect(rowOf(clerk, joint)).toBeVisible();
  await expect(rowOf(clerk, plain)).toBeHidden();
  await expect(clerk).toHaveURL(/department=/);

  const officer = await desk('officer');
  await expect(rowOf(officer, joint)).toBeVisible();
  await expect(officer.getByLabel('部门')).toBeHidden();
});
