import { z } from 'zod';
import type { BenchChange } from '../agent/wire.ts';
import { gbkOf } from './gbk.ts';

const LONGEST_CODE = 2000;
/** More than any slip has. */
const MOST_LINES = 200;

const connected = z.boolean().exactOptional();
const supply = z.enum(['enough', 'low', 'out']);
const text = z.string().max(LONGEST_CODE);
const linesLeft = z.int().min(1).max(MOST_LINES);

const reader = z.strictObject({
  connected,
  condition: z
    .enum([
      'well',
      'silent',
      'garbage',
      'self-test-failed',
      'denied',
      'moved-once',
      'moved-always',
      'damages-cards',
      'refuses-cards'
    ])
    .exactOptional()
});
const slipPrinter = z.strictObject({
  connected,
  condition: z.enum(['well', 'cover-open', 'knife-jammed', 'silent', 'unconfirming', 'off']).exactOptional(),
  paper: z.union([supply, z.strictObject({ linesLeft })]).exactOptional()
});
const documentPrinter = z.strictObject({
  connected,
  condition: z.enum(['well', 'paper-jammed', 'cover-open', 'stopped', 'busy', 'off']).exactOptional(),
  paper: supply.exactOptional(),
  toner: z.enum(['enough', 'low', 'empty']).exactOptional()
});
const codeScanner = z.strictObject({ connected, kind: z.enum(['serial', 'honeywell', 'zebra']).exactOptional() });

/** What may be asked of the bench: a `BenchChange`, and nothing beside. */
export const benchChange = z.strictObject({
  act: z.enum(['put-right', 'cancel-documents']).exactOptional(),
  card: z.string().max(60).nullable().exactOptional(),
  code: z.union([text, z.strictObject({ gbk: text.refine((one) => gbkOf(one) !== null) })]).exactOptional(),
  reader: reader.exactOptional(),
  slipPrinter: slipPrinter.exactOptional(),
  documentPrinter: documentPrinter.exactOptional(),
  codeScanner: codeScanner.exactOptional()
}) satisfies z.ZodType<BenchChange>;
