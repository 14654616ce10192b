import type { Item } from '../../../../server/contract/item.ts';

/** Where one definition of a form is shown; the fourth place is paper. */
export const SURFACES = ['terminal', 'phone', 'window'] as const;
export type Surface = (typeof SURFACES)[number];

export const SURFACE_TEXT: Readonly<Record<Surface, string>> = { terminal: '终端', phone: '手机', window: '窗口' };

/** The screen of each, in its own pixels. */
export const SCREENS: Readonly<Record<Surface, { readonly width: number; readonly height: number }>> = {
  terminal: { width: 1080, height: 1920 },
  phone: { width: 390, height: 844 },
  window: { width: 960, height: 1200 }
};

/** What is said to the framed page: the item to show, published or not. */
export interface PreviewMessage {
  readonly preview: Item;
}

/** The page that a terminal begins an application with: what the card says, else the first question. */
export function firstPage({ form }: Pick<Item, 'form'>): string {
  const isKnown = form.some(({ prefill }) => prefill[0]?.from === 'card');
  return isKnown ? 'known' : `question.${form[0]?.key ?? ''}`;
}
