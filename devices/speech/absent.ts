import { fail } from '../../server/contract/result.ts';
import type { Voice } from '../device.ts';

/** A terminal that says nothing. */
export const noVoice: Voice = {
  status: { state: 'absent' },
  subscribe: () => () => undefined,
  speak: async () => fail('speech.absent'),
  forget: () => undefined,
  close: async () => undefined
};
