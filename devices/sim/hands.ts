import type { BenchChange, BenchStatus } from '../agent/wire.ts';
import type { SimulatedScanner } from '../code-scanner/sim/scanner.ts';
import type { SimulatedDocumentPrinter } from '../document-printer/sim/printer.ts';
import { STATUS } from '../id-card/frame.ts';
import type { ReaderFaults, SimulatedReader } from '../id-card/sim/reader.ts';
import type { SimulatedPrinter } from '../receipt-printer/sim/printer.ts';

/** The simulated devices of one terminal. */
export interface SimulatedDevices {
  readonly reader: SimulatedReader;
  readonly slipPrinter: SimulatedPrinter;
  readonly documentPrinter: SimulatedDocumentPrinter;
  readonly scanner: SimulatedScanner;
}

/** How the devices stand, as hands left them. */
export type Standings = Pick<BenchStatus, 'reader' | 'slipPrinter' | 'documentPrinter' | 'codeScanner'>;

/** Everything plugged in, filled up and well. */
const AS_NEW: Standings = {
  reader: { connected: true, condition: 'well' },
  slipPrinter: { connected: true, condition: 'well', paper: 'enough' },
  documentPrinter: { connected: true, condition: 'well', paper: 'enough', toner: 'enough' },
  codeScanner: { connected: true, kind: 'serial' }
};

const READER_FAULTS: Readonly<Record<Standings['reader']['condition'], ReaderFaults>> = {
  well: {},
  silent: { silent: true },
  garbage: { garbage: true },
  'self-test-failed': { status: STATUS.selfTestFailed },
  denied: {},
  'moved-once': { moves: 1 },
  'moved-always': { moves: Number.POSITIVE_INFINITY },
  'damages-cards': { wrongChecks: Number.POSITIVE_INFINITY },
  'refuses-cards': { refusesCards: true }
};

const STOPS = { 'paper-jammed': 'media-jam', 'cover-open': 'door-open', stopped: 'paused' } as const;
const stopOf = (condition: Standings['documentPrinter']['condition']) =>
  condition in STOPS ? STOPS[condition as keyof typeof STOPS] : null;

/** What hands do to the devices: cables, covers, paper, whatever else can be wrong with each. */
export function createHands({ reader, slipPrinter, documentPrinter, scanner }: SimulatedDevices) {
  let now = AS_NEW;

  function turnReader(next: NonNullable<BenchChange['reader']>): void {
    now = { ...now, reader: { ...now.reader, ...next } };
    const { connected, condition } = now.reader;
    reader.misbehave(READER_FAULTS[condition]);
    reader.setForbidden(condition === 'denied');
    reader.setConnected(connected);
  }

  function turnSlipPrinter(next: NonNullable<BenchChange['slipPrinter']>): void {
    now = { ...now, slipPrinter: { ...now.slipPrinter, ...next } };
    const { connected, condition } = now.slipPrinter;
    slipPrinter.setPower(condition !== 'off');
    slipPrinter.setSilent(condition === 'silent');
    slipPrinter.setConfirming(condition !== 'unconfirming');
    slipPrinter.setCutterJammed(condition === 'knife-jammed');
    slipPrinter.setCover(condition === 'cover-open');
    slipPrinter.setConnected(connected);
    const { paper } = next;
    if (paper === undefined) return;
    slipPrinter.setPaper(typeof paper === 'string' ? paper : 'enough');
    if (typeof paper === 'object') slipPrinter.endPaperAfter(paper.linesLeft);
  }

  function turnDocumentPrinter(next: NonNullable<BenchChange['documentPrinter']>): void {
    now = { ...now, documentPrinter: { ...now.documentPrinter, ...next } };
    const { connected, condition, paper, toner } = now.documentPrinter;
    const isOn = condition !== 'off';
    if (!isOn) documentPrinter.restart();
    documentPrinter.setConnected(connected && isOn);
    documentPrinter.setBusy(condition === 'busy');
    documentPrinter.setStopped(stopOf(condition));
    documentPrinter.setToner(toner);
    documentPrinter.setPaper(paper);
  }

  function turnScanner(next: NonNullable<BenchChange['codeScanner']>): void {
    now = { ...now, codeScanner: { ...now.codeScanner, ...next } };
    scanner.setKind(now.codeScanner.kind);
    scanner.setConnected(now.codeScanner.connected);
  }

  function turn(next: Partial<{ readonly [Name in keyof Standings]: Partial<Standings[Name]> }>): void {
    if (next.reader) turnReader(next.reader);
    if (next.slipPrinter) turnSlipPrinter(next.slipPrinter);
    if (next.documentPrinter) turnDocumentPrinter(next.documentPrinter);
    if (next.codeScanner) turnScanner(next.codeScanner);
  }

  return {
    /** A roll ends by itself, where its printer was told to let it end. */
    standings: (): Standings => ({ ...now, slipPrinter: { ...now.slipPrinter, paper: slipPrinter.paper } }),
    turn,
    putRight: (): void => turn(AS_NEW),
    /** The hand that lays the next card down moves it as much as the last one. */
    steady(): void {
      reader.misbehave(READER_FAULTS[now.reader.condition]);
    }
  };
}
