import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { z } from 'zod';
import { type AttemptLimit, countWrong, mayTry } from '../attempts/service.ts';
import type { Context } from '../context.ts';
import { type FailureCode, statusOf } from '../contract/failure.ts';
import { requireDatabase } from '../database/connect.ts';
import { failureBody } from '../http.ts';
import { leaveWhenGone } from '../tickets/counters.ts';
import { staff } from './schema.ts';
import { ACCOUNT_CLOSED } from './sign-in.ts';

/** What of the sign-in library a centre uses. Whatever else it can do, such as renaming oneself, leads nowhere. */
const USED = new Set([
  'sign-in/username',
  'sign-out',
  'get-session',
  'change-password',
  'two-factor/enable',
  'two-factor/disable',
  'two-factor/verify-totp',
  'two-factor/verify-backup-code',
  'two-factor/generate-backup-codes'
]);

/** Wrong passwords for one user name, known or not. */
const LIMIT: AttemptLimit = { most: 5, minutes: 1 };

const CODES: Readonly<Record<number, FailureCode>> = {
  401: 'staff.sign-in',
  403: 'request.origin',
  429: 'request.too-many'
};

const refusal = (code: FailureCode): Response => Response.json(failureBody(code), { status: statusOf(code) });

/** The library's own refusals in the words of this house. */
async function inOurWords(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  const told: { code?: unknown } | null = await answer.json().catch(() => null);
  if (told?.code === ACCOUNT_CLOSED) return refusal('staff.disabled');
  if (told?.code === 'INVALID_PASSWORD') return refusal('staff.sign-in');
  return refusal(CODES[answer.status] ?? (answer.status < 500 ? 'request.malformed' : 'server.fault'));
}

const credentials = z.object({ username: z.string().max(100) });
const passwords = z.object({ currentPassword: z.string(), newPassword: z.string() });

/**
 * `/api/auth/*`. Tries for one name come one after the other, so that a hundred at once are not a hundred guesses; wrong
 * ones are counted in the database, for all servers.
 */
export function signInRoutes(context: Context) {
  const queues = new Map<string, Promise<unknown>>();

  async function ask(request: Request): Promise<Response> {
    const answer = await context.signIn.handler(request);
    // The library tells every fault as its own; a database that is away is told as that.
    if (answer.status >= 500) await requireDatabase(context.database);
    return inOurWords(answer);
  }

  /** Whoever signs out gets up from their counter. */
  async function signOut(request: Request): Promise<Response> {
    const session = await context.signIn.api.getSession({ headers: request.headers }).catch(() => null);
    const answer = await ask(request);
    if (answer.ok && session) await leaveWhenGone(context, session.user.id);
    return answer;
  }

  /** A password of one's own, which nobody else knows: another one than before. */
  async function changePassword(request: Request): Promise<Response> {
    const asked = passwords.safeParse(
      await request
        .clone()
        .json()
        .catch(() => null)
    );
    if (!asked.success) return refusal('request.malformed');
    if (asked.data.currentPassword === asked.data.newPassword) return refusal('staff.password-same');
    const session = await context.signIn.api.getSession({ headers: request.headers }).catch(() => null);
    const answer = await ask(request);
    if (answer.ok && session)
      await context.database.update(staff).set({ passwordTold: false }).where(eq(staff.id, session.user.id));
    return answer;
  }

  async function attempt(about: string, request: Request): Promise<Response> {
    if (!(await mayTry(context, context.database, about, LIMIT))) return refusal('request.too-many');
    const answer = await ask(request);
    if (answer.status === 401) await countWrong(context, context.database, about, LIMIT);
    return answer;
  }

  return new Hono()
    .post('/api/auth/sign-in/username', async (c) => {
      const asked = credentials.safeParse(
        await c.req.raw
          .clone()
          .json()
          .catch(() => null)
      );
      if (!asked.success) return refusal('request.malformed');
      const about = `sign-in ${asked.data.username.toLowerCase()}`;
      const before = queues.get(about) ?? Promise.resolve();
      const own = before.catch(() => undefined).then(() => attempt(about, c.req.raw));
      queues.set(about, own);
      try {
        return await own;
      } finally {
        if (queues.get(about) === own) queues.delete(about);
      }
    })
    .on(['GET', 'POST'], '/api/auth/*', async (c) => {
      if (!USED.has(c.req.path.slice('/api/auth/'.length))) return refusal('request.not-found');
      if (c.req.path === '/api/auth/sign-out') return signOut(c.req.raw);
      return c.req.path === '/api/auth/change-password' ? changePassword(c.req.raw) : ask(c.req.raw);
    });
}
