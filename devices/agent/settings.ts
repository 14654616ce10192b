import { resolve } from 'node:path';
import type { ControlKeys } from '../../server/contract/controls.ts';
import { StartFailure } from '../../server/process/start-failure.ts';
import { type DeviceSettings, readDeviceSettings } from '../settings.ts';
import { readControlKeys } from './controls.ts';

/** What a centre sets for one terminal. Everything is checked at the start; every mistake is named in one sentence. */
export interface AgentSettings extends DeviceSettings {
  readonly port: number;
  readonly serverUrl: string;
  /** Of this agent alone: credential, outbox, journal. */
  readonly folder: string;
  readonly enrolmentCode: string | null;
  /** The diagonal of the screen; null where nobody has measured it. */
  readonly screenInches: number | null;
  readonly controls: ControlKeys;
}

const SMALLEST_INCHES = 10;
const LARGEST_INCHES = 100;

const DEMONSTRATION_SETTINGS = ['DEMONSTRATION', 'SIMULATE', 'SIMULATED_DEVICES', 'DEMONSTRATION_CARDS'];
type Environment = Readonly<Record<string, string | undefined>>;

/** Settings from the environment. Throws a StartFailure with one sentence a line for all mistakes together. */
export function readAgentSettings(environment: Environment): AgentSettings {
  const mistakes: string[] = [];
  for (const name of DEMONSTRATION_SETTINGS)
    if (environment[name]) mistakes.push(`${name} belongs to the demonstration (npm start); a terminal refuses it.`);
  const port = Number(environment.AGENT_PORT || 5181);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    mistakes.push(`AGENT_PORT must be a port number from 0 to 65535, not "${environment.AGENT_PORT}".`);
  const serverUrl = environment.SERVER_URL ?? '';
  const parsed = URL.canParse(serverUrl) ? new URL(serverUrl) : null;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    mistakes.push('SERVER_URL must be the address of the centre’s server, such as https://centre.example.');
  const screenInches = environment.SCREEN_INCHES ? Number(environment.SCREEN_INCHES) : null;
  if (screenInches !== null && !(screenInches >= SMALLEST_INCHES && screenInches <= LARGEST_INCHES))
    mistakes.push(
      `SCREEN_INCHES must be the diagonal of the screen in inches, such as 21.5, not "${environment.SCREEN_INCHES}".`
    );
  const devices = readDeviceSettings(environment, mistakes);
  const controls = readControlKeys(environment, mistakes);
  if (mistakes.length > 0) throw new StartFailure(mistakes.join('\n'));
  return {
    port,
    serverUrl: parsed?.origin ?? '',
    folder: resolve(environment.DATA_DIR || './data', 'agent'),
    enrolmentCode: environment.ENROLMENT_CODE?.trim() || null,
    screenInches,
    controls,
    ...devices
  };
}
