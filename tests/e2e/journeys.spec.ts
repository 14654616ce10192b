import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright/test';
import { parseSlipCode } from '../../server/contract/case-number.ts';
import type { Item } from '../../server/contract/item.ts';
import { sign as signature } from '../../server/departments/signature.ts';
import { applyFor, arrives, finish, step } from './applying.ts';
import { acts, openCase, press, see, takeSlip } from './desk.ts';
import { doAct, file } from './filing.ts';
import { agent, bench, expect, lastSlip, pdfText, serverUrl, test } from './stage.ts';

test.beforeEach(() => bench.reset());
test.setTimeout(180_000);

/** The words of the newest slip, as they came off the roll. */
const paper = async (): Promise<string> => (await lastSlip()).text.replaceAll(/\s/g, '');

/** A clerk takes the slip that somebody hands over, by its code. */
async function takesOver(clerk: Page): Promise<void> {
  await clerk.keyboard.type((await lastSlip()).codes[0] ?? '');
  await clerk.keyboard.press('Enter');
  await press(clerk, '认领');
}

async function ends(terminal: Page): Promise<void> {
  await terminal.getByRole('button', { name: '结束，拿走身份证' }).click();
  await bench.lift();
}

test('1: an old woman renews her pension eligibility without 刷脸; a member of staff sees that it is her, and the paper says when next', async ({
  terminal,
  desk
}) => {
  const item = await agent<Item>('/api/catalogue/items/SQ-02-003');
  await bench.tap('fu-shou');
  await expect(terminal.locator('h1')).toHaveText('福*长，您好');
  await terminal.goto(new URL('/terminal/apply/SQ-02-003', terminal.url()).href);
  await terminal.getByRole('button', { name: /本人办理/ }).tap();
  while (!(await arrives(terminal)).startsWith('consent.')) await step(terminal, item);
  await expect(terminal.getByText('不刷脸也能办')).toBeVisible();
  await terminal.getByRole('button', { name: '不刷脸' }).tap();
  const number = await finish(terminal, item);
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  expect(await paper()).toContain('没有刷脸：请拿身份证到任何一个窗口，工作人员当面核对就办好');
  await ends(terminal);

  const clerk = await desk('clerk');
  await takesOver(clerk);
  await expect(clerk.getByRole('heading', { name: '请当面核对本人' })).toBeVisible();
  await see(clerk, 'case-witness');
  await press(clerk, '受理');
  await takeSlip(clerk, '受理通知书');
  const grant = await press(clerk, '准予');
  await grant.getByLabel('说明').fill('已当面核对本人');
  await grant.getByRole('button', { name: '准予' }).click();
  const granted = await takeSlip(clerk, '准予决定告知');
  const next = `${new Date().getFullYear() + 1}年`;
  expect(granted).toContain('已当面核对本人');
  expect(granted).toMatch(new RegExp(`下次办理\\s*${next}`));

  // She prints the result at the terminal; it carries the day, too.
  await bench.tap('fu-shou');
  await expect(terminal.locator('h1')).toHaveText('福*长，您好');
  await terminal.getByRole('link', { name: /查进度/ }).click();
  await terminal
    .getByRole('link', { name: /养老保险待遇领取资格认证/ })
    .first()
    .click();
  await terminal.getByRole('button', { name: '打印结果' }).click();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const [document] = (await bench.status()).documents;
  const text = await pdfText(document?.file ?? '');
  expect(text).toContain(number);
  expect(text).toContain(`下次办理${next}`);
});

test('2: who is ninety is told of 高龄津贴 when she taps her card, and confirms what is known', async ({
  terminal
}) => {
  await bench.tap('chang-le');
  await terminal.getByRole('link', { name: /您可能可以领高龄津贴/ }).click();
  await terminal.getByRole('link', { name: '开始办理' }).click();
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  await expect(terminal.getByText(/从社会保障卡（演示数据）取的/)).toBeVisible();
  const number = await finish(terminal, await agent<Item>('/api/catalogue/items/SQ-05-006'));
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const slip = await lastSlip();
  expect(slip.codes.map(parseSlipCode)).toEqual([number]);
  expect(await paper()).toContain('高龄津贴申请');
  await ends(terminal);
  // Whoever has asked for it is not told again.
  await bench.tap('chang-le');
  await expect(terminal.locator('h1')).toHaveText('长*未，您好');
  await expect(terminal.getByRole('link', { name: /您可能可以领/ })).toBeHidden();
});

test('4: a mother from elsewhere settles in: four matters in one visit, their results in the second', async ({
  terminal,
  desk
}) => {
  const matters = ['SQ-08-001', 'SQ-08-002', 'SQ-04-001', 'SQ-02-004'];
  const filed: string[] = [];
  for (const code of matters) {
    const number = await applyFor(terminal, code, { card: 'yuan-dao-lai' });
    await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
    const { codes } = await lastSlip();
    expect(codes.map(parseSlipCode)).toEqual([number]);
    expect(await paper()).not.toContain('还要带来');
    filed.push(number);
  }
  expect(new Set(filed).size).toBe(4);
  const { cases } = await agent<{ cases: { id: string; number: string; itemCode: string }[] }>('/api/my/cases');
  const mine = filed.map((number) => cases.find((one) => one.number === number)?.id ?? '');
  await ends(terminal);

  const clerk = await desk('clerk');
  const officer = await desk('officer');
  for (const [at, id] of mine.entries()) {
    for (const act of ['claim', 'accept'] as const) await doAct(clerk.request, id, { act });
    const atOnce = matters[at] === 'SQ-08-001' || matters[at] === 'SQ-02-004';
    if (!atOnce) await doAct(clerk.request, id, { act: 'send', to: null });
    await doAct(atOnce ? clerk.request : officer.request, id, { act: 'grant', reason: '' });
  }

  // The second visit: everything is fetched at one window.
  for (const id of mine) {
    await openCase(clerk, id);
    const issue = await press(clerk, '出件');
    await issue.getByRole('button', { name: '出件' }).click();
    expect(await takeSlip(clerk, '结果领取凭证')).toContain('申请人本人');
  }
});

test('5: a family in sudden trouble is helped the same day, before its papers', async ({ terminal, desk }) => {
  await applyFor(terminal, 'SQ-05-003', { card: 'wan-shi-tong' });
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  await ends(terminal);
  const clerk = await desk('clerk');
  await takesOver(clerk);
  const dialog = await press(clerk, '先行救助');
  await dialog.getByLabel('给了什么').fill('应急救助金和生活物资');
  await see(clerk, 'form-relieve');
  await dialog.getByRole('button', { name: '先行救助' }).click();
  const relief = await takeSlip(clerk, '先行救助凭证');
  for (const words of ['先行救助', '应急救助金和生活物资', '材料以后补']) expect(relief).toContain(words);
  await press(clerk, '受理');
  await takeSlip(clerk, '受理通知书');
  await expect(acts(clerk).getByRole('button', { name: '转审批部门' })).toBeVisible();
  // The window prints it again for whoever was too upset to keep it.
  await clerk.getByRole('button', { name: '先行救助凭证' }).click();
  await expect(clerk.getByRole('dialog', { name: '先行救助凭证' })).toBeVisible();
});

test('6: a disabled man from elsewhere files here and is decided at home, in another province', async ({ desk }) => {
  // What stands at the other end: the system of another province, as our contract describes it.
  const received: { type: string; data: { caseNumber: string; applicant: { name: string } } }[] = [];
  const elsewhere = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      received.push(JSON.parse(body));
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const manager = await desk('manager');
  const name = `外省残联${randomUUID().slice(0, 4)}`;
  const added = await manager.request.post(`${serverUrl()}/api/window/departments`, {
    data: {
      name,
      kind: 'external',
      endpoint: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/events`,
      contactName: '联络员',
      contactPhone: '0851-00000000',
      handles: []
    }
  });
  const { department, secrets } = await added.json();

  const made = await file('SQ-05-004', { card: 'li-zhi-jian', print: 'confirmed' });
  expect(await paper()).toContain('残疾人两项补贴资格认定申请');
  const clerk = await desk('clerk');
  for (const act of ['claim', 'accept'] as const) await doAct(clerk.request, made.id, { act });
  await openCase(clerk, made.id);
  await expect(clerk.getByText('法定 自受理之日起16个工作日')).toBeVisible();
  // 3 + 10 + 3: each leg has its own day, and the applicant is told so.
  await expect(clerk.getByText('受理转递')).toContainText(/月/);
  await clerk.getByRole('button', { name: '受理通知书' }).click();
  const acceptance = clerk.getByRole('dialog', { name: '受理通知书' });
  await expect(acceptance.getByRole('article')).toContainText('受理转递3个工作日，审核决定10个工作日，送达3个工作日');
  await clerk.keyboard.press('Escape');
  const dialog = await press(clerk, '转审批部门');
  await dialog.getByLabel('转给').selectOption({ label: `${name}（外部）` });
  await dialog.getByRole('button', { name: '转审批部门' }).click();
  await expect(clerk.getByText(`已转${name}`)).toBeVisible();
  await expect(clerk.getByText('审核决定')).toContainText(/月/);
  await expect.poll(() => received.length, { timeout: 30_000 }).toBe(1);
  expect(received[0]).toMatchObject({
    type: 'case.sent',
    data: { caseNumber: made.number, applicant: { name: '立志坚' } }
  });

  const id = randomUUID();
  const data = {
    caseNumber: made.number,
    decision: 'granted',
    reason: '符合条件',
    documentNumber: '黔残〔2026〕1号',
    decidedBy: name
  };
  const body = JSON.stringify({ specversion: '1.0', id, source: '/elsewhere', type: 'case.decided', data });
  const answered = await fetch(`${serverUrl()}/api/departments/${department.id}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', ...signature([secrets.theirs], id, new Date(), body) },
    body
  });
  expect(await answered.json()).toEqual({ outcome: 'applied' });
  elsewhere.close();
  await manager.request.post(`${serverUrl()}/api/window/departments/${department.id}`, { data: { disabled: true } });
  await expect(clerk.getByText(`有新进展：${name}，准予`)).toBeVisible();
  await clerk.getByRole('button', { name: '准予决定告知' }).click();
  const granted = clerk.getByRole('dialog', { name: '准予决定告知' }).getByRole('article');
  await expect(granted).toContainText('黔残〔2026〕1号');
  await expect(clerk.locator('.stage')).toContainText(/送达.*月/);
});
