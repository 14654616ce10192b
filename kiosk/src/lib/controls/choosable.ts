import type { Box } from './movement.ts';
import type { Choosable } from './scanning.ts';

const CONTROLS = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled';
/** What stands together on a page, so that it is gone through together. */
const PARTS = 'fieldset, [role="group"], nav, section, footer, dialog, main';

/** Where the keys go: a question in front of everything, else a sheet over the page, else the page. */
export const placeOfKeys = (): ParentNode =>
  document.querySelector('[role="alertdialog"]') ?? document.querySelector('dialog[open]') ?? document.body;

/** Everything that can be chosen there now, in the order of the document. */
export function controlsIn(place: ParentNode): readonly HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) => control.checkVisibility({ visibilityProperty: true }) && !control.closest('[inert]')
  );
}

export const isControl = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element.matches(CONTROLS);

/** Where it lies; of something that is only heard and not seen, what stands for it on the screen. */
export function boxOf(control: HTMLElement): Box {
  const seen = control.matches('.visually-hidden') ? (control.closest('label') ?? control) : control;
  return seen.getBoundingClientRect();
}

export const choosable = (control: HTMLElement): Choosable<HTMLElement> => ({
  it: control,
  part: control.closest(PARTS) ?? document.body,
  box: boxOf(control)
});

/** What somebody hears it called. */
export const nameOf = (control: HTMLElement): string =>
  (control.ariaLabel ?? control.closest('label')?.textContent ?? control.textContent ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
