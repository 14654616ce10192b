import { terminal } from '../terminal/terminal.svelte.ts';
import { speech } from '../words/speech.ts';
import { controlText, joined, nameless } from './sentences.ts';

/**
 * What a page says, as its markup has it: `data-spoken` is said instead of what an element shows (empty: nothing is), and
 * what stands in `data-personal` is filled in by, or about, somebody, and is said into earphones only.
 */
export const CONTROL =
  'button, a[href], input, select, textarea, summary, [role=button], [role=radio], [role=checkbox]';
const FIELD = 'input, select, textarea';
const LIVE = '[role=alert], [role=status], [aria-live=polite], [aria-live=assertive]';
const CHOSEN = '[aria-pressed=true], [aria-checked=true], [aria-selected=true]';
/** Places of a page that are read as one when they are tapped. */
const BLOCK = 'p, li, h1, h2, h3, dt, dd, tr, label, .row';

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;
const isInline = (node: Node): boolean => !isElement(node) || /^(inline|contents)/.test(getComputedStyle(node).display);

interface Reading {
  readonly alone: boolean;
  /** Passed by: they have their own turn. */
  readonly without?: string;
}

function read(node: Node, reading: Reading): string {
  if (!isElement(node)) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').replaceAll(/\s+/g, ' ') : '';
  const own = node.getAttribute('data-spoken');
  if (own !== null) return own;
  if (node.matches('[aria-hidden=true], [hidden], script, style')) return '';
  if (!reading.alone && node.hasAttribute('data-personal')) return '';
  if (reading.without && node.matches(reading.without)) return '';
  if (node.matches('img, svg[role=img]')) return node.getAttribute('alt') ?? node.getAttribute('aria-label') ?? '';
  const parts: string[] = [];
  let line = '';
  for (const child of node.childNodes) {
    const text = read(child, reading);
    if (isInline(child)) line += text;
    else {
      parts.push(line, text);
      line = '';
    }
  }
  return joined([...parts, line], '，');
}

function said(text: string, alone: boolean): string {
  const { resident = null, principal = null } = terminal.session ?? {};
  const names = { resident: resident?.name ?? null, principal: principal?.name ?? null };
  return alone ? text : nameless(text, names);
}

export const textOf = (element: Element, alone: boolean): string => said(read(element, { alone }), alone);

const byIds = (ids: string | null, alone: boolean): string =>
  joined(
    (ids ?? '').split(/\s+/).flatMap((id) => {
      const element = id && document.getElementById(id);
      return element ? [textOf(element, alone)] : [];
    }),
    '，'
  );

/** The accessible name, as far as it is needed here. */
export function nameOf(element: Element, alone: boolean): string {
  const labelled = byIds(element.getAttribute('aria-labelledby'), alone);
  const own = element.getAttribute('data-spoken') ?? (labelled || element.getAttribute('aria-label'));
  return own === null || own === '' ? textOf(element, alone) : said(own, alone);
}

/** A control, with what it is and how it stands. */
export const describe = (element: Element, alone: boolean): string =>
  controlText({
    name: nameOf(element, alone),
    kind: element.matches(FIELD) ? 'field' : 'button',
    chosen: element.matches(CHOSEN),
    disabled: element.matches(':disabled, [aria-disabled=true]'),
    description: byIds(element.getAttribute('aria-describedby'), alone)
  });

/** What stands before everything else: a warning that wants an answer, a sheet, or the page itself. */
export interface Scene {
  readonly kind: 'warning' | 'sheet' | 'page';
  readonly text: string;
}

export function sceneOf(alone: boolean): Scene {
  const warning = document.querySelector('[role=alertdialog]');
  if (warning) {
    const described = byIds(warning.getAttribute('aria-describedby'), alone);
    const own = warning.getAttribute('data-spoken');
    return { kind: 'warning', text: own ?? joined([nameOf(warning, alone), described], '。') };
  }
  const sheet = document.querySelector('dialog[open]');
  if (sheet) {
    const texts = [...sheet.querySelectorAll('p')].map((part) => textOf(part, alone));
    return { kind: 'sheet', text: joined([nameOf(sheet, alone), ...texts], '。') };
  }
  const title = document.querySelector('h1');
  // A page that is a message as a whole.
  const message = title?.closest('[role=alert]');
  if (message) return { kind: 'page', text: textOf(message, alone) };
  const head = title?.closest('header') ?? title?.parentElement;
  const hints = ['.hint', '.step'].flatMap((role) => [...(head?.querySelectorAll(role) ?? [])]);
  return {
    kind: 'page',
    text: joined(
      [title, ...hints].flatMap((part) => (part ? [textOf(part, alone)] : [])),
      '。'
    )
  };
}

/** What a page says of itself as it happens; `alert` is what cannot wait. */
export function liveTexts(alone: boolean): readonly { readonly text: string; readonly alert: boolean }[] {
  return (
    [...document.querySelectorAll(LIVE)]
      // A page says its title itself; SvelteKit says it a second time for screen readers.
      .filter((element) => element.id !== 'svelte-announcer' && !element.querySelector('h1'))
      .map((element) => ({
        text: textOf(element, alone),
        alert: element.matches('[role=alert], [aria-live=assertive]')
      }))
  );
}

/** Everything of a page but its controls, which have their own turn; at its end, that something was passed by. */
export function wholePage(alone: boolean): string {
  const main = document.querySelector('dialog[open]') ?? document.querySelector('main');
  if (!main) return '';
  const body = said(read(main, { alone, without: CONTROL }), alone);
  const isKept = !alone && main.querySelector('[data-personal]:not(fieldset)') !== null;
  const { kind, text } = sceneOf(alone);
  return joined([kind === 'sheet' ? '' : text, body, isKept ? speech.kept : ''], '。');
}

/** The words that somebody put a finger on; nothing where it was on no words. */
export function touchedText(target: Element, alone: boolean): string {
  const block = target.closest(BLOCK);
  return block ? textOf(block, alone) : '';
}
