import type { CryptoKey } from 'jose';
import type { Calendar } from './calendar/rules.ts';
import type { Changes } from './changes.ts';
import type { Card } from './contract/card.ts';
import type { StaffRole } from './contract/case-state.ts';
import type { Centre } from './contract/wire.ts';
import type { Database } from './database/database.ts';
import type { Sealing } from './database/sealing.ts';
import type { LicenceLibrary } from './licences/library.ts';
import type { NoticeKeys } from './notice-keys.ts';
import type { SignIn } from './staff/sign-in.ts';

/** What only a demonstration shows: where its terminal is, invented people to tap, accounts anybody may use. */
export interface Demonstration {
  readonly agentUrl: string;
  readonly accounts: readonly {
    readonly username: string;
    readonly password: string;
    readonly name: string;
    readonly role: StaffRole;
  }[];
  readonly cards: readonly {
    readonly id: string;
    readonly label: string;
    readonly note: string;
    readonly card: Card;
  }[];
}

/** What every room is given: where to keep things, what time it is, which centre this is. Made once in `server/start.ts`. */
export interface Context {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly now: () => Date;
  /** Which days are worked, as it is known now: a year that is announced while the server runs counts at once. */
  readonly calendar: () => Calendar;
  readonly centre: Omit<Centre, 'today'>;
  /** Where browsers reach this server from outside: what links and codes lead to. */
  readonly publicUrl: string;
  /** Proxies before this server, by address: whom they forward for is believed. */
  readonly trustedProxies: readonly string[];
  readonly licences: LicenceLibrary;
  readonly signIn: SignIn;
  /** Hears of every change of a case or a call, whichever server made it. */
  readonly changes: Changes;
  /** The agent on the same desk as a window's browser, whose reader it uses. */
  readonly deskAgent: string;
  /** null at a centre. */
  readonly demonstration: Demonstration | null;
  /** Terminals seal submissions to this key (ECDH-ES, P-256). */
  readonly submissionKey: { readonly publicJwk: Record<string, string>; readonly privateKey: CryptoKey };
  /** Notices are signed with the newest of them (Ed25519). */
  readonly noticeKeys: NoticeKeys;
}
