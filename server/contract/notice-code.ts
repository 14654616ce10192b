import { parseCaseNumber, slipCode } from './case-number.ts';
import { fail, ok, type Result } from './result.ts';
import { SLIP_TITLES, type SlipContent, type SlipKind } from './slip.ts';

/** What a notice's code says of the paper it stands on. */
export interface Notice {
  /** 文书编号: case number, `-`, serial within the case. */
  readonly number: string;
  readonly caseNumber: string;
  readonly serial: number;
  readonly kind: SlipKind;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  /** Of all that the paper says: half a SHA-256, in decimal digits. */
  readonly digest: string;
}

/** `notice.unknown`: no notice's code. `notice.forged`: not as the centre signed it, altered or cut short. */
export type NoticeFailure = 'notice.unknown' | 'notice.forged';

const ALGORITHM = 'Ed25519';
const DIGEST_BYTES = 16;
const SIGNATURE_BYTES = 64;

/** Decimal digits that hold so many bytes: a QR packs them tightest, and a scanner that types them is not misunderstood. */
const digitsFor = (bytes: number): number => Math.ceil(bytes * 8 * Math.log10(2));

function toDigits(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return BigInt(`0x${hex}`).toString().padStart(digitsFor(bytes.length), '0');
}

/** null where the number is larger than so many bytes hold: each code is written in one way only. */
function fromDigits(digits: string, length: number): Uint8Array<ArrayBuffer> | null {
  const hex = BigInt(digits)
    .toString(16)
    .padStart(2 * length, '0');
  if (hex.length > 2 * length) return null;
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** JSON with its names in order, as RFC 8785 has it for texts, lists and truth values, which are all a slip is made of. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join(',')}}`;
}

/** What stands for everything a slip says but its code: one changed character, and it is another. */
export async function digestOf(slip: SlipContent): Promise<string> {
  const said: SlipContent & { code?: string } = { ...slip };
  delete said.code;
  const hash = await crypto.subtle.digest('SHA-256', bytesOf(canonical(said)));
  return toDigits(new Uint8Array(hash, 0, DIGEST_BYTES));
}

/** The first digits of a digest, to be compared by eye: on the letter's foot and wherever a notice was checked. */
export const shortDigest = (digest: string): string => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;

/**
 * The code of a slip: `YIMEN:` case number `-` serial `:` kind `:` date, digest, signature (Ed25519 over all before it).
 * Capitals and digits only, because they are what a QR holds most of, and what is left of a code that was typed.
 */
export async function signNotice(key: CryptoKey, slip: SlipContent): Promise<string> {
  const serial = slip.number.slice(slip.caseNumber.length);
  const day = slip.issuedAt.slice(0, 10).replaceAll('-', '');
  const claim = `${slipCode(slip.caseNumber)}${serial}:${slip.kind.toUpperCase()}:${day}${await digestOf(slip)}`;
  return claim + toDigits(new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, bytesOf(claim))));
}

const CODE = new RegExp(
  String.raw`^(YIMEN:(\d{26})-(\d{1,4}):([A-Z-]{1,40}):(\d{4})(\d{2})(\d{2})(\d{${digitsFor(DIGEST_BYTES)}}))(\d{${digitsFor(SIGNATURE_BYTES)}})$`
);

const isKind = (name: string): name is SlipKind => Object.hasOwn(SLIP_TITLES, name);

/** What a code claims, and what proves it; null where it is not whole. */
function parse(text: string) {
  const [, claim = '', caseNumber = '', serial, kind = '', year, month, day, digest = '', digits = '0'] =
    CODE.exec(text) ?? [];
  const signature = fromDigits(digits, SIGNATURE_BYTES);
  const name = kind.toLowerCase();
  if (!parseCaseNumber(caseNumber).ok || !signature || !isKind(name)) return null;
  const issuedOn = `${year}-${month}-${day}`;
  const number = `${caseNumber}-${serial}`;
  return { claim, signature, notice: { number, caseNumber, serial: Number(serial), kind: name, issuedOn, digest } };
}

/** Whether this is a notice's code, genuine or not; those of application forms and results name their case alone. */
export const isNoticeCode = (text: string): boolean => /^YIMEN:\d{26}-/.test(text.trim());

/**
 * Whether a centre that has one of these public keys wrote the notice with this code. Asks nobody: whoever has the keys
 * can tell. Failures: `notice.unknown`, `notice.forged`.
 */
export async function verifyNotice(keys: readonly CryptoKey[], text: string): Promise<Result<Notice, NoticeFailure>> {
  if (!isNoticeCode(text)) return fail('notice.unknown');
  const parsed = parse(text.trim());
  if (!parsed) return fail('notice.forged');
  const signed = bytesOf(parsed.claim);
  for (const key of keys)
    if (await crypto.subtle.verify(ALGORITHM, key, parsed.signature, signed)) return ok(parsed.notice);
  return fail('notice.forged');
}

/** The keys of `GET /api/centre/keys`. Rejects where a browser knows no Ed25519, or is not allowed to use it. */
export const importNoticeKeys = (keys: readonly NoticeKey[]): Promise<CryptoKey[]> =>
  Promise.all(
    keys.map(({ kty, crv, x }) => crypto.subtle.importKey('jwk', { kty, crv, x }, ALGORITHM, false, ['verify']))
  );

/** A public key as a JWK (RFC 8037). */
export interface NoticeKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}
