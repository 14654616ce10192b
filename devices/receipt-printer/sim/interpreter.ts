/**
 * Reads ESC/POS as a printer does, by Epson's reference and not by our encoder: an unknown command is a failure, a text is
 * GB 18030, a picture is kept bit by bit. Nothing here is shared with `codec.ts`.
 */
export type PaperMark =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly width: number;
      readonly height: number;
      readonly bold: boolean;
      readonly align: 0 | 1 | 2;
    }
  | { readonly kind: 'picture'; readonly bytesPerRow: number; readonly rows: number; readonly bits: Uint8Array }
  | { readonly kind: 'code'; readonly text: string; readonly moduleDots: number; readonly align: 0 | 1 | 2 }
  | { readonly kind: 'feed'; readonly dots: number }
  | { readonly kind: 'cut' };

/** What a printer would do next: put something on paper, or answer the cable. */
export type Effect =
  | { readonly kind: 'mark'; readonly mark: PaperMark }
  | { readonly kind: 'ask-status'; readonly which: number }
  | { readonly kind: 'ask-paper' }
  | { readonly kind: 'job-end'; readonly id: Uint8Array };

export class UnknownCommand extends Error {}

interface Style {
  width: number;
  height: number;
  bold: boolean;
  align: 0 | 1 | 2;
  spacing: number;
  /** Off, bytes above 7F are Latin letters: a Chinese text would come out as nonsense. */
  chinese: boolean;
}

const fresh = (): Style => ({ width: 1, height: 1, bold: false, align: 0, spacing: 30, chinese: true });

/** Commands that only style what we do not draw, with the length of their parameters. */
const IGNORED: Readonly<Record<string, number>> = {
  '1b4d': 1,
  '1b20': 1,
  '1b7b': 1,
  '1b2d': 1,
  '1b24': 2,
  '1b5c': 2,
  '1b74': 1,
  '1c2d': 1,
  '1c53': 2,
  '1d42': 1,
  '1d4c': 2,
  '1d57': 2,
  '1d61': 1
};

export interface Interpreter {
  /** Takes bytes as they arrive; gives what a printer would do, in order. Throws UnknownCommand. */
  push(bytes: Uint8Array): Effect[];
}

export function createInterpreter(): Interpreter {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  let kept: Uint8Array = new Uint8Array();
  let style = fresh();
  let line: number[] = [];
  let stored: Extract<PaperMark, { kind: 'picture' }> | null = null;
  let code = { text: '', moduleDots: 3 };

  function endLine(): Effect[] {
    if (line.length === 0) return [{ kind: 'mark', mark: { kind: 'feed', dots: style.spacing } }];
    const { width, height, bold, align } = style;
    const text = decoder.decode(Uint8Array.from(line));
    line = [];
    return [{ kind: 'mark', mark: { kind: 'text', text, width, height, bold, align } }];
  }

  /** How many bytes one command takes, and what it does; null while it is not whole. */
  function take(at: Uint8Array): { readonly used: number; readonly effects: Effect[] } | null {
    const [first = 0, second = 0, third = 0] = at;
    const done = (used: number, ...effects: Effect[]) => (at.length >= used ? { used, effects } : null);
    if (first === 0x0a) return { used: 1, effects: endLine() };
    if (first === 0x0d) return { used: 1, effects: [] };
    if (first >= 0x20 && first < 0x80) {
      line.push(first);
      return { used: 1, effects: [] };
    }
    if (first >= 0x81) {
      if (!style.chinese) throw new UnknownCommand('Chinese while Chinese is off');
      if (at.length < 2) return null;
      const long = second >= 0x30 && second <= 0x39;
      if (long && at.length < 4) return null;
      line.push(...at.subarray(0, long ? 4 : 2));
      return { used: long ? 4 : 2, effects: [] };
    }
    if (at.length < 2) return null;
    const name = Buffer.from([first, second]).toString('hex');
    const ignored = IGNORED[name];
    if (ignored !== undefined) return done(2 + ignored);
    switch (name) {
      case '1b40':
        style = fresh();
        line = [];
        code = { text: '', moduleDots: 3 };
        return done(2);
      case '1c26':
        style.chinese = true;
        return done(2);
      case '1c2e':
        style.chinese = false;
        return done(2);
      case '1b61':
        if (at.length >= 3) style.align = (third % 0x30) as 0 | 1 | 2;
        return done(3);
      case '1b45':
        if (at.length >= 3) style.bold = (third & 1) === 1;
        return done(3);
      case '1b33':
        if (at.length >= 3) style.spacing = third;
        return done(3);
      case '1b32':
        style.spacing = 30;
        return done(2);
      case '1d21':
        if (at.length >= 3) {
          style.width = (third >> 4) + 1;
          style.height = (third & 0x0f) + 1;
        }
        return done(3);
      case '1b4a':
        return done(3, { kind: 'mark', mark: { kind: 'feed', dots: third } });
      case '1b64':
        return done(3, { kind: 'mark', mark: { kind: 'feed', dots: third * style.spacing } });
      case '1d56': {
        const used = third === 0x41 || third === 0x42 ? 4 : 3;
        const feed = used === 4 ? (at[3] ?? 0) : 0;
        const cut: Effect[] = [
          { kind: 'mark', mark: { kind: 'feed', dots: feed } },
          { kind: 'mark', mark: { kind: 'cut' } }
        ];
        return at.length >= 3 ? done(used, ...cut) : null;
      }
      case '1004':
        return done(3, { kind: 'ask-status', which: third });
      case '1d72':
        return done(3, { kind: 'ask-paper' });
      case '1d76':
        return rasterPicture(at);
      case '1c28':
      case '1d28':
        return functionOf(at);
      case '1d38':
        return graphics(at);
      default:
        throw new UnknownCommand(`unknown command ${name}`);
    }
  }

  function rasterPicture(at: Uint8Array) {
    if (at.length < 8) return null;
    const bytesPerRow = (at[4] ?? 0) | ((at[5] ?? 0) << 8);
    const rows = (at[6] ?? 0) | ((at[7] ?? 0) << 8);
    const used = 8 + bytesPerRow * rows;
    if (at[2] !== 0x30 || at[3] !== 0) throw new UnknownCommand('raster in another mode');
    if (at.length < used) return null;
    const mark: PaperMark = { kind: 'picture', bytesPerRow, rows, bits: at.slice(8, used) };
    return { used, effects: [{ kind: 'mark', mark } as const] };
  }

  /** `( letter pL pH` with a length of its own. */
  function functionOf(at: Uint8Array) {
    if (at.length < 5) return null;
    const length = (at[3] ?? 0) | ((at[4] ?? 0) << 8);
    const used = 5 + length;
    if (at.length < used) return null;
    const letter = String.fromCharCode(at[2] ?? 0);
    if (letter === 'H' && at[0] === 0x1d && at[6] === 0x30)
      return { used, effects: [{ kind: 'job-end', id: at.slice(7, 11) } as const] };
    if (letter === 'k' && at[0] === 0x1d && at[5] === 0x31) return { used, effects: symbol(at.subarray(6, used)) };
    if (letter === 'A' && at[0] === 0x1c) return { used, effects: [] };
    if (letter === 'L' && at[6] === 0x32 && stored) {
      const mark = stored;
      stored = null;
      return { used, effects: [{ kind: 'mark', mark } as const] };
    }
    throw new UnknownCommand(`unknown function ( ${letter}`);
  }

  /** GS ( k 49: a QR code is set up, stored, printed. `at` begins with the number of the function. */
  function symbol(at: Uint8Array): Effect[] {
    const [which, first] = at;
    if (which === 0x41 || which === 0x45) return [];
    if (which === 0x43) code = { ...code, moduleDots: first ?? 3 };
    else if (which === 0x50) code = { ...code, text: new TextDecoder('utf-8', { fatal: true }).decode(at.subarray(2)) };
    else if (which === 0x51) return [{ kind: 'mark', mark: { kind: 'code', ...code, align: style.align } }];
    else throw new UnknownCommand(`unknown function ${which} of QR codes`);
    return [];
  }

  /** GS 8 L 112: a picture into the store, printed by function 50. */
  function graphics(at: Uint8Array) {
    if (at.length < 7) return null;
    const length = (at[3] ?? 0) | ((at[4] ?? 0) << 8) | ((at[5] ?? 0) << 16);
    const used = 7 + length;
    if (at[2] !== 0x4c) throw new UnknownCommand('unknown GS 8');
    if (at.length < used) return null;
    if (at[8] !== 0x70) throw new UnknownCommand('unknown GS 8 L');
    const width = (at[13] ?? 0) | ((at[14] ?? 0) << 8);
    const rows = (at[15] ?? 0) | ((at[16] ?? 0) << 8);
    stored = { kind: 'picture', bytesPerRow: Math.ceil(width / 8), rows, bits: at.slice(17, used) };
    return { used, effects: [] };
  }

  return {
    push(bytes) {
      const joined = new Uint8Array(kept.length + bytes.length);
      joined.set(kept);
      joined.set(bytes, kept.length);
      const effects: Effect[] = [];
      let at = 0;
      for (;;) {
        const taken = at < joined.length ? take(joined.subarray(at)) : null;
        if (!taken) break;
        effects.push(...taken.effects);
        at += taken.used;
      }
      kept = joined.slice(at);
      return effects;
    }
  };
}
