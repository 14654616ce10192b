import type { Page } from 'playwright/test';
import { expect } from './stage.ts';

/** What somebody sees of the page who looks for a control by its words: where it is, where they are. */
interface Sight {
  /** The control has the focus, or the frame of a scanner round it alone. */
  readonly here: boolean;
  /** The frame of a scanner is round the group it is in. */
  readonly inGroup: boolean;
  /** It stands below the page: the way on, or what is on every page. */
  readonly below: boolean;
  /** From where one is to where it is; null where one is on a heading. */
  readonly way: { readonly rows: -1 | 0 | 1; readonly columns: -1 | 0 | 1 } | null;
}

function lookFor(wanted: string): Sight | null {
  const place = document.querySelector('dialog[open]') ?? document.body;
  const controls = [...place.querySelectorAll<HTMLElement>('a[href], button:enabled')].filter((one) =>
    one.checkVisibility({ visibilityProperty: true })
  );
  const nameOf = (one: HTMLElement) => (one.ariaLabel ?? one.innerText).replaceAll(/\s+/g, ' ').trim();
  const control = controls.find((one) => nameOf(one) === wanted || nameOf(one).startsWith(`${wanted} `));
  if (!control) return null;
  const { activeElement } = document;
  const from = controls.find((one) => one === activeElement)?.getBoundingClientRect();
  const to = control.getBoundingClientRect();
  const rows = !from || (to.top < from.bottom && from.top < to.bottom) ? 0 : to.top >= from.bottom ? 1 : -1;
  return {
    here: activeElement === control && control.dataset.scan !== 'group',
    inGroup: control.dataset.scan === 'group',
    below: control.closest('.action, footer') !== null,
    way: from ? { rows, columns: from.left < to.left ? 1 : from.left > to.left ? -1 : 0 } : null
  };
}

const F13 = 0x7c;
/** How far anybody would go for one control before they gave up. */
const PATIENCE = 60;

export abstract class Hands {
  readonly page: Page;
  presses = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** One key that every keyboard has, or one of F13 to F24, which only devices made for this have. */
  protected async key(name: string): Promise<void> {
    this.presses++;
    const number = Number(/^F(\d\d)$/.exec(name)?.[1] ?? 0);
    if (number < 13) return this.page.keyboard.press(name);
    const session = await this.page.context().newCDPSession(this.page);
    const windowsVirtualKeyCode = F13 + number - 13;
    for (const type of ['rawKeyDown', 'keyUp'] as const)
      await session.send('Input.dispatchKeyEvent', { type, code: name, key: name, windowsVirtualKeyCode });
    await session.detach();
  }

  protected async look(wanted: string): Promise<Sight> {
    await expect
      .poll(() => this.page.evaluate(lookFor, wanted), { message: `“${wanted}” is on the page` })
      .not.toBeNull();
    const sight = await this.page.evaluate(lookFor, wanted);
    if (!sight) throw new Error(`“${wanted}” has gone`);
    return sight;
  }

  /** Goes to a control by what is written on it, and presses it. */
  async press(wanted: string): Promise<void> {
    for (let keys = 0; keys < PATIENCE; keys++) if (await this.towards(await this.look(wanted))) return;
    throw new Error(`“${wanted}” is out of reach`);
  }

  /** One key; true where it was the one that pressed. */
  protected abstract towards(sight: Sight): Promise<boolean>;

  /** Writes by pinyin the first word that is offered. */
  abstract write(letters: string): Promise<void>;
  abstract digits(text: string): Promise<void>;
}

/** An ordinary keyboard: Tab, Shift+Tab, Enter, Space, and what it is there for. */
export class Keyboard extends Hands {
  override async towards({ here, below, way }: Sight) {
    await this.key(here ? 'Enter' : (below && !way) || (way?.rows ?? 0) < 0 ? 'Shift+Tab' : this.#onwards(below));
    return here;
  }
  // Whoever began backwards at the end of the page goes on backwards.
  #onwards = (below: boolean) => (below ? 'Shift+Tab' : 'Tab');

  override async write(letters: string) {
    for (const letter of letters) await this.key(letter);
    await expect(this.page.locator('.candidates li').first()).toBeVisible();
    await this.key('Space');
  }
  override async digits(text: string) {
    for (const digit of text) await this.key(digit);
  }
}

/** The keys of an EZ Access keypad: up, down, the round one, `<<` and `>>`. */
export class Keypad extends Hands {
  #keys = 0;

  override async towards({ here, below, way }: Sight) {
    // Where rows do not lead there, one after the other does.
    const rows = this.#keys++ > 14 ? 0 : (way?.rows ?? 0);
    if (here) this.#keys = 0;
    if (here) await this.key('F20');
    else if (!way) await this.key(below ? 'F18' : 'F19');
    else if (rows !== 0) await this.key(rows > 0 ? 'F24' : 'F23');
    else await this.key(way.columns < 0 ? 'F18' : 'F19');
    return here;
  }
  override async write(letters: string) {
    for (const letter of letters.toUpperCase()) await this.press(letter);
    await this.press(await firstWord(this.page));
  }
  override async digits(text: string) {
    for (const digit of text) await this.press(digit);
  }
}

/** Two switches: one moves the frame, the other chooses. */
export class Switches extends Hands {
  override async towards({ here, inGroup }: Sight) {
    const alone = inGroup && (await this.page.locator('[data-scan="group"]').count()) === 1;
    await this.key(here || inGroup ? 'F15' : 'F14');
    return here || alone;
  }
  override async write(letters: string) {
    for (const letter of letters.toUpperCase()) await this.press(letter);
    await this.press(await firstWord(this.page));
  }
  override async digits(text: string) {
    for (const digit of text) await this.press(digit);
  }
}

const firstWord = async (page: Page): Promise<string> =>
  ((await page.locator('.candidates li').first().textContent()) ?? '').trim();
