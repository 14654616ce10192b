import axe, { type AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright';
import { type Look, screenOf, searchOf } from '../../kiosk/src/lib/bench/gallery/look.ts';
import type { Scene } from '../../kiosk/src/lib/bench/gallery/scene.ts';
import { words } from '../../kiosk/src/lib/words/zh.ts';
import { gather } from './gather.ts';
import type { Fault, Seen } from './seen.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const MORE = [words.frame.more, words.frame.before, '后一页', '前一页'];

/** Once for each page, and not, as Playwright's own adapter does, again for each theme. */
export const bringAxe = (page: Page): Promise<unknown> => page.evaluate(axe.source);

/** Opens a scene and waits until it stands; a sentence where it never did. */
export async function openScene(
  context: BrowserContext,
  agentUrl: string,
  scene: Scene,
  look: Look
): Promise<{ readonly page: Page; readonly problem: string | null }> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.name));
  await page.setViewportSize(screenOf(look.stands));
  await page.goto(`${agentUrl}/bench/gallery/${scene.id}?${new URLSearchParams(searchOf(look))}`);
  const { state, unanswered } = await page
    .waitForFunction(
      () => {
        const { scene: state, unanswered } = document.documentElement.dataset;
        return state ? { state, unanswered } : null;
      },
      null,
      { timeout: 20_000 }
    )
    .then((found) => found.jsonValue())
    .then((found) => found ?? { state: 'nothing', unanswered: undefined })
    .catch(() => ({ state: 'not ready after 20 s', unanswered: undefined }));
  const problem =
    state !== 'ready' ? state : unanswered ? `no answer in the scene for ${unanswered}` : (errors[0] ?? null);
  await bringAxe(page);
  return { page, problem };
}

/** Shows it another way, and waits until everything has found its place. */
export async function showAs(page: Page, look: Look): Promise<void> {
  const screen = screenOf(look.stands);
  if (page.viewportSize()?.width !== screen.width) await page.setViewportSize(screen);
  await page.evaluate(async (look) => {
    postMessage({ look }, location.origin);
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const places = () =>
      [...document.querySelectorAll('button, a, p, h1, h2, li, main')]
        .map((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return [left, top, right, bottom].map(Math.round).join();
        })
        .join(' ');
    const isOn = () => document.documentElement.dataset.contrast === look.contrast;
    let before = '';
    let same = 0;
    for (let frames = 0; frames < 90 && (same < 3 || !isOn()); frames++) {
      await frame();
      const now = places();
      same = now === before ? same + 1 : 0;
      before = now;
    }
    await document.fonts.ready;
  }, look);
}

export const seenOn = (page: Page): Promise<Seen> => page.evaluate(gather, MORE);

/** What the rules of WCAG 2.2 A and AA find that a machine can find; what a frame shows is a page of its own. */
export async function axeFaults(page: Page): Promise<readonly Fault[]> {
  const { violations } = await page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } };
    return axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], iframes: false });
  }, TAGS);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => ({ rule: `axe ${id}`, what: html.replaceAll(/\s+/g, ' ').slice(0, 140) }))
  );
}

/** What the Tab key does not reach, in the order of the page, and where the focus cannot be seen when it is there. */
export async function tabFaults(page: Page): Promise<readonly Fault[]> {
  const expected = await page.evaluate(() => {
    const root = document.querySelector('dialog[open]') ?? document;
    // The keys of one keyboard are one stop; its arrows lead on to the rest.
    const isKey = (element: Element) =>
      element.matches('[tabindex="-1"]') && element.closest('fieldset')?.querySelector('[tabindex="0"]') !== null;
    const all = [...root.querySelectorAll('button:enabled, a[href], input, select, textarea, [tabindex="0"]')].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]') && !isKey(element)
    );
    Object.assign(globalThis, { tabStops: all });
    (document.activeElement as HTMLElement | null)?.blur();
    return all.map((element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 24));
  });
  const reached = new Set<number>();
  const unseen = new Set<number>();
  // Going along, the focus scrolls the page: what turns it further has nothing to turn then, and is passed over.
  const gone = new Set<number>();
  for (let presses = 0; presses < expected.length + 3 && reached.size < expected.length; presses++) {
    await page.keyboard.press('Tab');
    const { at, isDrawn, off } = await page.evaluate(() => {
      const { tabStops } = globalThis as unknown as { tabStops: Element[] };
      const element = document.activeElement ?? document.body;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        at: tabStops.indexOf(element),
        isDrawn: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        off: tabStops.flatMap((one, index) => (!one.isConnected || one.matches(':disabled, main') ? [index] : []))
      };
    });
    for (const one of off) gone.add(one);
    if (at === -1) continue;
    reached.add(at);
    if (!isDrawn) unseen.add(at);
  }
  const missed = expected.filter((_, at) => !reached.has(at) && !gone.has(at));
  return [
    ...missed.map((name) => ({ rule: 'tab', what: `“${name}” is never reached` })),
    ...[...unseen].map((at) => ({ rule: 'focus-ring', what: `“${expected[at] ?? ''}” does not show the focus` }))
  ];
}
