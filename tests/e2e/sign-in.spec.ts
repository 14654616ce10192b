import { createHmac } from 'node:crypto';
import type { Page } from 'playwright/test';
import { BOTH, keepLook, openCase, see } from './desk.ts';
import { doAct, file } from './filing.ts';
import { agentUrl, bench, expect, serverUrl, test } from './stage.ts';

const WIDE = { width: 1920, height: 1080 };
const PASSWORD = 'yimen-demo-2026';
const OWN_PASSWORD = 'nobody-else-knows';

async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}
/** Whose password was told by somebody else chooses one, and is at the window. */
async function chooseOwn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: '换成自己的密码' })).toBeVisible();
  await page.getByLabel('新密码').fill(OWN_PASSWORD);
  await page.getByLabel('再输一次').fill(OWN_PASSWORD);
  await page.getByRole('button', { name: '改好，进窗口' }).click();
  await expectAtWindow(page);
}
const expectAtWindow = (page: Page) => expect(page.getByRole('status')).toHaveText('实时');

/** RFC 6238 with its defaults: SHA-1, six digits, thirty seconds. */
function codeOf(secret: string): string {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))))
    .update(counter)
    .digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Of this try alone: what the one before it made is there, and changed already. */
const own = (text: string): string => text + (test.info().retry || '');

/** An account of its own for a test that changes it. */
async function newAccount(admin: Page, username: string, name: string): Promise<void> {
  await admin.goto(`${serverUrl()}/window/staff`);
  await admin.getByRole('button', { name: '新账号' }).click();
  const dialog = admin.getByRole('dialog', { name: '新账号' });
  await dialog.getByLabel('姓名').fill(name);
  await dialog.getByLabel('电话').fill('0571-00000099');
  await dialog.getByLabel('用户名').fill(username);
  await dialog.getByLabel('初始密码').fill(PASSWORD);
  // The answer decides: the dialog that is gone says that the account is there, an alert in it that it is not.
  const answered = admin.waitForResponse(
    (answer) => answer.url().endsWith('/api/window/staff') && answer.request().method() === 'POST'
  );
  await dialog.getByRole('button', { name: '建立账号' }).click();
  await (await answered).finished();
}

test.beforeEach(({ page }) => page.setViewportSize(WIDE));

test('staff sign in with a name and a password; a wrong one is told, and nothing but the form is shown before', async ({
  page
}) => {
  await page.goto(`${serverUrl()}/window/cases/01890000-0000-7000-8000-000000000000`);
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
  await expect(page.getByLabel('用户名')).toBeFocused();
  await see(page, 'sign-in', BOTH);
  await page.setViewportSize({ width: 1366, height: 768 });
  await keepLook(page, 'sign-in-1366');
  await signIn(page, 'clerk', 'not-the-password');
  await expect(page.getByRole('alert')).toContainText('用户名或密码不对');
  await page.context().setOffline(true);
  await signIn(page, 'clerk');
  await expect(page.getByRole('alert')).toContainText('连不上中心的系统');
  await page.context().setOffline(false);
  await signIn(page, 'clerk');
  await expectAtWindow(page);
  await expect(page.getByText('演示数据')).toBeVisible();
  await page.getByRole('button', { name: '退出' }).click();
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
  await page.goto(`${serverUrl()}/window`);
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
});

test('the accounts of a demonstration are offered as such, one press each', async ({ page }) => {
  await page.goto(`${serverUrl()}/window/sign-in`);
  await expect(page.getByText('这是演示，人和数据都是编的；真的中心没有这些账号。')).toBeVisible();
  await page.getByRole('button', { name: /沈审批/ }).click();
  await expectAtWindow(page);
  await expect(page.getByText('区人社局审批人员')).toBeVisible();
});

test('a code from a phone is asked for once it is turned on, and a backup code stands in for the phone', async ({
  desk,
  page
}) => {
  // Four times in and out, and a look at the page for everybody.
  test.setTimeout(120_000);
  await newAccount(await desk('admin'), own('phone.user'), own('余手机'));
  await page.goto(`${serverUrl()}/window/sign-in`);
  await signIn(page, own('phone.user'));
  await chooseOwn(page);
  await page.getByRole('link', { name: own('余手机') }).click();
  await page.getByLabel('先输一次密码').fill('not-the-password');
  await page.getByRole('button', { name: '开始' }).click();
  await expect(page.getByRole('alert')).toContainText('密码不对');
  await page.getByLabel('先输一次密码').fill(OWN_PASSWORD);
  await page.getByRole('button', { name: '开始' }).click();
  await expect(page.getByRole('img', { name: '验证器二维码' })).toBeVisible();
  const secret = (await page.locator('.secret').innerText()).replaceAll(/\s/g, '');
  const [backup = ''] = await page.locator('.setup li').allInnerTexts();
  await see(page, 'account', BOTH);
  await page.getByLabel('手机上现在的六位数').fill(codeOf(secret));
  await page.getByRole('button', { name: '开通' }).click();
  await expect(page.getByText('已经开通。')).toBeVisible();

  await page.getByRole('button', { name: '退出' }).click();
  await signIn(page, own('phone.user'), OWN_PASSWORD);
  await expect(page.getByRole('heading', { name: '动态验证码' })).toBeVisible();
  await page.goto(`${serverUrl()}/window`);
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
  await signIn(page, own('phone.user'), OWN_PASSWORD);
  const code = page.getByLabel('手机上现在的六位数');
  await code.fill('000000');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('动态验证码不对');
  await keepLook(page, 'sign-in-code');
  await code.fill(codeOf(secret));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expectAtWindow(page);

  await page.getByRole('button', { name: '退出' }).click();
  await signIn(page, own('phone.user'), OWN_PASSWORD);
  await page.getByRole('button', { name: '手机不在身边，用备用码' }).click();
  await page.getByLabel('抄下来的备用码').fill(backup.toLowerCase());
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expectAtWindow(page);
});

test('an administrator makes and closes accounts; whoever still holds a case keeps theirs', async ({ desk, page }) => {
  await bench.reset();
  const admin = await desk('admin');
  await newAccount(admin, own('leaving.user'), own('黎岗人'));
  const row = admin.getByRole('row').filter({ hasText: own('黎岗人') });
  await expect(row).toContainText('在用');
  await newAccount(admin, own('leaving.user'), '同名人');
  await expect(admin.getByRole('alert')).toHaveText('这个用户名已经有人用了。请换一个。');
  await keepLook(admin, 'staff-new');
  await admin.keyboard.press('Escape');

  await page.goto(`${serverUrl()}/window/sign-in`);
  await signIn(page, own('leaving.user'));
  // Nothing is done with a password that somebody else knows, and the same one is not one's own.
  await expect(page.getByRole('heading', { name: '换成自己的密码' })).toBeVisible();
  expect((await page.request.get(`${serverUrl()}/api/window/cases`)).status()).toBe(403);
  await see(page, 'sign-in-own', BOTH);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('新密码和原来的一样，没有改。');
  await page.goto(`${serverUrl()}/window`);
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
  await signIn(page, own('leaving.user'));
  await chooseOwn(page);
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  await doAct(page.request, made.id, { act: 'claim' });
  await row.getByRole('button', { name: '停用' }).click();
  await expect(admin.getByRole('alert')).toContainText(`${own('黎岗人')}：这个人手上还有在办的件，不能停用。`);

  // The manager hands the case over for them; a colleague accepts; then nothing holds the account.
  const manager = await desk('manager');
  const clerk = await desk('clerk');
  const me = await (await clerk.request.get(`${serverUrl()}/api/window/me`)).json();
  await doAct(manager.request, made.id, { act: 'offer', to: me.staff.id });
  await doAct(clerk.request, made.id, { act: 'take-over' });
  await openCase(page, made.id);
  await row.getByRole('button', { name: '停用' }).click();
  await expect(row).toContainText('已停用');
  await see(admin, 'staff');
  await page.goto(`${serverUrl()}/window`);
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
  await signIn(page, own('leaving.user'), OWN_PASSWORD);
  await expect(page.getByRole('alert')).toContainText('这个账号已经停用。');
  await row.getByRole('button', { name: '启用' }).click();
  await expect(row).toContainText('在用');
});

test('an administrator lets somebody in again: a password that is shown once, and a lost phone that is asked for no more', async ({
  desk,
  page
}) => {
  const admin = await desk('admin');
  await newAccount(admin, own('forgets.user'), own('吴忘事'));
  await page.goto(`${serverUrl()}/window/sign-in`);
  await signIn(page, own('forgets.user'));
  await chooseOwn(page);
  await page.getByRole('link', { name: own('吴忘事') }).click();
  await page.getByLabel('先输一次密码').fill(OWN_PASSWORD);
  await page.getByRole('button', { name: '开始' }).click();
  const secret = (await page.locator('.secret').innerText()).replaceAll(/\s/g, '');
  await page.getByLabel('手机上现在的六位数').fill(codeOf(secret));
  await page.getByRole('button', { name: '开通' }).click();
  await expect(page.getByText('已经开通。')).toBeVisible();

  // By keys alone: to the button, into the dialog, and out of it.
  await admin.goto(`${serverUrl()}/window/staff`);
  await admin.getByRole('button', { name: `重设${own('吴忘事')}的登录` }).press('Enter');
  const asking = admin.getByRole('dialog', { name: `重设${own('吴忘事')}的登录` });
  const what = asking.getByLabel('重设什么');
  await expect(what).toBeFocused();
  await what.selectOption({ label: '密码和动态验证码' });
  await see(admin, 'staff-reset', BOTH);
  await admin.setViewportSize({ width: 1366, height: 768 });
  await keepLook(admin, 'staff-reset-1366');
  await admin.setViewportSize(WIDE);
  await asking.getByRole('button', { name: '重设', exact: true }).press('Enter');
  const shown = admin.getByRole('dialog', { name: `${own('吴忘事')}的新密码` });
  await expect(shown.getByText('只显示这一次')).toBeVisible();
  await expect(shown.getByRole('button', { name: '抄好了' })).toBeFocused();
  const fresh = await shown.locator('.code').innerText();
  await see(admin, 'staff-fresh');
  await admin.keyboard.press('Enter');
  await expect(shown).toBeHidden();
  expect(await admin.content()).not.toContain(fresh);

  await page.goto(`${serverUrl()}/window`);
  await expect(page).toHaveURL(`${serverUrl()}/window/sign-in`);
  await signIn(page, own('forgets.user'), OWN_PASSWORD);
  await expect(page.getByRole('alert')).toContainText('用户名或密码不对');
  await signIn(page, own('forgets.user'), fresh);
  await chooseOwn(page);
});

test('an administrator withdraws a terminal: it is told so, and its key opens nothing any more', async ({ desk }) => {
  const admin = await desk('admin');
  const made = await (
    await admin.request.post(`${serverUrl()}/api/window/terminals`, { data: { name: own('二楼被盗') } })
  ).json();
  const enrolled = await fetch(`${serverUrl()}/api/terminals/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: made.code })
  });
  const { credential } = (await enrolled.json()) as { credential: string };
  const ask = async () => {
    const answer = await fetch(`${serverUrl()}/api/terminals/me`, {
      headers: { authorization: `Terminal ${credential}` }
    });
    return [answer.status, ((await answer.json()) as { error?: { code: string } }).error?.code];
  };
  expect(await ask()).toEqual([200, undefined]);
  await admin.reload();
  const row = admin.getByRole('row').filter({ hasText: own('二楼被盗') });
  await row.getByRole('button', { name: own('停用二楼被盗') }).press('Enter');
  const dialog = admin.getByRole('dialog', { name: own('停用二楼被盗') });
  await admin.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await ask()).toEqual([200, undefined]);
  await row.getByRole('button', { name: own('停用二楼被盗') }).press('Enter');
  await expect(dialog.getByRole('button', { name: '停用', exact: true })).toBeFocused();
  await see(admin, 'terminals-withdraw', BOTH);
  await admin.keyboard.press('Enter');
  await expect(row).toContainText('已停用');
  await expect(row.getByRole('button')).toHaveCount(0);
  expect(await ask()).toEqual([401, 'terminal.withdrawn']);
  await see(admin, 'terminals-withdrawn', BOTH);
  await admin.setViewportSize({ width: 1366, height: 768 });
  await keepLook(admin, 'terminals-withdrawn-1366');
});

test('a terminal that was withdrawn says so to whoever holds their card there', async ({ terminal }) => {
  // As its server would answer: the one terminal of all tests goes on.
  await terminal.route('**/agent/session/read', (route) =>
    route.fulfill({ status: 401, json: { error: { code: 'terminal.withdrawn' } } })
  );
  await terminal.goto(`${agentUrl()}/terminal/sign-in`);
  await expect(terminal.getByText('这台机器已经停用，不能办事了。')).toBeVisible();
  await expect(terminal.getByText('请到服务窗口')).toBeVisible();
});

test('an administrator gets a code for a new terminal, shown once; other roles see neither page', async ({ desk }) => {
  const admin = await desk('admin');
  await expect(admin.getByRole('heading', { level: 1, name: '终端' })).toBeVisible();
  await expect(admin.getByRole('link', { name: '办件' })).toBeHidden();
  expect((await admin.request.get(`${serverUrl()}/api/window/cases`)).status()).toBe(403);
  await expect(admin.getByRole('row').filter({ hasText: '演示终端' })).toContainText('在线');
  await admin.getByLabel('新终端放在哪里').fill('大厅东侧');
  await admin.getByRole('button', { name: '取登记码' }).click();
  const dialog = admin.getByRole('dialog', { name: '登记码' });
  await expect(dialog.getByText('只显示这一次')).toBeVisible();
  const code = (await dialog.locator('.code').innerText()).replaceAll(/\s/g, '');
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
  await keepLook(admin, 'terminals-code');
  await dialog.getByRole('button', { name: '抄好了' }).click();
  await expect(admin.getByRole('row').filter({ hasText: '大厅东侧' })).toContainText('等待登记');
  expect(await admin.content()).not.toContain(code.slice(0, 4));
  await see(admin, 'terminals');

  const enrol = () =>
    fetch(`${serverUrl()}/api/terminals/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code })
    });
  expect((await enrol()).status).toBe(200);
  expect((await enrol()).status).toBe(403);

  const clerk = await desk('clerk');
  await expect(clerk.getByRole('link', { name: '人员', exact: true })).toBeHidden();
  await clerk.goto(`${serverUrl()}/window/staff`);
  await expect(clerk.getByRole('alert')).toContainText('您的岗位不能做这一步。');
  expect((await clerk.request.get(`${serverUrl()}/api/window/terminals`)).status()).toBe(403);
});
