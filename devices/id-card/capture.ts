import { type Card, type CardWarning, isCardValidOn } from '../../server/contract/card.ts';
import { fail, ok, type Result } from '../../server/contract/result.ts';
import { type Answer, baseInformation, createAnswerParser, type Damage, STATUS } from './frame.ts';
import { cardOf, readCardText } from './layout.ts';

/**
 * What a captured answer held, as it stands on the card: sex and nation as codes, dates `YYYYMMDD`, `长期` for no end. What a
 * layout does not have is null; what it has beyond these stands in `more`, under its own name.
 */
export interface CapturedCard {
  readonly type: Card['type'];
  readonly name: string;
  readonly sexCode: string | null;
  readonly nationCode: string | null;
  readonly birth: string | null;
  readonly address: string | null;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly more: Readonly<Record<string, string>>;
  /** `card.expired` counts by the day that was given; the rest as in a `Card`. */
  readonly warnings: readonly (CardWarning | 'card.expired')[];
}

/** Why a capture is no card. */
export type CaptureFailure =
  | 'capture.empty'
  | 'capture.not-hex'
  /** No preamble anywhere. */
  | 'capture.no-answer'
  /** An answer began, and the capture ends before it. */
  | 'capture.truncated'
  | Exclude<Damage, 'id-card.stray-bytes'>
  /** A whole answer that says no. */
  | 'capture.status'
  /** A whole answer that holds no base information: to another request than "read base". */
  | 'capture.not-base'
  /** The letter at byte 248 names no layout we know. */
  | 'capture.layout';

/** A capture as it is written to a file: pairs of hexadecimal digits, with blanks, commas, colons or `0x` between them. */
export function parseHex(text: string): Result<Uint8Array, 'capture.empty' | 'capture.not-hex'> {
  const digits = text.replace(/0x/gi, '').replace(/[\s,:;-]/g, '');
  if (digits === '') return fail('capture.empty');
  if (!/^([0-9a-f]{2})+$/i.test(digits)) return fail('capture.not-hex');
  return ok(Uint8Array.from(Buffer.from(digits, 'hex')));
}

function answerIn(bytes: Uint8Array): Result<Answer, CaptureFailure> {
  const parser = createAnswerParser();
  const found = parser.push(bytes);
  const answers = found.filter((one) => typeof one !== 'string');
  const best = answers.find(({ status, data }) => status === STATUS.ok && baseInformation(data)) ?? answers[0];
  if (best) return ok(best);
  const damage = found.find((one) => one === 'id-card.check' || one === 'id-card.length');
  if (damage) return fail(damage);
  return fail(parser.waiting > 0 ? 'capture.truncated' : 'capture.no-answer');
}

/** Decodes the first card in captured bytes. `today`: YYYY-MM-DD, for the day it runs out. */
export function decodeCapture(bytes: Uint8Array, today: string): Result<CapturedCard, CaptureFailure> {
  const found = answerIn(bytes);
  if (!found.ok) return found;
  const { status, data } = found.value;
  if (status !== STATUS.ok) return fail('capture.status');
  const base = baseInformation(data);
  if (!base) return fail('capture.not-base');
  const text = readCardText(base.text);
  if (!text) return fail('capture.layout');
  const card = cardOf(text);
  const { name, sex, nation, birth, address, idNumber, issuer, validFrom, validUntil, ...more } = text.fields;
  return ok({
    type: text.type,
    name: name || card.name,
    sexCode: sex ?? null,
    nationCode: nation ?? null,
    birth: birth ?? null,
    address: address ?? null,
    number: idNumber ?? null,
    issuer: issuer ?? null,
    validFrom: validFrom ?? null,
    validTo: validUntil ?? null,
    more,
    warnings: [...card.warnings, ...(isCardValidOn(card, today) ? [] : ['card.expired' as const])]
  });
}
