import type { Page } from 'playwright/test';
import { acts, BOTH, keepLook, openCase, press, rowOf, see, takeSlip } from './desk.ts';
import { doAct, file, withdraw } from './filing.ts';
import { bench, expect, personOf, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

const staffId = async (page: Page, name: string): Promise<string> => {
  const answer = await page.request.get(`${serverUrl()}/api/window/colleagues`);
  const { colleagues } = (await answer.json()) as { colleagues: { id: string; name: string }[] };
  return colleagues.find((one) => one.name === name)?.id ?? '';
};

test('a case filed at the terminal comes into the queue without a reload, any field, nearest day first', async ({
  desk
}) => {
  const clerk = await desk('clerk');
  const waiting = clerk.getByRole('link', { name: /^待认领/ });
  const before = Number(await waiting.locator('span').textContent());
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  const row = rowOf(clerk, made);
  await expect(row).toContainText('高龄津贴申请');
  await expect(row).toContainText('福*长');
  await expect(row.locator('.arrived')).toBeVisible();
  await expect(waiting).toContainText(String(before + 1));
  await file('SQ-08-005');
  await file('SQ-01-001', { card: 'guli' });
  await expect(clerk.getByText('今天到期').first()).toBeVisible();
  const days = await clerk.locator('tbody time').evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
  expect(days).toEqual([...days].sort());
  await see(clerk, 'queue', BOTH);
  await clerk.setViewportSize({ width: 1366, height: 768 });
  await keepLook(clerk, 'queue-1366');
});

test('the queue is filtered by view, field and words, and a case leads back to the same place', async ({ desk }) => {
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  const other = await file('SQ-08-005');
  const clerk = await desk('clerk');
  await clerk.getByLabel('领域').selectOption('05');
  await expect(rowOf(clerk, made)).toBeVisible();
  await expect(rowOf(clerk, other)).toBeHidden();
  await clerk.getByLabel('事项名称、办件编号开头').fill('高龄');
  await clerk.getByRole('link', { name: /^待认领/ }).click();
  await expect(clerk).toHaveURL(/view=unclaimed/);
  await rowOf(clerk, made).getByRole('link').click();
  await expect(clerk.getByRole('heading', { level: 1, name: '高龄津贴申请' })).toBeFocused();
  await clerk.keyboard.press('Escape');
  await expect(clerk).toHaveURL(/view=unclaimed&field=05/);
  await expect(rowOf(clerk, made)).toBeFocused();
  await clerk.getByLabel('事项名称、办件编号开头').fill('没有这样的事项');
  await expect(clerk.getByText('这样筛选没有办件。')).toBeVisible();
  await keepLook(clerk, 'queue-empty');
  await clerk.getByRole('button', { name: '不筛选' }).click();
  await expect(rowOf(clerk, other)).toBeVisible();
});

test('of two clerks who claim at the same moment one has it, and the other is told by name', async ({ desk }) => {
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  const pages = [await desk('clerk'), await desk('clerk2')] as const;
  // Both claims are under way before either is answered.
  const both = Promise.withResolvers<void>();
  let sent = 0;
  for (const page of pages)
    await page.route('**/acts', async (route) => {
      if (++sent === 2) both.resolve();
      await both.promise;
      await route.continue();
    });
  await Promise.all(pages.map((page) => rowOf(page, made).getByRole('button', { name: '认领' }).click()));
  const told = pages.map((page) => page.getByRole('alert').filter({ hasText: '先认领了这一件' }));
  await expect
    .poll(async () => (await Promise.all(told.map((one) => one.count()))).reduce((sum, count) => sum + count, 0))
    .toBe(1);
  const [clerkLost, clerk2Lost] = await Promise.all(told.map((one) => one.isVisible()));
  const winner = clerkLost ? '舒首问' : '何一窗';
  const loser = clerk2Lost ? pages[1] : pages[0];
  await expect(loser.getByRole('alert')).toHaveText(`高龄津贴申请：${winner}先认领了这一件。`);
  await expect(rowOf(loser, made)).toContainText(winner);
  await expect(rowOf(loser, made).getByRole('button', { name: '认领' })).toBeHidden();
  await keepLook(loser, 'queue-lost-race');
});

test('a case changes hands only when the other accepts; it can be declined and taken back', async ({ desk }) => {
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  const clerk = await desk('clerk');
  const colleague = await desk('clerk2');
  // Until somebody claims it, whoever is named on the receipt answers for it.
  await expect(rowOf(colleague, made)).toContainText(`${made.responsible.name} （还没有认领）`);
  await openCase(clerk, made.id);
  await expect(clerk.getByText(`${made.responsible.name}（还没有认领）`)).toBeVisible();
  await press(clerk, '认领');
  await expect(clerk.getByText('已认领，现在由您负责。')).toBeVisible();

  const offer = async () => {
    const dialog = await press(clerk, '移交同事');
    await dialog.getByLabel('移交给').selectOption({ label: '舒首问' });
    return dialog;
  };
  const dialog = await offer();
  await see(clerk, 'form-offer');
  await dialog.getByRole('button', { name: '移交同事' }).click();
  await expect(clerk.getByText('接收以前，仍由您负责')).toBeVisible();
  await expect(rowOf(colleague, made)).toContainText('移交给我，待接收');
  await rowOf(colleague, made).getByRole('link').click();
  await press(colleague, '不接收');
  await expect(clerk.getByText('有新进展：舒首问，没有移交')).toBeVisible();

  await (await offer()).getByRole('button', { name: '移交同事' }).click();
  await press(clerk, '收回移交');
  await expect(clerk.getByText('没有移交，负责人不变。')).toBeVisible();

  await (await offer()).getByRole('button', { name: '移交同事' }).click();
  await press(colleague, '接收移交');
  await expect(colleague.getByText('已接收，现在由您负责。')).toBeVisible();
  await expect(clerk.getByText('由舒首问负责，您可以看，不能办。')).toBeVisible();
});

test('a case opens by its slip under a scanner, by short code and by ID number, wherever the cursor is', async ({
  desk
}) => {
  const made = await file('SQ-05-006', { card: 'li-zhi-jian' });
  const second = await file('SQ-05-004', { card: 'li-zhi-jian' });
  const clerk = await desk('clerk');
  const scan = async (text: string) => {
    await clerk.keyboard.type(text);
    await clerk.keyboard.press('Enter');
  };
  await scan(`YIMEN:${made.number}`);
  await expect(clerk.getByRole('heading', { name: '高龄津贴申请' })).toBeVisible();
  await scan(second.shortCode);
  await expect(clerk.getByRole('heading', { name: '残疾人两项补贴资格认定申请' })).toBeVisible();
  await expect(clerk).toHaveURL(new RegExp(second.id));

  await scan(personOf('li-zhi-jian').card.idNumber);
  const found = clerk.getByRole('region', { name: '查到的办件' });
  await expect(found.getByText(made.shortCode)).toBeVisible();
  await expect(found.getByText(second.shortCode)).toBeVisible();
  expect(await found.innerText()).not.toContain(personOf('li-zhi-jian').card.idNumber);
  await see(clerk, 'lookup', BOTH);
  await clerk.keyboard.press('Escape');
  await expect(found).toBeHidden();
  await clerk.getByRole('link', { name: /^办件 Esc/ }).click();
  await expect(rowOf(clerk, made)).toBeVisible();
  await scan('12345');
  await expect(clerk.getByRole('alert')).toHaveText('请扫回执，或输入26位办件编号、6位短码、18位身份证号。');
  await clerk.getByLabel('查找办件').fill('000000');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('alert')).toHaveText('没有这个短码的办件。');
});

test('a card on the reader of the desk opens what its owner has filed, once', async ({ desk }) => {
  const made = await file('SQ-01-001', { card: 'rare-name' });
  const clerk = await desk('clerk');
  await clerk.getByRole('link', { name: '读卡' }).click();
  await expect(clerk.getByText('请把居民的身份证放在桌上的读卡器上')).toBeVisible();
  await expect(clerk.getByText('演示：人物和数据都是编的')).toBeVisible();
  await see(clerk, 'desk-card');
  await bench.tap('rare-name');
  await expect(clerk).toHaveURL(new RegExp(made.id));
  await expect(clerk.getByText(personOf('rare-name').label).first()).toBeVisible();
  await bench.lift();

  await clerk.goto(`${serverUrl()}/window?read=01890000-0000-7000-8000-000000000000`);
  await expect(clerk.getByRole('alert')).toContainText('请再读一次卡');
});

test('a lost connection is said, keeps the screen, and comes back with what was missed', async ({ desk }) => {
  const clerk = await desk('clerk');
  const made = await file('SQ-05-006', { card: 'fu-shou' });
  await expect(rowOf(clerk, made)).toBeVisible();
  await clerk.context().setOffline(true);
  await expect(clerk.getByRole('status')).toHaveText('连接断了，正在重连');
  const missed = await file('SQ-08-005');
  await expect(rowOf(clerk, made)).toBeVisible();
  await keepLook(clerk, 'queue-offline');
  await clerk.context().setOffline(false);
  await expect(clerk.getByRole('status')).toHaveText('实时');
  await expect(rowOf(clerk, missed)).toBeVisible();
});

test('an address of no case says so and leads back', async ({ desk }) => {
  const clerk = await desk('clerk');
  for (const wrong of ['xyz', '01890000-0000-7000-8000-000000000000']) {
    await clerk.goto(`${serverUrl()}/window/cases/${wrong}`);
    await expect(clerk.getByRole('alert')).toContainText('没有这一件');
    await expect(clerk.getByRole('button', { name: '再试一次' })).toBeHidden();
  }
  await clerk.getByRole('link', { name: '回到办件' }).click();
  await expect(clerk).toHaveURL(`${serverUrl()}/window`);
});

test('what happened meanwhile is told before anything is done upon it, and nothing written is lost', async ({
  desk
}) => {
  const live = await file('SQ-05-006', { card: 'fu-shou' });
  const clerk = await desk('clerk');
  await doAct(clerk.request, live.id, { act: 'claim' });
  await openCase(clerk, live.id);
  const dialog = await press(clerk, '不予受理');
  await dialog.getByLabel('理由').fill('户籍不在本区');
  await doAct(clerk.request, live.id, { act: 'offer', to: await staffId(clerk, '舒首问') });
  await expect(dialog.getByRole('alert')).toContainText('有新进展：何一窗，移交给同事');
  await expect(dialog.getByLabel('理由')).toHaveValue('户籍不在本区');
  await withdraw(live.id, 'fu-shou');
  await expect(dialog).toBeHidden();
  await expect(clerk.getByRole('alert')).toContainText('有新进展：申请人，申请人撤回');
  await expect(acts(clerk).getByRole('button')).toHaveCount(0);

  // The same with no line at all: the server refuses what was meant for an older case.
  const stale = await file('SQ-05-006', { card: 'fu-shou' });
  await clerk.route('**/api/window/events', (route) => route.abort());
  await doAct(clerk.request, stale.id, { act: 'claim' });
  await openCase(clerk, stale.id);
  await doAct(clerk.request, stale.id, { act: 'offer', to: await staffId(clerk, '舒首问') });
  await press(clerk, '受理');
  await expect(clerk.getByRole('alert')).toContainText('没有办：何一窗，移交给同事。已换成最新情况，请看过再办。');
  await expect(clerk.getByText('移交舒首问，待接收')).toBeVisible();
  await keepLook(clerk, 'case-stale');
});

test('from the queue to the decision there is a way with the keyboard alone', async ({ desk }) => {
  const made = await file('SQ-01-001', { card: 'hong-kong' });
  const clerk = await desk('clerk');
  const key = (name: string) => clerk.keyboard.press(name);
  await expect(rowOf(clerk, made)).toBeVisible();
  await key('ArrowRight');
  await expect(clerk).toHaveURL(/view=unclaimed/);
  await key('ArrowLeft');
  await expect(clerk).toHaveURL(/view=open/);
  await key('ArrowDown');
  for (let step = 0; step < 200; step++) {
    if (await rowOf(clerk, made).evaluate((row) => row === document.activeElement)) break;
    await key('ArrowDown');
  }
  await expect(rowOf(clerk, made)).toBeFocused();
  await key('Space');
  await expect(rowOf(clerk, made)).toContainText('我');
  await expect(rowOf(clerk, made)).toBeFocused();
  await key('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: '失业登记' })).toBeFocused();
  await key('Tab');
  await expect(acts(clerk).getByRole('button', { name: '受理', exact: true })).toBeFocused();
  await keepLook(clerk, 'case-keyboard');
  await key('Enter');
  expect(await takeSlip(clerk, '受理通知书')).toContain('港*客');
  await expect(acts(clerk).getByRole('button', { name: '准予' })).toBeFocused();
  await key('Enter');
  await clerk.keyboard.type('符合条件');
  await key('Tab');
  await key('Tab');
  await key('Enter');
  expect(await takeSlip(clerk, '准予决定告知')).toContain('符合条件');
  await expect(acts(clerk).getByRole('button', { name: '出件' })).toBeFocused();
  await key('Escape');
  await expect(clerk).toHaveURL(/\/window\?/);
});
