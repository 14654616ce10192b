import { type Attributes, numberOf, numbersOf, textsOf } from './ipp.ts';

/** printer-state (RFC 8011 §5.4.11) and job-state (§5.3.7). */
const PRINTER_STATES = { 3: 'idle', 4: 'processing', 5: 'stopped' } as const;
const JOB_STATES = {
  3: 'pending',
  4: 'held',
  5: 'processing',
  6: 'stopped',
  7: 'canceled',
  8: 'aborted',
  9: 'completed'
} as const;

/**
 * How a printer stands and what it takes. A list is null where the printer does not say: CUPS does not, the first time it
 * is asked of a queue.
 */
export interface PrinterDescription {
  readonly state: (typeof PRINTER_STATES)[keyof typeof PRINTER_STATES];
  /** Keywords, with or without a severity behind them, sometimes cut short. */
  readonly reasons: readonly string[];
  readonly accepting: boolean;
  /** `printer-input-tray`: `key=value;` for each tray, with its `level`. */
  readonly trays: readonly string[];
  readonly operations: readonly number[];
  readonly formats: readonly string[];
  readonly media: readonly string[] | null;
  readonly sides: readonly string[] | null;
  readonly colorModes: readonly string[] | null;
}

/** One job as the printer tells it. `uuid` stays the same for one job and differs between jobs, where there is one. */
export interface JobDescription {
  readonly id: number;
  readonly uuid: string | null;
  readonly state: (typeof JOB_STATES)[keyof typeof JOB_STATES];
  readonly reasons: readonly string[];
}

/** What is asked for: some printers take seconds to tell everything. */
export const PRINTER_ATTRIBUTES = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-input-tray',
  'operations-supported',
  'document-format-supported',
  'media-supported',
  'sides-supported',
  'print-color-mode-supported'
];
export const JOB_ATTRIBUTES = ['job-id', 'job-uuid', 'job-state', 'job-state-reasons', 'job-printer-state-reasons'];

const listed = (attributes: Attributes, name: string): readonly string[] | null =>
  attributes.has(name) ? textsOf(attributes, name) : null;

/** Reads what a printer says of itself; null where its state is not in it. */
export function describePrinter(attributes: Attributes): PrinterDescription | null {
  const state = PRINTER_STATES[numberOf(attributes, 'printer-state') as keyof typeof PRINTER_STATES];
  if (!state) return null;
  return {
    state,
    reasons: textsOf(attributes, 'printer-state-reasons'),
    accepting: attributes.get('printer-is-accepting-jobs')?.[0] !== false,
    trays: textsOf(attributes, 'printer-input-tray'),
    operations: numbersOf(attributes, 'operations-supported'),
    formats: textsOf(attributes, 'document-format-supported'),
    media: listed(attributes, 'media-supported'),
    sides: listed(attributes, 'sides-supported'),
    colorModes: listed(attributes, 'print-color-mode-supported')
  };
}

/** Reads what a printer says of a job; null where its id or its state is not in it. */
export function describeJob(attributes: Attributes): JobDescription | null {
  const id = numberOf(attributes, 'job-id');
  const state = JOB_STATES[numberOf(attributes, 'job-state') as keyof typeof JOB_STATES];
  if (id === null || !state) return null;
  return {
    id,
    uuid: textsOf(attributes, 'job-uuid')[0] ?? null,
    state,
    // The second list is CUPS's: what the printer behind its queue says while this job is at it.
    reasons: [...textsOf(attributes, 'job-state-reasons'), ...textsOf(attributes, 'job-printer-state-reasons')]
  };
}
