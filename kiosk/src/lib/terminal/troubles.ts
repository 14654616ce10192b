import type { AgentStatus } from '../../../../devices/agent/wire.ts';
import { words } from '../words/zh.ts';

/** A printer that says nothing of itself prints all the same: what came of it is said behind each slip. */
const usable = (state: string): boolean => ['ready', 'busy', 'unknown'].includes(state);

/** True where a card can be read at all. */
export const canRead = (status: Pick<AgentStatus, 'devices'>): boolean => usable(status.devices.reader.state);

/** What keeps an item from being done at this terminal now. */
export type TileTrouble = 'server' | 'reader' | 'document-printer';

/**
 * What keeps an item from being done to its end here, known before anybody starts; the first is what matters most. Somebody
 * who is here by their card needs the reader no more. null where nothing does, or the agent has not spoken yet.
 */
export function troubleFor(
  item: { readonly printsResult: boolean; readonly anonymousAllowed: boolean },
  status: Pick<AgentStatus, 'devices' | 'server' | 'session'> | null
): TileTrouble | null {
  if (!status) return null;
  if (status.server === 'away') return 'server';
  const hasCard = status.session?.resident != null;
  if (!canRead(status) && !hasCard && !item.anonymousAllowed) return 'reader';
  return item.printsResult && !usable(status.devices.documentPrinter.state) ? 'document-printer' : null;
}

/** What is not in order with this terminal, in sentences, told before anybody starts. */
export function troublesOf(status: Pick<AgentStatus, 'devices' | 'server' | 'setAside'>): readonly string[] {
  const { slipPrinter, documentPrinter } = status.devices;
  const { troubles } = words.idle;
  return [
    ...(status.server === 'away' ? [troubles.server] : []),
    ...(usable(slipPrinter.state) ? [] : [troubles['slip-printer']]),
    ...(usable(slipPrinter.state) && slipPrinter.paperLow ? [troubles['slip-paper-low']] : []),
    ...(usable(documentPrinter.state) ? [] : [troubles['document-printer']]),
    ...(usable(documentPrinter.state) && documentPrinter.paperLow ? [troubles['document-paper-low']] : []),
    ...(usable(documentPrinter.state) && documentPrinter.tonerLow ? [troubles['document-toner-low']] : []),
    ...(status.setAside > 0 ? [troubles['set-aside'](status.setAside)] : [])
  ];
}
