import type { DeviceSettings } from '../settings.ts';
import { createProgram } from '../transport/program.ts';
import { noVoice } from './absent.ts';
import { createVoice } from './driver.ts';

/** What speaks on this machine as it is set, or nothing that does. */
export const openVoice = ({ speech }: Pick<DeviceSettings, 'speech'>) =>
  speech ? createVoice({ program: createProgram(speech.program), engine: speech.engine }) : noVoice;
