import type { ControlKeys } from '../../server/contract/controls.ts';
import type { CodeScanner, Document, IdCardReader, Printer, SlipJob, Voice } from '../device.ts';
import type { Calls } from './calls.ts';
import type { Centre } from './centre.ts';
import type { Outbox } from './outbox.ts';
import type { Printing } from './printing.ts';
import type { SessionHolder } from './session.ts';

/** The devices of one terminal. */
export interface Devices {
  readonly reader: IdCardReader;
  readonly slipPrinter: Printer<SlipJob>;
  readonly documentPrinter: Printer<Document>;
  readonly codeScanner: CodeScanner;
  readonly speech: Voice;
  close(): Promise<void>;
}

/** Everything the agent's routes work with. */
export interface AgentParts {
  readonly calls: Calls;
  readonly centre: Centre;
  readonly devices: Devices;
  readonly outbox: Outbox;
  readonly printing: Printing;
  readonly session: SessionHolder;
  /** `host:port` as the terminal's own browser writes it. */
  readonly hosts: () => readonly string[];
  /** Made at each start; only pages that this agent has served know it. */
  readonly token: string;
  readonly isDemonstration: () => boolean;
  readonly controls: ControlKeys;
  /** Where the window is, for a card read at a window's desk. */
  readonly windowUrl: string;
}
