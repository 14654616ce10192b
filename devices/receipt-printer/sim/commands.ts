import { type Align, createPrintBuffer, type PrintBuffer, type PrintedLine } from './print-buffer.ts';
import { createSymbolStore, type PrintedCode, type SymbolStore } from './symbol.ts';

/** What comes to stand on paper. */
export type PaperMark =
  | PrintedLine
  | {
      readonly kind: 'picture';
      readonly bytesPerRow: number;
      readonly rows: number;
      readonly bits: Uint8Array;
      readonly align: Align;
    }
  | (PrintedCode & { readonly align: Align })
  | { readonly kind: 'feed'; readonly dots: number }
  | { readonly kind: 'cut'; readonly how: 'partial' | 'full' };

/** What a printer would do next: put something on paper, or answer the cable. */
export type Effect =
  | { readonly kind: 'mark'; readonly mark: PaperMark }
  | { readonly kind: 'ask-status'; readonly which: number }
  | { readonly kind: 'ask-paper' }
  | { readonly kind: 'job-end'; readonly id: Uint8Array };

/** What a printer would not take, or would print nonsense for. */
export class UnknownCommand extends Error {}

export const refuse = (why: string): never => {
  throw new UnknownCommand(why);
};

/** The model that reads. */
export interface Model {
  readonly dots: number;
  readonly font: 'gb2312' | 'gbk';
  readonly fourByteCodes: boolean;
  /** Whether GS ! enlarges Chinese too. */
  readonly chineseSize: 'with-latin' | 'own';
}

/** A printer between two commands. */
export interface Machine {
  readonly model: Model;
  readonly buffer: PrintBuffer;
  readonly symbols: SymbolStore;
  /** A picture that GS 8 L put away. */
  stored: Extract<PaperMark, { kind: 'picture' }> | null;
}

export const createMachine = (model: Model): Machine => ({
  model,
  buffer: createPrintBuffer(model.dots),
  symbols: createSymbolStore(refuse),
  stored: null
});

/** One command or character from the head of some bytes, and what it does. */
export interface Step {
  readonly used: number;
  readonly effects: readonly Effect[];
}

export const marks = (list: readonly PaperMark[]): Effect[] => list.map((mark) => ({ kind: 'mark', mark }));
const word = (at: Uint8Array, index: number): number => (at[index] ?? 0) | ((at[index + 1] ?? 0) << 8);
const oneOf = (value: number, ...allowed: number[]): number =>
  allowed.includes(value) ? value : refuse(`parameter ${value}`);
const isOn = (value: number): boolean => (value & 1) === 1;

export const feed = ({ buffer }: Machine, dots: number): Effect[] => marks([...buffer.end(), { kind: 'feed', dots }]);

const cut = ({ buffer }: Machine, how: 'partial' | 'full', dots = 0): Effect[] =>
  marks([...buffer.end(), ...(dots > 0 ? [{ kind: 'feed', dots } as const] : []), { kind: 'cut', how }]);

/** A picture or a code, alone on its line. */
function alone({ buffer }: Machine, mark: PaperMark, width: number): Effect[] {
  if (!buffer.isEmpty) refuse('a picture in the middle of a line');
  if (width > buffer.style.area) refuse(`${width} dots on ${buffer.style.area}`);
  return marks([mark]);
}

function resize({ buffer: { style }, model }: Machine, size: number): void {
  if ((size & 0x88) !== 0) refuse(`GS ! ${size}`);
  style.width = (size >> 4) + 1;
  style.height = (size & 0x07) + 1;
  if (model.chineseSize === 'own') return;
  style.chineseWidth = style.width;
  style.chineseHeight = style.height;
}

function resizeChinese({ buffer: { style } }: Machine, size: number): void {
  if ((size & 0x73) !== 0) refuse(`FS ! ${size}`);
  style.chineseWidth = (size & 0x04) === 0 ? 1 : 2;
  style.chineseHeight = (size & 0x08) === 0 ? 1 : 2;
}

function moveTo({ buffer }: Machine, x: number): void {
  if (x < 0 || x > buffer.style.area) refuse(`position ${x} on ${buffer.style.area}`);
  buffer.x = x;
}

function setArea({ buffer, model }: Machine, left: number, area: number): void {
  if (left + area > model.dots) refuse(`${left} + ${area} dots on ${model.dots}`);
  Object.assign(buffer.style, { left, area });
}

type Act = (machine: Machine, parameters: Uint8Array) => Effect[] | undefined;

/** A command that sets something and moves no paper. */
const setting =
  (set: (machine: Machine, parameters: Uint8Array) => unknown): Act =>
  (machine, parameters) => {
    set(machine, parameters);
    return undefined;
  };
const underline = setting((_, [n = 0]) => oneOf(n, 0, 1, 2, 48, 49, 50));

/** Commands of a fixed length: bytes of their parameters, and what they do. */
export const FIXED: Readonly<Record<string, readonly [number, Act]>> = {
  '1b40': [0, setting(({ buffer, symbols }) => [buffer.initialise(), symbols.initialise()])],
  '1b61': [1, setting(({ buffer }, [n = 0]) => (buffer.style.align = (oneOf(n, 0, 1, 2, 48, 49, 50) % 48) as Align))],
  '1b45': [1, setting(({ buffer }, [n = 0]) => (buffer.style.bold = isOn(n)))],
  '1b33': [1, setting(({ buffer }, [n = 0]) => (buffer.style.spacing = n))],
  '1b32': [0, setting(({ buffer }) => buffer.standardSpacing())],
  '1b4a': [1, (machine, [n = 0]) => feed(machine, n)],
  '1b64': [1, (machine, [n = 0]) => feed(machine, n * machine.buffer.style.spacing)],
  '1b4d': [1, setting((_, [n = 0]) => oneOf(n, 0, 48))],
  '1b20': [1, setting(({ buffer }, [n = 0]) => (buffer.style.gap = n))],
  '1b7b': [1, setting((_, [n = 0]) => oneOf(n & 1, 0))],
  '1b2d': [1, underline],
  '1b24': [2, setting((machine, p) => moveTo(machine, word(p, 0)))],
  '1b5c': [2, setting((machine, p) => moveTo(machine, machine.buffer.x + ((word(p, 0) << 16) >> 16)))],
  '1b74': [1, setting((_, [n = 0]) => n > 53 && oneOf(n, 254, 255))],
  '1b69': [0, (machine) => cut(machine, 'full')],
  '1b6d': [0, (machine) => cut(machine, 'partial')],
  '1b70': [3, setting((_, [m = 0]) => oneOf(m, 0, 1, 48, 49))],
  '1c26': [0, setting(({ buffer }) => (buffer.style.chinese = true))],
  '1c2e': [0, setting(({ buffer }) => (buffer.style.chinese = false))],
  '1c21': [1, setting((machine, [n = 0]) => resizeChinese(machine, n))],
  '1c57': [1, setting((machine, [n = 0]) => resizeChinese(machine, isOn(n) ? 0x0c : 0))],
  '1c2d': [1, underline],
  '1c53': [2, setting(({ buffer }, [left = 0, right = 0]) => (buffer.style.chineseGap = [left, right]))],
  '1d21': [1, setting((machine, [n = 0]) => resize(machine, n))],
  '1d42': [1, setting(() => undefined)],
  '1d4c': [2, setting((machine, p) => setArea(machine, word(p, 0), machine.model.dots - word(p, 0)))],
  '1d57': [2, setting((machine, p) => setArea(machine, machine.buffer.style.left, word(p, 0)))],
  '1d61': [1, setting(() => undefined)],
  '1d72': [1, (_, [n = 0]) => (oneOf(n, 1, 49) ? [{ kind: 'ask-paper' }] : undefined)],
  '1004': [1, (_, [n = 0]) => [{ kind: 'ask-status', which: oneOf(n, 1, 2, 3, 4) }]],
  '1005': [1, setting((_, [n = 0]) => oneOf(n, 1, 2))]
};

type Read = (at: Uint8Array, machine: Machine) => Step | null;

/** DLE DC4 8. */
const discard: Read = (at) => {
  if (at.length < 10) return null;
  if (Buffer.from(at.subarray(2, 10)).toString('hex') !== '0801031401060208') refuse('DLE DC4 of another kind');
  return { used: 10, effects: [] };
};

/** GS V: 65 and 66 feed before they cut. */
const cutCommand: Read = (at, machine) => {
  if (at.length < 3) return null;
  const mode = oneOf(at[2] ?? 0, 0, 1, 48, 49, 65, 66);
  const how = [0, 48, 65].includes(mode) ? 'full' : 'partial';
  if (mode < 65) return { used: 3, effects: cut(machine, how) };
  return at.length < 4 ? null : { used: 4, effects: cut(machine, how, at[3]) };
};

const MOST_ROWS = 2303;

/** GS v 0. */
const rasterPicture: Read = (at, machine) => {
  if (at.length < 8) return null;
  const { align, area } = machine.buffer.style;
  const [bytesPerRow, rows] = [word(at, 4), word(at, 6)];
  const isRight = at[2] === 0x30 && at[3] === 0 && bytesPerRow > 0 && rows > 0 && rows <= MOST_ROWS;
  if (!isRight || bytesPerRow * 8 > area) refuse(`raster of ${bytesPerRow} bytes by ${rows} rows on ${area} dots`);
  const used = 8 + bytesPerRow * rows;
  if (at.length < used) return null;
  const picture = { kind: 'picture', bytesPerRow, rows, bits: at.slice(8, used), align } as const;
  return { used, effects: alone(machine, picture, bytesPerRow * 8) };
};

/** `( letter pL pH` with a length of its own. */
const functionOf: Read = (at, machine) => {
  if (at.length < 5) return null;
  const used = 5 + word(at, 3);
  if (at.length < used) return null;
  const parameters = at.subarray(5, used);
  const [first, second] = parameters;
  const { align } = machine.buffer.style;
  const name = `${at[0] === 0x1c ? 'FS' : 'GS'} ( ${String.fromCharCode(at[2] ?? 0)}`;
  if (name === 'GS ( H' && parameters.length === 6 && first === 48 && second === 48) {
    const id = parameters.slice(2);
    if (id.some((byte) => byte < 32 || byte > 126)) refuse('a process id that is not ASCII');
    return { used, effects: [{ kind: 'job-end', id }] };
  }
  if (name === 'GS ( k' && first === 49) {
    const code = machine.symbols.take(parameters.subarray(1));
    const width = code ? code.modules.size * code.moduleDots : 0;
    return { used, effects: code ? alone(machine, { ...code, align }, width) : [] };
  }
  if (name === 'FS ( A' && parameters.length === 2 && first === 48) return { used, effects: [] };
  const { stored } = machine;
  if (name === 'GS ( L' && parameters.length === 2 && second === 50 && stored)
    return { used, effects: alone(machine, { ...stored, align }, stored.bytesPerRow * 8) };
  return refuse(`unknown function ${name} ${first} ${second}`);
};

/** GS 8 L 112: a picture into the store, printed by function 50. */
const graphics: Read = (at, machine) => {
  if (at.length < 17) return null;
  const length = word(at, 3) | (word(at, 5) << 16);
  const used = 7 + length;
  const [width, rows] = [word(at, 13), word(at, 15)];
  const bytesPerRow = Math.ceil(width / 8);
  const head = Buffer.from(at.subarray(7, 13)).toString('hex');
  if (at[2] !== 0x4c || head !== '307030010131') refuse('graphics of another kind');
  if (length !== 10 + bytesPerRow * rows || length === 10) refuse(`graphics of ${width} by ${rows} in ${length} bytes`);
  if (at.length < used) return null;
  machine.stored = { kind: 'picture', bytesPerRow, rows, bits: at.slice(17, used), align: 0 };
  return { used, effects: [] };
};

/** Commands whose length is in them. */
export const VARIABLE: Readonly<Record<string, Read>> = {
  '1014': discard,
  '1d56': cutCommand,
  '1d76': rasterPicture,
  '1c28': functionOf,
  '1d28': functionOf,
  '1d38': graphics
};
