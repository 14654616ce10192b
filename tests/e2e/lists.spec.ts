import { randomUUID } from 'node:crypto';
import { BOTH, keepLook, see } from './desk.ts';
import { agentUrl, expect, serverUrl, test } from './stage.ts';

test('a task comes in, is found unlisted, is refused in one click, and stands in the record', async ({ desk }) => {
  const clerk = await desk('clerk');
  await clerk.getByRole('link', { name: '清单', exact: true }).click();
  await clerk.getByRole('link', { name: '准入', exact: true }).click();
  const task = `商户满意度电话回访${randomUUID().slice(0, 4)}`;
  await clerk.getByRole('button', { name: '登记交办的事' }).click();
  const dialog = clerk.getByRole('dialog', { name: '登记部门交办的事' });
  await dialog.getByLabel('要社区做什么').fill(task);
  await dialog.getByLabel('提出的部门').fill('区商务局');
  await dialog.getByLabel('联系人').fill('联络员');
  await dialog.getByLabel('电话').fill('0571-00000052');
  await see(clerk, 'admissions-new');
  await dialog.getByRole('button', { name: '对照清单' }).click();
  await expect(dialog).toBeHidden();
  const card = clerk.getByRole('article', { name: task });
  await expect(card).toContainText('不在清单上');
  await expect(card).toContainText('中发〔2017〕13号');
  await expect(card.getByRole('button', { name: '准入', exact: true })).toBeHidden();
  await see(clerk, 'admissions', BOTH);
  await card.getByRole('button', { name: '退回，不予准入' }).click();
  const row = clerk.getByRole('region', { name: '记录' }).getByRole('row').filter({ hasText: task });
  await expect(row).toContainText('不予准入');
  await expect(row).toContainText('何一窗');
  const letter = await clerk.request.get(`${serverUrl()}${await row.getByRole('link').getAttribute('href')}`);
  expect(letter.headers()['content-type']).toBe('application/pdf');
});

test('the head admits a task with reasons, and it stands on the work list; lists are kept and read', async ({
  desk
}) => {
  const manager = await desk('manager');
  await manager.getByRole('link', { name: '清单', exact: true }).click();
  const name = `协助经济普查${randomUUID().slice(0, 4)}`;
  await manager.getByRole('link', { name: '准入', exact: true }).click();
  await manager.getByRole('button', { name: '登记交办的事' }).click();
  const dialog = manager.getByRole('dialog', { name: '登记部门交办的事' });
  await dialog.getByLabel('要社区做什么').fill(name);
  await dialog.getByLabel('提出的部门').fill('区统计局');
  await dialog.getByLabel('联系人').fill('联络员');
  await dialog.getByLabel('电话').fill('0571-00000053');
  await dialog.getByLabel('法律依据').fill('《全国经济普查条例》');
  await dialog.getByRole('button', { name: '对照清单' }).click();
  const card = manager.getByRole('article', { name });
  await card.getByRole('button', { name: '准入', exact: true }).click();
  const reasons = manager.getByRole('dialog', { name: '准入' });
  await reasons.getByLabel('理由').fill('依法应当协助');
  await keepLook(manager, 'admissions-admit');
  await reasons.getByRole('button', { name: '准入，列入清单' }).click();
  await expect(reasons.getByRole('alert')).toContainText('没有提供经费，也没有提供人员');
  await reasons.getByRole('button', { name: '取消' }).click();
  await card.getByRole('button', { name: '退回，不予准入' }).click();
  await expect(card).toBeHidden();

  await manager.getByRole('link', { name: '工作事项清单' }).click();
  await expect(manager.getByRole('row').filter({ hasText: '社区矫正对象帮教' })).toContainText('没有提供经费、人员');
  await see(manager, 'work-list', BOTH);
  await manager.getByRole('link', { name: '权责清单' }).click();
  await manager.getByRole('button', { name: '列入一条' }).click();
  const entry = manager.getByRole('dialog', { name: '列入权责' });
  await entry.getByLabel('实施主体').fill('区统计局');
  await entry.getByLabel('统一社会信用代码').fill('11330102MB0000B19X');
  await entry.getByLabel('权责名称').fill(name);
  await entry.getByLabel('设定依据').fill('《统计法》');
  await entry.getByRole('button', { name: '列入清单' }).click();
  await expect(entry.getByRole('alert')).toContainText('统一社会信用代码不对');
  await entry.getByLabel('统一社会信用代码').fill('11330102mb0000b19y');
  await keepLook(manager, 'duty-list-new');
  await entry.getByRole('button', { name: '列入清单' }).click();
  await expect(manager.getByRole('region', { name: '区统计局' })).toContainText(name);
  await see(manager, 'duty-list', BOTH);
});

test('a proof is looked up at the terminal, by letters and out of the search of everything', async ({ terminal }) => {
  await terminal.getByRole('link', { name: '全部事项' }).click();
  await terminal.getByRole('button', { name: '后一页' }).click();
  await terminal.getByRole('link', { name: '这个证明不用开' }).click();
  await expect(terminal.getByRole('heading', { level: 1 })).toHaveText('这个证明不用开');
  for (const letter of 'WFZ') await terminal.getByRole('button', { name: letter, exact: true }).click();
  await terminal.getByRole('link', { name: '无犯罪记录证明' }).click();
  await expect(terminal.getByRole('heading', { level: 1 })).toHaveText('无犯罪记录证明，不用到社区开');
  await expect(terminal.getByRole('main')).toContainText('公安派出所');
  await expect(terminal.getByRole('main')).toContainText('民发〔2020〕20号');

  await terminal.goto(`${agentUrl()}/terminal/search`);
  for (const letter of 'JZZM') await terminal.getByRole('button', { name: letter, exact: true }).click();
  await terminal.getByRole('link', { name: '健在证明' }).click();
  await terminal.getByRole('link', { name: '养老金每年认证' }).click();
  await expect(terminal.getByRole('heading', { level: 1 })).toContainText('资格认证');
});

test('a proof is looked up by anybody, and at the window', async ({ page, desk }) => {
  await page.goto(`${serverUrl()}/public`);
  await page.getByRole('link', { name: '这个证明不用开' }).click();
  await page.getByRole('searchbox').fill('单身证明');
  await expect(page.getByRole('listitem')).toContainText(['婚姻状况证明']);
  await see(page, 'public-proofs', BOTH);
  await page.getByRole('searchbox').fill('健在证明');
  await page.getByRole('link', { name: /资格认证/ }).click();
  await expect(page).toHaveURL(/\/guide\/SQ-02-003$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('资格认证');
  await page.goto(`${serverUrl()}/public`);
  await page.getByRole('link', { name: '社区工作事项清单' }).click();
  await expect(page.getByRole('region', { name: /协助政府工作事项/ })).toContainText('社区矫正对象帮教');
  await see(page, 'public-works', BOTH);
  const helper = await desk('helper');
  await helper.goto(`${serverUrl()}/window/lists/proofs`);
  await helper.getByRole('searchbox').fill('yingyezhizhao');
  await expect(helper.getByRole('listitem')).toContainText(['市场监督管理部门']);
  await helper.getByRole('searchbox').fill('');
  await see(helper, 'proofs', BOTH);
});
