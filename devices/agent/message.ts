import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { failureOf } from './failure.ts';
import { forwardingOf } from './forwarding.ts';

/** A draft or an application with a photo in it; everything else that a page has to say is a line. */
const LARGEST_BYTES = 6_000_000;
const LARGEST_LINE_BYTES = 16_000;
const LARGE: readonly string[] = ['/agent/draft', '/agent/submit', '/agent/submit/bundle'];

/** Twice what the deepest answer needs. Whatever is nested without end would exhaust the stack of whoever walks it. */
const DEEPEST = 16;

const limit = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => c.json(failureOf('request.too-large'), 413) });
const [large, line] = [limit(LARGEST_BYTES), limit(LARGEST_LINE_BYTES)];

/** Refuses bodies larger than anything a page has to say: `request.too-large`. */
export const messageLimit: typeof large = (c, next) =>
  (LARGE.includes(c.req.path) || forwardingOf(c.req.method, c.req.path)?.large ? large : line)(c, next);

function isShallow(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return true;
  }
  return false;
}

/**
 * What a page says, as its schema has it. null where it is no JSON or does not say that it is, has more or less in it
 * than the schema, or is nested too deep: `request.malformed`.
 */
export async function messageOf<T>(c: Context, schema: z.ZodType<T>): Promise<T | null> {
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(c.req.header('content-type') ?? '')) return null;
  const value: unknown = await c.req.json().catch(() => null);
  if (!isShallow(value)) return null;
  const read = schema.safeParse(value);
  return read.success ? read.data : null;
}
