import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Signatures of Standard Webhooks 1.0.0, scheme v1: HMAC-SHA-256 over `id.timestamp.body`. Own lines, because the package
 * of that name reads the machine's clock, knows one secret at a time, and brings its own SHA-256 where Node has one.
 */
export interface WebhookHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string;
  /** `v1,` and base64; several with a space between, while secrets are being changed. */
  readonly 'webhook-signature': string;
}

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const TOLERANCE_S = 300;

export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

const macOf = (secret: string, signed: string): Buffer =>
  createHmac('sha256', Buffer.from(secret.replace(PREFIX, ''), 'base64'))
    .update(signed)
    .digest();

/** The headers of a message, signed with every secret that is in force. */
export function sign(secrets: readonly string[], id: string, at: Date, body: string): WebhookHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => `v1,${macOf(secret, `${id}.${timestamp}.${body}`).toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Why a message is not believed; null where it is. Five minutes each way: an old message may be one that was overheard. */
export function signatureProblem(
  secrets: readonly string[],
  headers: WebhookHeaders,
  now: Date,
  body: string
): 'webhook.signature' | 'webhook.timestamp' | null {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  const given = signatures
    .split(' ')
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice('v1,'.length), 'base64')] : []));
  const wanted = secrets.map((secret) => macOf(secret, `${id}.${timestamp}.${body}`));
  const isSigned = wanted.some((mac) => given.some((one) => one.length === mac.length && timingSafeEqual(one, mac)));
  if (!id || !isSigned) return 'webhook.signature';
  const ageS = Math.abs(now.getTime() / 1000 - Number(timestamp));
  return ageS <= TOLERANCE_S ? null : 'webhook.timestamp';
}
