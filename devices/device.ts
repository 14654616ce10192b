import type { Card } from '../server/contract/card.ts';
import type { Result } from '../server/contract/result.ts';
import type { Slip } from '../server/contract/slip.ts';
import type { TicketSlip } from '../server/contract/ticket-slip.ts';

/**
 * What the agent knows of its devices, and no more. Drivers implement these over byte ports; simulators sit below the
 * byte port, so that every test runs the real driver.
 */
export type DeviceStatus<FaultCode extends string> =
  | { readonly state: 'absent' }
  | { readonly state: 'ready' }
  | { readonly state: 'busy' }
  | { readonly state: 'fault'; readonly code: FaultCode };

/** `id-card.reader-denied`: it is plugged in, and this user of the system may not open it. */
export type ReaderFault =
  | 'id-card.reader-silent'
  | 'id-card.reader-garbage'
  | 'id-card.reader-self-test'
  | 'id-card.reader-denied';

/** Why a card was not read. Each has a sentence and a way on at the terminal. */
export type CardReadFailure =
  | 'id-card.no-reader'
  | 'id-card.no-card'
  | 'id-card.moved-too-early'
  | 'id-card.not-an-id-card'
  | 'id-card.refused'
  | 'id-card.unreadable'
  | 'id-card.reader-failed'
  | 'id-card.cancelled';

/** `told`: a card was tried and could not be read yet; the request for it goes on, and whoever holds it can do better. */
export type ReaderStatus = DeviceStatus<ReaderFault> & { readonly told?: CardReadFailure };

/** What a card is read for: nobody reads one without saying so. */
export type ReadPurpose = 'sign-in' | 'principal' | 'desk' | 'operator';

/** What a card held. */
export interface CardReading {
  readonly card: Card;
  /** The photo as it lies on the chip, 1024 bytes (WLT), where it was asked for. Whoever asked zeroes it. */
  readonly photo: Uint8Array | null;
}

export interface CardRequest {
  readonly purpose: ReadPurpose;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  readonly photo?: boolean;
}

export interface IdCardReader {
  readonly status: ReaderStatus;
  /** Called at every change of status, and when a card that was read has been lifted. */
  subscribe(listener: (event: { readonly type: 'status' } | { readonly type: 'lifted' }) => void): () => void;
  /** Waits for a card and reads it once. Reading happens on request only; between requests the plate is ignored. */
  read(request: CardRequest): Promise<Result<CardReading, CardReadFailure>>;
  close(): Promise<void>;
}

/** Reads codes held before it. It has no faults of its own: it is there, or it is not. */
export interface CodeScanner {
  readonly status: { readonly state: 'absent' } | { readonly state: 'ready' };
  /** Called at every change of status, and with the text of each code, as it was encoded. */
  subscribe(
    listener: (event: { readonly type: 'status' } | { readonly type: 'code'; readonly text: string }) => void
  ): () => void;
  close(): Promise<void>;
}

export type PrinterFault =
  | 'printer.paper-out'
  | 'printer.cover-open'
  | 'printer.cutter'
  | 'printer.paper-jam'
  | 'printer.toner-empty'
  /** It is at somebody else's pages. */
  | 'printer.busy'
  /** It does not take what we print, or what is there is no printer of this kind. */
  | 'printer.unsuitable'
  /** Its certificate is not accepted. */
  | 'printer.untrusted'
  /** Somebody took the job back. */
  | 'printer.cancelled'
  /** It is plugged in, and this user of the system may not open it. */
  | 'printer.denied'
  | 'printer.failed'
  | 'printer.silent';

/** Why a job is not known to be on paper. `printer.unconfirmed`: it was all taken, and the printer did not say how it went. */
export type PrintFailure = PrinterFault | 'printer.absent' | 'printer.unconfirmed';

/**
 * How far a job is known to have come. `confirmed`: the printer said so. `uncertain`: it may or may not lie in the tray;
 * nothing is printed again without a person saying so.
 */
export type PrintOutcome =
  | { readonly outcome: 'confirmed' }
  | { readonly outcome: 'not-started'; readonly code: PrinterFault | 'printer.absent' }
  | { readonly outcome: 'uncertain'; readonly code: PrintFailure };

/** Told on the way, and awaited: the journal writes each step down before the next is taken. */
export interface PrintProgress {
  /** Before the first byte leaves. Where this fails nothing leaves, and `print` fails with it. */
  onSending(): void | Promise<void>;
  /** The printer, or the spooler before it, has taken the whole job. */
  onSent(): void | Promise<void>;
}

/** `unknown`: it takes what it is given and says nothing of itself; paper and cover are for people to look at. */
export type PrinterStatus = (DeviceStatus<PrinterFault> | { readonly state: 'unknown' }) & {
  readonly paperLow?: boolean;
  readonly tonerLow?: boolean;
};

export interface Printer<Job> {
  readonly status: PrinterStatus;
  subscribe(listener: () => void): () => void;
  print(job: Job, progress: PrintProgress): Promise<PrintOutcome>;
  close(): Promise<void>;
}

/** What the slip printer is given. */
export interface SlipJob {
  readonly slip: Slip | TicketSlip;
  /** From the second copy on the paper says 补打. */
  readonly reprint: boolean;
  /** An earlier life of this process left a receipt unfinished: the first job of this one must not run into it. */
  readonly afterUnfinished?: boolean;
}

/** A4 pages. */
export interface Document {
  readonly pdf: Uint8Array;
  readonly name: string;
}

/** How fast is spoken: `normal` is already slower than people talk. */
export type SpeechRate = 'slow' | 'normal';

export type SpeechFault =
  /** What speaks ended with an error, or gave no sound. */
  'speech.failed' | 'speech.slow';

/** Why nothing is heard. `speech.cancelled`: whoever asked went away, or something else is to be said. */
export type SpeechFailure = SpeechFault | 'speech.absent' | 'speech.cancelled';

export interface SpeechRequest {
  readonly text: string;
  readonly rate: SpeechRate;
  /** Names as they stand in the text: a surname is often read in another way than the same character elsewhere. */
  readonly names: readonly string[];
  readonly signal?: AbortSignal;
}

/** Turns a text into sound; plays nothing itself. */
export interface Voice {
  readonly status:
    | { readonly state: 'absent' }
    | { readonly state: 'ready' }
    | { readonly state: 'fault'; readonly code: SpeechFault };
  /** Called at every change of status. */
  subscribe(listener: () => void): () => void;
  /** A WAV of the whole text. There is one voice: what is asked for now cuts off what was asked for before. */
  speak(request: SpeechRequest): Promise<Result<Uint8Array, SpeechFailure>>;
  /** Somebody has left: nothing of what was said is kept. */
  forget(): void;
  close(): Promise<void>;
}

/** How a program ended. */
export type ProgramEnd =
  | { readonly end: 'done'; readonly output: Uint8Array }
  /** It is not on this machine, or this user of the system may not run it. */
  | { readonly end: 'absent' }
  /** It said that it failed, was killed, or gave more than anybody asked for. */
  | { readonly end: 'failed' }
  /** By the signal that it was given. */
  | { readonly end: 'stopped' };

/** A program of this machine as a device: everything goes in at once, and comes out at the end. */
export interface Program {
  run(call: {
    readonly arguments: readonly string[];
    readonly settings: Readonly<Record<string, string>>;
    readonly input: Uint8Array;
    readonly largestBytes: number;
    readonly signal: AbortSignal;
  }): Promise<ProgramEnd>;
}

/** How a port ended: the cable is out, we closed it, or it takes and gives nothing any more. */
export type PortEnd = 'unplugged' | 'closed' | 'failed';

/** Bytes in and out, with the power to say that the cable is gone. The one thing below a driver. */
export interface BytePort {
  write(bytes: Uint8Array): Promise<void>;
  /** Called with whatever arrived, in pieces of any length. */
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** Called once. */
  onClose(listener: (reason: PortEnd) => void): () => void;
  close(): Promise<void>;
}

/** Opens the port of a device, whenever it is there. */
export interface PortSource {
  /** null while no device answers to this source. Rejects with `PortDenied` where the system does not allow it. */
  open(): Promise<BytePort | null>;
}

/** One thing that is plugged in and may be the device. Only the device's own answer tells. */
export interface PortCandidate {
  /** The same after it was unplugged and plugged in again, wherever: numbers of vendor and product, serial number. */
  readonly identity: string;
  /** Rejects with `PortDenied` where the system does not allow it; null where it is gone by now. */
  open(): Promise<BytePort | null>;
}

/** Finds what may be a device, without writing to anything. */
export interface PortFinder {
  find(): Promise<readonly PortCandidate[]>;
}

/** The device is there, and this user of the system may not open it. */
export class PortDenied extends Error {}
