import type { Card } from '../../server/contract/card.ts';
import type { Submitted } from '../../server/contract/case-wire.ts';
import type { ControlKeys } from '../../server/contract/controls.ts';
import type { Ticket } from '../../server/contract/ticket-wire.ts';
import type { Session } from '../../server/contract/wire.ts';
import type { CodeScanner, PrinterStatus, PrintFailure, ReaderStatus, SpeechRate, Voice } from '../device.ts';
import type { PrintState } from './store.ts';

/** Shapes between the agent and the pages it serves. Browsers import these types only. */

/**
 * What the agent says of itself: `GET /agent/status`, and event `status` of `POST /agent/events`, whole every time. Beside it
 * stands event `code`, with a `ScannedCode` of the contract: something was held before the scanner.
 */
export interface AgentStatus {
  /** Grows with every answer, over restarts too: whatever arrives late is known for older than what is there. */
  readonly revision: number;
  readonly demonstration: boolean;
  /** Keys of keypads and switches that an operator set. */
  readonly controls: ControlKeys;
  readonly server: 'reachable' | 'away';
  readonly session: Session | null;
  /** 马上找人 as it stands; null while nobody calls. */
  readonly call: CallStatus | null;
  readonly devices: {
    readonly reader: ReaderStatus;
    readonly slipPrinter: PrinterStatus;
    readonly documentPrinter: PrinterStatus;
    readonly codeScanner: CodeScanner['status'];
    readonly speech: Voice['status'];
  };
  /** Applications that wait for the server. */
  readonly outbox: number;
  /** Applications that the server refused after their applicants had gone home: staff have to look at them. */
  readonly setAside: number;
}

/**
 * `POST /agent/call` with a `CallPlace` answers with it. `since` is when the bell first rang, by this machine's clock.
 * `unanswered`: nobody came in time. `not-rung`: no window heard it, with the code of why.
 */
export type CallStatus =
  | { readonly state: 'ringing'; readonly since: string }
  | { readonly state: 'taken'; readonly since: string; readonly by: string }
  | { readonly state: 'unanswered' }
  | { readonly state: 'not-rung'; readonly code: string };

/**
 * `POST /agent/ticket` with what the page says of it: the ticket, and the print job of its paper; null where that could not
 * be begun. `carries`: what was filled in goes with it. `POST /agent/print/ticket` `{id}` prints it once more,
 * `DELETE /agent/ticket/{id}` gives it back.
 */
export interface TicketAnswer {
  readonly ticket: Ticket;
  readonly printId: string | null;
  readonly carries: boolean;
}

/** `POST /agent/submit` with a `Submission`: on record at the centre, or sealed in the outbox until it answers. */
export type SubmitAnswer =
  | { readonly state: 'submitted'; readonly submitted: Submitted }
  | { readonly state: 'waiting'; readonly reference: string };

/** What came of one item of a 一件事; `refused` with the server's code: of this one there is no case. */
export type PartAnswer = SubmitAnswer | { readonly state: 'refused'; readonly code: string };

/**
 * `POST /agent/submit/bundle` `{code, submissions}`: every item of a 一件事, in the order in which they were handed in. Where
 * all of them were refused it is the refusal of the first, and nothing was handed in.
 */
export interface DoneBundle {
  readonly code: string;
  readonly parts: readonly {
    readonly itemCode: string;
    readonly answer: PartAnswer;
    readonly printId: string | null;
  }[];
}

/**
 * An application that was handed in, and the print job of its slip once there is one. `undoMs` of what was submitted is
 * what is left of it by now; what still waits here can be taken back for as long as it waits.
 */
export interface DoneApplication {
  readonly itemCode: string;
  readonly answer: SubmitAnswer;
  readonly printId: string | null;
}

/**
 * `POST /agent/undo`: the application handed in last was taken back, and its draft is there again. `slip`: the one that
 * counts no more; null where none was written yet.
 */
export interface UndoneApplication {
  readonly itemCode: string;
  readonly slip: { readonly number: string; readonly shortCode: string } | null;
  /** Of a 一件事: short codes of the slips that count no more, and the items that could not be taken back and stand. */
  readonly bundle?: { readonly shortCodes: readonly string[]; readonly stands: readonly string[] };
}

/**
 * `GET /agent/draft`: what `PUT /agent/draft` was given last in this session, as it was given; `done` once it was handed
 * in, whether or not a page heard of it. A new draft, or none, takes the place of both. `undone`: what was taken back
 * last, until something is handed in again.
 */
export interface DraftAnswer {
  readonly draft: unknown;
  readonly done: DoneApplication | null;
  /** The same of a 一件事; absent where none was handed in. */
  readonly bundle?: DoneBundle;
  readonly undone: UndoneApplication | null;
}

/**
 * Why a job did not start, or nobody knows. `printer.interrupted`: this machine was started anew before it was over.
 * `printer.not-noted`: its disk is full, and nothing is printed that would not be known of.
 */
export type PrintCode = PrintFailure | 'printer.interrupted' | 'printer.not-noted';

/** `POST /agent/print/slip` and `/document` answer with the job at once; `GET /agent/print/{id}` says how far it came. */
export interface PrintJobAnswer {
  readonly id: string;
  readonly state: PrintState;
  readonly code: PrintCode | null;
  /** How often this slip went to the printer; from the second time on it says 补打. */
  readonly copies: number;
}

/** `POST /agent/speech`: a text of at most 400 characters; answers with a WAV. Neither is kept by anybody. */
export interface SpeechOrder {
  readonly text: string;
  readonly rate: SpeechRate;
}

/** `GET /agent/bench` and event `bench` of `POST /agent/bench/events`: the simulated devices. Only where the agent runs with them. */
export interface BenchStatus {
  readonly cards: readonly {
    readonly id: string;
    readonly label: string;
    readonly note: string;
    /** What is printed on the invented card; null on one that is no ID card. */
    readonly face: Pick<Card, 'type' | 'sex' | 'birth' | 'idNumber' | 'validUntil'> | null;
  }[];
  /** The card that lies on the plate. */
  readonly card: string | null;
  readonly reader: {
    readonly connected: boolean;
    /** `denied`: the system does not let it be opened. `moved-once`: each card, when it is read first. */
    readonly condition:
      | 'well'
      | 'silent'
      | 'garbage'
      | 'self-test-failed'
      | 'denied'
      | 'moved-once'
      | 'moved-always'
      | 'damages-cards'
      | 'refuses-cards';
  };
  readonly slipPrinter: {
    readonly connected: boolean;
    /** `unconfirming`: it says how it stands, and not what came out. `off`: it forgets what it was given. */
    readonly condition: 'well' | 'cover-open' | 'knife-jammed' | 'silent' | 'unconfirming' | 'off';
    /** `linesLeft`: it ends after so many more lines, in the middle of a slip. */
    readonly paper: 'enough' | 'low' | 'out' | { readonly linesLeft: number };
  };
  readonly documentPrinter: {
    readonly connected: boolean;
    /** `busy`: with the pages of others. `stopped`: by something that it does not name. `off`: it forgets its jobs. */
    readonly condition: 'well' | 'paper-jammed' | 'cover-open' | 'stopped' | 'busy' | 'off';
    readonly paper: 'enough' | 'low' | 'out';
    readonly toner: 'enough' | 'low' | 'empty';
  };
  readonly codeScanner: {
    readonly connected: boolean;
    /** On a serial line, or a HID POS scanner as one of two makers lays its reports out. */
    readonly kind: 'serial' | 'honeywell' | 'zebra';
  };
  /** Newest first. `picture`, `bytes` and `file` are addresses at the agent. */
  readonly slips: readonly {
    readonly id: string;
    readonly at: string;
    readonly picture: string;
    /** What the printer was given for it. */
    readonly bytes: string;
    /** What its QR codes say. */
    readonly codes: readonly string[];
    /** `torn`: the piece that hung in the printer when its paper was over. */
    readonly end: 'cut' | 'torn';
  }[];
  readonly documents: readonly {
    readonly id: string;
    readonly at: string;
    readonly name: string;
    readonly file: string;
  }[];
}

type Device = 'reader' | 'slipPrinter' | 'documentPrinter' | 'codeScanner';

/** `POST /agent/bench` does what is given, `act` first, and answers with a `BenchStatus`. */
export interface BenchChange extends Partial<{ readonly [Name in Device]: Partial<BenchStatus[Name]> }> {
  /** `put-right`: everything as new, no card on the plate. `cancel-documents`: by the A4 printer's own button. */
  readonly act?: 'put-right' | 'cancel-documents';
  /** A card tapped, or (null) lifted. */
  readonly card?: string | null;
  /** What a code says that is held before the scanner: in UTF-8, or, as some are, in GBK. */
  readonly code?: string | { readonly gbk: string };
}

/** `POST /agent/desk/read`: a card read for the window in the same browser, and where that window is. */
export interface DeskReading {
  /** The id of the reading, for a visit on which another card is read. */
  readonly readId: string;
  /** The window's page with the id of what was read; it holds no number. */
  readonly address: string;
}
