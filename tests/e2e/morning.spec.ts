import type { Page } from 'playwright/test';
import type { ResidentCase } from '../../server/contract/case-wire.ts';
import { keepLook } from './desk.ts';
import { file } from './filing.ts';
import { bench, expect, serverUrl, test } from './stage.ts';

/** Ten kinds of cases: decided on the spot, sent on, with papers that are brought to the window, with 公示 before them. */
const KINDS = [
  'SQ-01-001',
  'SQ-01-003',
  'SQ-02-004',
  'SQ-02-006',
  'SQ-03-001',
  'SQ-05-007',
  'SQ-06-003',
  'SQ-08-001',
  'SQ-08-004',
  'SQ-10-001'
];
const PEOPLE = ['wan-shi-tong', 'fu-shou', 'li-zhi-jian'];

/** The acts of an open case by what they say, each with its number. */
const offered = (page: Page): Promise<readonly { readonly label: string; readonly number: string }[]> =>
  page
    .getByRole('region', { name: '可以办的' })
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons.map((button) => ({
        label: button.getAttribute('aria-label') ?? '',
        number: button.querySelector('kbd')?.textContent ?? ''
      }))
    );

async function press(page: Page, label: string): Promise<void> {
  const act = (await offered(page)).find((one) => one.label === label);
  if (!act?.number) throw new Error(`${label} has no key`);
  await page.keyboard.press(`Alt+${act.number}`);
}

/** What a form that opened is filled in with, and sent. */
async function send(page: Page, label: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: label, exact: true });
  await expect(dialog).toBeVisible();
  if (label === '收取材料') {
    const boxes = await dialog.getByRole('checkbox').count();
    for (let box = 0; box < boxes; box++) {
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
    }
    await expect(dialog.getByRole('checkbox', { checked: false })).toHaveCount(0);
  }
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
}

/** The slip that an act wrote is looked at and put away. */
async function putAwaySlip(page: Page): Promise<void> {
  const slip = page.locator('dialog[open]:has(.paper)');
  await expect(slip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(slip).toBeHidden();
}

const WAYS: readonly { readonly label: string; readonly form: boolean; readonly slip: boolean }[] = [
  { label: '收取材料', form: true, slip: false },
  { label: '受理', form: false, slip: true },
  { label: '准予', form: true, slip: true },
  { label: '出件', form: true, slip: true },
  { label: '转审批部门', form: true, slip: false }
];

/** From the slip under the scanner as far as the window goes: handed out, or on its way to whoever decides. */
async function work(page: Page, { shortCode, itemName }: ResidentCase): Promise<void> {
  await page.keyboard.type(shortCode);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: itemName })).toBeVisible();
  await expect(page.getByText(shortCode).first()).toBeVisible();
  await press(page, '认领');
  await expect(page.getByText('已认领，现在由您负责。')).toBeVisible();
  for (let acts = 0; acts < 6; acts++) {
    const labels = (await offered(page)).map(({ label }) => label);
    const way = WAYS.find(({ label }) => labels.includes(label));
    if (!way) return;
    await press(page, way.label);
    if (way.form) await send(page, way.label);
    if (way.slip) await putAwaySlip(page);
    await expect.poll(async () => (await offered(page)).some(({ label }) => label === way.label)).toBe(false);
  }
  throw new Error(`${itemName} did not come to an end`);
}

test('a clerk’s whole morning, thirty cases of ten kinds, without a mouse', async ({ desk }) => {
  test.setTimeout(600_000);
  await bench.reset();
  const morning: ResidentCase[] = [];
  for (const code of KINDS) for (const card of PEOPLE) morning.push(await file(code, { card }));
  expect(morning).toHaveLength(30);

  const clerk = await desk('clerk');
  await clerk.evaluate(() => {
    Object.assign(globalThis, { pointed: 0 });
    addEventListener('pointerdown', () => ((globalThis as unknown as { pointed: number }).pointed += 1), true);
  });
  for (const one of morning) {
    await work(clerk, one);
    await clerk.keyboard.press('Escape');
    await expect(clerk).toHaveURL(/\/window(\?|$)/);
  }
  await keepLook(clerk, 'morning');
  expect(await clerk.evaluate(() => (globalThis as unknown as { pointed: number }).pointed)).toBe(0);

  const states = await Promise.all(
    morning.map(async ({ id }) => {
      const one = await (await clerk.request.get(`${serverUrl()}/api/window/cases/${id}`)).json();
      return `${one.itemCode} ${one.handling} ${one.state}`;
    })
  );
  const ended = KINDS.map((code) => states.filter((state) => state.startsWith(code)));
  const came = (end: RegExp) => ended.filter((each) => each.every((state) => end.test(state))).length;
  // The department that decides housing cases by itself may have done so by now.
  const [issued, sent] = [came(/ immediate issued$/), came(/ promised (reviewing|granted)$/)];
  expect([issued, sent], states.join('\n')).toEqual([5, 5]);
});
