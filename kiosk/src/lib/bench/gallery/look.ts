import { CONTRASTS, type Contrast, REACHES, type Reach, TEXT_SCALES } from '../../terminal/look.ts';

/** How a scene is shown: what its user may choose, and the screen it stands on. */
export interface Look {
  readonly size: number;
  readonly contrast: Contrast;
  readonly reach: Reach;
  readonly stands: Stands;
  readonly inches: Inches;
}
export const STANDS = ['portrait', 'landscape'] as const;
export const INCHES = ['15.6', '21.5', '32.0'] as const;
type Stands = (typeof STANDS)[number];
type Inches = (typeof INCHES)[number];

/** Every screen a centre is likely to have shows as many pixels; what differs is how large one is. */
const LONG = 1920;
const SHORT = 1080;
export const screenOf = (stands: Stands): { readonly width: number; readonly height: number } =>
  stands === 'portrait' ? { width: SHORT, height: LONG } : { width: LONG, height: SHORT };

export const STANDARD: Look = { size: 0, contrast: 'paper', reach: 'normal', stands: 'portrait', inches: '21.5' };

const among = <T extends string>(all: readonly T[], text: string | null, otherwise: T): T =>
  all.find((one) => one === text) ?? otherwise;

/** The look that an address asks for; what it does not say is as on a terminal that nobody has touched. */
export const lookOf = (search: Pick<URLSearchParams, 'get'>): Look => ({
  size: Math.max(
    0,
    TEXT_SCALES.findIndex((_, size) => String(size) === search.get('size'))
  ),
  contrast: among(CONTRASTS, search.get('contrast'), STANDARD.contrast),
  reach: among(REACHES, search.get('reach'), STANDARD.reach),
  stands: among(STANDS, search.get('stands'), STANDARD.stands),
  inches: among(INCHES, search.get('inches'), STANDARD.inches)
});

/** What an address has to say for a look. */
export const searchOf = (look: Look): Record<string, string> => ({ ...look, size: String(look.size) });
