import { z } from 'zod';
import { dayOf } from '../clock.ts';
import type { LicenceAnswer, LicenceLibrary } from './library.ts';

const answerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({
    status: z.literal('found'),
    name: z.string(),
    number: z.string().nullable(),
    holder: z.object({ name: z.string(), idNumber: z.string() }),
    issuedOn: z.string().nullable(),
    validUntil: z.string().nullable(),
    parts: z.record(z.string(), z.unknown())
  })
]);

const aboutSchema = z.object({ demonstration: z.boolean() });

/**
 * Speaks to a licence library over HTTP. The answer is held against the person it was asked for: a record of somebody
 * else is a mismatch, whatever the library thinks. Whatever the network does is a `timeout`.
 */
export function createLicenceLibrary(
  library: { readonly url: string; readonly token: string },
  today: () => string = () => dayOf(new Date())
): LicenceLibrary {
  const headers = { authorization: `Bearer ${library.token}`, 'content-type': 'application/json' };
  const at = (path: string) => new URL(path, library.url.endsWith('/') ? library.url : `${library.url}/`);
  return {
    async isDemonstration() {
      try {
        const response = await fetch(at('about'), { headers, signal: AbortSignal.timeout(3000) });
        const about = aboutSchema.safeParse(await response.json());
        return about.success && about.data.demonstration;
      } catch {
        return false;
      }
    },
    async pull({ deadlineMs, ...request }): Promise<LicenceAnswer> {
      try {
        const response = await fetch(at('records'), {
          method: 'POST',
          headers,
          body: JSON.stringify(request),
          signal: AbortSignal.timeout(deadlineMs)
        });
        if (!response.ok) return { outcome: 'timeout' };
        const parsed = answerSchema.safeParse(await response.json());
        if (!parsed.success) return { outcome: 'timeout' };
        if (parsed.data.status === 'none') return { outcome: 'none' };
        const { holder, name, number, issuedOn, validUntil, parts } = parsed.data;
        const sameNumber = holder.idNumber.toUpperCase() === request.idNumber.toUpperCase();
        if (!sameNumber || holder.name !== request.name) return { outcome: 'mismatch' };
        if (validUntil !== null && validUntil < today()) return { outcome: 'expired', name, validUntil };
        return { outcome: 'found', name, number, issuedOn, validUntil, parts };
      } catch {
        return { outcome: 'timeout' };
      }
    }
  };
}
