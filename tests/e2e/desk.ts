import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, serverUrl } from './stage.ts';

/** Keeps what a page looks like, in both themes, among the artefacts of the run. */
export async function keepLook(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `test-results/screens/window-${name}${colorScheme === 'dark' ? '-dark' : ''}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

type Theme = 'light' | 'dark';

/** WCAG 2.2 AA as far as a machine can tell. */
async function expectAccessible(page: Page, themes: readonly Theme[]): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const found = violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(found).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Keeps the look of a page, and expects it to be there for everybody. */
export async function see(page: Page, name: string, themes: readonly Theme[] = ['light']): Promise<void> {
  await keepLook(page, name);
  await expectAccessible(page, themes);
}

/** For the pages in which every role of colour appears. */
export const BOTH: readonly Theme[] = ['light', 'dark'];

/** Opens a case at a window. */
export async function openCase(page: Page, id: string): Promise<void> {
  await page.goto(`${serverUrl()}/window/cases/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
}

/** The buttons of what may be done now. */
export const acts = (page: Page) => page.getByRole('region', { name: '可以办的' });

/** Presses what may be done; where it has a form, gives its dialog. */
export async function press(page: Page, act: string) {
  await acts(page).getByRole('button', { name: act, exact: true }).click();
  return page.getByRole('dialog', { name: act, exact: true });
}

/** Reads the slip that lies on the screen, then puts it away. */
export async function takeSlip(page: Page, title: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: title, exact: true });
  await expect(dialog.getByRole('article')).toBeVisible();
  const text = await dialog.getByRole('article').innerText();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return text;
}

/** The row of a case in the queue, by its short code. */
export const rowOf = (page: Page, { shortCode }: { readonly shortCode: string }) =>
  page.getByRole('row').filter({ hasText: shortCode });
