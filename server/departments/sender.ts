import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { CONTENT_TYPE } from './events.ts';
import { BODY } from './outbox.ts';
import { afterTry, type TryEnd } from './rules.ts';
import { departmentDeliveries, departments } from './schema.ts';
import { secretsInForce } from './secrets.ts';
import { sign } from './signature.ts';

const EVERY_MS = 2000;

/** How long a department may take to say that it has it. Standard Webhooks recommends 15 to 30 seconds. */
const PATIENCE_MS = 15_000;

/** Whoever takes a delivery has it for this long; a server that dies with it leaves it to the next one. */
const HOLD_MS = 60_000;

const MOST_AT_ONCE = 8;

type Delivery = typeof departmentDeliveries.$inferSelect;
type Taken = { readonly delivery: Delivery; readonly department: typeof departments.$inferSelect };

/** What a department is told of a case it is told in order: an event waits while an earlier one does. */
const isNext = sql`not exists (
  select 1 from department_deliveries earlier
  where earlier.community_code = ${departmentDeliveries.communityCode} and earlier.case_id = ${departmentDeliveries.caseId}
    and earlier.department_id = ${departmentDeliveries.departmentId}
    and earlier.state = 'waiting' and earlier.case_version < ${departmentDeliveries.caseVersion})`;

/** Takes what is due, for this server alone. The try counts from here on, whatever becomes of it. */
async function take(context: Context, most: number): Promise<Taken[]> {
  const { communityCode } = context.centre;
  const now = context.now();
  return context.database.transaction(async (tx) => {
    const due = await tx
      .select({ delivery: departmentDeliveries, department: departments })
      .from(departmentDeliveries)
      .innerJoin(
        departments,
        and(
          eq(departments.communityCode, departmentDeliveries.communityCode),
          eq(departments.id, departmentDeliveries.departmentId)
        )
      )
      .where(
        and(
          eq(departmentDeliveries.communityCode, communityCode),
          eq(departmentDeliveries.state, 'waiting'),
          lte(departmentDeliveries.nextAt, now),
          or(isNull(departmentDeliveries.heldUntil), lte(departmentDeliveries.heldUntil, now)),
          isNull(departments.disabledAt),
          isNext
        )
      )
      .orderBy(asc(departmentDeliveries.nextAt), asc(departmentDeliveries.id))
      .limit(most)
      .for('update', { of: departmentDeliveries, skipLocked: true });
    if (due.length === 0) return [];
    await tx
      .update(departmentDeliveries)
      .set({ attempts: sql`${departmentDeliveries.attempts} + 1`, heldUntil: new Date(now.getTime() + HOLD_MS) })
      .where(
        and(
          eq(departmentDeliveries.communityCode, communityCode),
          inArray(
            departmentDeliveries.id,
            due.map(({ delivery }) => delivery.id)
          )
        )
      );
    return due.map(({ delivery, department }) => ({
      delivery: { ...delivery, attempts: delivery.attempts + 1 },
      department
    }));
  });
}

function messageOf(
  context: Context,
  { delivery, department }: Taken
): { body: string; headers: Record<string, string> } {
  if (delivery.body === null) throw new Error('a delivery that waits without a body');
  const body = JSON.stringify({
    specversion: '1.0',
    id: delivery.id,
    source: `/communities/${delivery.communityCode}`,
    type: delivery.type,
    subject: delivery.caseNumber,
    time: delivery.createdAt.toISOString(),
    datacontenttype: 'application/json',
    data: JSON.parse(context.sealing.open(BODY, delivery.body)) as unknown
  });
  const secrets = secretsInForce(context, department.secrets).map(({ ours }) => ours);
  return { body, headers: { 'content-type': CONTENT_TYPE, ...sign(secrets, delivery.id, context.now(), body) } };
}

/** One try over HTTP. What is answered beside the status is nobody's business here; nobody is followed elsewhere. */
async function post(context: Context, taken: Taken, signal: AbortSignal, patienceMs: number): Promise<TryEnd> {
  const { body, headers } = messageOf(context, taken);
  try {
    const answer = await fetch(taken.department.endpoint ?? '', {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
    });
    await answer.body?.cancel();
    const asked = Number(answer.headers.get('retry-after') ?? Number.NaN);
    return { status: answer.status, retryAfterS: Number.isFinite(asked) ? asked : null };
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return { status: null, problem: timedOut ? 'timeout' : 'unreachable' };
  }
}

/** Writes down how a try ended, unless somebody else has tried since. */
async function keepEnd(context: Context, { delivery, department }: Taken, end: TryEnd): Promise<void> {
  const now = context.now();
  const after = afterTry(delivery.attempts, end, Math.random());
  const common = { state: after.state, lastProblem: after.state === 'delivered' ? null : after.problem };
  await context.database.transaction(async (tx) => {
    await tx
      .update(departmentDeliveries)
      .set({
        ...common,
        heldUntil: null,
        ...(after.state === 'delivered' ? { body: null, deliveredAt: now } : {}),
        ...(after.state === 'waiting' ? { nextAt: new Date(now.getTime() + after.waitS * 1000) } : {})
      })
      .where(
        and(
          eq(departmentDeliveries.communityCode, delivery.communityCode),
          eq(departmentDeliveries.id, delivery.id),
          eq(departmentDeliveries.state, 'waiting'),
          eq(departmentDeliveries.attempts, delivery.attempts)
        )
      );
    if (after.state === 'dead' && after.gone)
      await tx
        .update(departments)
        .set({ disabledAt: now })
        .where(and(eq(departments.communityCode, delivery.communityCode), eq(departments.id, department.id)));
  });
}

/**
 * Sends what is due, all at once, and says how much that was. `ending` cuts off what is under way: nobody knows then
 * whether it arrived, and whoever takes it next sends it again, with the same id.
 */
export async function sendDue(
  context: Context,
  { ending = new AbortController().signal, most = MOST_AT_ONCE, patienceMs = PATIENCE_MS } = {}
): Promise<number> {
  const taken = await take(context, most);
  await Promise.all(
    taken.map(async (one) => {
      const end = await post(context, one, ending, patienceMs);
      if (!ending.aborted) await keepEnd(context, one, end);
    })
  );
  return taken.length;
}

/** Sends every two seconds what is due, until told to stop. A slow department holds up none of the others. */
export function keepSending(context: Context): () => Promise<void> {
  const end = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const round = () => {
    // Never more than a few rounds, each with a few deliveries: what is left is due in the next one.
    if (underWay.size >= MOST_AT_ONCE) return;
    const own: Promise<unknown> = sendDue(context, { ending: end.signal })
      .catch((error: unknown) => {
        // A database that is away is asked again the next time; whatever else it is has to be seen.
        console.error(`deliveries to departments wait: ${error instanceof Error ? error.name : 'no error'}`);
      })
      .finally(() => underWay.delete(own));
    underWay.add(own);
  };
  const timer = setInterval(round, EVERY_MS);
  timer.unref();
  round();
  return async () => {
    clearInterval(timer);
    end.abort();
    await Promise.all(underWay);
  };
}
