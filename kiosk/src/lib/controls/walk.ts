import { boxOf, controlsIn, isControl, placeOfKeys } from './choosable.ts';
import { type Direction, nextOf } from './movement.ts';

const standsBefore = (one: Element, other: Element): boolean =>
  Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);

/** Puts the focus on the next control in a direction. */
export function walk(direction: Direction): void {
  const controls = controlsIn(placeOfKeys());
  const here = document.activeElement ?? document.body;
  const index = isControl(here) ? controls.indexOf(here) : -1;
  const at = index === -1 ? { before: controls.filter((control) => standsBefore(control, here)).length } : { index };
  const next = nextOf(controls.map(boxOf), at, direction);
  if (next !== null) controls[next]?.focus();
}

/** Where Tab would leave the page it goes on at its other end; false where the browser does what is to be done. */
export function comeRound(backwards: boolean): boolean {
  const here = document.activeElement ?? document.body;
  const stops = [...placeOfKeys().querySelectorAll<HTMLElement>('a[href], button, input, [tabindex="0"]')].filter(
    (stop) => stop.tabIndex >= 0 && !stop.matches(':disabled') && stop.checkVisibility({ visibilityProperty: true })
  );
  const ahead = stops.some((stop) => stop !== here && standsBefore(stop, here) === backwards);
  if (ahead) return false;
  stops.at(backwards ? -1 : 0)?.focus();
  return true;
}
