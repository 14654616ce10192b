import { type Look, STANDARD, STANDS } from '../../kiosk/src/lib/bench/gallery/look.ts';
import { CONTRASTS, TEXT_SCALES } from '../../kiosk/src/lib/terminal/look.ts';

/** One way of showing a page, and whether the rules of WCAG are tried on it besides the measures. */
export interface Trial {
  readonly look: Look;
  readonly axe: boolean;
}
const SIZES = TEXT_SCALES.map((_, size) => size);
const LARGEST = SIZES.length - 1;

/** Every theme on the reference screen, both ways it stands. */
const THEMES: readonly Trial[] = STANDS.flatMap((stands) =>
  CONTRASTS.flatMap((contrast) => SIZES.map((size) => ({ look: { ...STANDARD, stands, contrast, size }, axe: true })))
);
/** Low reach in every size, where it changes something. */
const LOW: readonly Trial[] = SIZES.map((size) => ({ look: { ...STANDARD, reach: 'low', size }, axe: false }));
/** Screens of other sizes, with the smallest and the largest letters. */
const SCREENS: readonly Trial[] = (['32.0', '15.6'] as const).flatMap((inches) =>
  STANDS.flatMap((stands) => [0, LARGEST].map((size) => ({ look: { ...STANDARD, inches, stands, size }, axe: false })))
);

export const ALL: readonly Trial[] = [...THEMES, ...LOW, ...SCREENS];
/**
 * What `npm test` tries: both ways of standing, the smallest and the largest letters, a light and a dark theme; the largest
 * ones where there is least room for them, on a small screen that lies and in low reach.
 */
export const FEW: readonly Trial[] = [
  { look: STANDARD, axe: true },
  {
    look: { ...STANDARD, stands: 'landscape', inches: '15.6', size: LARGEST, contrast: 'yellow-on-black' },
    axe: false
  },
  { look: { ...STANDARD, size: LARGEST, contrast: 'night' }, axe: false },
  { look: { ...STANDARD, reach: 'low', size: LARGEST, contrast: 'black-on-white' }, axe: false }
];

export const sayLook = ({ size, contrast, stands, reach, inches }: Look): string =>
  [
    `size ${size}`,
    contrast,
    stands,
    reach === 'low' ? 'low reach' : '',
    inches === STANDARD.inches ? '' : `${inches} inch`
  ]
    .filter(Boolean)
    .join(', ');
