import type { Page } from 'playwright/test';
import type { FormField, Item } from '../../server/contract/item.ts';
import { arrives } from './applying.ts';
import { type Hands, Keyboard, Keypad, Switches } from './hands.ts';
import { agent, bench, expect, lastSlip, test } from './stage.ts';

/** A question with a choice, one that is written, one in figures; two consents and a signature. */
const CODE = 'SQ-05-003';

/** Nobody who goes on by keys is ever nowhere: looked at before each key does anything. */
async function watchFocus(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const lost: string[] = [];
    Object.assign(window, { lost });
    const note = () => {
      if (document.activeElement === document.body) lost.push(document.querySelector('h1')?.textContent ?? '');
    };
    window.addEventListener('keydown', note, { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { lost: string[] }).lost);
}

/** The heading of the page that stands there has the focus. */
async function stands(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.locator('h1')).toHaveText(title);
  await expect(page.locator('h1')).toBeFocused();
}

async function answer(hands: Hands, field: FormField): Promise<void> {
  const { page } = hands;
  if (await page.getByRole('button', { name: '对，就用这个' }).isVisible()) return hands.press('对，就用这个');
  if (field.type === 'bool') await hands.press('否');
  else if (field.type === 'mobile') await hands.digits('13800000000');
  else if (field.type === 'number') await hands.digits('300');
  else await hands.write('an');
  await hands.press('下一步');
}

async function turn(hands: Hands, item: Item): Promise<string> {
  const { page } = hands;
  const id = await arrives(page);
  await expect(page.locator('h1')).toBeFocused();
  const [kind = '', key = ''] = id.split('.');
  if (kind === 'question') {
    const field = item.form.find((one) => one.key === key);
    if (!field) throw new Error(`no field ${key}`);
    await answer(hands, field);
  } else if (kind === 'consent') await hands.press('同意');
  else if (kind === 'signature') {
    await hands.press('写不了字？用身份证确认');
    await expect(page.getByRole('heading', { name: '用身份证代替签名' })).toBeFocused();
    await hands.press('用身份证确认');
  } else if (kind === 'confirm') await hands.press('交上去');
  else await hands.press('都对，下一步');
  await expect.poll(() => page.locator('.frame').getAttribute('data-page')).not.toBe(id);
  return kind;
}

async function journey(hands: Hands): Promise<void> {
  const { page } = hands;
  const item = await agent<Item>(`/api/catalogue/items/${CODE}`);
  const lost = await watchFocus(page);
  await stands(page, '来办事，刷一下身份证');
  await bench.tap('fu-shou');
  await stands(page, /您好$/);
  await hands.press('办一件事');
  await stands(page, '您要办哪一类？');
  await hands.press('困难、老人、残疾');
  await stands(page, /办哪一件？$/);
  await hands.press(item.plainWords[0] ?? item.name);
  await stands(page, item.name);
  await hands.press('开始办理');
  await stands(page, '这次给谁办？');
  await hands.press('本人办理');
  while ((await turn(hands, item)) !== 'confirm');
  await stands(page, '交好了');
  await expect(page.getByText('打印好了，请取走')).toBeVisible();
  expect((await lastSlip()).text).toContain(item.name);
  expect(await lost()).toEqual([]);
  await hands.press('结束，拿走身份证');
  await stands(page, '请拿好身份证和纸');
  expect(await agent('/agent/status')).toMatchObject({ session: null });
}

for (const [device, made] of [
  ['an ordinary keyboard', (page: Page) => new Keyboard(page)],
  ['the keys of a tactile keypad', (page: Page) => new Keypad(page)],
  ['two switches', (page: Page) => new Switches(page)]
] as const)
  test(`somebody applies by ${device} alone, from the first page to the slip`, async ({ terminal }) => {
    test.setTimeout(240_000);
    const hands = made(terminal);
    await journey(hands);
    console.log(`${hands.presses} presses of ${device} from the first page to the slip and the end`);
  });
