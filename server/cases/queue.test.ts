import { randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRecords } from '../audit/schema.ts';
import type { QueueCounts, QueueRow } from '../contract/window-wire.ts';
import { residents } from '../people/schema.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { parsePlace } from './queue-order.ts';
import { cases } from './schema.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, file, asStaff, open, act } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const ITEM = 'SQ-05-006';

const queue = async (question: string, who = clerk): Promise<string[]> =>
  (await asStaff(who, `/api/window/cases?limit=200&${question}`)).body.rows.map(({ id }: QueueRow) => id);
const counts = async (who = clerk): Promise<QueueCounts> => (await asStaff(who, '/api/window/counts')).body;

describe('where a page goes on', () => {
  const ID = '019a0000-0000-7000-8000-000000000001';
  it.each([
    [`2026-01-01_${ID}`, true],
    [`9999-12-31_${ID}`, true],
    [`2026-02-30_${ID}`, false],
    [`2026-01-01_${'-'.repeat(36)}`, false],
    [`2026-01-01_${'a'.repeat(36)}`, false],
    [ID, false],
    ['', false]
  ])('%s is a place in the queue: %s', (text, place) => {
    expect(parsePlace(text) !== null).toBe(place);
  });

  it('is malformed where there is no such place', async () => {
    const answer = await asStaff(clerk, `/api/window/cases?after=2026-01-01_${'-'.repeat(36)}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'request.malformed' } } });
  });
});

describe('a case that decided itself', () => {
  it('waits for nobody: it is with what is closed, and counted nowhere', async () => {
    const before = { issue: await queue('view=issue'), counts: await counts() };
    const { case: made } = await file('wan-shi-tong', 'SQ-02-005');
    expect(made).toMatchObject({ state: 'granted', resultPrintable: true });
    expect({ issue: await queue('view=issue'), counts: await counts() }).toEqual(before);
    expect(await queue('view=mine')).not.toContain(made.id);
    expect(await queue('view=closed')).toContain(made.id);
  });

  it('is not what somebody granted: that waits to be handed out', async () => {
    const before = await counts();
    const { case: made } = await file('wan-shi-tong', 'SQ-01-001');
    await act(clerk, made.id, { act: 'claim' });
    await act(clerk, made.id, { act: 'accept' });
    expect((await act(clerk, made.id, { act: 'grant', reason: '' })).body.state).toBe('granted');
    expect(await queue('view=issue')).toContain(made.id);
    expect(await queue('view=closed')).not.toContain(made.id);
    expect((await counts()).issue).toBe(before.issue + 1);
  });
});

describe('whoever is named on the receipt', () => {
  it('is told to the window, and has the case among theirs until somebody else claims it', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    const [row] = await context.database.select().from(cases).where(eq(cases.id, made.id));
    const [named, other] = row?.responsibleId === clerk.id ? [clerk, colleague] : [colleague, clerk];
    const seen = await open(other, made.id);
    expect(seen).toMatchObject({ owner: null, responsible: { id: named.id, name: named.name } });
    const listed = (await asStaff(other, '/api/window/cases?view=unclaimed&limit=200')).body.rows;
    expect(listed.find(({ id }: QueueRow) => id === made.id).responsible).toEqual({ id: named.id, name: named.name });
    const before = await counts(named);
    expect([
      (await queue('view=mine', named)).includes(made.id),
      (await queue('view=mine', other)).includes(made.id)
    ]).toEqual([true, false]);
    await act(other, made.id, { act: 'claim' });
    expect(await queue('view=mine', named)).not.toContain(made.id);
    expect((await counts(named)).mine).toBe(before.mine - 1);
  });
});

describe('the record of a look-up', () => {
  const lookedUp = async (body: object): Promise<string[]> => {
    const answer = await asStaff(clerk, '/api/window/lookup', body);
    expect(answer.status).toBe(200);
    const rows = await context.database.select().from(auditRecords).where(eq(auditRecords.action, 'case.lookup'));
    return rows.map(({ subject }) => subject);
  };
  let made: { id: string; number: string; shortCode: string };
  beforeAll(async () => {
    made = (await file('fu-shou', ITEM)).case;
  });

  it('names the case that a slip led to', async () => {
    expect((await lookedUp({ caseNumber: made.number })).at(-1)).toBe(made.id);
    expect((await lookedUp({ shortCode: made.shortCode })).at(-1)).toBe(made.id);
  });

  it('names the person that a card led to, by our own number', async () => {
    const [row] = await context.database.select().from(cases).where(eq(cases.id, made.id));
    const [resident] = await context.database
      .select({ id: residents.id })
      .from(residents)
      .where(eq(residents.id, row?.applicantId ?? ''));
    expect((await lookedUp({ idNumber: cardOf('fu-shou').idNumber })).at(-1)).toBe(resident?.id);
  });

  it('gives all of a person page after page, each once, also where they filed for themselves', async () => {
    const [one] = await context.database.select().from(cases).where(eq(cases.id, made.id));
    if (!one) throw new Error('there is none');
    const { holderId: _, queueDay: __, ...like } = one;
    const [receivedAt, agentId] = [one.receivedAt.getTime(), one.applicantId];
    // Two came in at one moment; one was filed by its applicant as an agent.
    const more = Array.from({ length: 120 }, (_, at) => ({
      ...like,
      ...{ id: randomUUID(), number: `${at}`, shortCode: `x${at}`, submissionKey: randomUUID() },
      ...{ receivedAt: new Date(receivedAt - Math.floor(at / 2) * 1000), agentId: at % 40 === 0 ? agentId : null }
    }));
    await context.database.insert(cases).values(more);
    const first = (await asStaff(clerk, '/api/window/lookup', { idNumber: cardOf('fu-shou').idNumber })).body;
    const { personId } = first;
    const seen: string[] = first.rows.map(({ id }: QueueRow) => id);
    expect(seen).toHaveLength(50);
    for (let after: string | null = first.next; after; ) {
      const { body } = await asStaff(clerk, '/api/window/lookup', { personId, after });
      seen.push(...body.rows.map(({ id }: QueueRow) => id));
      after = body.next;
    }
    const theirs = (await context.database.select().from(cases)).filter(({ applicantId }) => applicantId === personId);
    expect(new Set(seen)).toEqual(new Set(theirs.map(({ id }) => id)));
    expect(seen).toHaveLength(theirs.length);
    for (const after of ['', 'x', `2026-11-24_${personId}`])
      expect((await asStaff(clerk, '/api/window/lookup', { personId, after })).status).toBe(400);
    await context.database.delete(cases).where(
      inArray(
        cases.id,
        more.map(({ id }) => id)
      )
    );
  });

  it('says where nothing was found', async () => {
    expect((await lookedUp({ shortCode: '000000' })).at(-1)).toBe('nothing-found');
    expect((await lookedUp({ idNumber: cardOf('guli').idNumber })).at(-1)).toBe('nothing-found');
  });
});
