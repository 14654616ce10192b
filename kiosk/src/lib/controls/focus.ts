import { tick } from 'svelte';

/**
 * For the heading of a page or of a step within one: it takes the focus when it is put there, so that whoever hears the
 * page, and whoever goes through it by keys, begins with what it asks. What only changes its text keeps the focus where it is.
 */
export function takesFocus(heading: HTMLElement): void {
  heading.focus({ preventScroll: true });
}

/**
 * For what comes over a page: a dialog is shown, its heading takes the focus, and whatever had it before gets it back when
 * it is gone. A dialog that is taken away would give it to nobody.
 */
export function borrowsFocus(over: HTMLElement): () => void {
  const before = document.activeElement;
  if (over instanceof HTMLDialogElement) over.showModal();
  over.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  return () => {
    // As long as it is open, nothing under it takes the focus.
    if (over instanceof HTMLDialogElement) over.close();
    giveBack(before);
  };
}

/** For what puts the whole page out of use: whatever has the focus now gets it back once the page is in use again. */
export function remembersFocus(): () => void {
  const before = document.activeElement;
  return () => void tick().then(() => giveBack(before));
}

function giveBack(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
}
