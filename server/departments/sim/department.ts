import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { z } from 'zod';
import { composeCaseNumber } from '../../contract/case-number.ts';
import type { SecretPair } from '../../contract/department-wire.ts';
import { CONTENT_TYPE, caseSentSchema } from '../events.ts';
import { newSecret, sign, signatureProblem } from '../signature.ts';

/** How a department can be: well, or one of the ways in which real ones are not. */
export const BEHAVIOURS = [
  'well',
  'slow', // takes a message, and says so after the sender has given up
  'down',
  'gone', // wants to hear nothing more
  'wrong-signature',
  'wrong-body',
  'twice', // the same message twice, then the same decision in a message of its own
  'late', // decides when it is told to, long after
  'unknown-case'
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** What a centre answered to one of our answers. */
interface Reply {
  readonly status: number;
  readonly code: string;
}

interface Answering {
  /** Where the centre takes answers. */
  readonly answersTo: () => string;
  readonly secrets: () => SecretPair;
  readonly now: () => Date;
  readonly decideAfterMs: number;
  readonly slowMs: number;
}

const steering = z.object({ behaviour: z.enum(BEHAVIOURS) });
const toDecide = z.object({ caseNumber: z.string(), decision: z.enum(['granted', 'denied']) });
const toOpine = z.object({ caseNumber: z.string(), opinion: z.enum(['agreed', 'objected']) });
type Decided = z.infer<typeof toDecide>;
const replySchema = z.union([
  z.object({ outcome: z.string() }).transform(({ outcome }) => outcome),
  z.object({ error: z.object({ code: z.string() }) }).transform(({ error }) => error.code)
]);

/** Nobody has filed this: the last number of a day long ago. */
const UNKNOWN = composeCaseNumber({ communityCode: '330102016001', day: '2020-01-01', serial: 99_999 });

/**
 * A department with a system of its own, as far away as a real one: it takes files by webhook, decides, and answers by
 * webhook; it grants everything. `replies` is what its answers came to.
 */
export function createSimulatedDepartment({ answersTo, secrets, now, decideAfterMs, slowMs }: Answering) {
  let behaviour: Behaviour = 'well';
  const taken = new Map<string, unknown>();
  const replies: Reply[] = [];
  const underWay = new Set<Promise<void>>();

  async function post(
    id: string,
    data: unknown,
    secret = secrets().theirs,
    type: 'case.decided' | 'case.opinion' = 'case.decided'
  ): Promise<void> {
    const body = JSON.stringify({ specversion: '1.0', id, source: '/sim/department', type, data });
    const answer = await fetch(answersTo(), {
      method: 'POST',
      headers: { 'content-type': CONTENT_TYPE, ...sign([secret], id, now(), body) },
      body
    });
    replies.push({ status: answer.status, code: replySchema.parse(await answer.json()) });
  }

  async function decide({ caseNumber, decision }: Decided, as: Behaviour): Promise<void> {
    const reason = decision === 'granted' ? '' : '模拟部门没有批准。';
    const data = { caseNumber, decision, reason, documentNumber: '模拟〔2026〕1号', decidedBy: '模拟审批部门' };
    const id = randomUUID();
    if (as === 'wrong-signature') return post(id, data, newSecret());
    if (as === 'wrong-body') return post(id, { ...data, decision: '同意' });
    if (as === 'unknown-case') return post(id, { ...data, caseNumber: UNKNOWN });
    await post(id, data);
    if (as !== 'twice') return;
    await post(id, data);
    await post(randomUUID(), data);
  }

  async function opine({ caseNumber, opinion }: z.infer<typeof toOpine>): Promise<void> {
    const reason = opinion === 'agreed' ? '' : '模拟部门不同意。';
    const data = { caseNumber, opinion, reason, documentNumber: null, decidedBy: '模拟联办部门' };
    await post(randomUUID(), data, secrets().theirs, 'case.opinion');
  }

  function begin(work: () => Promise<void>): void {
    const own: Promise<void> = work()
      .catch((error: unknown) => console.error(`the simulated department: ${error instanceof Error ? error.name : ''}`))
      .finally(() => underWay.delete(own));
    underWay.add(own);
  }

  const app = new Hono();
  app.get('/about', (c) => c.json({ demonstration: true, name: '模拟审批部门' }));
  app.post('/sim/behaviour', async (c) => {
    ({ behaviour } = steering.parse(await c.req.json()));
    return c.json({ behaviour });
  });
  app.post('/sim/decide', async (c) => {
    await decide(toDecide.parse(await c.req.json()), 'well');
    return c.json({ ok: true });
  });
  app.post('/sim/opine', async (c) => {
    await opine(toOpine.parse(await c.req.json()));
    return c.json({ ok: true });
  });
  app.post('/events', async (c) => {
    if (behaviour === 'down') return c.json({ error: 'down' }, 503);
    if (behaviour === 'gone') return c.json({ error: 'gone' }, 410);
    const headers = {
      'webhook-id': c.req.header('webhook-id') ?? '',
      'webhook-timestamp': c.req.header('webhook-timestamp') ?? '',
      'webhook-signature': c.req.header('webhook-signature') ?? ''
    };
    const body = await c.req.text();
    if (signatureProblem([secrets().ours], headers, now(), body)) return c.json({ error: 'signature' }, 401);
    const known = taken.has(headers['webhook-id']);
    taken.set(headers['webhook-id'], JSON.parse(body));
    const as = behaviour;
    const sent = caseSentSchema.safeParse(JSON.parse(body));
    if (!known && sent.success && as !== 'late')
      begin(async () => {
        await wait(decideAfterMs);
        const { caseNumber, part } = sent.data.data;
        if (part === 'is-asked') await opine({ caseNumber, opinion: 'agreed' });
        else await decide({ caseNumber, decision: 'granted' }, as);
      });
    if (as === 'slow') await wait(slowMs);
    return c.json({ taken: true }, 202);
  });
  return {
    app,
    /** Every message it took, by its id. */
    taken: taken as ReadonlyMap<string, unknown>,
    replies: replies as readonly Reply[],
    /** When it has nothing more to say. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    }
  };
}
