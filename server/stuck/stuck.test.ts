import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { actByItself } from '../cases/act-by-itself.ts';
import { cases } from '../cases/schema.ts';
import type { Stuck, TerminalTroubles } from '../contract/stuck-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { departmentDeliveries } from '../departments/schema.ts';
import { openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, asStaff, asTerminal, file, act, open } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const officer = await centre.employ('officer', 'officer');
const ITEM = 'SQ-05-006';

const stuck = async (): Promise<Stuck[]> => (await asStaff(clerk, '/api/window/stuck')).body.stuck;
const counted = async (who: Staff): Promise<number> => (await asStaff(who, '/api/window/counts')).body.stuck;
const again = ({ kind, id }: Stuck) => asStaff(clerk, `/api/window/stuck/${kind}/${id}/again`, {});
const report = async (said: Partial<TerminalTroubles>): Promise<string[]> => {
  const answer = await asTerminal('/api/terminals/troubles', { applications: [], slips: [], ...said });
  expect(answer.status).toBe(200);
  return (await answer.json()).again;
};
const only = async (): Promise<Stuck> => {
  const [one, ...more] = await stuck();
  if (!one || more.length > 0) throw new Error(`${more.length} more`);
  return one;
};

it('nothing is stuck where everything arrives', async () => {
  expect([await stuck(), await counted(clerk)]).toEqual([[], 0]);
});

describe('what could not be delivered', () => {
  it('to a department is listed with its reason, and due again at once when it is sent again', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    const [row] = await context.database
      .insert(departmentDeliveries)
      .values({
        ...{ communityCode: context.centre.communityCode, departmentId: randomUUID(), caseId: made.id },
        ...{ caseNumber: made.number, caseVersion: 2, type: 'case.sent', state: 'dead', attempts: 10 },
        ...{ lastProblem: 'status-500', nextAt: context.now(), createdAt: context.now() }
      })
      .returning();
    const one = await only();
    expect(one).toMatchObject({ kind: 'delivery', id: row?.id, caseId: made.id, code: 'status-500' });
    expect([await counted(clerk), await counted(officer)]).toEqual([1, 0]);
    expect((await again(one)).status).toBe(204);
    expect(await stuck()).toEqual([]);
    const [now] = await context.database.select().from(departmentDeliveries);
    expect(now).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('of what comes due by itself holds up no other case, and is done once it can be', async () => {
    const [broken, sound] = [(await file('fu-shou', ITEM)).case, (await file('fu-shou', ITEM)).case];
    for (const one of [broken, sound]) for (const name of ['claim', 'accept']) await act(clerk, one.id, { act: name });
    const version = (itemVersion: number) =>
      context.database.update(cases).set({ itemVersion }).where(eq(cases.id, broken.id));
    await version(99);
    centre.setNow('2026-12-20T02:00:00Z');
    await actByItself(context);
    await actByItself(context);
    expect((await open(clerk, sound.id)).escalatedTo).not.toBeNull();
    const one = await only();
    expect(one).toMatchObject({ kind: 'duty', caseId: broken.id, reference: broken.number, code: 'case.item-lost' });
    expect(await again(one)).toMatchObject({ status: 409, body: { error: { code: 'stuck.still' } } });
    await version(1);
    expect((await again(one)).status).toBe(204);
    expect(await stuck()).toEqual([]);
    expect((await open(clerk, broken.id)).escalatedTo).not.toBeNull();
  });

  it('from a terminal is what it said last; asked to be tried again, it hears so once', async () => {
    const application = { reference: '0000000A', code: 'item.stale', since: '2026-12-19T02:00:00Z' };
    expect(await report({ applications: [application] })).toEqual([]);
    const one = await only();
    expect(one).toMatchObject({ kind: 'application', at: '试验终端', reference: '0000000A', caseId: null });
    expect(one).toMatchObject({ code: 'item.stale', retrying: false });
    expect((await again(one)).status).toBe(204);
    expect((await only()).retrying).toBe(true);
    expect(await report({ applications: [application] })).toEqual(['0000000A']);
    expect(await report({ applications: [application] })).toEqual([]);
    expect((await only()).retrying).toBe(false);
    await report({});
    expect(await stuck()).toEqual([]);
    expect((await again(one)).body.error.code).toBe('stuck.not-found');
  });

  it('of a slip is gone once somebody has printed it, and back when it fails anew', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    const slip = { reference: `${made.number}-1`, code: 'printer.paper-out', since: '2026-12-19T02:00:00Z' };
    await report({ slips: [slip] });
    const one = await only();
    expect(one).toMatchObject({ kind: 'slip', caseId: made.id, code: 'printer.paper-out' });
    await again(one);
    expect(await stuck()).toEqual([]);
    await report({ slips: [slip] });
    expect(await stuck()).toEqual([]);
    await report({ slips: [{ ...slip, since: '2026-12-19T03:00:00Z' }] });
    expect(await stuck()).toHaveLength(1);
    await report({});
  });
});

it('is nobody’s business who does not see to it, and reports say nothing of anybody', async () => {
  expect((await asStaff(officer, '/api/window/stuck')).status).toBe(403);
  const wordy = { reference: '0000000A', code: 'item.stale', since: '2026-12-19T02:00:00Z', name: '福寿长' };
  const answer = await asTerminal('/api/terminals/troubles', { applications: [wordy], slips: [] });
  expect(answer.status).toBe(400);
  for (const id of ['1', `${randomUUID()}_x`])
    expect((await asStaff(clerk, `/api/window/stuck/slip/${id}/again`, {})).status).toBe(400);
});
