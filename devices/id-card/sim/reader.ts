import type { Card } from '../../../server/contract/card.ts';
import { type BytePort, PortDenied, type PortEnd, type PortFinder, type PortSource } from '../../device.ts';
import { createPortListeners, type PortListeners } from '../../port.ts';
import { encodeAnswer, REQUESTS, STATUS } from '../frame.ts';
import { encodeCard } from '../layout.ts';

/** How a simulated reader misbehaves; each stays until it is set again. */
export interface ReaderFaults {
  /** Answers arrive in pieces of this many bytes. */
  readonly pieces?: number;
  /** These bytes come before every answer. */
  readonly stray?: Uint8Array;
  /** So many answers to "read" carry a wrong check. */
  readonly wrongChecks?: number;
  /** Every answer carries a wrong check. */
  readonly garbage?: boolean;
  /** It takes no card for a genuine one. */
  readonly refusesCards?: boolean;
  /** So many reads fail as if the card had been moved. */
  readonly moves?: number;
  /** A card that it has read it does not see any more, although it lies there: as many readers do. */
  readonly forgetsReadCards?: boolean;
  /** No answer at all. */
  readonly silent?: boolean;
  /** Answers everything with this status. */
  readonly status?: number;
}

/** A SAM_V reader at the level of bytes, with a plate and a cable. */
export interface SimulatedReader {
  readonly source: PortSource;
  /** The same, as something that is plugged in and may be a reader. */
  readonly finder: PortFinder;
  /** `other`: a card that is no ID card, for buses or doors. */
  tap(card: Card | 'other'): void;
  lift(): void;
  setConnected(connected: boolean): void;
  /** It is plugged in, but the system lets nobody open it. */
  setForbidden(forbidden: boolean): void;
  misbehave(faults: ReaderFaults): void;
  /** Every request that arrived, as command and parameter in hex. */
  readonly requests: readonly string[];
}

const PHOTO_LENGTH = 1024;
/** How every photo begins: WL, width 102, height 126. */
const PHOTO_HEAD = [0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00];
const is = (command: number, parameter: number, [ofCommand, ofParameter]: readonly [number, number]): boolean =>
  command === ofCommand && parameter === ofParameter;

/** A hand that changes cards leaves the plate empty for as many looks at least. */
const LOOKS_BETWEEN_CARDS = 2;

/** Spoils the check, and with it the answer. */
function spoil(answer: Uint8Array): Uint8Array {
  answer[answer.length - 1] = (answer.at(-1) ?? 0) + 1;
  return answer;
}

/** Answers frames as a reader would, for as long as a card lies there; each in a turn of its own, as over a cable. */
export function createSimulatedReader(): SimulatedReader {
  let card: Card | 'other' | null = null;
  let connected = true;
  let forbidden = false;
  let faults: { -readonly [Key in keyof ReaderFaults]: ReaderFaults[Key] } = {};
  let selected = false;
  let wasRead = false;
  let empty = 0;
  let open: PortListeners | null = null;
  const requests: string[] = [];

  /** However fast the hand, a reader that looked on would have seen the plate empty. */
  function takeAway(): void {
    if (wasRead) empty = LOOKS_BETWEEN_CARDS;
    card = null;
    selected = false;
    wasRead = false;
  }

  function readBase(): Uint8Array {
    if (!card || card === 'other' || !selected) return encodeAnswer(STATUS.readFailed);
    if (faults.moves) {
      faults.moves--;
      return encodeAnswer(STATUS.readFailed);
    }
    selected = false;
    const data = new Uint8Array(4 + 256 + PHOTO_LENGTH);
    data.set([1, 0, 4, 0]);
    data.set(encodeCard(card), 4);
    data.set(PHOTO_HEAD, 4 + 256);
    const answer = encodeAnswer(STATUS.ok, data);
    wasRead = true;
    if (!faults.wrongChecks) return answer;
    faults.wrongChecks--;
    return spoil(answer);
  }

  function select(): Uint8Array {
    if (!card) return encodeAnswer(STATUS.selectFailed);
    if (card === 'other') return encodeAnswer(STATUS.unknownCardType);
    if (faults.refusesCards) return encodeAnswer(STATUS.cardRefusesReader);
    selected = true;
    return encodeAnswer(STATUS.ok, new Uint8Array(8));
  }

  function answerTo(command: number, parameter: number): Uint8Array {
    if (faults.status !== undefined) return encodeAnswer(faults.status);
    if (is(command, parameter, REQUESTS.samStatus)) return encodeAnswer(STATUS.ok);
    if (is(command, parameter, REQUESTS.find)) {
      if (empty > 0) {
        empty--;
        return encodeAnswer(STATUS.noCard);
      }
      return card && !(wasRead && faults.forgetsReadCards)
        ? encodeAnswer(STATUS.found, new Uint8Array(4))
        : encodeAnswer(STATUS.noCard);
    }
    if (is(command, parameter, REQUESTS.select)) return select();
    if (is(command, parameter, REQUESTS.readBase)) return readBase();
    return encodeAnswer(0x21);
  }

  function send(answer: Uint8Array): void {
    const stray = faults.stray ?? new Uint8Array();
    const whole = Uint8Array.of(...stray, ...(faults.garbage ? spoil(answer) : answer));
    const size = faults.pieces ?? 64;
    for (let start = 0; start < whole.length; start += size) open?.deliver(whole.slice(start, start + size));
  }

  const source: PortSource = {
    async open() {
      if (!connected || open) return null;
      if (forbidden) throw new PortDenied();
      const listeners = createPortListeners();
      open = listeners;
      const port: BytePort = {
        onData: listeners.onData,
        onClose: listeners.onClose,
        async write(bytes) {
          if (!listeners.open) throw new Error('the cable is out');
          const [command = 0, parameter = 0] = bytes.subarray(7, 9);
          requests.push(Buffer.from([command, parameter]).toString('hex'));
          // What it sees is what lies there when it is asked; the answer is on its way for a turn.
          const answer = answerTo(command, parameter);
          if (!faults.silent) setImmediate(() => send(answer));
        },
        async close() {
          unplug('closed');
        }
      };
      return port;
    }
  };
  const finder: PortFinder = {
    find: async () => (connected ? [{ identity: '0483:572B simulated', open: source.open }] : [])
  };

  function unplug(reason: PortEnd): void {
    const old = open;
    open = null;
    old?.end(reason);
  }

  return {
    source,
    finder,
    requests,
    tap(next) {
      takeAway();
      card = next;
    },
    lift: takeAway,
    setConnected(next) {
      connected = next;
      if (!next) unplug('unplugged');
    },
    setForbidden(next) {
      forbidden = next;
      if (next) unplug('unplugged');
    },
    misbehave(next) {
      faults = { ...next };
    }
  };
}
