import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, LANDSCAPE, PORTRAIT } from './stage.ts';

const folder = fileURLToPath(new URL('../../test-results/screens/', import.meta.url));

/** What is wrong with the page as it is laid out: hidden text, anything outside the screen, a way on out of sight. */
function faultsOf(): string[] {
  const faults: string[] = [];
  const { innerWidth: width, innerHeight: height } = window;
  if (document.documentElement.scrollWidth > width) faults.push('the page is wider than the screen');
  if (document.documentElement.scrollHeight > height) faults.push('the page is higher than the screen');
  if (document.querySelectorAll('h1').length !== 1) faults.push('there is not one h1');
  if (!document.title.startsWith(document.querySelector('h1')?.textContent ?? '—'))
    faults.push(`the page is called “${document.title}”`);
  const nameOf = (element: Element) => `${element.tagName.toLowerCase()} “${element.textContent?.trim().slice(0, 20)}”`;
  for (const element of document.querySelectorAll<HTMLElement>('button, a, h1, h2, strong, small, dd, dt, .hint')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || element.closest('.visually-hidden')) continue;
    if (box.left < -1 || box.right > width + 1) faults.push(`${nameOf(element)} leaves the screen`);
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      faults.push(`${nameOf(element)} is cut`);
  }
  if (document.querySelector('main fieldset') && document.querySelector('.scroller > .turns'))
    faults.push('the keys do not fit on the screen');
  for (const element of document.querySelectorAll<HTMLElement>('.action > *, footer button, h1')) {
    const box = element.getBoundingClientRect();
    if (box.top < 0 || box.bottom > height + 1) faults.push(`${nameOf(element)} is out of sight`);
  }
  return faults;
}

/** Everything has come to rest: what moves has arrived, fonts are there. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // One that is cancelled has come to rest as well.
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getTiming().iterations !== Infinity)
        .map((one) => one.finished)
    );
  });
}

/** One page in one way of standing: looked over, and kept as a picture in `test-results/screens`. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await settled(page);
  expect.soft(await page.evaluate(faultsOf), name).toEqual([]);
  await page.screenshot({ path: `${folder}${name}.png` });
}

/** The same page with an answer in it, or in another size, is looked at and not examined again. */
const isVariant = (name: string): boolean => name.endsWith('.answered') || name.startsWith('large-');

/** The same page in both ways a terminal stands, and as far as a machine can tell for everybody (WCAG 2.2 AA). */
export async function shootBoth(page: Page, name: string): Promise<void> {
  for (const [stands, size] of [
    ['landscape', LANDSCAPE],
    ['portrait', PORTRAIT]
  ] as const) {
    await page.setViewportSize(size);
    await shoot(page, `${name}-${stands}`);
  }
  if (isVariant(name)) return;
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect.soft(found, name).toEqual([]);
}
