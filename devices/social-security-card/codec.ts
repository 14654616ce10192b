import { fail, ok, type Result } from '../../server/contract/result.ts';

/**
 * What a social-security card tells anybody who asks. It is the card's own word: proof that the card is genuine would
 * need the province's security module, so the data counts as self-declared. null where the card says nothing legible.
 */
export interface SocialSecurityCard {
  readonly provenance: 'self-declared';
  /** 社会保障卡号, printed on the card. */
  readonly cardNumber: string | null;
  /** 社会保障号码: a citizen's ID number. */
  readonly number: string;
  readonly name: string;
  /** GB/T 2261.1, one digit. */
  readonly sexCode: string | null;
  /** GB/T 3304, two digits. */
  readonly nationCode: string | null;
  /** YYYY-MM-DD. */
  readonly birth: string | null;
  /** GB/T 2260, six digits. */
  readonly birthplace: string | null;
}

export type Field = Exclude<keyof SocialSecurityCard, 'provenance'>;
export type Fields = { readonly [name in Field]?: string | null };

/** What an answer comes to (ISO/IEC 7816-4): the whole, a part of it, another length to ask with, or a refusal. */
export type Answer =
  | { readonly kind: 'whole'; readonly data: Uint8Array }
  | { readonly kind: 'part'; readonly data: Uint8Array; readonly left: number }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'refused' | 'garbage' };

const INSTRUCTION = { select: 0xa4, readRecord: 0xb2, getResponse: 0xc0 } as const;

/** `sx1.sh.社会保障`, in GB 2312: the application every such card has, whoever issued it (人社信息函〔2012〕37号). */
const ENVIRONMENT = [...new TextEncoder().encode('sx1.sh.'), 0xc9, 0xe7, 0xbb, 0xe1, 0xb1, 0xa3, 0xd5, 0xcf];
/** EF05, what was issued to whom, is addressed by its short number; EF06, who holds it, is selected. */
const ISSUE_FILE = (5 << 3) | 4;
const HOLDER_FILE = [0xef, 0x06];

export const SELECT_ENVIRONMENT = Uint8Array.of(0, INSTRUCTION.select, 4, 0, ENVIRONMENT.length, ...ENVIRONMENT);
export const SELECT_HOLDER_FILE = Uint8Array.of(0, INSTRUCTION.select, 2, 0, HOLDER_FILE.length, ...HOLDER_FILE);

/** Fills up what a card leaves of a value. */
const PADDING: readonly number[] = [0x00, 0x20, 0xff];

function unpadded(value: Uint8Array): Uint8Array {
  const last = value.findLastIndex((byte) => !PADDING.includes(byte));
  return value.subarray(0, last + 1);
}

const plain = (value: Uint8Array): string | null => {
  const text = Buffer.from(unpadded(value)).toString('latin1');
  return /^[\x20-\x7e]+$/.test(text) ? text : null;
};
function written(value: Uint8Array): string | null {
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(unpadded(value));
    return text === '' || /\p{Cc}/u.test(text) ? null : text;
  } catch {
    return null;
  }
}
/** Two decimal digits a byte. */
const digits = (value: Uint8Array): string | null => {
  const text = Buffer.from(value).toString('hex');
  return /^\d+$/.test(text) ? text : null;
};
const day = (value: Uint8Array): string | null => {
  const text = digits(value)?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? '';
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? null : text;
};

/** Where each value lies: its record has the number of its tag, `bytes` is how long the value is. */
const RECORDS: Readonly<
  Record<Field, { tag: number; bytes: number; in: number; decode(value: Uint8Array): string | null }>
> = {
  cardNumber: { tag: 0x07, bytes: 9, in: ISSUE_FILE, decode: plain },
  number: { tag: 0x08, bytes: 18, in: 0, decode: plain },
  name: { tag: 0x09, bytes: 30, in: 0, decode: written },
  sexCode: { tag: 0x0a, bytes: 1, in: 0, decode: (value) => plain(value)?.match(/^\d$/)?.[0] ?? null },
  nationCode: { tag: 0x0b, bytes: 1, in: 0, decode: digits },
  birthplace: { tag: 0x0c, bytes: 3, in: 0, decode: digits },
  birth: { tag: 0x0d, bytes: 4, in: 0, decode: day }
};

/** Of the holder's file, in the order in which they are read. */
export const HOLDER_FIELDS = ['number', 'name', 'sexCode', 'nationCode', 'birthplace', 'birth'] as const;

/** Asks for one value; its tag and length come before it. */
export function readField(field: Field): Uint8Array {
  const { tag, bytes, in: file } = RECORDS[field];
  return Uint8Array.of(0, INSTRUCTION.readRecord, tag, file, bytes + 2);
}

/** Asks for what is left of an answer (T=0). */
export const getResponse = (left: number): Uint8Array => Uint8Array.of(0, INSTRUCTION.getResponse, 0, 0, left);

/** The same command for as many bytes as the card says there are. Only commands that send nothing are answered so. */
export const withLength = (command: Uint8Array, length: number): Uint8Array =>
  Uint8Array.of(...command.subarray(0, 4), length);

/** Takes an answer apart. `data` is a view of it. */
export function parseAnswer(answer: Uint8Array): Answer {
  const [first, second] = answer.subarray(-2);
  if (answer.length < 2 || first === undefined || second === undefined) return { kind: 'garbage' };
  const data = answer.subarray(0, -2);
  if (first === 0x90 && second === 0) return { kind: 'whole', data };
  if (first === 0x61) return { kind: 'part', data, left: second };
  if (first === 0x6c) return { kind: 'length', length: second };
  return { kind: 'refused' };
}

/** A value out of its record; null where something else is in it, or nothing legible. */
export function decodeField(field: Field, record: Uint8Array): string | null {
  const { tag, bytes, decode } = RECORDS[field];
  const [found, length = 0] = record;
  if (found !== tag || length === 0 || length > bytes || record.length < length + 2) return null;
  return decode(record.subarray(2, length + 2));
}

/** The card of its values; `social-card.unreadable` where it does not say whose it is. */
export function cardOf(fields: Fields): Result<SocialSecurityCard, 'social-card.unreadable'> {
  const {
    cardNumber = null,
    number,
    name,
    sexCode = null,
    nationCode = null,
    birth = null,
    birthplace = null
  } = fields;
  if (!number || !name) return fail('social-card.unreadable');
  return ok({ provenance: 'self-declared', cardNumber, number, name, sexCode, nationCode, birth, birthplace });
}
