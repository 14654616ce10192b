import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright/test';
import type { Ticket } from '../../server/contract/ticket-wire.ts';
import { sql } from './database.ts';
import { BOTH, keepLook, see } from './desk.ts';
import { expect, personOf, serverUrl, test } from './stage.ts';
import { emptyHall } from './tickets.ts';

const ITEM = 'SQ-05-006';
const PHONE = '13800000000';

test.beforeEach(emptyHall);

/** A terminal of the hall, as its agent speaks to the server. */
async function enrol(admin: Page) {
  const post = async (path: string, data: object, headers = {}) =>
    (
      await admin
        .context()
        .request.post(`${serverUrl()}${path}`, { data, headers: { origin: serverUrl(), ...headers } })
    ).json();
  const { code } = await post('/api/window/terminals', { name: '取号机' });
  const { credential } = await post('/api/terminals/enrol', { code });
  const authorization = { authorization: `Terminal ${credential}` };
  const take = (changes: object = {}, headers: object = {}): Promise<Ticket> =>
    post(
      '/api/tickets',
      { key: randomUUID(), priority: 'none', itemCode: null, begun: null, ...changes },
      { ...authorization, ...headers }
    );
  return {
    take,
    /** 福寿长 has answered one question, and takes a number with what she filled in. */
    async takeHalfWay(): Promise<Ticket> {
      const { token } = await post('/api/sessions', { card: personOf('fu-shou').card }, authorization);
      const session = { ...authorization, 'x-session': token };
      const prefill = await post('/api/prefill', { itemCode: ITEM, itemVersion: 1 }, session);
      const begun = { prefillIds: [prefill.id], answers: { mobile: PHONE }, corrections: [], kept: [], ways: {} };
      const rest = { consents: [], passed: ['known', 'question.mobile'], signed: false };
      return take({ itemCode: ITEM, begun: { ...begun, ...rest } }, session);
    }
  };
}

const bar = (page: Page) => page.getByRole('region', { name: '叫号' });
const now = (page: Page) => bar(page).getByRole('status');
const line = (page: Page) => page.getByRole('dialog', { name: '排队' });

/** Goes there with the Tab key, as whoever has no mouse does. */
async function reach(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let steps = 0; steps < 120; steps++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach ${wanted}`);
}
async function press(page: Page, wanted: Locator): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.press('Enter');
}
const sit = async (page: Page, name: string) => {
  await press(page, bar(page).getByRole('button', { name, exact: true }));
  await expect(now(page)).toHaveText('没有在办的号');
};

test('a clerk calls, serves and sends on a morning’s numbers without a mouse', async ({ desk }) => {
  test.setTimeout(180_000);
  const hall = await enrol(await desk('admin'));
  const [clerk, colleague] = [await desk('clerk'), await desk('clerk2')];
  await see(clerk, 'tickets-seat', BOTH);
  await sit(clerk, '1号窗口');
  await expect(bar(colleague)).toContainText('1号窗口（何一窗）');
  await sit(colleague, '2号窗口');
  for (let one = 0; one < 4; one++) await hall.take();
  await hall.take({ priority: 'pregnant', itemCode: ITEM });
  await expect(bar(clerk)).toContainText('等着5人');
  await see(clerk, 'tickets-free');

  await test.step('the next one, who goes first', async () => {
    await clerk.keyboard.press('F8');
    await expect(now(clerk)).toContainText(/A005\s*叫了，还没有到\s*高龄津贴申请/);
    await see(clerk, 'tickets-called', BOTH);
    await clerk.keyboard.press('F8');
    await expect(bar(clerk).getByRole('alert')).toContainText('叫过的人还没有到窗口。');
    await clerk.keyboard.press('Shift+F8');
    await expect(now(clerk)).toContainText('叫了2次');
    await clerk.keyboard.press('F9');
    await expect(now(clerk)).toContainText('正在办');
    await see(clerk, 'tickets-serving', BOTH);
  });

  await test.step('done and the next, in one press; not there; the one after', async () => {
    await clerk.keyboard.press('F8');
    await expect(now(clerk)).toContainText(/A001\s*叫了/);
    await clerk.keyboard.press('Shift+F9');
    await expect(now(clerk)).toHaveText('没有在办的号');
    await clerk.keyboard.press('F8');
    await expect(now(clerk)).toContainText(/A002\s*叫了/);
    await clerk.keyboard.press('F9');
    await expect(now(clerk)).toContainText('正在办');
  });

  await test.step('beside the counter, and somebody who is back', async () => {
    await clerk.keyboard.press('F4');
    await press(clerk, line(clerk).getByRole('button', { name: 'A002稍等' }));
    await expect(line(clerk)).toContainText(/A002\s*稍等/);
    await press(clerk, line(clerk).getByRole('button', { name: 'A001回来了' }));
    await expect(line(clerk).getByRole('listitem').filter({ hasText: 'A001' })).toHaveCount(1);
    await press(clerk, line(clerk).getByRole('button', { name: '给号' }));
    await expect(line(clerk).getByRole('status')).toHaveText(/^B001，前面3人。$/);
    await see(clerk, 'tickets-line', BOTH);
    await clerk.keyboard.press('Escape');
    await expect(line(clerk)).toBeHidden();
    await clerk.keyboard.press('F8');
    await expect(now(clerk)).toContainText(/A001\s*叫了/);
    await expect(bar(clerk)).toContainText('稍等1个');
  });

  await test.step('somebody who has left, asked once', async () => {
    await hall.take();
    await expect(bar(clerk)).toContainText('等着4人');
    await clerk.keyboard.press('F4');
    await press(clerk, line(clerk).getByRole('button', { name: 'A006不等了' }));
    await see(clerk, 'tickets-ending', BOTH);
    await press(clerk, line(clerk).getByRole('button', { name: 'A006留着' }));
    await press(clerk, line(clerk).getByRole('button', { name: 'A006不等了' }));
    await press(clerk, line(clerk).getByRole('button', { name: 'A006退掉，不再叫' }));
    await expect(line(clerk).getByRole('listitem').filter({ hasText: 'A006' })).toHaveCount(0);
    await clerk.keyboard.press('Escape');
    await expect(bar(clerk)).toContainText('等着3人');
  });

  await test.step('to another counter, which calls it before all others', async () => {
    await clerk.keyboard.press('F4');
    await press(clerk, line(clerk).getByRole('button', { name: 'A001转窗口' }));
    await expect(line(clerk).getByRole('button', { name: 'A001转窗口' })).toHaveCount(0);
    await clerk.keyboard.press('Escape');
    await colleague.keyboard.press('F8');
    await expect(now(colleague)).toContainText(/A001\s*叫了/);
    await clerk.keyboard.press('F8');
    await expect(now(clerk)).toContainText(/A003\s*叫了/);
  });

  await test.step('held down, the key calls nobody else; in a field it calls all the same', async () => {
    await clerk.keyboard.press('F9');
    await expect(now(clerk)).toContainText('正在办');
    await clerk.keyboard.press('/');
    await expect(clerk.getByLabel('查找办件')).toBeFocused();
    await clerk.keyboard.down('F8');
    await clerk.keyboard.down('F8');
    await clerk.keyboard.up('F8');
    await expect(now(clerk)).toContainText(/A004\s*叫了/);
  });

  await test.step('getting up lets go of everybody', async () => {
    await clerk.keyboard.press('F4');
    await press(clerk, line(clerk).getByRole('button', { name: '离开窗口' }));
    await clerk.keyboard.press('Escape');
    await expect(bar(clerk)).toContainText('您坐在几号窗口？');
    await colleague.keyboard.press('F9');
    await expect(now(colleague)).toContainText('正在办');
    await colleague.keyboard.press('F8');
    await expect(now(colleague)).toContainText(/A002\s*叫了/);
  });
});

test('what was filled in at a terminal opens at the counter that serves it, and goes with the number', async ({
  desk
}) => {
  const hall = await enrol(await desk('admin'));
  const clerk = await desk('clerk');
  await sit(clerk, '1号窗口');
  const { id } = await hall.takeHalfWay();
  await expect(bar(clerk)).toContainText('等着1人');
  await clerk.keyboard.press('F8');
  await expect(now(clerk)).toContainText('A001');
  await clerk.keyboard.press('Shift+F2');
  await expect(clerk.getByRole('heading', { level: 1, name: '高龄津贴申请' })).toBeFocused();
  const row = (label: string) => clerk.getByRole('row').filter({ has: clerk.getByRole('rowheader', { name: label }) });
  await expect(row('联系电话')).toContainText(PHONE);
  await expect(row('签名')).toContainText('还没有签');
  expect(await clerk.content()).not.toContain(personOf('fu-shou').card.idNumber);
  await see(clerk, 'ticket', BOTH);
  await clerk.setViewportSize({ width: 1366, height: 768 });
  await keepLook(clerk, 'ticket-1366');
  await clerk.keyboard.press('F9');
  await expect(now(clerk)).toContainText('正在办');
  await expect(row('联系电话')).toContainText(PHONE);
  await clerk.keyboard.press('F9');
  await expect(clerk.getByRole('main').getByRole('alert')).toContainText('这个号已经用过了');
  expect(await clerk.content()).not.toContain(PHONE);
  expect(await sql('select state, application, session_id from tickets')).toEqual([
    { state: 'done', application: null, session_id: null }
  ]);
  const record = await sql(`select action, purpose from audit_records where subject = '${id}'`);
  expect(record).toEqual([{ action: 'ticket.read', purpose: '叫号' }]);
});

test('the head sets up a counter and takes it away again', async ({ desk }) => {
  const head = await desk('manager');
  await press(head, bar(head).getByRole('button', { name: '设窗口' }));
  const field = line(head).getByLabel('新窗口的名称，如4号窗口');
  await reach(head, field);
  await head.keyboard.type('4号窗口');
  await head.keyboard.press('Enter');
  await expect(line(head).getByRole('button', { name: '坐到4号窗口' })).toBeVisible();
  await press(head, line(head).getByRole('button', { name: '撤掉4号窗口' }));
  await expect(line(head).getByRole('button', { name: '坐到4号窗口' })).toHaveCount(0);
});
