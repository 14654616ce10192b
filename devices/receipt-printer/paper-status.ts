import type { PrinterFault } from '../device.ts';
import { hasAny } from './answers.ts';
import type { StatusQuestion } from './profiles.ts';

/** What a printer said of itself. */
export interface PaperStatus {
  readonly fault: PrinterFault | null;
  readonly paperLow: boolean;
}

type Meaning = 'paperOut' | 'coverOpen' | 'cutter' | 'failed';

/** What people can do most about comes first: a printer without paper also says that it is off line. */
const FAULTS: readonly (readonly [Meaning, PrinterFault])[] = [
  ['paperOut', 'printer.paper-out'],
  ['coverOpen', 'printer.cover-open'],
  ['cutter', 'printer.cutter'],
  ['failed', 'printer.failed']
];

/** What the answers to a profile's questions mean together, one byte a question. */
export function paperStatusOf(questions: readonly StatusQuestion[], answers: readonly number[]): PaperStatus {
  const says = (meaning: Meaning | 'paperLow') =>
    questions.some((question, index) => hasAny(answers[index] ?? 0, question[meaning]));
  const [, fault = null] = FAULTS.find(([meaning]) => says(meaning)) ?? [];
  return { fault, paperLow: says('paperLow') };
}
