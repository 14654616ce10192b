import type { CodeScanner } from '../device.ts';

/** A terminal without a scanner. */
export const noCodeScanner: CodeScanner = {
  status: { state: 'absent' },
  subscribe: () => () => {},
  close: async () => {}
};
