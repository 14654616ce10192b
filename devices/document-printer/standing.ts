import { assertNever } from '../../server/contract/result.ts';
import type { PrinterFault } from '../device.ts';
import type { IppFailure } from './client.ts';
import type { PrinterDescription } from './description.ts';
import { takesForms } from './ticket.ts';

/** How a printer stands, for whoever waits for a page: null where it can print. What runs low still prints. */
export interface Standing {
  readonly fault: PrinterFault | null;
  readonly paperLow: boolean;
  readonly tonerLow: boolean;
}

/**
 * Beginnings of printer-state-reasons (RFC 8011 §5.4.12, PWG 5100.9), the gravest first. Only beginnings are compared:
 * reasons come with or without a severity behind them, which says more of the maker than of the fault, and some printers
 * cut them short.
 */
const FAULTS: readonly (readonly [string, PrinterFault])[] = [
  ['media-jam', 'printer.paper-jam'],
  ['cover-open', 'printer.cover-open'],
  ['door-open', 'printer.cover-open'],
  ['interlock-open', 'printer.cover-open'],
  ['media-needed', 'printer.paper-out'],
  ['media-empty', 'printer.paper-out'],
  ['input-tray-missing', 'printer.paper-out'],
  ['toner-empty', 'printer.toner-empty'],
  ['marker-supply-empty', 'printer.toner-empty'],
  ['marker-supply-missing', 'printer.toner-empty'],
  ['marker-waste-full', 'printer.failed'],
  ['output-area-full', 'printer.failed'],
  ['output-tray-missing', 'printer.failed'],
  ['spool-area-full', 'printer.failed'],
  ['paused', 'printer.failed'],
  // Said by a spooler of a printer that it cannot reach.
  ['offline', 'printer.silent'],
  ['shutdown', 'printer.silent'],
  ['connecting-to-device', 'printer.silent'],
  ['timed-out', 'printer.silent']
];

/** Said of one tray, even while another holds what is needed. */
const OF_ONE_TRAY = /^(?:media-empty|input-tray-missing)/;
const IS_REPORT = /-repo?r?t?$/;

/** `level` of a tray: sheets, or -3 for some (PWG 5100.13 §5.6.6, RFC 3805 prtInputCurrentLevel). */
function holdsPaper(tray: string): boolean {
  const level = Number(/(?:^|;)level=(-?\d+)/.exec(tray)?.[1] ?? Number.NaN);
  return level > 0 || level === -3;
}

/** True where an empty tray is one of several, or of no weight for the printer itself. */
function isSpare(reason: string, trays: readonly string[]): boolean {
  if (!OF_ONE_TRAY.test(reason)) return false;
  return trays.length > 0 ? trays.some(holdsPaper) : IS_REPORT.test(reason);
}

/** How a printer stands by its own word; `jobReasons` are those of the job that is being followed, if any. */
export function standingOf(printer: PrinterDescription, jobReasons: readonly string[] = []): Standing {
  const reasons = [...printer.reasons, ...jobReasons].filter((reason) => !isSpare(reason, printer.trays));
  const says = (beginning: string) => reasons.some((reason) => reason.startsWith(beginning));
  const named = FAULTS.find(([beginning]) => says(beginning))?.[1];
  // Its reasons need not name what stopped it.
  const unnamed = printer.state === 'stopped' || !printer.accepting ? 'printer.failed' : null;
  return {
    fault: takesForms(printer) ? (named ?? unnamed) : 'printer.unsuitable',
    paperLow: says('media-low'),
    tonerLow: says('toner-low') || says('marker-supply-low')
  };
}

/** What is wrong with a printer that did not do what it was asked. */
export function faultOfFailure(failure: IppFailure): PrinterFault | 'printer.absent' {
  switch (failure) {
    case 'ipp.unreachable':
      return 'printer.absent';
    case 'ipp.untrusted':
      return 'printer.untrusted';
    case 'ipp.lost':
      return 'printer.silent';
    case 'ipp.http':
    case 'ipp.garbled':
    case 'ipp.format-unsupported':
    case 'ipp.attributes-unsupported':
    case 'ipp.operation-unsupported':
      return 'printer.unsuitable';
    case 'ipp.job-canceled':
      return 'printer.cancelled';
    case 'ipp.busy':
      return 'printer.busy';
    case 'ipp.forbidden':
    case 'ipp.not-possible':
    case 'ipp.not-found':
    case 'ipp.device-error':
    case 'ipp.refused':
      return 'printer.failed';
    default:
      return assertNever(failure);
  }
}
