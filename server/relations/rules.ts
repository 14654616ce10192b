import type { FailureCode } from '../contract/failure.ts';
import { ageOn, parseIdNumber } from '../contract/id-number.ts';
import {
  type AuthoritySpan,
  CARD_AGE,
  type Evidence,
  KINDS_SHOWN,
  type RelationKind,
  type SeenEvidence,
  UNTIL_REVOKED
} from '../contract/relation.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { LicenceAnswer } from '../licences/library.ts';

const ADULT = 18;

/** The day so many years and months after one; the last of the month where it has no such day. */
export function later(day: string, { years = 0, months = 0 }: { years?: number; months?: number }): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year + years, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The day of birth in a number; nothing where it carries none. */
export function birthOf(idNumber: string): string {
  const parsed = parseIdNumber(idNumber);
  return parsed.ok ? parsed.value.birth : '';
}

/** The last day of a letter that is signed today. */
export function authorityEnds(span: AuthoritySpan, today: string): string {
  if (span === 'now') return today;
  return span === '1-year' ? later(today, { years: 1 }) : later(today, { months: 3 });
}

/** The eve of the 18th birthday, on which guardianship of a child ends (民法典 第17条). */
const lastDayAsMinor = (birth: string): string => dayBefore(later(birth, { years: ADULT }));

/** Somebody of a household, and what the holder of the card is to them. */
export interface Kin {
  readonly name: string;
  readonly idNumber: string;
  readonly kind: RelationKind;
  readonly expiresOn: string;
}

const SPOUSE = ['配偶', '夫', '妻', '丈夫', '妻子'];
const PARENT = ['父', '母', '父亲', '母亲', '父母'];
const CHILD = /^(子女|儿子|女儿|子|女|独生子|独生女|[长次三四]子|[长次三四]女)$/;

/** A register says who belongs together, and is read again within a year; parents are guardians of their children (民法典 第27条). */
function kinOf(name: string, idNumber: string, relation: string, today: string): Kin | null {
  const parsed = parseIdNumber(idNumber);
  if (name === '' || !parsed.ok) return null;
  const { birth, number } = parsed.value;
  const yearly = { name, idNumber: number, expiresOn: later(today, { years: 1 }) };
  if (SPOUSE.includes(relation)) return { ...yearly, kind: 'spouse' };
  if (PARENT.includes(relation)) return { ...yearly, kind: 'child' };
  if (!CHILD.test(relation)) return null;
  if (ageOn(birth, today) >= ADULT) return { ...yearly, kind: 'parent' };
  return { name, idNumber: number, kind: 'guardian', expiresOn: lastDayAsMinor(birth) };
}

/** The kin that a 居民户口簿 names; none where it was not found. */
export function kinIn(answer: LicenceAnswer | undefined, today: string): Kin[] {
  const members = answer?.outcome === 'found' ? answer.parts.members : null;
  if (!Array.isArray(members)) return [];
  return members.flatMap((member: unknown) => {
    if (typeof member !== 'object' || member === null) return [];
    const { name = '', idNumber = '', relation = '' } = member as Partial<Record<string, string>>;
    return kinOf(name, idNumber, relation, today) ?? [];
  });
}

/** What a decision needs to know of a relation. */
export interface RelationFacts {
  readonly kind: RelationKind;
  readonly evidence: Evidence;
  readonly since: Date;
  readonly expiresOn: string;
  readonly revokedAt: Date | null;
}

/** Why nobody may act upon a relation at a moment, on the day that it was at the centre; null where they may. */
export function relationProblem(relation: RelationFacts | null, at: Date, day: string): FailureCode | null {
  if (!relation || relation.since > at) return 'proxy.no-relation';
  if (relation.revokedAt !== null && relation.revokedAt <= at) return 'proxy.expired';
  return relation.expiresOn < day ? 'proxy.expired' : null;
}

/** Whether the card of whoever acts is enough: for a child that has none, and wherever somebody signed or a window saw the evidence. */
export function needsOneCard(
  { kind, evidence }: Pick<RelationFacts, 'kind' | 'evidence'>,
  birth: string,
  day: string
): boolean {
  return evidence !== 'household-record' || (kind === 'guardian' && ageOn(birth, day) < CARD_AGE);
}

/** What a clerk writes down of evidence that was shown at the window. */
export interface SeenRelation {
  readonly kind: RelationKind;
  readonly evidence: SeenEvidence;
  readonly issuedOn: string;
  /** null: as long as the evidence carries it. */
  readonly expiresOn: string | null;
}

/**
 * The last day on which somebody may act upon evidence that was seen: a guardian until the child is of age; for an adult until a
 * court says otherwise, or a year upon an appointment, which is then looked at again; a letter for a year from its date, as
 * those that are signed at a terminal. null: it does not show this.
 */
export function longestUpon(
  { kind, evidence, issuedOn }: Omit<SeenRelation, 'expiresOn'>,
  birth: string,
  today: string
): string | null {
  if (!KINDS_SHOWN[evidence].includes(kind)) return null;
  if (evidence === 'original-letter') return later(issuedOn, { years: 1 });
  if (ageOn(birth, today) < ADULT) return lastDayAsMinor(birth);
  if (evidence === 'birth-certificate') return null;
  return evidence === 'court-judgement' ? UNTIL_REVOKED : later(today, { years: 1 });
}

/** Until when a relation holds that was seen at a window. Failures: `relation.*`. */
export function seenUntil(
  seen: SeenRelation,
  { actorBirth, birth }: { readonly actorBirth: string; readonly birth: string },
  today: string
): Result<string, FailureCode> {
  if (seen.issuedOn > today) return fail('relation.issued-on');
  // A guardian has full capacity for civil acts (民法典 第17、27条).
  if (seen.kind === 'guardian' && ageOn(actorBirth, today) < ADULT) return fail('relation.guardian-age');
  const longest = longestUpon(seen, birth, today);
  if (longest === null) return fail('relation.evidence');
  const until = seen.expiresOn ?? longest;
  return until > longest || until < today ? fail('relation.expiry') : ok(until);
}

/** Of several the one to act upon: one that counts before one that does not, then the one that lasts longest. */
export function bestOf<Relation extends RelationFacts>(
  all: readonly Relation[],
  at: Date,
  day: string
): Relation | null {
  const counts = (one: Relation) => (relationProblem(one, at, day) === null ? 1 : 0);
  return (
    [...all].sort((one, other) => counts(other) - counts(one) || (one.expiresOn < other.expiresOn ? 1 : -1))[0] ?? null
  );
}
