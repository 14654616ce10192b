import { loadPinyin } from '#lib/pinyin/load.ts';
import { preloadCode } from '$app/navigation';
import type { RouteId } from '$app/types';

/** Where people go, the first steps first. */
const ROUTES: readonly RouteId[] = [
  '/terminal/item/[code]',
  '/terminal/browse',
  '/terminal/field/[code]',
  '/terminal/search',
  '/terminal/sign-in',
  '/terminal/welcome',
  '/terminal/apply/[code]',
  '/terminal/bundle',
  '/terminal/bundle/[code]',
  '/terminal/progress',
  '/terminal/progress/[id]',
  '/terminal/ticket',
  '/terminal/signing',
  '/terminal/relations',
  '/terminal/notices',
  '/terminal/overdue',
  '/terminal/proofs',
  '/terminal/proofs/[code]',
  '/terminal/progress/looks',
  '/terminal/progress/[id]/looks'
];

/** Resolves when nothing waits for the processor: whoever touches the screen goes first. Some browsers cannot tell. */
const atRest = (): Promise<void> =>
  new Promise((resolve) =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(() => resolve()) : setTimeout(resolve, 100)
  );

/** The slices that our own words are written in list their characters; the others say a range (`kiosk/fonts/slice.ts`). */
const isOurs = ({ unicodeRange }: FontFace): boolean => unicodeRange.includes(',');

/**
 * Fetches bit by bit, from this machine, what the next pages need: their code, the letters of our own words, the
 * dictionary of the keyboard. Nobody waits for it later, also where the agent goes away meanwhile. What cannot be had
 * now is asked for again by whoever needs it.
 */
export async function loadAhead(): Promise<void> {
  const pieces: readonly (() => Promise<unknown>)[] = [
    ...ROUTES.map((route) => () => preloadCode(route)),
    ...[...document.fonts].filter(isOurs).map((face) => () => face.load()),
    loadPinyin
  ];
  for (const fetchPiece of pieces) {
    await atRest();
    await fetchPiece().catch(() => undefined);
  }
}
