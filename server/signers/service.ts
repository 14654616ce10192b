import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Signer } from '../contract/case-wire.ts';
import { maskPersonName } from '../contract/person-name.ts';
import type { Signature } from '../contract/wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import type { SignerPerson } from './rules.ts';
import { caseSigners, signingLinks } from './schema.ts';

const PERSON = 'case_signers.person';
const SIGNATURE = 'case_signers.signature';

type SignerRow = typeof caseSigners.$inferSelect;
export type SigningWay = NonNullable<SignerRow['way']>;

const indexOf = (context: Context, idNumber: string): Uint8Array =>
  context.sealing.index('case_signers.id_number', idNumber.toUpperCase());

/** Somebody who signs, seals off. Never leaves the server like this. */
export interface OpenSigner {
  readonly position: number;
  readonly person: SignerPerson;
  readonly way: SigningWay | null;
  readonly signature: Signature | null;
  readonly signedAt: Date | null;
}

const opened = (context: Context, row: SignerRow): OpenSigner => ({
  position: row.position,
  person: JSON.parse(context.sealing.open(PERSON, row.person)) as SignerPerson,
  way: row.way,
  signature: row.signature && (JSON.parse(context.sealing.open(SIGNATURE, row.signature)) as Signature),
  signedAt: row.signedAt
});

/** As screens show them. */
const signerView = ({ position, person, way, signedAt }: OpenSigner): Signer => ({
  position,
  name: maskPersonName(person.name),
  relation: person.relation,
  way,
  signedAt: signedAt?.toISOString() ?? null,
  byPhone: person.idNumber !== ''
});

const ofCase = (context: Context, caseId: string) =>
  and(eq(caseSigners.communityCode, context.centre.communityCode), eq(caseSigners.caseId, caseId));
const ofPlace = (context: Context, caseId: string, position: number) =>
  and(ofCase(context, caseId), eq(caseSigners.position, position));

/** Writes down whose signatures a new case needs. */
export async function enlistSigners(
  context: Context,
  tx: Transaction,
  caseId: string,
  people: readonly SignerPerson[]
): Promise<void> {
  if (people.length === 0) return;
  await tx.insert(caseSigners).values(
    people.map((person, index) => ({
      communityCode: context.centre.communityCode,
      caseId,
      position: index + 1,
      idNumberIndex: person.idNumber === '' ? null : indexOf(context, person.idNumber),
      person: context.sealing.seal(PERSON, JSON.stringify(person))
    }))
  );
}

/** Everybody who signs a case, in order. */
export async function signersIn(context: Context, queries: Queries, caseId: string): Promise<OpenSigner[]> {
  const rows = await queries
    .select()
    .from(caseSigners)
    .where(ofCase(context, caseId))
    .orderBy(asc(caseSigners.position));
  return rows.map((row) => opened(context, row));
}

/** The same for several cases, as screens show them. */
export async function signersOfCases(
  context: Context,
  queries: Queries,
  caseIds: readonly string[]
): Promise<(caseId: string) => Signer[]> {
  const rows = await queries
    .select()
    .from(caseSigners)
    .where(and(eq(caseSigners.communityCode, context.centre.communityCode), inArray(caseSigners.caseId, [...caseIds])))
    .orderBy(asc(caseSigners.position));
  const byCase = Map.groupBy(rows, (row) => row.caseId);
  return (caseId) => (byCase.get(caseId) ?? []).map((row) => signerView(opened(context, row)));
}

/** Somebody of a case who has not signed yet; null where they have, or are nobody. */
export async function waitingSigner(
  context: Context,
  queries: Queries,
  caseId: string,
  position: number
): Promise<OpenSigner | null> {
  const [row] = await queries
    .select()
    .from(caseSigners)
    .where(and(ofPlace(context, caseId, position), isNull(caseSigners.way)));
  return row ? opened(context, row) : null;
}

/** Notes that somebody has signed, and how; a link that was made for them opens nothing any more. */
export async function markSigned(
  context: Context,
  tx: Transaction,
  caseId: string,
  position: number,
  way: SigningWay,
  signature: Signature | null
): Promise<void> {
  await tx
    .update(caseSigners)
    .set({
      way,
      signedAt: context.now(),
      signature: signature && context.sealing.seal(SIGNATURE, JSON.stringify(signature))
    })
    .where(ofPlace(context, caseId, position));
  await tx
    .delete(signingLinks)
    .where(
      and(
        eq(signingLinks.communityCode, context.centre.communityCode),
        eq(signingLinks.caseId, caseId),
        eq(signingLinks.position, position)
      )
    );
}

/** Where the signature of the holder of a number is waited for, the newest case first. Cases that were closed meanwhile are among them. */
export const placesOf = (
  context: Context,
  queries: Queries,
  idNumber: string
): Promise<{ caseId: string; position: number }[]> =>
  queries
    .select({ caseId: caseSigners.caseId, position: caseSigners.position })
    .from(caseSigners)
    .where(
      and(
        eq(caseSigners.communityCode, context.centre.communityCode),
        eq(caseSigners.idNumberIndex, indexOf(context, idNumber)),
        isNull(caseSigners.way)
      )
    )
    .orderBy(desc(caseSigners.caseId))
    .limit(20);
