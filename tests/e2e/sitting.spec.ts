import type { Page } from 'playwright/test';
import { arrives } from './applying.ts';
import { BOTH, see, takeSlip } from './desk.ts';
import { file } from './filing.ts';
import { shootBoth } from './screens.ts';
import { agentUrl, bench, expect, personOf, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

/** A clerk at their window, and nobody before them. */
async function alone(page: Page): Promise<Page> {
  await page.request.delete(`${serverUrl()}/api/window/sitting`);
  return page;
}

/** Walks with Tab until this is where the hand is. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (
      await page
        .locator(selector)
        .first()
        .evaluate((one) => one === document.activeElement)
    )
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${selector}`);
}

/** Reads the card of whoever sits there, says why, and has them on the screen. */
async function sitsDown(page: Page, card: string): Promise<void> {
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('link', { name: /读居民的身份证/ })).toBeFocused();
  await page.keyboard.press('Alt+r');
  await expect(page.getByText('请把居民的身份证放在桌上的读卡器上')).toBeVisible();
  await bench.tap(card);
  await expect(page.getByRole('heading', { level: 1, name: '身份证读好了' })).toBeVisible();
  await bench.lift();
  await expect(page).toHaveURL(`${serverUrl()}/window/new`);
}

test('without a mouse: card, reason, item by pinyin, form, paper, slip; the case says who filed it', async ({
  desk
}) => {
  test.setTimeout(120_000);
  await file('SQ-05-006', { card: 'fu-shou' });
  const clerk = await alone(await desk('clerk'));
  await sitsDown(clerk, 'fu-shou');
  await expect(clerk.getByText(personOf('fu-shou').card.name)).toHaveCount(0);
  await see(clerk, 'sitting-reason');
  await clerk.keyboard.press('Space');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByText(personOf('fu-shou').card.name)).toBeVisible();
  await expect(clerk.getByRole('combobox')).toBeFocused();
  await clerk.keyboard.type('gaoling');
  await expect(clerk.getByRole('option', { selected: true })).toContainText('高龄津贴');
  await see(clerk, 'sitting-item');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: /高龄津贴申请/ })).toBeVisible();
  expect(await clerk.locator('main').innerText()).not.toContain(personOf('fu-shou').card.idNumber);

  // What was said in an earlier application is asked anew, because it is not right any more.
  await tabTo(clerk, '[aria-label="联系电话要改"]');
  await clerk.keyboard.press('Enter');
  await expect(clerk.locator('#field-mobile')).toBeFocused();
  await clerk.keyboard.press('Control+a');
  await clerk.keyboard.type('138');
  // What is wrong is told in the form first, then beside it; each place is reached from there.
  await clerk.keyboard.press('Control+Enter');
  await expect(clerk.getByRole('alert')).toContainText('有1处要改');
  await tabTo(clerk, '#field-mobile');
  await clerk.keyboard.press('Control+a');
  await clerk.keyboard.type('13800000000');
  await clerk.keyboard.press('Alt+p');
  await expect(clerk.getByRole('link', { name: '还没有念给本人听、问是否同意' })).toBeFocused();
  await see(clerk, 'sitting-gaps');
  await clerk.keyboard.press('Enter');
  await clerk.keyboard.press('Space');
  await tabTo(clerk, '#consent-way input');
  await clerk.keyboard.press('Space');

  // A reload loses nothing.
  await expect(clerk.getByLabel('念给本人听，本人口头同意')).toBeChecked();
  await expect
    .poll(
      async () => (await (await clerk.request.get(`${serverUrl()}/api/window/sitting`)).json()).session.draft.consentWay
    )
    .toBe('spoken');
  await clerk.reload();
  await expect(clerk.locator('#field-mobile')).toHaveValue('13800000000');

  const printing = clerk.context().waitForEvent('request', (request) => request.url().endsWith('/form.pdf'));
  await clerk.keyboard.press('Alt+p');
  expect((await (await printing).response())?.status()).toBe(200);
  await expect(clerk.getByRole('checkbox', { name: /已在纸上签名/ })).toBeFocused();
  await clerk.keyboard.press('Space');
  await see(clerk, 'sitting-form', BOTH);
  await clerk.keyboard.press('Control+Enter');
  const slip = await takeSlip(clerk, '收件回执');
  expect(slip).toContain('高龄津贴申请');
  expect(slip).toContain('何一窗');
  await expect(clerk.getByRole('button', { name: /^撤回这一件/ })).toBeVisible();
  await see(clerk, 'sitting-filed');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: '高龄津贴申请' })).toBeFocused();
  await expect(clerk.getByText('居民在窗口，由工作人员代为填写')).toBeVisible();
  await expect(clerk.getByText(/何一窗代填/)).toBeVisible();
  await expect(clerk.getByText('本人在打印的申请表上签名，窗口何一窗当面核对身份证')).toBeVisible();
  await see(clerk, 'sitting-case');
});

test('taken back within half a minute everything is there again, unsigned; when they leave nothing is', async ({
  desk
}) => {
  await file('SQ-05-006', { card: 'fu-shou' });
  const clerk = await alone(await desk('clerk'));
  await sitsDown(clerk, 'fu-shou');
  await clerk.keyboard.press('Space');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('combobox')).toBeFocused();
  await clerk.keyboard.type('高龄');
  await clerk.keyboard.press('Enter');
  // What was said in an earlier application is read out, and stands once it is confirmed.
  await tabTo(clerk, '#offer-mobile');
  await clerk.keyboard.press('Space');
  await tabTo(clerk, '#consent-account input');
  await clerk.keyboard.press('Space');
  await tabTo(clerk, '#consent-way input');
  await clerk.keyboard.press('Space');
  await clerk.keyboard.press('Alt+p');
  await expect(clerk.locator('#signed')).toBeFocused();
  await clerk.keyboard.press('Space');
  await clerk.keyboard.press('Control+Enter');
  await takeSlip(clerk, '收件回执');
  await clerk.getByRole('button', { name: /^撤回这一件/ }).press('Enter');
  await expect(clerk.locator('#offer-mobile')).toBeChecked();
  await expect(clerk.locator('#signed')).not.toBeChecked();
  await clerk.keyboard.press('Alt+l');
  await expect(clerk.getByRole('link', { name: /读居民的身份证/ })).toBeFocused();
  await clerk.reload();
  await expect(clerk.getByRole('link', { name: /读居民的身份证/ })).toBeVisible();
  await expect(clerk.getByText('福寿长')).toHaveCount(0);
});

test('whoever has no card is told what else there is, and no number is asked for', async ({ desk }) => {
  const clerk = await alone(await desk('clerk'));
  await clerk.keyboard.press('Alt+n');
  await expect(clerk.getByRole('heading', { name: '没有带身份证' })).toBeVisible();
  await expect(clerk.locator('main input')).toHaveCount(0);
  await see(clerk, 'sitting-card', BOTH);
  await clerk.getByRole('button', { name: '没有身份证，看哪些能办' }).press('Enter');
  await expect(clerk.getByRole('combobox')).toBeFocused();
  await expect(clerk.getByText(/没有身份证能办的\d+个/)).toBeVisible();
  await clerk.keyboard.type('gaoling');
  await expect(clerk.getByRole('option', { name: /高龄津贴/ })).toHaveCount(0);
});

test('what was broken off at a terminal opens at the sitting by tapping the card, and at a terminal no more', async ({
  terminal,
  desk
}) => {
  test.setTimeout(180_000);
  await terminal.goto(new URL('/terminal/item/SQ-01-001', terminal.url()).href);
  await terminal.locator('.action a').click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('guli');
  await terminal.getByRole('button', { name: '本人办理' }).click();
  await expect.poll(() => arrives(terminal)).toBe('known');
  await terminal.locator('.action button').last().click();
  await expect.poll(() => arrives(terminal)).toBe('question.mobile');
  // Whoever has applied before is offered what they said then.
  const other = terminal.getByRole('button', { name: '换一个' });
  if (await other.isVisible()) await other.click();
  await terminal.keyboard.type('13800000007');
  await terminal.locator('.action button').last().click();
  await expect.poll(() => arrives(terminal)).not.toBe('question.mobile');
  const unanswered = await arrives(terminal);
  await terminal.getByRole('button', { name: /^结束/ }).first().click();
  await shootBoth(terminal, 'end-keep');
  await terminal.getByRole('button', { name: '先留着，再结束' }).click();
  await terminal.waitForURL(/\/terminal\?ended/);
  await bench.lift();

  // The card brings it back, at what was not answered yet.
  await bench.tap('guli');
  await expect(terminal.getByRole('link', { name: /接着办：失业登记/ })).toBeVisible();
  await shootBoth(terminal, 'welcome-unfinished');
  await terminal.getByRole('link', { name: /接着办：失业登记/ }).click();
  await expect.poll(() => arrives(terminal)).toBe(unanswered);
  await terminal.getByRole('button', { name: /^结束/ }).first().click();
  await terminal.getByRole('button', { name: '先留着，再结束' }).click();
  await terminal.waitForURL(/\/terminal\?ended/);
  await bench.lift();

  // The desk's reader is this one: the terminal lets go of it.
  await terminal.goto('about:blank');
  const clerk = await alone(await desk('clerk'));
  await sitsDown(clerk, 'guli');
  await clerk.keyboard.press('ArrowDown');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('button', { name: /接着办：失业登记/ })).toBeFocused();
  await see(clerk, 'sitting-unfinished');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('heading', { level: 1, name: /失业登记/ })).toBeVisible();
  await expect(clerk.locator('#field-mobile')).toHaveValue('13800000007');
  await see(clerk, 'sitting-continued');

  await terminal.goto(`${agentUrl()}/terminal`);
  await bench.tap('guli');
  await expect(terminal.getByRole('link', { name: /查进度、打结果/ })).toBeVisible();
  await expect(terminal.getByRole('link', { name: /接着办/ })).toHaveCount(0);
});
