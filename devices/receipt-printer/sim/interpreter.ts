import {
  createMachine,
  type Effect,
  FIXED,
  feed,
  type Machine,
  type Model,
  marks,
  refuse,
  type Step,
  VARIABLE
} from './commands.ts';

/**
 * Reads ESC/POS as a printer does, by Epson's reference and not by our encoder: an unknown command or a parameter outside
 * its range is a failure, a text is GB 18030, a picture is kept bit by bit. Nothing here is shared with `codec.ts`.
 */
export interface Interpreter {
  /** Reads the head of `bytes`, which is not kept; null while it is not whole. Throws UnknownCommand. */
  step(bytes: Uint8Array): Step | null;
  /** Takes bytes as they arrive; gives what a printer would do, in order. Throws UnknownCommand. */
  push(bytes: Uint8Array): Effect[];
}

const STANDARD: Model = { dots: 576, font: 'gbk', fourByteCodes: false, chineseSize: 'with-latin' };

const decoder = new TextDecoder('gb18030', { fatal: true });

/** A character of Chinese by its code, if the model's font has it. */
function characterOf(code: Uint8Array, { font, fourByteCodes }: Model): string {
  const [lead = 0, trail = 0] = code;
  const name = Buffer.from(code).toString('hex');
  if (code.length === 4 && !fourByteCodes) refuse(`four-byte code ${name}`);
  if (code.length === 2 && (trail < 0x40 || trail === 0x7f || trail === 0xff)) refuse(`no such code ${name}`);
  const isRow = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7);
  if (font === 'gb2312' && !(code.length === 2 && isRow && trail >= 0xa1)) refuse(`${name} in a font of GB 2312`);
  const character = decoder.decode(code);
  if (lead === 0xfe || /\p{Co}/u.test(character)) refuse(`${name}, which no two fonts agree upon`);
  return character;
}

function chineseAt(at: Uint8Array, { buffer, model }: Machine): Step | null {
  const [first, second] = at;
  if (first === 0x80 || first === 0xff) refuse(`byte ${first}`);
  if (!buffer.style.chinese) refuse('Chinese while Chinese is off');
  if (second === undefined) return null;
  const length = second >= 0x30 && second <= 0x39 ? 4 : 2;
  if (at.length < length) return null;
  return { used: length, effects: marks(buffer.put(characterOf(at.subarray(0, length), model), true)) };
}

function commandAt(at: Uint8Array, machine: Machine): Step | null {
  if (at.length < 2) return null;
  const name = Buffer.from(at.subarray(0, 2)).toString('hex');
  const fixed = FIXED[name];
  if (!fixed) return (VARIABLE[name] ?? refuse(`unknown command ${name}`))(at, machine);
  const [length, act] = fixed;
  const used = 2 + length;
  return at.length < used ? null : { used, effects: act(machine, at.subarray(2, used)) ?? [] };
}

function stepOf(at: Uint8Array, machine: Machine): Step | null {
  const { buffer } = machine;
  const [first] = at;
  switch (first) {
    case undefined:
      return null;
    case 0x00:
    case 0x0d:
      return { used: 1, effects: [] };
    case 0x0a:
      return { used: 1, effects: buffer.isEmpty ? feed(machine, buffer.style.spacing) : marks(buffer.end()) };
    case 0x7f:
      return refuse(`byte ${first}`);
    default:
      if (first < 0x20) return commandAt(at, machine);
      if (first > 0x7f) return chineseAt(at, machine);
      return { used: 1, effects: marks(buffer.put(String.fromCharCode(first), false)) };
  }
}

/** A printer of some model, Epson's of 80 mm where nothing else is said. */
export function createInterpreter(given: Partial<Model> = {}): Interpreter {
  const machine = createMachine({ ...STANDARD, ...given });
  let kept: Uint8Array = new Uint8Array();
  return {
    step: (bytes) => stepOf(bytes, machine),
    push(bytes) {
      let at: Uint8Array = Buffer.concat([kept, bytes]);
      const effects: Effect[] = [];
      for (let taken = stepOf(at, machine); taken; taken = stepOf(at, machine)) {
        effects.push(...taken.effects);
        at = at.subarray(taken.used);
      }
      kept = at;
      return effects;
    }
  };
}
