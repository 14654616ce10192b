import type { PrintJobAnswer } from '../../../../../devices/agent/wire.ts';

/** A piece of paper that has come so far. */
export const printJob = (state: PrintJobAnswer['state'], code: PrintJobAnswer['code'] = null): PrintJobAnswer => ({
  id: 'print',
  state,
  code,
  copies: 1
});
