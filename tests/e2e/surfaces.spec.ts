import type { Page } from 'playwright/test';
import { newDraft, pagesOf } from '../../kiosk/src/lib/apply/flow.ts';
import { ANSWER_WORDS } from '../../kiosk/src/lib/words/failures.ts';
import type { Answer } from '../../server/contract/answer.ts';
import { type AnswerFailure, checkField } from '../../server/contract/form.ts';
import type { Item } from '../../server/contract/item.ts';
import { isFilledAtHome } from '../../server/contract/prepared.ts';
import type { CatalogueRow } from '../../server/contract/search.ts';
import type { Prefill } from '../../server/contract/wire.ts';
import { readPdf } from '../fixtures/pdf.ts';
import { agent, expect, serverUrl, test } from './stage.ts';

type Surface = 'phone' | 'window';
const bare = (text: string): string => text.replaceAll(/\s/g, '');
const itemOf = (code: string): Promise<Item> => agent<Item>(`/api/catalogue/items/${code}`);

/** Hands an item to the page that shows what a form will look like, as the page that frames it does. */
async function show(page: Page, item: Item): Promise<void> {
  await page.evaluate((preview) => window.postMessage({ preview }, location.origin), item);
  await expect(page.locator('h1')).toHaveText(item.name);
  await page.waitForFunction(
    (id) => id === null || document.getElementById(id) !== null || document.querySelector('dl') !== null,
    item.form[0] ? `field-${item.form[0].key}` : null
  );
}
async function openPreview(page: Page, surface: Surface): Promise<void> {
  await page.goto(`${serverUrl()}/preview?surface=${surface}`);
  await page.waitForLoadState('networkidle');
}

/** An item whose every question is asked, whatever was answered: what hangs on answers is tested elsewhere. */
const alwaysAsked = (item: Item): Item => ({
  ...item,
  form: item.form.map(({ showWhen: _, ...field }) => field)
});

/** What a terminal says of an item of whose applicant the state knows nothing: a page for each question. */
function terminalLabels(item: Item): readonly string[] {
  const prefill: Prefill = {
    id: '00000000-0000-4000-8000-000000000002',
    itemCode: item.code,
    itemVersion: item.version,
    known: {},
    offered: {},
    materials: []
  };
  return pagesOf(item, prefill, newDraft(prefill), false).flatMap((page) =>
    page.kind === 'question' ? [page.field.label] : []
  );
}

test('every item asks the same on a terminal, a phone, at the window and on paper', async ({ browser }) => {
  test.setTimeout(240_000);
  const { rows } = await agent<{ rows: readonly CatalogueRow[] }>('/api/catalogue');
  expect(rows.length).toBeGreaterThan(50);
  const context = await browser.newContext();
  const [phone, desk] = [await context.newPage(), await context.newPage()];
  await phone.setViewportSize({ width: 390, height: 844 });
  await openPreview(phone, 'phone');
  await openPreview(desk, 'window');
  for (const { code } of rows) {
    const item = alwaysAsked(await itemOf(code));
    const labels = item.form.map(({ label }) => label);
    expect(terminalLabels(item), code).toEqual(labels);
    await show(phone, item);
    await show(desk, item);
    const blank = await context.request.get(`${serverUrl()}/api/catalogue/items/${code}/form.pdf`);
    const surfaces = {
      phone: bare(await phone.locator('main').innerText()),
      window: bare(await desk.locator('main').innerText()),
      paper: (await readPdf(await blank.body())).text
    };
    for (const [surface, text] of Object.entries(surfaces))
      for (const label of labels) expect(text, `${code} ${surface}`).toContain(bare(label));
    // Each has a control of its own, with its label.
    for (const { key } of item.form) await expect(desk.locator(`#field-${key}`), `${code} ${key}`).toHaveCount(1);
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide, `${code} is wider than a phone`).toBe(false);
  }
  await context.close();
});

interface Wrong {
  readonly code: string;
  readonly key: string;
  /** What is typed where; by the end of the control's id. */
  readonly typed: Readonly<Record<string, string>>;
  readonly answer: Answer | undefined;
  readonly failure: AnswerFailure;
}
const WRONG: readonly Wrong[] = [
  {
    code: 'SQ-05-001',
    key: 'idNumber',
    typed: { '': '11010519491231002Y' },
    answer: '11010519491231002Y',
    failure: 'answer.id-number'
  },
  { code: 'SQ-05-001', key: 'mobile', typed: { '': '138' }, answer: '138', failure: 'answer.mobile' },
  { code: 'SQ-05-001', key: 'income', typed: { '': '-5' }, answer: -5, failure: 'answer.number' },
  {
    code: 'SQ-05-001',
    key: 'assets',
    typed: { '': '长'.repeat(2001) },
    answer: '长'.repeat(2001),
    failure: 'answer.too-long'
  },
  { code: 'SQ-05-001', key: 'staffKin', typed: {}, answer: undefined, failure: 'answer.required' },
  {
    code: 'SQ-05-001',
    key: 'bankAccount',
    typed: { '': '9900 0000 0000 0000 011' },
    answer: '9900000000000000011',
    failure: 'answer.bankcard'
  },
  { code: 'SQ-05-004', key: 'disNo', typed: { '': '3301' }, answer: '3301', failure: 'answer.disability-cert' },
  { code: 'SQ-02-004', key: 'startYear', typed: { '': '1800' }, answer: 1800, failure: 'answer.number' },
  {
    code: 'SQ-01-001',
    key: 'jobEndDate',
    typed: { '': '2099-01-01' },
    answer: '2099-01-01',
    failure: 'answer.to-come'
  },
  {
    code: 'SQ-06-003',
    key: 'term',
    typed: { '-from': '2026-12-01', '-to': '2026-01-01' },
    answer: { from: '2026-12-01', to: '2026-01-01' },
    failure: 'answer.range'
  },
  {
    code: 'SQ-02-005',
    key: 'range',
    typed: { '-from': '2026-12', '-to': '2026-01' },
    answer: { from: '2026-12', to: '2026-01' },
    failure: 'answer.range'
  },
  {
    code: 'SQ-04-001',
    key: 'child',
    typed: { '-name': '欧阳小梅', '-number': '33010219' },
    answer: { name: '欧阳小梅', idNumber: '33010219' },
    failure: 'answer.id-number'
  }
];

test('what is wrong is told by the same code in a browser and by the server', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openPreview(page, 'window');
  for (const { code, key, typed, answer, failure } of WRONG) {
    const item = await itemOf(code);
    const field = item.form.find((one) => one.key === key);
    if (!field) throw new TypeError(`${code} has no ${key}`);
    expect(checkField(field, answer, '2026-11-24'), key).toEqual([{ field: key, code: failure }]);

    await show(page, { ...item, version: item.version + 1 });
    for (const [end, text] of Object.entries(typed)) await page.locator(`#field-${key}${end}`).fill(text);
    await page.getByRole('button', { name: '填好了' }).click();
    await expect(page.locator(`#field-${key}-told`)).toHaveText(ANSWER_WORDS[failure]);

    if (!isFilledAtHome(field)) continue;
    const answers = answer === undefined ? {} : { [key]: answer };
    const sent = await context.request.post(`${serverUrl()}/api/prepared`, {
      data: { itemCode: code, itemVersion: item.version, answers }
    });
    expect(sent.status()).toBe(422);
    const { error } = (await sent.json()) as { error: { fields: readonly { field: string; code: string }[] } };
    expect(error.fields).toContainEqual({ field: key, code: failure });
  }
  await context.close();
});

test('a cell of a table is told of where it stands, and in the list of what is wrong', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openPreview(page, 'window');
  const item = await itemOf('SQ-05-001');
  await show(page, item);
  const table = page.getByRole('group', { name: '共同生活的家庭成员' });
  await table.getByRole('button', { name: '加一行' }).click();
  await expect(table.getByLabel('姓名')).toBeFocused();
  await table.getByLabel('公民身份号码').fill('3301');
  await page.getByRole('button', { name: '填好了' }).click();
  const listed = page.getByRole('alert').getByRole('link', { name: '共同生活的家庭成员，第1行，公民身份号码' });
  await listed.click();
  await expect(table.getByLabel('公民身份号码')).toBeFocused();
  await expect(table.getByText(ANSWER_WORDS['answer.id-number'])).toBeVisible();
  await table.getByRole('button', { name: '去掉这一行' }).click();
  await expect(table.getByText('还没有填。')).toBeVisible();
  await context.close();
});
