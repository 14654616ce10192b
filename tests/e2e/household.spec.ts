import type { Item } from '../../server/contract/item.ts';
import { applyFor, finish, sign } from './applying.ts';
import { acts, openCase, press, see, takeSlip } from './desk.ts';
import { agent, bench, expect, lastSlip, personOf, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

const DIBAO = 'SQ-05-001';
const son = (): string => {
  const members = personOf('wan-shi-tong').holder.records.居民户口簿?.parts?.members;
  const found = (members as { name: string; idNumber: string }[]).find(({ name }) => name === '万有余');
  return found?.idNumber ?? '';
};

test('three adults of a household sign: one at the terminal, one with her own card, one at work by phone', async ({
  terminal,
  desk,
  browser
}) => {
  test.setTimeout(150_000);
  const number = await applyFor(terminal, DIBAO, { card: 'wan-shi-tong' });
  await expect(terminal.getByRole('heading', { name: '还要这些人签名' })).toBeVisible();
  for (const name of ['何*寻', '万*余']) await expect(terminal.getByText(name).first()).toBeVisible();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const slip = await lastSlip();
  expect(slip.text.replaceAll(/\s/g, '')).toContain('家庭经济状况核对授权书（等家里的成年人签名）');
  await terminal.getByRole('button', { name: '结束，拿走身份证' }).click();
  await bench.lift();

  // Nobody at the window can go on without them, and everybody sees for whom it waits.
  const clerk = await desk('clerk');
  await clerk.keyboard.type(slip.codes[0] ?? '');
  await clerk.keyboard.press('Enter');
  await press(clerk, '认领');
  await expect(acts(clerk).getByRole('button', { name: '受理', exact: true })).toBeHidden();
  await expect(clerk.getByRole('row').filter({ hasText: '何*寻' })).toContainText('还没有签');
  await see(clerk, 'case-unsigned');

  // His wife, later, with her own card.
  await bench.tap('he-chu-xun');
  await terminal.getByRole('link', { name: /等您签名/ }).click();
  await terminal
    .getByRole('button', { name: /万\*通 · 最低生活保障申请/ })
    .first()
    .click();
  await expect(terminal.getByText(/我同意受理机关/)).toBeVisible();
  await terminal.getByRole('button', { name: '同意，去签名' }).click();
  await terminal.getByRole('button', { name: '交上去' }).click();
  await expect(terminal.getByText(/还没有签名/)).toBeVisible();
  await sign(terminal);
  await terminal.getByRole('button', { name: '交上去' }).click();
  await expect(terminal.locator('h1')).toHaveText('签好了');
  await terminal.getByRole('button', { name: /结束/ }).last().click();
  await bench.lift();
  await expect(clerk.getByRole('row').filter({ hasText: '何*寻' })).toContainText('刷身份证签');

  // Their son is away at work: a one-time link, signed on a phone.
  const made = clerk.waitForResponse((answer) => answer.url().endsWith('/link'));
  await clerk.getByRole('button', { name: '手机签名码' }).click();
  const { url } = await (await made).json();
  await see(clerk, 'phone-link');
  await clerk.keyboard.press('Escape');
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' });
  await phone.goto(url);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('请您签名');
  expect(phone.url()).toBe(`${serverUrl()}/sign`);
  await expect(phone.getByText('万*通要办“最低生活保障申请”，请您同意')).toBeVisible();
  await phone.screenshot({ path: 'test-results/screens/phone-sign.png', fullPage: true });
  await phone.getByLabel('您的身份证号最后六位').fill('000000');
  const field = await phone.getByRole('img', { name: '请在框里写名字' }).boundingBox();
  if (!field) throw new Error('there is no field to sign in');
  await phone.mouse.move(field.x + 50, field.y + 40);
  await phone.mouse.down();
  await phone.mouse.move(field.x + 200, field.y + 100, { steps: 6 });
  await phone.mouse.up();
  await phone.getByRole('button', { name: '同意，签名' }).click();
  await expect(phone.getByText('身份证号最后六位不对')).toBeVisible();
  await phone.getByLabel('您的身份证号最后六位').fill(son().slice(-6));
  await phone.getByRole('button', { name: '同意，签名' }).click();
  await expect(phone.getByText('签好了，谢谢')).toBeVisible();
  await phone.close();

  await expect(clerk.getByRole('row').filter({ hasText: '万*余' })).toContainText('手机上签');
  await press(clerk, '受理');
  expect(await takeSlip(clerk, '受理通知书')).toContain('前办好');
  expect(number).toMatch(/^\d{26}$/);
});

test('a link that was used, or never was, says so on the phone; an applicant makes one at the terminal', async ({
  terminal,
  browser
}) => {
  await bench.tap('wan-shi-tong');
  await applyFor(terminal, DIBAO, { card: 'wan-shi-tong' });
  await terminal.getByRole('button', { name: '家人不在？用手机签' }).click();
  await expect(terminal.getByRole('img', { name: '请家人用手机签' })).toBeVisible();
  await terminal.getByRole('button', { name: '上一步' }).click();
  await expect(terminal.getByRole('heading', { name: '还要这些人签名' })).toBeVisible();
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await phone.goto(`${serverUrl()}/sign#nothing-of-the-kind`);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('这个签名链接用过了，或者过期了。');
  await phone.close();
});

test('on paper at the window, for whoever came there', async ({ desk, terminal }) => {
  const item = await agent<Item>(`/api/catalogue/items/${DIBAO}`);
  await bench.tap('wan-shi-tong');
  await terminal.goto(new URL(`/terminal/apply/${DIBAO}`, terminal.url()).href);
  await finish(terminal, item);
  const [{ id }] = (await agent<{ cases: { id: string }[] }>('/api/my/cases')).cases as [{ id: string }];
  const clerk = await desk('clerk');
  await openCase(clerk, id);
  await press(clerk, '认领');
  for (const name of ['何*寻', '万*余']) {
    const dialog = await press(clerk, '纸上签名');
    await dialog.getByLabel(new RegExp(name.replace('*', '\\*'))).check();
    await see(clerk, 'form-sign-on-paper');
    await dialog.getByRole('button', { name: '纸上签名' }).click();
    await expect(clerk.getByRole('row').filter({ hasText: name })).toContainText('纸上签');
  }
  await expect(acts(clerk).getByRole('button', { name: '受理', exact: true })).toBeVisible();
});
