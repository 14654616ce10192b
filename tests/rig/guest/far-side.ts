import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** The far side of a plugged-in device: what the host's driver sent to it, and what it sends. Neither ever waits. */
export interface FarSide {
  /** null where nothing has come. */
  read(): Buffer | null;
  /** How many of the bytes were taken; 0 is for later. */
  write(bytes: Buffer): number;
  close(): void;
}

const LOOK_MS = 4;
const OPEN_MS = 10_000;
/** One piece a look: a receipt comes in bit by bit, as at a printer that prints meanwhile. */
const PIECE_BYTES = 256;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
/** ESHUTDOWN: the host has not configured the device yet. */
const LATER = ['EAGAIN', 'ESHUTDOWN'];

function unlessLater<T>(act: () => T, later: T): T {
  try {
    return act();
  } catch (error) {
    if (LATER.includes(codeOf(error))) return later;
    throw error;
  }
}

/** Opens a node that exists, and can be opened, only a little after its device was plugged in. */
export async function openNode(path: string): Promise<FarSide> {
  for (const late = performance.now() + OPEN_MS; ; await wait(LOOK_MS))
    try {
      // A read that waits would hold a thread, and outlive the device.
      return farSideOf(openSync(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY));
    } catch (error) {
      if (!['ENOENT', 'ENODEV', 'ENXIO'].includes(codeOf(error)) || performance.now() > late) throw error;
    }
}

function farSideOf(file: number): FarSide {
  const piece = Buffer.alloc(PIECE_BYTES);
  return {
    read() {
      const length = unlessLater(() => readSync(file, piece), 0);
      return length === 0 ? null : Buffer.from(piece.subarray(0, length));
    },
    write: (bytes) => unlessLater(() => writeSync(file, bytes), 0),
    close: () => closeSync(file)
  };
}

/** Joins a device to a connection; `unit` is how many bytes make one whole of what the device sends. */
export function join(line: Socket, far: FarSide, { unit, takes }: { unit: number; takes: () => boolean }): () => void {
  let waiting = Buffer.alloc(0);
  function look(): void {
    const piece = takes() ? far.read() : null;
    if (piece) line.write(piece);
    while (waiting.length >= unit) {
      const taken = far.write(unit === 1 ? waiting : waiting.subarray(0, unit));
      if (taken === 0) break;
      waiting = waiting.subarray(taken);
    }
  }
  line.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes]);
  });
  const timer = setInterval(look, LOOK_MS);
  return () => {
    clearInterval(timer);
    far.close();
  };
}
