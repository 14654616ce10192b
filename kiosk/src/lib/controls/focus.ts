/**
 * For the heading of a page or of a step within one: it takes the focus when it is put there, so that whoever hears the
 * page, and whoever goes through it by keys, begins with what it asks. What only changes its text keeps the focus where it is.
 */
export function takesFocus(heading: HTMLElement): void {
  heading.focus({ preventScroll: true });
}
