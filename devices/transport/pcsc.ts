import { fail, ok } from '../../server/contract/result.ts';
import { createQueue } from '../queue.ts';
import type { SmartCard, SmartCardPort } from '../social-security-card/port.ts';

/** The part of the npm package `smartcard` that is used: it is compiled where it is installed, so nobody else needs it. */
export interface PcscLibrary {
  readonly Context: new () => {
    listReaders(): readonly PcscReader[];
    close(): void;
  };
}
interface PcscReader {
  /** What the service knew of it when it was listed. */
  readonly state: number;
  connect(shareMode: number, protocols: number): Promise<PcscCard>;
}
interface PcscCard {
  transmit(command: Buffer): Promise<Buffer>;
  disconnect(disposition: number): void;
}

/** Numbers of PC/SC (winscard.h). */
const STATE_PRESENT = 0x20;
const SHARE_EXCLUSIVE = 1;
const PROTOCOL_T0_OR_T1 = 3;
const RESET_CARD = 1;

/** Named at run time: a terminal without it has everything else. */
async function loadLibrary(): Promise<PcscLibrary> {
  const name = 'smartcard';
  const { default: library } = (await import(name)) as { default: PcscLibrary };
  return library;
}

/**
 * The chip-card readers that the PC/SC service of this machine knows. `social-card.absent`, and one sentence for the
 * operator the first time, where the package `smartcard` is not installed or the service does not run.
 */
export function createPcscPort(load: () => Promise<PcscLibrary> = loadLibrary): SmartCardPort {
  let told = false;
  function absent(sentence: string) {
    if (!told) console.error(`Social-security cards cannot be read: ${sentence}`);
    told = true;
    return fail('social-card.absent' as const);
  }

  return {
    async connect() {
      const library = await load().catch(() => null);
      if (!library) return absent('install libpcsclite-dev, then the npm package smartcard.');
      const opened = open(library);
      if (!opened) return absent('the PC/SC service does not run; install and start pcscd.');
      const { context, readers } = opened;
      const card = await connectTo(readers);
      if (card) return ok(cardOf(card, context));
      context.close();
      if (readers.length === 0) return fail('social-card.no-reader');
      return fail(readers.some(holdsCard) ? 'social-card.unreadable' : 'social-card.no-card');
    }
  };
}

const holdsCard = ({ state }: PcscReader): boolean => (state & STATE_PRESENT) !== 0;

function open(library: PcscLibrary) {
  try {
    const context = new library.Context();
    return { context, readers: context.listReaders() };
  } catch {
    return null;
  }
}

/** The first card that answers when it is powered up, for us alone. */
async function connectTo(readers: readonly PcscReader[]): Promise<PcscCard | null> {
  for (const reader of readers.filter(holdsCard)) {
    const card = await reader.connect(SHARE_EXCLUSIVE, PROTOCOL_T0_OR_T1).catch(() => null);
    if (card) return card;
  }
  return null;
}

/** Letting go waits for a command under way: it would hold up the whole process until the reader answers. */
function cardOf(card: PcscCard, context: { close(): void }): SmartCard {
  const inTurn = createQueue();
  return {
    transmit: (command) => inTurn(() => card.transmit(Buffer.from(command)).catch(() => null)),
    close: () =>
      inTurn(async () => {
        try {
          card.disconnect(RESET_CARD);
        } catch {
          // It was taken out: there is nothing to let go of.
        }
        context.close();
      })
  };
}
