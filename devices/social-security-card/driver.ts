import { fail, type Result } from '../../server/contract/result.ts';
import {
  cardOf,
  decodeField,
  type Field,
  type Fields,
  getResponse,
  HOLDER_FIELDS,
  parseAnswer,
  readField,
  SELECT_ENVIRONMENT,
  SELECT_HOLDER_FILE,
  type SocialSecurityCard,
  withLength
} from './codec.ts';
import type { SmartCard, SmartCardFailure, SmartCardPort } from './port.ts';

/** Why a social-security card was not read. `reader-failed`: the reader took a command and never gave an answer. */
export type SocialCardFailure =
  | SmartCardFailure
  | 'social-card.not-a-social-card'
  | 'social-card.moved'
  | 'social-card.reader-failed';

const LOOK_AGAIN_MS = 300;
/** A card has a second for a command (work waiting time); a reader that takes longer does not come back. */
const ANSWER_MS = 3000;
/** More than the longest value of 32 bytes is ever cut into; a card that goes on and on is none. */
const MOST_PARTS = 8;

type Exchange =
  | { readonly kind: 'answer'; readonly data: Uint8Array }
  | { readonly kind: 'refused' | 'garbage' | 'gone' | 'silent' };

/** What was promised, or that it did not come in time. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | 'silent'> {
  const late = Promise.withResolvers<'silent'>();
  const timer = setTimeout(() => late.resolve('silent'), ms);
  const first = await Promise.race([promise, late.promise]);
  clearTimeout(timer);
  return first;
}

/**
 * One command and its whole answer, however the reader's protocol cuts it up (T=0). The pieces are zeroed: they may tell
 * of a person.
 */
async function exchange(card: SmartCard, first: Uint8Array): Promise<Exchange> {
  const parts: Uint8Array[] = [];
  try {
    let command = first;
    for (let part = 0; part < MOST_PARTS; part++) {
      const answer = await within(ANSWER_MS, card.transmit(command));
      if (answer === 'silent') return { kind: 'silent' };
      if (!answer) return { kind: 'gone' };
      parts.push(answer);
      const parsed = parseAnswer(answer);
      if (parsed.kind === 'whole') return { kind: 'answer', data: joined(parts) };
      if (parsed.kind === 'part') command = getResponse(parsed.left);
      else if (parsed.kind === 'length' && command.length === 5) command = withLength(command, parsed.length);
      else return { kind: parsed.kind === 'refused' ? 'refused' : 'garbage' };
    }
    return { kind: 'garbage' };
  } finally {
    for (const part of parts) part.fill(0);
  }
}

/** Answers without their status bytes, in one piece. */
const joined = (answers: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(answers.flatMap((answer) => [...answer.subarray(0, -2)]));

/** Why a conversation ended before its end; null where it goes on without this value. */
function endOf({ kind }: Exchange): SocialCardFailure | null {
  if (kind === 'gone') return 'social-card.moved';
  if (kind === 'silent') return 'social-card.reader-failed';
  return null;
}

async function converse(card: SmartCard): Promise<Result<SocialSecurityCard, SocialCardFailure>> {
  const environment = await exchange(card, SELECT_ENVIRONMENT);
  if (environment.kind !== 'answer') return fail(endOf(environment) ?? 'social-card.not-a-social-card');
  const fields: { -readonly [name in keyof Fields]: Fields[name] } = {};
  async function read(field: Field): Promise<SocialCardFailure | null> {
    const record = await exchange(card, readField(field));
    if (record.kind !== 'answer') return endOf(record);
    fields[field] = decodeField(field, record.data);
    record.data.fill(0);
    return null;
  }
  const issue = await read('cardNumber');
  if (issue) return fail(issue);
  const holder = await exchange(card, SELECT_HOLDER_FILE);
  if (holder.kind !== 'answer') return fail(endOf(holder) ?? 'social-card.unreadable');
  for (const field of HOLDER_FIELDS) {
    const failure = await read(field);
    if (failure) return fail(failure);
  }
  return cardOf(fields);
}

/**
 * Waits for a social-security card in a chip-card reader and reads what it tells without a key (EF05 and EF06,
 * 人社信息函〔2012〕37号): the card's own word, therefore self-declared. A card that cannot be read yet is tried again until
 * `deadlineMs` is over; a reading that has begun is ended even where the deadline passes in it. Failures: `SocialCardFailure`.
 */
export async function readSocialSecurityCard(request: {
  readonly port: SmartCardPort;
  readonly deadlineMs: number;
}): Promise<Result<SocialSecurityCard, SocialCardFailure>> {
  const end = performance.now() + request.deadlineMs;
  for (;;) {
    const connected = await request.port.connect();
    if (connected.ok) {
      const card = connected.value;
      const read = await converse(card);
      // A reader that is stuck does not let go either; whoever asked is told at once.
      await within(LOOK_AGAIN_MS, card.close());
      return read;
    }
    const final = connected.error === 'social-card.absent' || connected.error === 'social-card.no-reader';
    if (final || performance.now() + LOOK_AGAIN_MS > end) return connected;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
