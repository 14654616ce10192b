import type { Context } from '../context.ts';
import type { SensitiveClass } from '../contract/item.ts';
import type { Evidence, RelationKind } from '../contract/relation.ts';
import type { ConsentWay } from '../contract/sitting.ts';
import type { CaseSignature } from '../contract/wire.ts';
import type { KnownValue } from '../prefill/rules.ts';

/** What an application holds about people, sealed as one in `cases.content`. */
export interface CaseContent {
  readonly applicant: CasePerson | null;
  readonly agent: CasePerson | null;
  /** What the agent is to the applicant, and by what that is known. Cases of earlier releases do not say. */
  readonly relation?: { readonly kind: RelationKind; readonly evidence: Evidence; readonly expiresOn: string } | null;
  readonly answers: Readonly<Record<string, Pick<KnownValue, 'value' | 'provenance'>>>;
  readonly ways: Readonly<Record<string, 'promise' | 'bring'>>;
  readonly consents: readonly SensitiveClass[];
  readonly signature: CaseSignature | null;
  /** The session it was filed in, which may take it back at once. Cases of earlier releases do not say. */
  readonly sessionId?: string;
  /** When the records it was filled in from had all been asked for. */
  readonly prefilledAt?: string;
  /** Something was promised, and nobody could be asked whether they may: the window looks. */
  readonly creditUnchecked?: boolean;
  /** 窗口代填: who filled it in for the resident, as they were called then, and how the consents were given. */
  readonly atWindow?: { readonly by: string; readonly consents: ConsentWay | null };
  /** Name of the 一件事 it was handed in with, as it was called then. */
  readonly bundle?: string;
}

export interface CasePerson {
  readonly name: string;
  readonly idNumber: string;
}

/** What staff wrote when a case was decided or turned away. */
export interface CaseReasons {
  readonly reasons: readonly string[];
  readonly remedy: string | null;
}

const seals = <T>(purpose: string) => ({
  seal: (context: Pick<Context, 'sealing'>, value: T): Uint8Array =>
    context.sealing.seal(purpose, JSON.stringify(value)),
  open: (context: Pick<Context, 'sealing'>, sealed: Uint8Array): T =>
    JSON.parse(context.sealing.open(purpose, sealed)) as T
});

export const contentSeal = seals<CaseContent>('cases.content');
export const missingSeal = seals<readonly string[]>('cases.missing');
export const reasonsSeal = seals<CaseReasons>('cases.reasons');
export const noteSeal = seals<string>('case_events.note');
