import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { auditRecords } from '../audit/schema.ts';
import type { SittingDraft, SittingSession } from '../contract/sitting-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Prefill } from '../contract/wire.ts';
import { cardOf, type openWorkingCentre } from '../testing.ts';

/** What a clerk does at their window with whoever sits there, through the server's own routes. */
export function openWindow(centre: Awaited<ReturnType<typeof openWorkingCentre>>, clerk: Staff) {
  const { context, app, asTerminal, asStaff, itemOf } = centre;

  async function readCard(person: string): Promise<string> {
    return (await (await asTerminal('/api/terminals/reads', { card: cardOf(person) })).json()).readId;
  }
  async function seat(person: string, who: Staff = clerk): Promise<SittingSession> {
    const readId = await readCard(person);
    const seated = await asStaff(who, '/api/window/sitting', { readId, reason: 'cannot-use' });
    expect(seated.status, JSON.stringify(seated.body)).toBe(200);
    return seated.body;
  }
  async function learn(session: SittingSession, itemCode: string, who: Staff = clerk): Promise<Prefill> {
    const asked = { itemCode, itemVersion: (await itemOf(itemCode)).version };
    const made = await asStaff(who, `/api/window/sitting/${session.id}/prefill`, asked);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    return made.body;
  }
  /** An item filled in for whoever sits there, or for whom they act. */
  async function fill(session: SittingSession, itemCode: string, who: Staff = clerk) {
    const [item, prefill] = [await itemOf(itemCode), await learn(session, itemCode, who)];
    const { signature: _, ...said } = await fillSubmission(item, prefill, centre.slotFor);
    const draft: SittingDraft = { ...said, key: randomUUID(), corrections: [], consentWay: 'spoken', signed: true };
    return { session, item, prefill, draft, path: `/api/window/sitting/${session.id}` };
  }
  const begun = async (person: string, itemCode: string, who: Staff = clerk) =>
    fill(await seat(person, who), itemCode, who);

  const change = (who: Staff, method: 'PUT' | 'DELETE', path: string, body?: unknown) =>
    app.request(path, {
      method,
      headers: { cookie: centre.cookieOf(who), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
  const recordsBy = async (who: Staff) =>
    context.database
      .select()
      .from(auditRecords)
      .where(eq(auditRecords.actorId, who.id))
      .orderBy(desc(auditRecords.serial));
  return { readCard, seat, learn, fill, begun, change, recordsBy };
}
