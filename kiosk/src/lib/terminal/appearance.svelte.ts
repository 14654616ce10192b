import { type Contrast, type Reach, TEXT_SCALES } from './look.ts';
import { measureOf } from './screen.ts';

/** How this screen shows everything. */
class Appearance {
  textSize = $state(0);
  contrast = $state<Contrast>('paper');
  reach = $state<Reach>('normal');
  /** The diagonal of this terminal's screen, as its agent wrote it into the page. */
  inches = $state(
    Number(globalThis.document?.querySelector<HTMLMetaElement>('meta[name="yimen-screen"]')?.content) || null
  );

  /** True where somebody has chosen something: it is theirs, and has to go with them. */
  chosen = $derived(this.textSize > 0 || this.contrast !== 'paper' || this.reach !== 'normal');

  /** Writes the choice where the tokens read it. */
  apply(root: HTMLElement): void {
    root.style.setProperty('--text-scale', String(TEXT_SCALES[this.textSize] ?? 1));
    root.dataset.textSize = String(this.textSize);
    root.dataset.contrast = this.contrast;
    root.dataset.reach = this.reach;
  }

  /** Writes down how large a millimetre is: once, and when the screen was turned. */
  measure(root: HTMLElement): void {
    const { pxPerMm, fit, small } = measureOf({ widthPx: innerWidth, heightPx: innerHeight, inches: this.inches });
    root.style.setProperty('--px-per-mm', String(pxPerMm));
    root.style.setProperty('--fit', String(fit));
    root.dataset.screen = small ? 'small' : 'ample';
  }

  reset(): void {
    this.textSize = 0;
    this.contrast = 'paper';
    this.reach = 'normal';
  }
}

export const appearance = new Appearance();
