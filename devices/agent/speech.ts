import type { Context } from 'hono';
import { z } from 'zod';
import { maskPersonName } from '../../server/contract/person-name.ts';
import { isSpeakable } from '../speech/codec.ts';
import { failureOf } from './failure.ts';
import { messageOf } from './message.ts';
import type { AgentParts } from './parts.ts';
import type { SpeechOrder } from './wire.ts';

/** More than a page says at a time. */
const LONGEST_TEXT = 400;

const order = z.strictObject({
  text: z.string().max(LONGEST_TEXT).refine(isSpeakable),
  rate: z.enum(['slow', 'normal'])
}) satisfies z.ZodType<SpeechOrder>;

/** A page shows names masked, and seldom whole. */
const formsOf = (name: string): readonly string[] => [name, maskPersonName(name)];

/**
 * Speaks for the page, and stops where it goes away. Whoever is here lends the names that may stand in the text; once they
 * leave, nothing of what was said is kept.
 */
export function createSpeech({ devices, session }: AgentParts): (c: Context) => Promise<Response> {
  const { speech } = devices;
  session.subscribe(() => {
    if (!session.current) speech.forget();
  });
  return async (c) => {
    const asked = await messageOf(c, order);
    if (!asked) return c.json(failureOf('request.malformed'), 400);
    const { resident, principal } = session.current?.view ?? {};
    const names = [resident, principal].flatMap((person) => (person ? formsOf(person.name) : []));
    const spoken = await speech.speak({ ...asked, names, signal: c.req.raw.signal });
    return spoken.ok
      ? c.body(Buffer.from(spoken.value), 200, { 'content-type': 'audio/wav' })
      : c.json(failureOf(spoken.error), 409);
  };
}
