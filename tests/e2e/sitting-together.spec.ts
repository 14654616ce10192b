import type { Page } from 'playwright/test';
import { BOTH, see } from './desk.ts';
import { bench, expect, personOf, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

/** Walks with Tab until this is where the hand is. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    const isHere = await page
      .locator(selector)
      .first()
      .evaluate((one) => one === document.activeElement);
    if (isHere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${selector}`);
}

/** Puts a card on the reader of the desk once its page asks for one. */
async function readCard(page: Page, card: string, then: string): Promise<void> {
  await page.keyboard.press('Alt+r');
  await expect(page.getByText('请把居民的身份证放在桌上的读卡器上')).toBeVisible();
  await bench.tap(card);
  await expect(page.getByRole('heading', { level: 1, name: then })).toBeVisible();
  await bench.lift();
}

/** A clerk at their window with somebody before them, of whom it was said why they are looked at. */
async function sitsDown(page: Page, card: string): Promise<void> {
  await page.request.delete(`${serverUrl()}/api/window/sitting`);
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('link', { name: /读居民的身份证/ })).toBeFocused();
  await readCard(page, card, '身份证读好了');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByText(personOf(card).card.name)).toBeVisible();
}

/** Answers everything that the form asks, by what each control is, and reads out what is to be agreed to. */
async function fillIn(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: '提交', exact: true })).toBeVisible();
  const controls = page.locator('.whole-form .field').locator('input, select, textarea');
  for (let at = 0; at < (await controls.count()); at++) {
    const control = controls.nth(at);
    const id = await control.getAttribute('id');
    const kind = await control.evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.localName));
    const name = await control.getAttribute('name');
    await control.focus();
    if (kind === 'select') await page.keyboard.press('ArrowDown');
    else if (kind === 'radio' || kind === 'checkbox') {
      const isSaid = await page.locator(`input[name="${name}"]:checked`).count();
      if (isSaid === 0) await page.keyboard.press('Space');
    } else if (kind === 'date') await control.fill('2026-10-30');
    else if ((await control.inputValue()) === '') {
      await page.keyboard.type(/mobile|phone/i.test(id ?? '') ? '13800000000' : '3');
    }
  }
}
async function agree(page: Page): Promise<void> {
  for (const group of await page.locator('[role=radiogroup][id^="consent-"]:not(#consent-way)').all())
    await group.locator('input').first().press('Space');
  if (await page.locator('#consent-way').isVisible()) await page.locator('#consent-way input').first().press('Space');
  for (const group of await page.locator('[role=radiogroup][id^="paper-"]').all())
    await group.locator('input').last().press('Space');
}
/** The form is printed, signed before the clerk, and handed in. */
async function sign(page: Page): Promise<void> {
  const printing = page.context().waitForEvent('request', (request) => request.url().endsWith('/form.pdf'));
  await page.keyboard.press('Alt+p');
  expect((await (await printing).response())?.status()).toBe(200);
  await expect(page.locator('#signed')).toBeFocused();
  await page.keyboard.press('Space');
}

test('for somebody else with both cards and without a mouse: letter, reason, form in the agent’s hand, case', async ({
  desk
}) => {
  test.setTimeout(240_000);
  const clerk = await desk('clerk');
  await sitsDown(clerk, 'guli');
  await clerk.keyboard.press('Alt+o');
  await expect(clerk.getByRole('link', { name: /读被代办人的身份证/ })).toBeFocused();
  await see(clerk, 'sitting-other', BOTH);
  await readCard(clerk, 'fu-shou', '被代办人的身份证读好了');
  await expect(clerk).toHaveURL(`${serverUrl()}/window/new/other`);
  await expect(clerk.getByText(personOf('fu-shou').card.name)).toHaveCount(0);
  await expect(clerk.locator('input[name=kind]').first()).toBeFocused();
  for (const name of ['kind', 'span', 'reason']) {
    await tabTo(clerk, `input[name=${name}]`);
    await clerk.keyboard.press('Space');
  }
  await see(clerk, 'sitting-letter', BOTH);
  await clerk.keyboard.press('Enter');
  await expect(clerk).toHaveURL(`${serverUrl()}/window/new`);
  await expect(clerk.getByText(personOf('fu-shou').card.name)).toBeVisible();
  await expect(clerk.getByText('代办人', { exact: false }).first()).toBeVisible();

  await expect(clerk.getByRole('combobox')).toBeFocused();
  await clerk.keyboard.type('gaoling');
  await expect(clerk.getByRole('option', { selected: true })).toContainText('高龄津贴');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: /高龄津贴申请/ })).toBeVisible();
  await fillIn(clerk);
  for (const offer of await clerk.locator('[id^="offer-"]').all()) await offer.press('Space');
  await agree(clerk);
  await expect(clerk.getByLabel('念给代办人听，代办人口头同意')).toBeChecked();
  // A reload loses neither whom it is for nor what was filled in.
  await expect
    .poll(
      async () => (await (await clerk.request.get(`${serverUrl()}/api/window/sitting`)).json()).session.draft.consentWay
    )
    .toBe('spoken');
  await clerk.reload();
  await expect(clerk.getByLabel('念给代办人听，代办人口头同意')).toBeChecked();
  await sign(clerk);
  await see(clerk, 'sitting-for-other', BOTH);
  await clerk.keyboard.press('Control+Enter');
  const slip = clerk.getByRole('dialog', { name: '收件回执' });
  await expect(slip.getByRole('article')).toContainText('高龄津贴申请');
  await clerk.keyboard.press('Escape');
  await expect(clerk.getByRole('button', { name: '打开这一件' })).toBeFocused();
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: '高龄津贴申请' })).toBeFocused();
  await expect(clerk.getByText(/代办人在窗口，由工作人员代为填写/)).toBeVisible();
  await expect(clerk.getByText('代办人在打印的申请表上签名，窗口何一窗当面核对身份证')).toBeVisible();
  await expect(clerk.getByRole('button', { name: '授权委托书', exact: true })).toBeVisible();
  await see(clerk, 'sitting-for-other-case');
});

test('a 一件事 without a mouse: what is done of it, one form, a slip for each case, taken back and filed again', async ({
  desk
}) => {
  test.setTimeout(240_000);
  const clerk = await desk('clerk');
  await sitsDown(clerk, 'wan-shi-tong');
  await expect(clerk.getByRole('combobox')).toBeFocused();
  await clerk.keyboard.type('shiyeyijianshi');
  await expect(clerk.getByRole('option', { selected: true })).toContainText('失业一件事');
  await see(clerk, 'sitting-bundle-found');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('button', { name: /就办这3件/ })).toBeFocused();
  // What decides itself stands at once: the other two can be taken back together.
  await clerk.getByRole('checkbox').last().focus();
  await clerk.keyboard.press('Space');
  await see(clerk, 'sitting-bundle-parts', BOTH);
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: /失业一件事/ })).toBeVisible();
  await fillIn(clerk);
  for (const offer of await clerk.locator('[id^="offer-"]').all()) await offer.press('Space');
  await agree(clerk);
  await expect
    .poll(
      async () => (await (await clerk.request.get(`${serverUrl()}/api/window/sitting`)).json()).session.draft.consentWay
    )
    .toBe('spoken');
  await clerk.reload();
  await expect(clerk.getByLabel('念给本人听，本人口头同意')).toBeChecked();
  await sign(clerk);
  await see(clerk, 'sitting-bundle', BOTH);
  await clerk.keyboard.press('Control+Enter');
  const slips = clerk.getByRole('dialog', { name: '回执' });
  await expect(slips.getByRole('article')).toHaveCount(2);
  await expect(slips.getByRole('article').first()).toContainText('失业登记');
  await expect(slips.getByRole('article').last()).toContainText('失业保险金申领');
  await see(clerk, 'sitting-bundle-slips');
  await clerk.keyboard.press('Escape');
  await expect(clerk.getByRole('heading', { level: 1, name: '已提交：失业一件事，2件' })).toBeVisible();
  await see(clerk, 'sitting-bundle-filed', BOTH);
  await clerk.getByRole('button', { name: /^撤回这2件/ }).press('Enter');
  await expect(clerk.locator('#signed')).not.toBeChecked();
  await expect(clerk.getByLabel('念给本人听，本人口头同意')).toBeChecked();
  await sign(clerk);
  await clerk.keyboard.press('Control+Enter');
  await expect(slips.getByRole('article')).toHaveCount(2);
  await clerk.keyboard.press('Escape');
  await clerk.getByRole('link', { name: '打开这一件' }).first().press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: '失业登记' })).toBeFocused();
  await expect(clerk.getByText(/失业一件事，\d件/)).toBeVisible();
});
