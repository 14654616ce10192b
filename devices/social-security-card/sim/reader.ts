import { fail, ok } from '../../../server/contract/result.ts';
import type { SmartCard, SmartCardPort } from '../port.ts';

/** What lies on a simulated card: values by tag, as bytes. Issued (EF05): 07; of the holder (EF06): the others. */
export type SimulatedCard =
  | { readonly kind: 'social-security'; readonly records: ReadonlyMap<number, Uint8Array> }
  | { readonly kind: 'other' };

/** Ways of a card or a reader that are met in the field. */
export interface Misbehaviour {
  /** The card is taken out in the middle of the n-th command from now. */
  readonly leavesAt?: number;
  /** The reader takes the n-th command from now and never answers. */
  readonly silentAt?: number;
  /** So many times the card does not answer when it is powered up: it is not pushed in yet. */
  readonly mute?: number;
}

/** A chip-card reader at the level of APDUs, with or without T=0, under which answers are fetched in pieces. */
export interface SimulatedCardReader {
  readonly port: SmartCardPort;
  /** Every command that was sent, as hex. */
  readonly commands: readonly string[];
  /** How often a card was let go of. */
  readonly closed: number;
  insert(card: SimulatedCard | null): void;
  setConnected(connected: boolean): void;
  misbehave(next: Misbehaviour): void;
}

const ENVIRONMENT = '7378312e73682ec9e7bbe1b1a3d5cf';
const OK = [0x90, 0x00];
const NO_FILE = [0x6a, 0x82];
const NO_RECORD = [0x6a, 0x83];
const UNKNOWN_INSTRUCTION = [0x6d, 0x00];

/** The card's side of one power-up. `inPieces`: at most so many bytes of an answer leave at once (T=0). */
function createChip(card: SimulatedCard, inPieces: number | null) {
  let selected = false;
  let file = '';
  let rest: readonly number[] = [];

  function select(way: number, name: string): readonly number[] {
    if (way === 4 && name !== ENVIRONMENT) return NO_FILE;
    if (way === 4) selected = true;
    else if (!selected || !['ef05', 'ef06'].includes(name)) return NO_FILE;
    file = way === 4 ? '' : name;
    // The file's description, of which nobody needs anything.
    return [0x6f, 0x02, 0x84, 0x00, ...OK];
  }

  function record(tag: number, where: number): readonly number[] {
    const from = where === 0 ? file : `ef0${where >> 3}`;
    const value = card.kind === 'social-security' ? card.records.get(tag) : undefined;
    if (!selected || !value || from !== (tag === 7 ? 'ef05' : 'ef06')) return NO_RECORD;
    return [tag, value.length, ...value, ...OK];
  }

  function piece(answer: readonly number[], wanted: number): readonly number[] {
    const data = answer.slice(0, -2);
    if (inPieces === null || data.length === 0) return answer;
    if (wanted !== data.length && wanted !== Math.min(data.length, inPieces)) return [0x6c, data.length];
    const out = data.slice(0, inPieces);
    rest = data.slice(inPieces);
    return rest.length > 0 ? [...out, 0x61, rest.length] : [...out, ...OK];
  }

  return (command: Uint8Array): readonly number[] => {
    const [, instruction, first = 0, second = 0, length = 0, ...data] = command;
    if (instruction === 0xc0) return piece([...rest, ...OK], length);
    rest = [];
    if (instruction === 0xb2) return piece(record(first, second), length);
    if (instruction !== 0xa4 || card.kind === 'other') return UNKNOWN_INSTRUCTION;
    const described = select(first, Buffer.from(data).toString('hex'));
    if (inPieces === null || described.length === 2) return described;
    rest = described.slice(0, -2);
    return [0x61, rest.length];
  };
}

/** A reader with nothing in it. */
export function createSimulatedCardReader(options: { readonly inPieces?: number } = {}): SimulatedCardReader {
  const commands: string[] = [];
  let inserted: SimulatedCard | null = null;
  let connected = true;
  let closed = 0;
  let { leavesAt = 0, silentAt = 0, mute = 0 }: Misbehaviour = {};

  function powerUp(card: SimulatedCard): SmartCard {
    const chip = createChip(card, options.inPieces ?? null);
    return {
      async transmit(command) {
        commands.push(Buffer.from(command).toString('hex'));
        if (--silentAt === 0) return new Promise(() => {});
        if (--leavesAt === 0) inserted = null;
        return inserted === card && connected ? Uint8Array.from(chip(command)) : null;
      },
      async close() {
        closed++;
      }
    };
  }

  return {
    commands,
    get closed() {
      return closed;
    },
    port: {
      async connect() {
        if (!connected) return fail('social-card.no-reader');
        if (!inserted) return fail('social-card.no-card');
        return mute-- > 0 ? fail('social-card.unreadable') : ok(powerUp(inserted));
      }
    },
    insert(card) {
      inserted = card;
    },
    setConnected(next) {
      connected = next;
    },
    misbehave(next) {
      ({ leavesAt = 0, silentAt = 0, mute = 0 } = next);
    }
  };
}
