/** The reference screen, 21.5 inches, is 270 mm wide when it stands upright: every page is drawn for that. */
const DRAWN_FOR_MM = 270;
/** A small screen is laid out at most so much tighter: below it, the body would be under 18 dp (5.7 mm). */
const TIGHTEST = 0.82;
const WIDEST = 1.25;
const MM_PER_INCH = 25.4;

export interface Screen {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The diagonal, as the operator has set it; null where nobody has, as in a browser on somebody's desk. */
  readonly inches: number | null;
}

/** How large a millimetre is on a screen, and how much tighter or wider than drawn the pages stand on it. */
export interface Measure {
  readonly pxPerMm: number;
  readonly fit: number;
  /** True where even the tightest layout has less room than it was drawn for: edges and gaps give way. */
  readonly small: boolean;
}

/** A screen nobody has measured is taken for the reference screen, however many pixels it has. */
export function measureOf({ widthPx, heightPx, inches }: Screen): Measure {
  const shortPx = Math.min(widthPx, heightPx);
  if (inches === null) return { pxPerMm: shortPx / DRAWN_FOR_MM, fit: 1, small: false };
  const pxPerMm = Math.hypot(widthPx, heightPx) / (inches * MM_PER_INCH);
  const fit = shortPx / pxPerMm / DRAWN_FOR_MM;
  return { pxPerMm, fit: Math.min(Math.max(fit, TIGHTEST), WIDEST), small: fit < TIGHTEST };
}
