import { randomUUID } from 'node:crypto';
import { BOTH, keepLook, see } from './desk.ts';
import { expect, serverUrl, test } from './stage.ts';

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
