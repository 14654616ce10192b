/** One record of an invented person. Every one says 演示数据. */
export interface SimulatedRecord {
  readonly name: string;
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly validUntil: string | null;
  readonly parts: Readonly<Record<string, unknown>>;
}

/** How the library behaves for a person and record, instead of answering what it has. */
export type Behaviour = 'slow' | 'silent' | 'none' | 'expired' | 'mismatch' | 'fault';

/** What the simulated library knows of one person. */
export interface SimulatedHolder {
  readonly idNumber: string;
  readonly name: string;
  /** Records with values of their own. */
  readonly records: Readonly<Record<string, Partial<SimulatedRecord>>>;
  /** Has every record that anyone asks for, so that all items can be shown. */
  readonly everything: boolean;
  readonly behaviour: Readonly<Record<string, Behaviour>>;
}
