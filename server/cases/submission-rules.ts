import { shownFields } from '../contract/branching.ts';
import type { Failure } from '../contract/failure.ts';
import { type Answer, type AnswerProblem, type Answers, checkField } from '../contract/form.ts';
import { type FormField, type Item, mayRefuse } from '../contract/item.ts';
import type { MaterialStanding } from '../contract/material.ts';
import { needsSignature } from '../contract/material.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { isSigned } from '../contract/signature.ts';
import type { ConsentWay } from '../contract/sitting.ts';
import { TYPED_AT_WINDOW } from '../contract/sitting.ts';
import type { CaseSignature, Provenance, Submission } from '../contract/wire.ts';
import type { KnownValue } from '../prefill/rules.ts';
import type { OpenPrefill } from '../prefill/service.ts';
import type { CaseContent } from './content.ts';
import { type Along, standingsOf } from './materials.ts';

type CaseAnswers = CaseContent['answers'];

/** What is handed in: of a terminal's what it sends, at a window perhaps signed on paper. */
export interface Application extends Omit<Submission, 'signature'> {
  readonly signature: CaseSignature | null;
  /** Where consents were given before a clerk, how. */
  readonly consentWay?: ConsentWay | null;
}

/** Who hands in: whoever it is for, somebody acting for them, or somebody who showed no card. */
export type Filer = 'applicant' | 'agent' | 'nobody-known';

/** Everything that is stored of an application, put together from what the state knew and what the resident said. */
export interface CompleteApplication {
  readonly answers: CaseAnswers;
  readonly standings: Readonly<Record<string, MaterialStanding>>;
  /** Values typed or confirmed now, to be offered next time. */
  readonly typed: Answers;
}

/** The server's own copy of what is known of a field, where the resident put nothing in its place. */
function asKnown({ key }: FormField, prefill: OpenPrefill, { answers, kept }: Application): KnownValue | null {
  const known = prefill.known[key];
  return known && answers[key] === undefined && (!known.offered || kept.includes(key)) ? known : null;
}

/** The keys of the fields that are asked, as the answers and what is known have it. */
function askedOf(item: Item, prefill: OpenPrefill, submission: Application): ReadonlySet<string> {
  const standing = item.form.flatMap((field): [string, Answer][] => {
    const value = asKnown(field, prefill, submission)?.value ?? submission.answers[field.key];
    return value === undefined ? [] : [[field.key, value]];
  });
  return new Set(shownFields(item.form, Object.fromEntries(standing)).map(({ key }) => key));
}

/**
 * Merges known values with the resident's. What the state said is taken from the server's own copy; a correction counts
 * only where the field may be corrected, and an answer to what is not asked is refused.
 */
function mergeAnswers(
  item: Item,
  prefill: OpenPrefill,
  submission: Application,
  provenance: Provenance,
  today: string
): { answers: CaseAnswers; problems: AnswerProblem[] } {
  const problems: AnswerProblem[] = [];
  const answers: Record<string, CaseAnswers[string]> = {};
  const keys = new Set(item.form.map((field) => field.key));
  for (const key of Object.keys(submission.answers))
    if (!keys.has(key)) problems.push({ field: key, code: 'answer.unknown-field' });
  const asked = askedOf(item, prefill, submission);
  for (const field of item.form) {
    const known = prefill.known[field.key];
    const typed = submission.answers[field.key];
    if (!asked.has(field.key)) {
      if (typed !== undefined || submission.kept.includes(field.key))
        problems.push({ field: field.key, code: 'answer.not-asked' });
      continue;
    }
    if (known && !known.offered && typed !== undefined && !field.correctable) {
      problems.push({ field: field.key, code: 'answer.unknown-field' });
      continue;
    }
    const standing = asKnown(field, prefill, submission);
    if (standing) {
      answers[field.key] = { value: standing.value, provenance: standing.provenance };
      continue;
    }
    const found = checkField(field, typed, today);
    problems.push(...found);
    if (found.length === 0 && typed !== undefined) answers[field.key] = { value: typed, provenance };
  }
  return { answers, problems };
}

/** Whether the signature can stand under it: without a card nobody is known whom one could confirm. */
function signatureProblem(item: Item, { signature }: Application, filer: Filer): Failure | null {
  if (signature === 'card' && filer === 'nobody-known') return { code: 'signature.card' };
  return needsSignature(item, filer === 'agent') && !isSigned(signature) ? { code: 'signature.missing' } : null;
}

/** Whose application it is, where it was written, and what it comes with. */
interface Circumstances {
  readonly filer: Filer;
  /** A clerk wrote it before the resident: what a terminal cannot resolve is resolved there. */
  readonly atWindow?: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly along?: Along | undefined;
}

/** Whether an application can be taken as it is. Failures: form, consents, materials, signature, in this order. */
export function completeApplication(
  item: Item,
  prefill: OpenPrefill,
  submission: Application,
  { filer, atWindow = false, today, along }: Circumstances
): Result<CompleteApplication, Failure> {
  const typedHere: Provenance = { from: 'typed', name: atWindow ? TYPED_AT_WINDOW : null, date: today };
  const { answers, problems } = mergeAnswers(item, prefill, submission, typedHere, today);
  if (problems.length > 0) return fail({ code: 'form.invalid', fields: problems });
  if (!item.sensitive.every((name) => submission.consents.includes(name) || mayRefuse(item, name)))
    return fail({ code: 'consent.missing' });
  // A clerk says how it was agreed to: read out and answered, or on paper.
  if (atWindow && submission.consents.length > 0 && !submission.consentWay) return fail({ code: 'consent.missing' });
  const standings = standingsOf(item.materials, prefill.outcomes, submission.ways, {
    byAgent: filer === 'agent',
    trusted: prefill.credit.excluded === null,
    atWindow,
    along
  });
  if (!standings) return fail({ code: 'material.unresolved' });
  const unsigned = signatureProblem(item, submission, filer);
  if (unsigned) return fail(unsigned);
  const typed = Object.fromEntries(
    item.form
      .filter((field) => field.remembered && answers[field.key]?.provenance.from === 'typed')
      .flatMap((field) => {
        const answer = answers[field.key];
        return answer ? [[field.key, answer.value] as const] : [];
      })
  );
  return ok({ answers, standings, typed });
}
