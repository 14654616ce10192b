import { controlsIn, placeOfKeys } from './choosable.ts';

/** Keeps the focus on the page: whatever has it may go, or be put out of use, while somebody goes on by keys. */
export class FocusKeeper {
  #last: HTMLElement | null = null;

  note(element: EventTarget | null): void {
    if (element instanceof HTMLElement) this.#last = element;
  }

  /** Gives the focus back where it fell off: to what stands beside a control that is out of use, else to the heading. */
  settle(): void {
    const { activeElement } = document;
    const isLost = !activeElement || activeElement === document.body || activeElement.matches(':disabled');
    if (!isLost) return;
    const to = this.#beside() ?? placeOfKeys().querySelector<HTMLElement>('h1[tabindex], h2[tabindex]');
    to?.focus({ preventScroll: true });
  }

  #beside(): HTMLElement | null {
    const last = this.#last;
    if (!last?.isConnected || !last.matches(':disabled') || !last.parentElement) return null;
    return controlsIn(last.parentElement)[0] ?? null;
  }
}
