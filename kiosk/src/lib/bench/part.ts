import type { BenchChange, BenchStatus } from '../../../../devices/agent/wire.ts';

/** What each device on the bench is shown from, and how a hand reaches it. */
export interface PartProps {
  readonly bench: BenchStatus;
  readonly onchange: (next: BenchChange) => void;
}
