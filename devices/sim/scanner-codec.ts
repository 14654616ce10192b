import type { CodeParser } from '../code-scanner/codec.ts';
import { createHidPosParser } from '../code-scanner/hid-pos.ts';
import { createLineParser } from '../code-scanner/lines.ts';
import type { SimulatedScanner } from '../code-scanner/sim/scanner.ts';

/** Reads whatever scanner is there; at a centre an operator says which one that is. */
export function createCodecOf(scanner: Pick<SimulatedScanner, 'kind'>): CodeParser {
  const reports = createHidPosParser();
  const parsers = { serial: createLineParser(), honeywell: reports, zebra: reports };
  return {
    push: (bytes) => parsers[scanner.kind].push(bytes),
    reset: () => parsers[scanner.kind].reset()
  };
}
