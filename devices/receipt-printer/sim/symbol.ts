import qrcode from 'qrcode';

/** A QR code that the printer draws by itself. */
export interface PrintedCode {
  readonly kind: 'code';
  readonly text: string;
  readonly moduleDots: number;
  readonly modules: { readonly size: number; get(row: number, column: number): number };
}

const LEVELS = ['L', 'M', 'Q', 'H'] as const;
const [MODEL_2, SIZE, LEVEL, DATA, PRINT] = [0x41, 0x43, 0x45, 0x50, 0x51];

/** GS ( k for cn 49: a code is set up, given its data, printed. `refuse` is called with what a printer would not take. */
export interface SymbolStore {
  /** `at` begins with the number of the function. */
  take(at: Uint8Array): PrintedCode | null;
  initialise(): void;
}

export function createSymbolStore(refuse: (why: string) => never): SymbolStore {
  let moduleDots = 3;
  let level: (typeof LEVELS)[number] = 'L';
  let data: Uint8Array | null = null;

  function print(): PrintedCode {
    if (!data) return refuse('a QR code without data');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(data);
    try {
      const { modules } = qrcode.create([{ data, mode: 'byte' }], { errorCorrectionLevel: level });
      return { kind: 'code', text, moduleDots, modules };
    } catch {
      return refuse(`${data.length} bytes in a QR code of level ${level}`);
    }
  }

  return {
    take(at) {
      const [which, first = 0, second] = at;
      const wants = (length: number, isRight: boolean) => {
        if (at.length !== length || !isRight) refuse(`QR function ${which} with ${Buffer.from(at).toString('hex')}`);
      };
      switch (which) {
        case MODEL_2:
          wants(3, first >= 49 && first <= 51 && second === 0);
          return null;
        case SIZE:
          wants(2, first >= 1 && first <= 16);
          moduleDots = first;
          return null;
        case LEVEL:
          wants(2, first >= 48 && first <= 51);
          level = LEVELS[first - 48] ?? 'L';
          return null;
        case DATA:
          wants(at.length, first === 48 && at.length > 2);
          data = at.slice(2);
          return null;
        case PRINT:
          wants(2, first === 48);
          return print();
        default:
          return refuse(`QR function ${which}`);
      }
    },
    initialise() {
      moduleDots = 3;
      level = 'L';
      data = null;
    }
  };
}
