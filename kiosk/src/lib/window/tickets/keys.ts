import type { TicketAct, WindowTicket } from '../../../../../server/contract/ticket-wire.ts';

/** What a key of the bar asks for. */
export type BarDeed = TicketAct | 'next' | 'line' | 'look';

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/** The key of a deed, as it stands on its button. F2 is the bell's; browsers keep the others for themselves. */
export const KEY_OF: Readonly<Partial<Record<BarDeed, string>>> = {
  next: 'F8',
  begin: 'F9',
  finish: 'F9',
  recall: 'Shift F8',
  miss: 'Shift F9',
  look: 'Shift F2',
  line: 'F4'
};

/**
 * What pressing a key means while this ticket is at the counter; null where it means nothing here. A key that is held down
 * is pressed once.
 */
export function deedOf(pressed: Pressed, current: Pick<WindowTicket, 'acts'> | null): BarDeed | null {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || pressed.repeat) return null;
  const name = `${pressed.shiftKey ? 'Shift ' : ''}${pressed.key}`;
  const meant = (Object.keys(KEY_OF) as BarDeed[]).filter((deed) => KEY_OF[deed] === name);
  const always: readonly BarDeed[] = ['next', 'line', 'look'];
  return meant.find((deed) => always.includes(deed) || current?.acts.some((act) => act === deed)) ?? null;
}
