import type { Page } from 'playwright/test';
import type { Item } from '../../server/contract/item.ts';
import { arrives, step } from './applying.ts';
import { sql } from './database.ts';
import { BOTH, keepLook, see } from './desk.ts';
import { shoot, shootBoth } from './screens.ts';
import { agent, bench, expect, LANDSCAPE, PORTRAIT, personOf, server, serverUrl, test } from './stage.ts';

const ITEM = 'SQ-05-006';
const PHONE = '13800000000';

// Of the calls of other tests none counts here.
test.beforeEach(() => sql('delete from calls'));

const openCalls = async () => (await sql("select * from calls where state <> 'over'")).length;
const strip = (page: Page) => page.getByRole('region', { name: '终端有人找' });
const sheet = (page: Page) => page.getByRole('dialog', { name: '马上找人' });
const press = (page: Page) => page.getByRole('contentinfo').getByRole('button', { name: '马上找人' }).click();
/** F2 goes where somebody waits. */
const go = (page: Page) => page.keyboard.press('F2');

/** 福寿长 has answered one question of her application and does not know what to say to the next. */
async function halfWay(page: Page): Promise<void> {
  const item = await agent<Item>(`/api/catalogue/items/${ITEM}`);
  await page.goto(new URL(`/terminal/item/${ITEM}`, page.url()).href);
  await page.locator('.action a').click();
  await page.waitForURL(/sign-in/);
  await bench.tap('fu-shou');
  await page.getByRole('button', { name: /本人办理/ }).click();
  while (!(await arrives(page)).startsWith('consent')) await step(page, item);
}

test('somebody half way through rings every window, one goes, reads how far it is, and leaves nothing behind', async ({
  terminal,
  desk
}) => {
  const [clerk, other] = [await desk('clerk'), await desk('clerk2')];
  await other.goto(`${serverUrl()}/window/account`);
  await halfWay(terminal);
  await press(terminal);
  await expect(sheet(terminal)).toContainText('正在叫人，服务窗口的铃已经响了');
  await expect(sheet(terminal).locator('.phone')).toBeVisible();
  await shootBoth(terminal, 'sheet-person-ringing');
  for (const page of [clerk, other])
    await expect(strip(page).getByRole('alert')).toHaveText(/演示终端有人找：在办高龄津贴申请，第\d步/);
  expect(await strip(clerk).textContent()).not.toContain('福');
  await see(clerk, 'bell', BOTH);

  await Promise.all([go(clerk), go(other)]);
  const isYours = (page: Page) => strip(page).getByText('您去演示终端').isVisible();
  await expect.poll(async () => [await isYours(clerk), await isYours(other)].filter(Boolean)).toEqual([true]);
  const clerkGoes = await isYours(clerk);
  const [goes, stays] = clerkGoes ? [clerk, other] : [other, clerk];
  const name = clerkGoes ? '何一窗' : '舒首问';
  await expect(strip(stays)).toContainText(new RegExp(`${name}(先)?去了演示终端`));
  await expect(sheet(terminal)).toContainText(`${name}马上过来`);
  await shootBoth(terminal, 'sheet-person-taken');
  await see(stays, 'bell-theirs');

  await go(goes);
  await expect(goes.getByRole('heading', { level: 1, name: '高龄津贴申请' })).toBeFocused();
  await expect(goes.getByRole('main')).toContainText('停在同意：账户、收入财产');
  const row = (label: string) => goes.getByRole('row').filter({ has: goes.getByRole('rowheader', { name: label }) });
  await expect(row('姓名')).toContainText('身份证读出');
  await expect(row('联系电话')).toContainText(PHONE);
  await expect(row('账户、收入财产')).toContainText('还没有问');
  await expect(row('签名')).toContainText('还没有签');
  expect(await goes.content()).not.toContain(personOf('fu-shou').card.idNumber);
  await see(goes, 'call', BOTH);
  await goes.setViewportSize({ width: 1366, height: 768 });
  await keepLook(goes, 'call-1366');
  const [{ id } = {}] = await sql('select id from calls');
  await stays.goto(`${serverUrl()}/window/calls/${id}`);
  await expect(stays.getByRole('main').getByRole('alert')).toContainText('已经有同事去了。');

  const address = goes.url();
  await goes.getByRole('main').getByRole('button', { name: '好了' }).click();
  await expect(goes).toHaveURL(/\/window(\?|$)/);
  await expect(strip(goes).getByRole('listitem')).toHaveCount(0);
  await expect(strip(stays).getByRole('listitem')).toHaveCount(0);
  await expect(sheet(terminal)).toBeHidden();
  await expect(terminal.locator('h1')).toHaveText('要用到这些信息，您同意吗？');
  await goes.goto(address);
  await expect(goes.getByRole('main').getByRole('alert')).toContainText('内容已经删除');
  expect(await sql('select state, application, session_id from calls')).toEqual([
    { state: 'over', application: null, session_id: null }
  ]);
  const record = await sql(`select action, purpose from audit_records where subject = '${id}' order by serial`);
  expect(record).toEqual(['call.take', 'call.read', 'call.end'].map((action) => ({ action, purpose: '马上找人' })));
});

test('whoever loses the race by a moment is told who goes', async ({ terminal, desk }) => {
  const [clerk, other] = [await desk('clerk'), await desk('clerk2')];
  await press(terminal);
  await expect(strip(other).getByRole('alert')).toBeVisible();
  // What the other screen shows is a moment old when the hand comes down.
  await other.route('**/api/window/calls', (route) => route.abort());
  await go(clerk);
  await expect(strip(clerk)).toContainText('您去演示终端');
  const lost = other.waitForResponse(/\/take$/);
  await strip(other).getByRole('button', { name: /我去/ }).click();
  expect((await lost).status()).toBe(409);
  await other.unroute('**/api/window/calls');
  await expect(strip(other).getByRole('alert')).toContainText('何一窗先去了演示终端', { timeout: 30_000 });
});

test('nobody comes: the terminal says so, with the number, and rings again when asked to', async ({
  terminal,
  desk
}) => {
  const clerk = await desk('clerk');
  await press(terminal);
  await expect(strip(clerk).getByRole('alert')).toBeVisible();
  await sql("update calls set called_at = called_at - interval '5 minutes'");
  await expect(sheet(terminal)).toContainText('等了几分钟，没有人应');
  await expect(sheet(terminal).locator('.phone')).toHaveText(/^[\d-]+$/);
  await shootBoth(terminal, 'sheet-person-unanswered');
  await expect(strip(clerk).getByRole('listitem')).toHaveCount(0);
  await sheet(terminal).getByRole('button', { name: '再叫一次' }).click();
  await expect(sheet(terminal)).toContainText('正在叫人');
  await expect(strip(clerk).getByRole('alert')).toBeVisible();
});

test('the server is away: the terminal says that no bell rang, and none rings late', async ({ terminal }) => {
  await expect(terminal.locator('.centre')).toContainText('社区服务中心');
  server.freeze();
  try {
    // Loaded anew meanwhile, as after whoever was here before: the number has to be there all the same.
    await terminal.reload();
    await press(terminal);
    await expect(sheet(terminal)).toContainText('铃没有按响');
    await expect(sheet(terminal).locator('.phone')).toBeVisible();
    await shootBoth(terminal, 'sheet-person-not-rung');
  } finally {
    server.thaw();
  }
  await expect.poll(openCalls, { timeout: 20_000 }).toBe(0);
});

test('without a card: the button says that somebody is called, and 不用了 ends it', async ({ terminal, desk }) => {
  const clerk = await desk('clerk');
  const threshold = terminal.getByRole('contentinfo');
  await press(terminal);
  await expect(strip(clerk).getByRole('alert')).toHaveText('演示终端有人找：在首页');
  await sheet(terminal).getByRole('button', { name: '好，我在这里等' }).click();
  await expect(threshold.getByRole('button', { name: '正在叫人' })).toBeVisible();
  await shootBoth(terminal, 'idle-calling');
  await go(clerk);
  await expect(threshold.getByRole('button', { name: '有人来了' })).toBeVisible();
  await expect(strip(clerk).getByRole('link')).toHaveCount(0);
  await threshold.getByRole('button', { name: '有人来了' }).click();
  await sheet(terminal).getByRole('button', { name: '不用了' }).click();
  await expect(threshold.getByRole('button', { name: '马上找人' })).toBeVisible();
  await expect(strip(clerk).getByRole('listitem')).toHaveCount(0);
});

test('whoever hammers the button rings three times and not ten', async ({ terminal }) => {
  for (let times = 0; times < 3; times++) {
    await press(terminal);
    await expect(sheet(terminal)).toContainText('正在叫人');
    await sheet(terminal).getByRole('button', { name: '不用了' }).click();
    await expect.poll(openCalls).toBe(0);
  }
  await press(terminal);
  await expect(sheet(terminal)).toContainText('刚才已经叫过好几次了。');
  await expect(sheet(terminal).locator('.phone')).toBeVisible();
  expect(await openCalls()).toBe(0);
});

test('结束 ends the call, and takes what was begun from the screen of whoever reads it', async ({ terminal, desk }) => {
  const clerk = await desk('clerk');
  await halfWay(terminal);
  await press(terminal);
  await expect(strip(clerk).getByRole('alert')).toBeVisible();
  await go(clerk);
  await strip(clerk)
    .getByRole('link', { name: /看他填了什么/ })
    .click();
  await expect(clerk.getByText(PHONE)).toBeVisible();
  await sheet(terminal).getByRole('button', { name: '好，我在这里等' }).click();
  await terminal.getByRole('contentinfo').getByRole('button', { name: '结束' }).click();
  await terminal.getByRole('button', { name: '结束，回首页' }).click();
  await expect(clerk.getByText('这次呼叫已经结束，内容已经删除。')).toBeVisible();
  expect(await clerk.content()).not.toContain(PHONE);
  await bench.lift();
});

test('a screen whose person waits for somebody does not go away from them, for ten minutes', async ({ terminal }) => {
  await terminal.clock.install();
  await halfWay(terminal);
  await press(terminal);
  await expect(sheet(terminal)).toContainText('正在叫人');
  await sheet(terminal).getByRole('button', { name: '好，我在这里等' }).click();
  for (let minute = 0; minute < 9; minute++) {
    await terminal.clock.runFor(60_000);
    await expect(terminal.getByRole('alertdialog')).toHaveCount(0);
  }
  await expect(terminal.locator('h1')).toHaveText('要用到这些信息，您同意吗？');
  // In small steps: on a busy machine its own seconds come on top, and the half minute of the question would be missed.
  const asked = terminal.getByRole('alertdialog');
  for (let step = 0; step < 20 && !(await asked.isVisible()); step++) await terminal.clock.runFor(10_000);
  await expect(asked).toBeVisible();
  await bench.lift();
});

test('the bell sounds once for each call, again while it rings, and not where it was silenced', async ({
  terminal,
  desk
}) => {
  const clerk = await desk('clerk');
  await clerk.addInitScript(() => {
    // Whoever drives a browser from outside counts as having touched its page: here only a hand does.
    let touched = false;
    window.addEventListener('pointerdown', () => (touched = true), true);
    Object.defineProperty(navigator, 'userActivation', { get: () => ({ hasBeenActive: touched, isActive: touched }) });
    const { start } = AudioScheduledSourceNode.prototype;
    AudioScheduledSourceNode.prototype.start = function (when) {
      document.documentElement.dataset.strokes = String(Number(document.documentElement.dataset.strokes ?? 0) + 1);
      start.call(this, when);
    };
  });
  await clerk.clock.install();
  await clerk.reload();
  const strokes = async () => Number(await clerk.locator('html').getAttribute('data-strokes'));
  await press(terminal);
  await expect(strip(clerk)).toContainText('点一下这个页面，以后才有铃声');
  expect(await strokes()).toBe(0);
  await clerk.getByRole('main').click({ position: { x: 5, y: 5 } });
  await clerk.clock.runFor(21_000);
  await expect.poll(strokes).toBe(2);
  await expect(strip(clerk)).not.toContainText('点一下这个页面');
  await clerk.clock.runFor(5000);
  expect(await strokes()).toBe(2);
  await strip(clerk).getByRole('button', { name: '静音' }).click();
  await clerk.clock.runFor(41_000);
  expect(await strokes()).toBe(2);
  await strip(clerk).getByRole('button', { name: '静音' }).click();
  await clerk.clock.runFor(21_000);
  await expect.poll(strokes).toBe(4);
});

test('a desk that was asleep learns of the call when it is back', async ({ terminal, desk }) => {
  const clerk = await desk('clerk');
  await clerk.context().setOffline(true);
  await expect(clerk.getByText('连接断了，正在重连')).toBeVisible();
  await press(terminal);
  await expect(sheet(terminal)).toContainText('正在叫人');
  await clerk.context().setOffline(false);
  await expect(strip(clerk).getByRole('alert')).toBeVisible();
});

test('whoever looks after machines, and whoever decides elsewhere, is not rung', async ({ terminal, desk }) => {
  const [admin, officer, clerk] = [await desk('admin'), await desk('officer'), await desk('clerk')];
  await press(terminal);
  await expect(strip(clerk).getByRole('alert')).toBeVisible();
  for (const page of [admin, officer]) await expect(strip(page)).toHaveCount(0);
});

test('the sheet of a call in the largest letters and at night', async ({ terminal }) => {
  await halfWay(terminal);
  await terminal.getByRole('button', { name: '看不清' }).click();
  await terminal.getByRole('button', { name: '最大' }).click();
  await terminal.getByRole('button', { name: '夜间' }).click();
  await terminal.getByRole('button', { name: '知道了' }).click();
  await press(terminal);
  await expect(sheet(terminal)).toContainText('正在叫人');
  for (const [stands, size] of [
    ['portrait', PORTRAIT],
    ['landscape', LANDSCAPE]
  ] as const) {
    await terminal.setViewportSize(size);
    await shoot(terminal, `large-sheet-person-${stands}`);
    const button = await sheet(terminal).getByRole('button', { name: '好，我在这里等' }).boundingBox();
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(size.height);
    // Nothing of it has to be scrolled to.
    expect(await sheet(terminal).evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(1);
  }
});
