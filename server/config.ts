import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { StartFailure } from './process/start-failure.ts';

/** What a centre sets. Everything is checked at the start, and every mistake is named in one sentence. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly postgresBinaries: string | undefined;
  readonly keysFile: string;
  readonly publicUrl: string;
  /** Addresses of proxies before this server. */
  readonly trustedProxies: readonly string[];
  /** Where the agent of a window's own desk answers, seen from that desk. */
  readonly deskAgent: string;
  readonly licenceLibrary: { readonly url: string; readonly token: string } | null;
  readonly community: {
    readonly code: string;
    readonly name: string;
    readonly address: string;
    readonly phone: string;
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Words that only a demonstration knows; a centre that has them set has copied the wrong file. */
const DEMONSTRATION_SETTINGS = ['DEMONSTRATION', 'SIMULATE', 'SIMULATED_DEVICES', 'DEMONSTRATION_CARDS'];

function portOf(name: string, text: string | undefined, standard: number, mistakes: string[]): number {
  const port = text === undefined || text === '' ? standard : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    mistakes.push(`${name} must be a port number from 0 to 65535, not "${text}".`);
  return port;
}

function urlOf(name: string, text: string, protocols: readonly string[], mistakes: string[]): string {
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
    mistakes.push(`${name} must be an address beginning with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
  return text;
}

/** Settings from the environment. Throws a StartFailure with one sentence a line for all mistakes together. */
export function readSettings(environment: Environment): Settings {
  const mistakes: string[] = [];
  for (const name of DEMONSTRATION_SETTINGS)
    if (environment[name])
      mistakes.push(`${name} belongs to the demonstration (npm start); a centre's server refuses it.`);
  const port = portOf('PORT', environment.PORT, 5180, mistakes);
  const host = environment.HOST || '127.0.0.1';
  const dataDir = resolve(environment.DATA_DIR || './data');
  const code = environment.COMMUNITY_CODE ?? '';
  if (!/^\d{12}$/.test(code)) mistakes.push('COMMUNITY_CODE must be the 12-digit statistical code of the community.');
  const required = (name: string, what: string): string => {
    const text = environment[name]?.trim() ?? '';
    if (!text) mistakes.push(`${name} is missing: ${what}.`);
    return text;
  };
  const community = {
    code,
    name: required('COMMUNITY_NAME', 'the name that slips and screens carry'),
    address: required('COMMUNITY_ADDRESS', 'where residents find the counter'),
    phone: required('COMMUNITY_PHONE', 'the number residents call')
  };
  const databaseUrl = environment.DATABASE_URL
    ? urlOf('DATABASE_URL', environment.DATABASE_URL, ['postgres:', 'postgresql:'], mistakes)
    : null;
  const libraryUrl = environment.LICENCE_LIBRARY_URL;
  if (libraryUrl) urlOf('LICENCE_LIBRARY_URL', libraryUrl, ['http:', 'https:'], mistakes);
  const publicUrl = environment.PUBLIC_URL || `http://127.0.0.1:${port}`;
  urlOf('PUBLIC_URL', publicUrl, ['http:', 'https:'], mistakes);
  const deskAgent = environment.DESK_AGENT_URL || 'http://127.0.0.1:5181';
  urlOf('DESK_AGENT_URL', deskAgent, ['http:', 'https:'], mistakes);
  const trustedProxies = (environment.TRUSTED_PROXY ?? '').split(/[\s,]+/).filter(Boolean);
  if (trustedProxies.some((address) => isIP(address) === 0))
    mistakes.push('TRUSTED_PROXY must be the address of the proxy before this server, such as 127.0.0.1.');
  if (mistakes.length > 0) throw new StartFailure(mistakes.join('\n'));
  return {
    port,
    host,
    dataDir,
    databaseUrl,
    postgresBinaries: environment.PG_BIN || undefined,
    keysFile: resolve(environment.KEYS_FILE || join(dataDir, 'keys.json')),
    publicUrl: new URL(publicUrl).origin,
    trustedProxies,
    deskAgent: new URL(deskAgent).origin,
    licenceLibrary: libraryUrl ? { url: libraryUrl, token: environment.LICENCE_LIBRARY_TOKEN ?? '' } : null,
    community
  };
}
