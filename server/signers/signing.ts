import { randomBytes } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import { type AttemptLimit, countWrong, mayTry } from '../attempts/service.ts';
import { actIn } from '../cases/act.ts';
import { openCase, readCase } from '../cases/service.ts';
import { isWhole, type OpenedCase } from '../cases/views.ts';
import type { Context } from '../context.ts';
import type { Signing } from '../contract/case-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { maskPersonName } from '../contract/person-name.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Signature } from '../contract/wire.ts';
import type { Transaction } from '../database/database.ts';
import { findOrRegister, type OpenResident } from '../people/service.ts';
import { authorisationText } from './rules.ts';
import { signingLinks } from './schema.ts';
import { markSigned, placesOf, type SigningWay, waitingSigner } from './service.ts';

/** A link is open for three days: long enough for whoever is away at work. */
const LINK_HOURS = 72;
/** Six digits cannot be walked through at this pace before the link ends. */
const LIMIT: AttemptLimit = { most: 5, minutes: 60 };

const SIGNABLE: readonly OpenedCase['row']['state'][] = ['received', 'supplementing'];

function signingView({ row, item, content }: OpenedCase, position: number): Signing {
  const applicant = maskPersonName(content.applicant?.name ?? '');
  const document = item.materials.find(({ signedBy }) => signedBy === 'household')?.name ?? '';
  return {
    caseId: row.id,
    position,
    itemName: item.name,
    applicant,
    document,
    text: authorisationText(applicant, item.name)
  };
}

/** What waits for the signature of whoever is here. */
export async function signingsOf(context: Context, idNumber: string): Promise<Signing[]> {
  const places = await placesOf(context, context.database, idNumber);
  const found = await Promise.all(
    places.map(async ({ caseId, position }) => {
      const read = await readCase(context, context.database, caseId);
      return read && isWhole(read) && SIGNABLE.includes(read.row.state) ? [signingView(read, position)] : [];
    })
  );
  return found.flat();
}

/** Signs at a place of a case, in the transaction of whoever has found out that they may. */
async function signAt(
  context: Context,
  tx: Transaction,
  caseId: string,
  position: number,
  way: SigningWay,
  signature: Signature,
  residentId: string
): Promise<Result<null, Failure>> {
  const found = await openCase(context, tx, caseId, { lock: true });
  if (!found || !(await waitingSigner(context, tx, caseId, position))) return fail({ code: 'signing.none' });
  const action = { act: 'sign', version: found.row.version, signer: position } as const;
  const done = await actIn(context, tx, found, action, { kind: 'resident' }, residentId);
  if (done.ok) await markSigned(context, tx, caseId, position, way, signature);
  return done;
}

/** The holder of a card signs at any terminal, by hand or with the card itself. */
export async function signByCard(
  context: Context,
  resident: Pick<OpenResident, 'id' | 'idNumber'>,
  caseId: string,
  signature: Signature
): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const place = (await placesOf(context, tx, resident.idNumber)).find((one) => one.caseId === caseId);
    if (!place) return fail<Failure>({ code: 'signing.none' });
    return signAt(context, tx, caseId, place.position, 'card', signature, resident.id);
  });
}

const hashOf = (context: Context, token: string): Uint8Array => context.sealing.index('signing_links.token', token);

/** A link by which one person signs once, on a phone; a new one takes the place of the one before. */
export interface SigningLink {
  /** Goes behind the `#` of the page's address: nothing of it reaches a log. */
  readonly token: string;
  readonly endsAt: Date;
}

/** Makes the link for somebody who has not signed yet. Whoever asks has shown that the case is theirs to look at. */
export async function makeLink(
  context: Context,
  tx: Transaction,
  caseId: string,
  position: number
): Promise<Result<SigningLink, Failure>> {
  const signer = await waitingSigner(context, tx, caseId, position);
  if (!signer) return fail({ code: 'signing.none' });
  if (signer.person.idNumber === '') return fail({ code: 'signing.no-number' });
  const token = randomBytes(18).toString('base64url');
  const endsAt = new Date(context.now().getTime() + LINK_HOURS * 3_600_000);
  const link = { tokenHash: hashOf(context, token), endsAt };
  await tx
    .insert(signingLinks)
    .values({ communityCode: context.centre.communityCode, caseId, position, ...link })
    .onConflictDoUpdate({
      target: [signingLinks.communityCode, signingLinks.caseId, signingLinks.position],
      set: link
    });
  return ok({ token, endsAt });
}

/** What a link leads to; null where it never was, has been used, or is over. */
async function linked(
  context: Context,
  tx: Transaction,
  token: string
): Promise<{ readonly caseId: string; readonly position: number } | null> {
  const [row] = await tx
    .select({ caseId: signingLinks.caseId, position: signingLinks.position })
    .from(signingLinks)
    .where(
      and(
        eq(signingLinks.communityCode, context.centre.communityCode),
        eq(signingLinks.tokenHash, hashOf(context, token)),
        gt(signingLinks.endsAt, context.now())
      )
    );
  return row ?? null;
}

/** What a link asks to be signed: as little of the case as whoever signs has to know. */
export async function openLink(context: Context, token: string): Promise<Result<Signing, Failure>> {
  return context.database.transaction(async (tx) => {
    const place = await linked(context, tx, token);
    const found = place && (await openCase(context, tx, place.caseId));
    if (!place || !found || !SIGNABLE.includes(found.row.state)) return fail<Failure>({ code: 'signing.link' });
    return ok(signingView(found, place.position));
  });
}

/**
 * Signs by a link: whoever has it shows with the last six characters of their own number that they are the one it was
 * made for. After five wrong tries it opens nothing for an hour.
 */
export async function signByLink(
  context: Context,
  token: string,
  lastSix: string,
  signature: Signature
): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const place = await linked(context, tx, token);
    if (!place) return fail<Failure>({ code: 'signing.link' });
    const { caseId, position } = place;
    const about = `signing ${caseId} ${position}`;
    if (!(await mayTry(context, tx, about, LIMIT))) return fail<Failure>({ code: 'request.too-many' });
    const signer = await waitingSigner(context, tx, caseId, position);
    if (!signer) return fail<Failure>({ code: 'signing.link' });
    if (!signer.person.idNumber.endsWith(lastSix.toUpperCase())) {
      await countWrong(context, tx, about, LIMIT);
      return fail<Failure>({ code: 'signing.number' });
    }
    const { id } = await findOrRegister(context, tx, signer.person);
    return signAt(context, tx, caseId, position, 'phone', signature, id);
  });
}
