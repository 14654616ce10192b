import type { Page } from 'playwright/test';
import type { Item } from '../../server/contract/item.ts';
import type { PersonRelations } from '../../server/contract/relation-wire.ts';
import { finish } from './applying.ts';
import { BOTH, openCase, press, see, takeSlip } from './desk.ts';
import { doAct, file } from './filing.ts';
import { shootBoth } from './screens.ts';
import { agent, agentUrl, bench, expect, lastSlip, personOf, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());

const ITEM = 'SQ-05-006';

/** Puts a card on the reader of the desk once its page asks for one. */
async function readAtDesk(page: Page, card: string) {
  await expect(page.getByText('请把居民的身份证放在桌上的读卡器上')).toBeVisible();
  await bench.tap(card);
}

/** From the guide of an item to those whom its reader may act for, with the guardian's card alone. */
async function forFamily(terminal: Page) {
  await terminal.goto(`${agentUrl()}/terminal/item/${ITEM}`);
  await terminal.locator('.action a').click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('guli');
  await terminal.getByRole('button', { name: /替家人办/ }).click();
}

/** What an earlier try left behind. */
async function takeBackAll(clerk: Page) {
  const id = new URL(clerk.url()).pathname.split('/').at(-1);
  const { forThem } = (await (
    await clerk.request.get(`${serverUrl()}/api/window/people/${id}`)
  ).json()) as PersonRelations;
  for (const one of forThem.filter(({ status }) => status === 'counts'))
    await clerk.request.post(`${serverUrl()}/api/window/relations/${one.id}/revoke`, { data: { reason: '登记错了' } });
}

test('a guardian by judgement is recorded at the window, applies with their card alone, and is taken back', async ({
  page: terminal,
  desk
}) => {
  test.setTimeout(150_000);
  const clerk = await desk('clerk');
  await clerk.getByRole('link', { name: '代办关系' }).click();
  await see(clerk, 'people');
  await clerk.getByRole('link', { name: '读身份证' }).click();
  await readAtDesk(clerk, 'li-zhi-jian');
  await expect(clerk.getByRole('heading', { level: 1 })).toHaveText('立*坚');
  await bench.lift();
  await takeBackAll(clerk);
  await clerk.getByRole('button', { name: '登记代办关系' }).click();
  await see(clerk, 'form-relation-whom');
  await clerk.getByRole('dialog').getByRole('link', { name: '读身份证' }).click();
  await readAtDesk(clerk, 'guli');
  const form = clerk.getByRole('dialog', { name: '登记代办关系' });
  await form.getByLabel(/古\*·演示江替立\*坚办/).check();
  await bench.lift();
  await form.getByLabel('案号').fill('（2026）某0102民特1号');
  await form.getByLabel('哪个法院').fill('某区人民法院');
  await form.getByLabel('依据上的日期').fill('2026-01-05');
  await see(clerk, 'form-relation', BOTH);
  await form.getByRole('button', { name: '登记', exact: true }).click();
  await expect(form).toBeHidden();
  const side = clerk.getByRole('region', { name: '谁能替立*坚办事' });
  const row = side.getByRole('row').filter({ hasText: '（2026）某0102民特1号' }).first();
  await expect(row).toContainText('长期有效');
  await see(clerk, 'person-relations', BOTH);
  expect(await clerk.content()).not.toContain(personOf('guli').card.idNumber);

  await forFamily(terminal);
  await expect(terminal.getByRole('button', { name: /立\*坚/ })).toContainText('长期有效');
  await shootBoth(terminal, 'for-family-recorded');
  await terminal.getByRole('button', { name: /立\*坚/ }).click();
  await finish(terminal, await agent<Item>(`/api/catalogue/items/${ITEM}`));

  // It is taken back while the next application is being begun.
  await terminal.getByRole('button', { name: '结束，拿走身份证' }).click();
  await terminal.waitForURL(/ended/);
  await bench.lift();
  await forFamily(terminal);
  await expect(terminal.getByRole('button', { name: /立\*坚/ })).toBeVisible();
  await row.getByRole('button', { name: '收回' }).click();
  const revoking = clerk.getByRole('dialog', { name: '收回代办关系' });
  await revoking.getByRole('button', { name: '判决、指定有变更' }).click();
  await see(clerk, 'form-revoke-relation');
  await revoking.getByRole('button', { name: '收回', exact: true }).click();
  await expect(row).toContainText('收回：判决、指定有变更');
  await see(clerk, 'person-relations-revoked');
  await terminal.getByRole('button', { name: /立\*坚/ }).click();
  await expect(terminal.getByRole('alert')).toContainText('他给您的委托到期了，或者已经收回。');
});

test('a child without a card is known by number and name', async ({ desk }) => {
  const clerk = await desk('clerk');
  await clerk.goto(`${serverUrl()}/window/people`);
  const number = clerk.getByLabel(/输入身份证号/);
  await number.fill('330102202001011011');
  await clerk.getByRole('button', { name: '查这个人' }).click();
  await expect(clerk.getByRole('alert')).toContainText('身份证号不对');
  await number.fill('33010220200101101X');
  await clerk.getByRole('button', { name: '查这个人' }).click();
  await expect(clerk.getByRole('alert')).toContainText('请再填上姓名');
  await clerk.getByLabel('姓名').fill('演小娃');
  await clerk.getByRole('button', { name: '查这个人' }).click();
  await expect(clerk.getByRole('heading', { level: 1 })).toHaveText('演*娃');

  // Whoever is looked up where cases are looked for has the same page, also without a case.
  await clerk.goto(`${serverUrl()}/window`);
  await clerk.getByLabel('查找办件').fill('33010220200101101X');
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('alert')).toContainText('这个人在本中心没有办件。');
  await see(clerk, 'lookup-person');
  await clerk.getByRole('link', { name: '谁能替谁办事' }).click();
  await expect(clerk.getByRole('heading', { level: 1 })).toHaveText('演*娃');
  await expect(clerk.getByText('这个人在本中心没有办件。')).toBeHidden();
});

test('全程代办 is entrusted with both cards on the reader; the receipt is printed again, not the letter', async ({
  page: terminal,
  desk
}) => {
  const made = await file(ITEM, { card: 'fu-shou' });
  const clerk = await desk('clerk');
  await doAct(clerk.request, made.id, { act: 'claim' });
  await openCase(clerk, made.id);
  const asking = await press(clerk, '全程代办');
  await see(clerk, 'form-entrust-unread');
  await asking.getByRole('link', { name: '刷双方身份证' }).click();
  await readAtDesk(clerk, 'fu-shou');
  await expect(clerk.getByText('居民的身份证读好了，请换上代办员的')).toBeVisible();
  await see(clerk, 'desk-change');
  await bench.lift();
  await bench.tap('pao-tui');
  await clerk.getByRole('button', { name: '换好了，读代办员的身份证' }).click();
  const form = clerk.getByRole('dialog', { name: '全程代办' });
  await expect(form.getByText('已刷卡')).toHaveCount(2);
  await bench.lift();
  await form.getByLabel('代办员').selectOption({ label: '代跑腿（代办员）' });
  await see(clerk, 'form-entrust-read', BOTH);
  await form.getByRole('button', { name: '全程代办' }).click();
  expect(await takeSlip(clerk, '授权委托书')).toMatch(/双方身份证刷卡核验（居民\d\d:\d\d，代办员\d\d:\d\d）/);
  await see(clerk, 'case-entrusted');

  await terminal.goto(`${agentUrl()}/terminal/progress`);
  await terminal.getByRole('button', { name: /刷身份证查/ }).click();
  await bench.tap('fu-shou');
  await expect(terminal.locator('h1')).toHaveText('您的办事记录');
  await terminal.goto(`${agentUrl()}/terminal/progress/${made.id}`);
  await shootBoth(terminal, 'case-entrusted');
  await terminal.getByRole('button', { name: '打印', exact: true }).click();
  await shootBoth(terminal, 'letters');
  await terminal.getByRole('button', { name: /补打收件回执/ }).click();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const receipt = await lastSlip();
  expect(receipt.text).toContain('收件回执');
  await terminal.getByRole('button', { name: '打印', exact: true }).click();
  await terminal.getByRole('button', { name: /补打别的小票/ }).click();
  await terminal.getByRole('button', { name: /授权委托书/ }).click();
  await expect.poll(async () => (await lastSlip()).text).toContain('授权委托书');
});
