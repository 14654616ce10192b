import type { Page } from 'playwright/test';
import type { Answers } from '../../server/contract/answer.ts';
import { shownFields } from '../../server/contract/branching.ts';
import { groupCaseNumber } from '../../server/contract/case-number.ts';
import type { FormField, Item, TableColumn } from '../../server/contract/item.ts';
import { agent, bench, expect } from './stage.ts';

/** Items that together have every kind of question, of material, of consent. */
export const EVERY_KIND = [
  'SQ-01-001',
  'SQ-01-005',
  'SQ-02-005',
  'SQ-02-004',
  'SQ-02-007',
  'SQ-03-001',
  'SQ-05-004',
  'SQ-06-003',
  'SQ-07-001',
  'SQ-08-005',
  'SQ-10-001'
];

const INVENTED_NUMBER = '330102198006151012';

/** Which page of an application stands on the screen; null where it is none. */
const pageOn = (page: Page): Promise<string | null> => page.locator('.frame').getAttribute('data-page');

/** Waits until another page stands there. */
const leaves = (page: Page, id: string): Promise<void> => expect.poll(() => pageOn(page)).not.toBe(id);

/** Waits until a page of an application stands there, and gives it. */
export async function arrives(page: Page): Promise<string> {
  await expect.poll(() => pageOn(page)).not.toBeNull();
  return (await pageOn(page)) ?? '';
}

const press = (page: Page, name: string | RegExp) =>
  page.locator('main, .action').getByRole('button', { name }).first().tap();

/** Letters by pinyin and the first word that is offered, as somebody without a keyboard of their own would. */
async function write(page: Page): Promise<void> {
  for (const letter of 'CS') await page.getByRole('button', { name: letter, exact: true }).tap();
  await page.locator('.candidates li button').first().tap();
}

async function typeDigits(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
}

async function fillCell(page: Page, column: TableColumn): Promise<void> {
  if (column.type === 'text') await write(page);
  if (column.type === 'idcard') await typeDigits(page, INVENTED_NUMBER);
  if (column.type === 'date') await typeDigits(page, '20200101');
  if (column.type === 'select') await press(page, column.options[0] ?? '');
}

/** What is chosen in an entry: of each list its first. */
const firstChoices = ({ fields = [] }: FormField): Answers =>
  Object.fromEntries(
    fields.flatMap(({ key, type, options: [first] }) => (type === 'select' && first ? [[key, first]] : []))
  );

/** Answers one question on the screen, whatever kind it is. */
export async function answer(page: Page, field: FormField): Promise<void> {
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'address':
      return write(page);
    case 'idcard':
      return typeDigits(page, INVENTED_NUMBER);
    case 'mobile':
      return typeDigits(page, '13800000000');
    case 'bankcard':
      return typeDigits(page, '9900000000000000010');
    case 'disabilityCert':
      return typeDigits(page, `${INVENTED_NUMBER}43`);
    case 'number':
      return typeDigits(page, '3');
    case 'year':
      return typeDigits(page, '2026');
    case 'date':
      return typeDigits(page, field.past ? '20261102' : '20261201');
    case 'daterange':
      return typeDigits(page, '2026010120261201');
    case 'monthrange':
      return typeDigits(page, '202601202610');
    case 'select':
    case 'multiselect':
      return page.locator('main li button').first().tap();
    case 'bool':
      return press(page, '是');
    case 'person':
      return write(page);
    case 'area':
      await press(page, /^华东/);
      await press(page, '浙江省');
      return write(page);
    case 'slot':
      await page.locator('main li button').first().tap();
      return page.locator('main li button').first().tap();
    case 'image':
      await press(page, '拍照');
      return expect(page.getByRole('img', { name: '拍好的照片' })).toBeVisible();
    case 'repeat': {
      await press(page, /^添一/);
      const fields = shownFields(field.fields ?? [], firstChoices(field));
      for (const [index, inner] of fields.entries()) {
        await answer(page, inner);
        await press(page, index < fields.length - 1 ? '下一问' : /^这一.好了/);
      }
      return;
    }
    case 'table':
      await press(page, '加一行');
      for (const [index, column] of field.columns.entries()) {
        await fillCell(page, column);
        await press(page, index < field.columns.length - 1 ? '下一格' : '这一行好了');
      }
  }
}

export async function sign(page: Page): Promise<void> {
  const field = page.getByRole('img', { name: '请在框里签名' });
  const box = await field.boundingBox();
  if (!box) throw new Error('there is no field to sign in');
  for (const [x, y] of [
    [0.2, 0.3],
    [0.5, 0.25]
  ] as const) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * (x + 0.2), box.y + box.height * (y + 0.4), { steps: 6 });
    await page.mouse.up();
  }
}

/** Looks at each page of an application as it stands, before it is left. */
export type Look = (page: Page, kind: string) => Promise<void>;
const noLook: Look = async () => {};
const byAddress = async (page: Page, { code }: Item): Promise<void> => {
  await page.goto(new URL(`/terminal/item/${code}`, page.url()).href);
};

/** One page of an application from what it shows to the next. Gives its kind. */
export async function step(page: Page, item: Item, look: Look = noLook): Promise<string> {
  const id = await arrives(page);
  const [kind = '', key = ''] = id.split('.');
  await look(page, id);
  if (kind === 'question') {
    const field = item.form.find((one) => one.key === key);
    if (!field) throw new Error(`${item.code} has no field ${key}`);
    const keep = page.getByRole('button', { name: '对，就用这个' });
    if (await keep.isVisible()) await keep.tap();
    else {
      await answer(page, field);
      await look(page, `${id}.answered`);
      await press(page, '下一步');
    }
  } else if (kind === 'material') {
    const promise = page.getByRole('button', { name: /写一份承诺/ });
    if (await promise.isVisible()) {
      await promise.tap();
      await look(page, 'material.promise');
      await press(page, '我承诺');
    } else await press(page, /以后把材料带来/);
  } else if (kind === 'consent') await press(page, /^\s*同意/);
  else if (kind === 'signature') {
    await sign(page);
    await look(page, 'signature.signed');
    await press(page, '下一步');
  } else if (kind === 'confirm') await press(page, '交上去');
  else await press(page, '都对，下一步');
  await leaves(page, id);
  return kind;
}

/** From the guide of an item to its case: card, for oneself, every page, handed in. Gives the case number shown. */
export async function applyFor(
  page: Page,
  code: string,
  options: { card?: string; look?: Look; open?: (page: Page, item: Item) => Promise<void> } = {}
): Promise<string> {
  const { card = 'wan-shi-tong', look = noLook, open = byAddress } = options;
  const item = await agent<Item>(`/api/catalogue/items/${code}`);
  await open(page, item);
  await look(page, 'guide');
  await page.locator('.action a').tap();
  await page.waitForURL(/\/(sign-in|apply)\b/);
  if (page.url().includes('sign-in')) {
    await look(page, 'sign-in');
    await bench.tap(card);
    await page.waitForURL(/\/terminal\/apply\//);
  }
  return finish(page, item, look);
}

/** From wherever an application stands to its case. */
export async function finish(page: Page, item: Item, look: Look = noLook): Promise<string> {
  const self = page.getByRole('button', { name: /本人办理/ });
  await expect.poll(async () => (await pageOn(page)) !== null || (await self.isVisible())).toBe(true);
  if ((await pageOn(page)) === null) {
    await look(page, 'for-whom');
    await self.tap();
  }
  for (let pages = 0; pages < 60; pages++) {
    await step(page, item, look);
    const title = page.locator('h1');
    if ((await title.textContent()) === '正在交，请等一等') await expect(title).not.toHaveText('正在交，请等一等');
    if ((await title.textContent()) === '交好了') break;
  }
  await expect(page.locator('h1')).toHaveText('交好了');
  const shown = await page.locator('dd.number').textContent();
  const number = (shown ?? '').replaceAll(/\s/g, '');
  expect(groupCaseNumber(number)).toBe(shown);
  return number;
}
