import type { CryptoKey } from 'jose';
import type { Centre } from './contract/wire.ts';
import type { Database } from './database/database.ts';
import type { Sealing } from './database/sealing.ts';
import type { LicenceLibrary } from './licences/library.ts';

/** What every room is given: where to keep things, what time it is, which centre this is. Made once in `server/start.ts`. */
export interface Context {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly now: () => Date;
  readonly centre: Omit<Centre, 'today'>;
  readonly licences: LicenceLibrary;
  /** Terminals seal submissions to this key (ECDH-ES, P-256). */
  readonly submissionKey: { readonly publicJwk: Record<string, string>; readonly privateKey: CryptoKey };
}
