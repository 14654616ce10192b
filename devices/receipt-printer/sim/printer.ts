import { randomUUID } from 'node:crypto';
import type { BytePort, PortSource } from '../../device.ts';
import { createInterpreter, type Effect, type PaperMark } from './interpreter.ts';
import { codesOn, drawPaper } from './paper.ts';

/** One receipt that came out. */
export interface PrintedReceipt {
  readonly id: string;
  readonly at: Date;
  readonly bytes: Uint8Array;
  /** Everything that is text, a line a line. */
  readonly text: string;
  /** What the QR codes on it say. */
  readonly codes: readonly string[];
  png(): Uint8Array;
}

/** A receipt printer at the level of bytes, with paper, a cover and a cable. */
export interface SimulatedPrinter {
  readonly source: PortSource;
  setPaper(paper: 'enough' | 'low' | 'out'): void;
  setCover(open: boolean): void;
  setConnected(connected: boolean): void;
  /** The paper ends after so many more lines, as it does in life: in the middle of a receipt. */
  endPaperAfter(lines: number): void;
  printed(): readonly PrintedReceipt[];
  subscribe(listener: () => void): () => void;
}

const MOST_KEPT = 20;
const STATUS = 0x12;

/**
 * Prints what our driver sends, and answers as the reference says; stops without paper and goes on when there is some.
 * `widthDots` is the width of its printing area.
 */
export function createSimulatedPrinter({ widthDots = 576 } = {}): SimulatedPrinter {
  const listeners = new Set<() => void>();
  const receipts: PrintedReceipt[] = [];
  let interpreter = createInterpreter();
  let paper: 'enough' | 'low' | 'out' = 'enough';
  let coverOpen = false;
  let connected = true;
  let linesLeft = Number.POSITIVE_INFINITY;
  let marks: PaperMark[] = [];
  let raw: Uint8Array[] = [];
  let pending: Effect[] = [];
  let line: { deliver(bytes: Uint8Array): void; unplug(): void } | null = null;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  function statusByte(which: number): number {
    const stopped = paper === 'out';
    if (which === 1) return STATUS | (stopped || coverOpen ? 0x08 : 0);
    if (which === 2) return STATUS | (coverOpen ? 0x04 : 0) | (stopped ? 0x20 : 0);
    if (which === 4) return STATUS | (paper === 'enough' ? 0 : 0x0c) | (stopped ? 0x60 : 0);
    return STATUS;
  }

  function finish(): void {
    const done = marks;
    receipts.unshift({
      id: randomUUID(),
      at: new Date(),
      bytes: new Uint8Array(Buffer.concat(raw)),
      text: done.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])).join('\n'),
      codes: codesOn(done),
      png: () => drawPaper(done, widthDots)
    });
    receipts.splice(MOST_KEPT);
    marks = [];
    raw = [];
    tell();
  }

  /** Does what was understood, until the paper or the cover stops it. */
  function work(): void {
    for (;;) {
      const next = pending[0];
      if (!next) return;
      if (next.kind === 'ask-status') {
        pending.shift();
        line?.deliver(Uint8Array.of(statusByte(next.which)));
        continue;
      }
      if (paper === 'out' || coverOpen) return;
      pending.shift();
      if (next.kind === 'job-end') line?.deliver(Uint8Array.of(0x37, 0x22, ...next.id, 0));
      else if (next.kind === 'ask-paper') line?.deliver(Uint8Array.of(paper === 'low' ? 0x03 : 0x00));
      else if (next.mark.kind === 'cut') finish();
      else {
        marks.push(next.mark);
        if (next.mark.kind === 'text') linesLeft--;
        if (linesLeft <= 0) {
          paper = 'out';
          linesLeft = Number.POSITIVE_INFINITY;
          tell();
        }
      }
    }
  }

  function received(bytes: Uint8Array): void {
    const isQuestion = bytes.length === 3 && bytes[0] === 0x10 && bytes[1] === 0x04;
    if (isQuestion) {
      // DLE EOT is answered at once, whatever waits for paper.
      line?.deliver(Uint8Array.of(statusByte(bytes[2] ?? 1)));
      return;
    }
    raw.push(bytes.slice());
    pending = pending.concat(interpreter.push(bytes));
    work();
  }

  const source: PortSource = {
    async open() {
      if (!connected || line) return null;
      const data = new Set<(bytes: Uint8Array) => void>();
      const closed = new Set<(reason: 'unplugged' | 'closed' | 'failed') => void>();
      const port: BytePort = {
        async write(bytes) {
          const over = line;
          if (!over) throw new Error('the cable is out');
          // Bytes that are on their way when the cable is pulled arrive nowhere.
          setImmediate(() => over === line && received(bytes));
        },
        onData(listener) {
          data.add(listener);
          return () => data.delete(listener);
        },
        onClose(listener) {
          closed.add(listener);
          return () => closed.delete(listener);
        },
        async close() {
          line = null;
        }
      };
      line = {
        deliver: (bytes) => {
          for (const listener of data) listener(bytes);
        },
        unplug: () => {
          line = null;
          for (const listener of closed) listener('unplugged');
        }
      };
      return port;
    }
  };

  return {
    source,
    setPaper(next) {
      paper = next;
      work();
      tell();
    },
    setCover(open) {
      coverOpen = open;
      work();
      tell();
    },
    setConnected(next) {
      connected = next;
      if (!next) {
        // Whoever pulls the plug loses what the printer had in memory.
        interpreter = createInterpreter();
        pending = [];
        marks = [];
        raw = [];
        line?.unplug();
      }
      tell();
    },
    endPaperAfter(lines) {
      linesLeft = lines;
    },
    printed: () => receipts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}
