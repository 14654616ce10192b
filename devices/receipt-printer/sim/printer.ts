import { randomUUID } from 'node:crypto';
import type { BytePort, PortSource } from '../../device.ts';
import { createPortListeners, type PortListeners } from '../../port.ts';
import { type Effect, type Model, type PaperMark, UnknownCommand } from './commands.ts';
import { createInterpreter } from './interpreter.ts';
import { codesOn, drawPaper } from './paper.ts';
import { createReceiveBuffer, type RealTimeCommand } from './receive-buffer.ts';
import { statusByte } from './status-byte.ts';

/** A piece of paper with something on it, as it lies in the tray. */
export interface PrintedReceipt {
  readonly id: string;
  readonly at: Date;
  readonly bytes: Uint8Array;
  /** Everything that is text, a line a line. */
  readonly text: string;
  /** What the QR codes on it say. */
  readonly codes: readonly string[];
  readonly marks: readonly PaperMark[];
  /** `torn`: by hand, or because the roll was over. */
  readonly end: 'cut' | 'torn';
  png(): Uint8Array;
}

/** How a model differs from Epson's of 80 mm. */
export interface SimulatedModel extends Partial<Model> {
  /** What it takes in before it makes the computer wait. */
  readonly bufferBytes?: number;
  /** Whose table the answers to DLE EOT follow; `none`: it only listens. */
  readonly status?: 'epson' | 'hwasung' | 'none';
  /** Which command empties its buffer when it has stopped. */
  readonly discards?: 'dle-dc4' | 'dle-enq' | 'none';
  readonly hasCutter?: boolean;
  /** Whether GS ( H and GS r are answered. */
  readonly confirms?: boolean;
}

/**
 * A receipt printer at the level of bytes, with paper, a cover, a knife, a cable and a switch. Without paper it stops where
 * it is, keeps what it was given, and goes on by itself when there is some, as printers do. Pulling the cable takes nothing
 * from it that arrived.
 */
export interface SimulatedPrinter {
  readonly source: PortSource;
  /** What is on the roll: `linesLeft` where it is known to end so soon. */
  readonly paper: 'enough' | 'low' | 'out' | { readonly linesLeft: number };
  /** New paper after none: what hung in the printer is a piece of its own. */
  setPaper(paper: 'enough' | 'low' | 'out'): void;
  setCover(open: boolean): void;
  setCutterJammed(jammed: boolean): void;
  setConnected(connected: boolean): void;
  /** Switched off it forgets everything; the paper stays where it is. */
  setPower(on: boolean): void;
  /** It works, but answers nothing. */
  setSilent(silent: boolean): void;
  /** Whether it says that a job is through. */
  setConfirming(confirming: boolean): void;
  /** The paper ends after so many more lines or pictures, as it does in life: in the middle of a receipt. */
  endPaperAfter(lines: number): void;
  /** Bytes that nobody asked for. */
  say(bytes: Uint8Array): void;
  /** Somebody tears off what came out. */
  tear(): void;
  /** Newest first. Pieces without anything on them are not counted. */
  printed(): readonly PrintedReceipt[];
  /** What a strict printer would not have taken. */
  mistakes(): readonly string[];
  subscribe(listener: () => void): () => void;
}

const MOST_KEPT = 20;
const isInk = ({ kind }: PaperMark): boolean => kind === 'text' || kind === 'picture' || kind === 'code';

export function createSimulatedPrinter(model: SimulatedModel = {}): SimulatedPrinter {
  const { bufferBytes = 65_536, status = 'epson', discards = 'dle-dc4', hasCutter = true } = model;
  const dots = model.dots ?? 576;
  const listeners = new Set<() => void>();
  const receipts: PrintedReceipt[] = [];
  const mistakes: string[] = [];
  const buffer = createReceiveBuffer(bufferBytes, { realTime, bytes: work });
  let interpreter = createInterpreter(model);
  let paper: 'enough' | 'low' | 'out' = 'enough';
  let [coverOpen, cutterJammed, connected, on, silent] = [false, false, true, true, false];
  let { confirms = true } = model;
  let linesLeft = Number.POSITIVE_INFINITY;
  let strip: PaperMark[] = [];
  let raw: Uint8Array[] = [];
  let line: PortListeners | null = null;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const isOnline = (): boolean => on && paper !== 'out' && !coverOpen && !cutterJammed;
  const answer = (...bytes: number[]): void => {
    if (!silent && on) line?.deliver(Uint8Array.from(bytes));
  };

  function realTime(command: RealTimeCommand): void {
    if (command.kind === 'status') {
      const byte = statusByte(status, command.which, { paper, coverOpen, cutterJammed, isOnline: isOnline() });
      if (byte !== null) answer(byte);
      return;
    }
    const forgets = command.kind === 'forget' ? discards === 'dle-dc4' : command.forget && discards === 'dle-enq';
    if (!forgets || (command.kind === 'recover' && isOnline())) return;
    forget();
    if (command.kind === 'forget') answer(0x37, 0x25, 0);
  }

  function forget(): void {
    buffer.forget();
    interpreter = createInterpreter(model);
  }

  /** What came out becomes a piece of its own. */
  function part(end: 'cut' | 'torn'): void {
    const [marks, bytes] = [strip, new Uint8Array(Buffer.concat(raw))];
    strip = [];
    raw = [];
    if (!marks.some(isInk)) return;
    receipts.unshift({
      id: randomUUID(),
      at: new Date(),
      bytes,
      text: marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])).join('\n'),
      codes: codesOn(marks),
      marks,
      end,
      png: () => drawPaper(marks, dots)
    });
    receipts.splice(MOST_KEPT);
  }

  function put(mark: PaperMark): void {
    if (mark.kind === 'cut') {
      if (hasCutter) part('cut');
      else mistakes.push('a cut without a knife');
      return;
    }
    strip.push(mark);
    if (isInk(mark)) linesLeft--;
    if (linesLeft > 0) return;
    paper = 'out';
    linesLeft = Number.POSITIVE_INFINITY;
  }

  function act(effect: Effect): void {
    if (effect.kind === 'mark') put(effect.mark);
    else if (confirms && effect.kind === 'job-end') answer(0x37, 0x22, ...effect.id, 0);
    else if (confirms && effect.kind === 'ask-paper') answer(paper === 'low' ? 0x03 : 0x00);
  }

  /** One command from what is held; false where there is none that is whole. A real printer skips what it does not know. */
  function advance(): boolean {
    try {
      const taken = interpreter.step(buffer.held);
      if (!taken) return false;
      if (taken.effects[0]?.kind !== 'ask-status') raw.push(buffer.held.slice(0, taken.used));
      buffer.use(taken.used);
      taken.effects.forEach(act);
    } catch (error) {
      if (!(error instanceof UnknownCommand)) throw error;
      mistakes.push(error.message);
      buffer.use(1);
    }
    return true;
  }

  /** Does what it was given until paper, cover or knife stop it. */
  function work(): void {
    const before = receipts[0];
    const paperBefore = paper;
    while (isOnline() && buffer.held.length > 0) if (!advance()) break;
    if (isOnline()) buffer.workAt();
    if (receipts[0] !== before || paper !== paperBefore) tell();
  }
  function goOn(): void {
    work();
    buffer.fill();
    tell();
  }

  const source: PortSource = {
    async open() {
      if (!connected || !on || line) return null;
      const own = createPortListeners();
      line = own;
      return {
        onData: own.onData,
        onClose: own.onClose,
        async write(bytes) {
          if (!own.open || !(await buffer.receive(bytes))) throw new Error('the cable is out');
        },
        async close() {
          end(own, 'closed');
        }
      } satisfies BytePort;
    }
  };
  function end(over: PortListeners | null, reason: 'closed' | 'unplugged'): void {
    if (!over || over !== line) return;
    line = null;
    buffer.cut();
    over.end(reason);
  }

  return {
    source,
    get paper() {
      return Number.isFinite(linesLeft) ? { linesLeft } : paper;
    },
    setPaper(next) {
      if (paper === 'out' && next !== 'out') part('torn');
      paper = next;
      linesLeft = Number.POSITIVE_INFINITY;
      goOn();
    },
    setCover(open) {
      coverOpen = open;
      goOn();
    },
    setCutterJammed(jammed) {
      cutterJammed = jammed;
      goOn();
    },
    setConnected(next) {
      connected = next;
      if (!next) end(line, 'unplugged');
      tell();
    },
    setPower(next) {
      on = next;
      if (!next) {
        forget();
        end(line, 'unplugged');
      }
      tell();
    },
    setSilent(next) {
      silent = next;
    },
    setConfirming(next) {
      confirms = next;
    },
    endPaperAfter(lines) {
      linesLeft = lines;
      tell();
    },
    say: (bytes) => line?.deliver(bytes),
    tear() {
      part('torn');
      tell();
    },
    printed: () => receipts,
    mistakes: () => mistakes,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}
