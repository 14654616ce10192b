import { z } from 'zod';
import type { Context } from '../context.ts';
import { type SecretPair, secretPairSchema } from '../contract/department-wire.ts';
import { newSecret } from './signature.ts';

/** An earlier pair counts until its day is over. */
const secretsSchema = z.array(secretPairSchema.extend({ until: z.iso.datetime().nullable() }));
type Secrets = z.infer<typeof secretsSchema>;

const PURPOSE = 'departments.secrets';

/** How long both the new and the old pair count: time to put the new one in at the other end. */
const OVERLAP_MS = 24 * 3_600_000;

export const newPair = (): SecretPair => ({ ours: newSecret(), theirs: newSecret() });

const readSecrets = (context: Context, sealed: Uint8Array): Secrets =>
  secretsSchema.parse(JSON.parse(context.sealing.open(PURPOSE, sealed)));

/** The pairs that count now, the newest first. */
export function secretsInForce(context: Context, sealed: Uint8Array | null): readonly SecretPair[] {
  if (sealed === null) return [];
  const now = context.now().toISOString();
  return readSecrets(context, sealed).filter(({ until }) => until === null || until > now);
}

/** Puts a pair before those that still count, which end with the overlap. */
export function withPair(context: Context, sealed: Uint8Array | null, pair: SecretPair): Uint8Array {
  const until = new Date(context.now().getTime() + OVERLAP_MS).toISOString();
  const earlier = secretsInForce(context, sealed).slice(0, 1);
  const all: Secrets = [{ ...pair, until: null }, ...earlier.map(({ ours, theirs }) => ({ ours, theirs, until }))];
  return context.sealing.seal(PURPOSE, JSON.stringify(all));
}
