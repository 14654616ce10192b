import type { Act } from './scene.ts';
import type { World } from './world.ts';

/** Nothing on a page takes longer than this to be there. */
const PATIENCE_MS = 10_000;

/** Whatever becomes of the clock of the page. */
const elapsed = performance.now.bind(performance);

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Waits until something is there; throws where it does not come. */
async function there<T>(what: string, find: () => T | null | undefined): Promise<T> {
  const end = elapsed() + PATIENCE_MS;
  for (;;) {
    const found = find();
    if (found) return found;
    if (elapsed() > end) throw new Error(`${what} is not there`);
    await frame();
  }
}

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** What is on the screen under a name, the exact name before one that only begins with it; a sheet hides what it covers. */
function control(name: string): HTMLElement | undefined {
  const root = document.querySelector('dialog[open]') ?? document;
  const all = [...root.querySelectorAll<HTMLElement>('button:enabled, a[href]')];
  return all.find((one) => nameOf(one) === name) ?? all.find((one) => nameOf(one).startsWith(name));
}

async function act(one: Act, { stayAway }: World): Promise<void> {
  switch (one.do) {
    case 'press':
      (await there(`a button “${one.name}”`, () => control(one.name))).click();
      break;
    case 'type':
      await there('something to type into', () => document.querySelector('fieldset'));
      for (const key of one.text) {
        window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await frame();
      }
      break;
    case 'stay-away':
      stayAway();
      await there('the countdown', () => document.querySelector('[role=alertdialog]'));
      break;
    case 'await':
      await there(`a title “${one.title}”`, () =>
        [...document.querySelectorAll('h1')].find((title) => title.textContent === one.title)
      );
      break;
    default:
      one satisfies never;
  }
  await frame();
}

const QUIET_MS = 120;

/** Until everything that was asked for is there, nothing of the page changes any more, and fonts and pictures are loaded. */
async function settled({ isQuiet }: World): Promise<void> {
  let changed = elapsed();
  const watching = new MutationObserver(() => {
    changed = elapsed();
  });
  watching.observe(document.body, { subtree: true, childList: true, characterData: true });
  await there('rest', () => isQuiet() && elapsed() - changed > QUIET_MS);
  watching.disconnect();
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  await frame();
}

/** Does what a scene says hands do, and waits until the page has come to rest. */
export async function play(acts: readonly Act[], world: World): Promise<void> {
  await there('a title', () => document.querySelector('h1'));
  await settled(world);
  for (const one of acts) await act(one, world);
  await settled(world);
}
