import { measureOf } from './screen.ts';

/** How the person in front of the screen wants to see it; theirs for one session and then forgotten. */
export const CONTRASTS = ['paper', 'night', 'black-on-white', 'yellow-on-black'] as const;
export type Contrast = (typeof CONTRASTS)[number];
export const TEXT_SCALES = [1, 1.2, 1.4, 1.6] as const;
/** `low`: from a wheelchair, or for whoever is small. It changes something on a screen that stands upright. */
export const REACHES = ['normal', 'low'] as const;
export type Reach = (typeof REACHES)[number];

/** The diagonal of this terminal's screen, as its agent wrote it into the page. */
const inches =
  Number(globalThis.document?.querySelector<HTMLMetaElement>('meta[name="yimen-screen"]')?.content) || null;

class Appearance {
  textSize = $state(0);
  contrast = $state<Contrast>('paper');
  reach = $state<Reach>('normal');

  /** Writes the choice where the tokens read it. */
  apply(root: HTMLElement): void {
    root.style.setProperty('--text-scale', String(TEXT_SCALES[this.textSize] ?? 1));
    root.dataset.textSize = String(this.textSize);
    root.dataset.contrast = this.contrast;
    root.dataset.reach = this.reach;
  }

  /** Writes down how large a millimetre is: once, and when the screen was turned. */
  measure(root: HTMLElement): void {
    const { pxPerMm, fit, small } = measureOf({ widthPx: innerWidth, heightPx: innerHeight, inches });
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
