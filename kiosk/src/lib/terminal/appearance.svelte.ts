/** How the person in front of the screen wants to see it; theirs for one session and then forgotten. */
export const CONTRASTS = ['paper', 'night', 'black-on-white', 'yellow-on-black'] as const;
export type Contrast = (typeof CONTRASTS)[number];
export const TEXT_SCALES = [1, 1.2, 1.4, 1.6] as const;

class Appearance {
  textSize = $state(0);
  contrast = $state<Contrast>('paper');

  /** Writes the choice where the tokens read it. */
  apply(root: HTMLElement): void {
    root.style.setProperty('--text-scale', String(TEXT_SCALES[this.textSize] ?? 1));
    root.dataset.textSize = String(this.textSize);
    root.dataset.contrast = this.contrast;
  }

  reset(): void {
    this.textSize = 0;
    this.contrast = 'paper';
  }
}

export const appearance = new Appearance();
