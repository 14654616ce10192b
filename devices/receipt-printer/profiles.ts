import { z } from 'zod';
import { fail, ok, type Result } from '../../server/contract/result.ts';

/** Numbers of bits, 0 the lowest, as the tables of printers' manuals have them. */
const bits = z.array(z.int().min(0).max(7)).default([]);

/** One question DLE EOT n that a printer answers with one byte, and what the bits of that byte mean. Any one bit is enough. */
const statusQuestion = z.strictObject({
  ask: z.int().min(1).max(4),
  /** Bits that are on, and off, in every answer: an answer is told from other bytes by them. */
  on: bits,
  off: bits,
  paperOut: bits,
  paperLow: bits,
  coverOpen: bits,
  cutter: bits,
  failed: bits
});

const hex = z
  .string()
  .regex(/^([0-9a-f]{2}( [0-9a-f]{2}){0,15})?$/i, 'must be bytes in hex with blanks between them, such as "1C 26"');

/** A half-width character of every printer's standard font is 12 dots wide. */
const CHARACTER_DOTS = 12;

const shape = z.strictObject({
  name: z.string().min(1).max(60),
  /** Width of the printing area in dots, 8 to a millimetre. */
  dots: z.int().min(192).max(832).multipleOf(8),
  /** Width of a line in half-width characters; a Chinese character takes two. */
  columns: z.int().min(16).max(69),
  /**
   * Characters its font holds in two bytes; anything else is printed as a picture of its line. `gb18030` holds in two bytes
   * what `gbk` holds: the codes it has more, row FE, changed their meaning between the editions of the standard.
   */
  font: z.enum(['gb2312', 'gbk', 'gb18030']),
  /**
   * Whether it takes the four-byte codes of GB 18030 for the 6,530 characters of CJK Extension A that every font of that
   * standard holds. A printer that does not prints their second and fourth byte as digits, in the middle of a name.
   */
  fourByteCodes: z.boolean(),
  /** Sent behind ESC @, which leaves Chinese on at some printers and off at others. */
  start: hex,
  /** Whether GS ! enlarges Chinese too, or Chinese has a command of its own, FS !, which only knows twice the size. */
  chineseSize: z.enum(['with-latin', 'own']),
  /** QR codes as pictures, or by the printer's own command where it has one. */
  code: z.enum(['raster', 'native']),
  /** GS V 66 and 65; ESC m and ESC i of older printers, which do not feed to the knife; a bar to tear at. */
  cutter: z.enum(['partial', 'full', 'old-partial', 'old-full', 'none']),
  /** Dots to feed below the last line: a margin, and the way to the knife or the bar where the printer does not know it. */
  feedDots: z.int().min(0).max(1000),
  /** The questions it answers, in the order they are put. Without any, nothing is known of paper and cover. */
  status: z.array(statusQuestion),
  /**
   * What empties the buffer of a printer that stopped in the middle of a receipt: DLE DC4 8 (Epson, Citizen), DLE ENQ 2
   * (others, some only after an error of the cutter), or switching it off.
   */
  discard: z.enum(['dle-dc4', 'dle-enq', 'none']),
  /**
   * How it says that a job is out: `process-id` by GS ( H 48, `paper-sensor` by GS r 1, which waits behind the job, or not
   * at all.
   */
  confirmation: z.enum(['process-id', 'paper-sensor', 'none'])
});

const checked = shape
  .refine(({ columns, dots }) => columns * CHARACTER_DOTS <= dots, {
    path: ['columns'],
    message: `must fit into the dots, ${CHARACTER_DOTS} to a column`
  })
  .refine(({ font, fourByteCodes }) => font === 'gb18030' || !fourByteCodes, {
    path: ['fourByteCodes'],
    message: 'can be true only with the font gb18030'
  });

/** One question of a profile's status map. */
export type StatusQuestion = z.infer<typeof statusQuestion>;

/** What one model of receipt printer can do, as data: a new model is a new entry, not new code. */
export type PrinterProfile = z.infer<typeof shape>;

const FIXED = { on: [1, 4], off: [0, 7], paperOut: [], paperLow: [], coverOpen: [], cutter: [], failed: [] };

/** DLE EOT 1 to 4 as Epson has them, and Bixolon, HPRT and most others. */
const STATUS: readonly StatusQuestion[] = [
  { ...FIXED, ask: 1, failed: [3] },
  { ...FIXED, ask: 2, coverOpen: [2], paperOut: [5], failed: [6] },
  { ...FIXED, ask: 3, cutter: [3], failed: [5, 6] },
  { ...FIXED, ask: 4, paperLow: [2, 3], paperOut: [5, 6] }
];

/** Paper of 80 mm, 72 mm printable: Epson's TM series and what follows it in everything. */
export const PAPER_80: PrinterProfile = {
  name: '80 mm',
  dots: 576,
  columns: 48,
  font: 'gbk',
  fourByteCodes: false,
  start: '1C 26',
  chineseSize: 'with-latin',
  code: 'raster',
  cutter: 'partial',
  feedDots: 48,
  status: [...STATUS],
  discard: 'dle-dc4',
  confirmation: 'process-id'
};

/** Paper of 58 mm, 48 mm printable. */
export const PAPER_58: PrinterProfile = { ...PAPER_80, name: '58 mm', dots: 384, columns: 32 };

/** Most makers other than Epson: no process ids. */
const PLAIN = { discard: 'dle-enq', confirmation: 'paper-sensor' } as const;
/** Printers that only listen. */
const ONE_WAY = { status: [], discard: 'none', confirmation: 'none' } as const satisfies Partial<PrinterProfile>;
/** Handed over a bar: the last line has to pass it. */
const TORN = { cutter: 'none', feedDots: 112 } as const;

const BUILT_IN: ReadonlyMap<string, PrinterProfile> = new Map(
  Object.entries({
    '80mm': PAPER_80,
    '58mm': PAPER_58,
    // Heads of 180 dots to the inch, such as the TM-T88's.
    '80mm-42-columns': { ...PAPER_80, name: '80 mm, 42 columns', dots: 512, columns: 42 },
    '80mm-plain': { ...PAPER_80, ...PLAIN, name: '80 mm, plain' },
    '58mm-plain': { ...PAPER_58, ...PLAIN, ...TORN, name: '58 mm, plain' },
    '58mm-gb2312': { ...PAPER_58, ...PLAIN, ...TORN, name: '58 mm, GB 2312', font: 'gb2312' },
    '80mm-one-way': { ...PAPER_80, ...ONE_WAY, name: '80 mm, one-way' },
    '58mm-one-way': { ...PAPER_58, ...ONE_WAY, ...TORN, name: '58 mm, one-way' },
    // Hwasung, sold as Compodis too: one question, all eight bits of the answer its own; reports changes unasked unless
    // GS a 0 forbids it; what GS r answers is laid out in its own way too.
    'hmk-830': {
      ...PAPER_80,
      name: 'HMK-830',
      start: '1D 61 00 1C 26',
      status: [
        { ...FIXED, ask: 2, on: [], off: [6], paperOut: [0], coverOpen: [1], failed: [2], paperLow: [3], cutter: [5] }
      ],
      discard: 'dle-enq',
      confirmation: 'none'
    },
    // Maxim: knows two of the four questions.
    'mob-58': {
      ...PAPER_58,
      ...TORN,
      name: 'MOB-58',
      status: STATUS.filter(({ ask }) => ask === 1 || ask === 4),
      discard: 'none',
      confirmation: 'none'
    }
  } satisfies Record<string, PrinterProfile>)
);

/** Why there is no such profile, with a stable code, and one sentence for an operator that names the place of the mistake. */
export interface ProfileFailure {
  readonly code: 'profile.unknown' | 'profile.unreadable' | 'profile.not-json' | 'profile.invalid';
  readonly sentence: string;
}

/** An operator's own file: the name of a profile that it is like, and only what is different. */
const fileShape = shape.partial().extend({ like: z.enum([...BUILT_IN.keys()]) });

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');

function mistakeIn(path: string, error: z.ZodError): ProfileFailure {
  const [issue] = error.issues;
  const place = placeOf(issue?.path ?? []);
  const sentence = `The printer profile ${path} is wrong${place && ` at ${place}`}: ${issue?.message}.`;
  return { code: 'profile.invalid', sentence };
}

function parse(path: string, text: string): Result<unknown, ProfileFailure> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const [place = ''] = /line \d+ column \d+/.exec(String(error)) ?? [];
    return fail({
      code: 'profile.not-json',
      sentence: `The printer profile ${path} is not JSON${place && ` at ${place}`}.`
    });
  }
}

/**
 * The profile of a receipt printer by the name of a built-in one (`80mm`), or from a JSON file by its absolute path; `read`
 * gives the file's text and may throw. Failures: `profile.unknown`, `profile.unreadable`, `profile.not-json`,
 * `profile.invalid`.
 */
export function profileOf(named: string, read: (path: string) => string): Result<PrinterProfile, ProfileFailure> {
  const builtIn = BUILT_IN.get(named);
  if (builtIn) return ok(builtIn);
  if (!named.startsWith('/')) {
    const names = [...BUILT_IN.keys()].join(', ');
    const sentence = `There is no printer profile "${named}": name one of ${names}, or a JSON file by its absolute path.`;
    return fail({ code: 'profile.unknown', sentence });
  }
  let text: string;
  try {
    text = read(named);
  } catch {
    return fail({ code: 'profile.unreadable', sentence: `The printer profile ${named} cannot be read.` });
  }
  const found = parse(named, text);
  if (!found.ok) return found;
  const given = fileShape.safeParse(found.value);
  if (!given.success) return fail(mistakeIn(named, given.error));
  const { like, ...different } = given.data;
  const whole = checked.safeParse({ ...BUILT_IN.get(like), name: named, ...different });
  return whole.success ? ok(whole.data) : fail(mistakeIn(named, whole.error));
}
