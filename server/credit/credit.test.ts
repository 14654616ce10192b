import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { auditRecords } from '../audit/schema.ts';
import type { Prefill, Submission } from '../contract/wire.ts';
import { noLicenceLibrary } from '../licences/none.ts';
import { licencePulls } from '../licences/schema.ts';
import type { Behaviour } from '../licences/sim/records.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { CREDIT_RECORD, creditBy, TRUSTED, UNCHECKED } from './rules.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, begin, send, act, open, asStaff, setNow } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const manager = await centre.employ('manager', 'manager');
beforeEach(() => setNow('2026-11-24T02:00:00Z'));

/** 失业登记: its one record may be promised, and may follow later. */
const ITEM = 'SQ-01-001';

async function steer(person: string, record: string, behaviour: Behaviour | null): Promise<void> {
  const { idNumber, name } = cardOf(person);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ idNumber, name, record, behaviour });
  await fetch(`${centre.libraryUrl}/sim/behaviour`, { method: 'POST', body, headers });
}
const creditPulls = () =>
  context.database
    .select()
    .from(licencePulls)
    .where(and(eq(licencePulls.communityCode, context.centre.communityCode), eq(licencePulls.record, CREDIT_RECORD)))
    .orderBy(desc(licencePulls.id));

/** The record that did not come, as a person meets it. */
async function missing(person: string, code = ITEM) {
  const begun = await begin(person, code);
  const open = begun.prefill.materials.filter(({ ways }) => ways.length > 0);
  const promises = new Set(begun.item.materials.flatMap(({ key, promiseAllowed }) => (promiseAllowed ? [key] : [])));
  const material = open.find(({ key }) => promises.has(key));
  if (!material) throw new Error('nothing is missing');
  const chosen = (way: 'promise' | 'bring'): Submission => ({
    ...begun.submission,
    ways: { ...Object.fromEntries(open.map(({ key }) => [key, 'bring'])), [material.key]: way }
  });
  return { material, promised: () => send(chosen('promise')), brought: () => send(chosen('bring')) };
}

describe('the shared record', () => {
  const found = (repaired?: unknown) =>
    ({
      outcome: 'found',
      name: CREDIT_RECORD,
      number: null,
      issuedOn: null,
      validUntil: null,
      parts: { repaired }
    }) as const;
  it.each([
    ['lists somebody', found(), { excluded: 'listed', unchecked: false }],
    ['lists somebody whose trust is not repaired', found(false), { excluded: 'listed', unchecked: false }],
    ['says that it is repaired', found(true), TRUSTED],
    ['lists nobody', { outcome: 'none' } as const, TRUSTED],
    ['listed somebody once', { outcome: 'expired', name: '', validUntil: '2025-06-30' } as const, TRUSTED],
    ['is of somebody else', { outcome: 'mismatch' } as const, UNCHECKED],
    ['does not come', { outcome: 'timeout' } as const, UNCHECKED]
  ])('that %s', (_, answer, credit) => {
    expect(creditBy(answer)).toEqual(credit);
  });
});

describe('whoever is listed and not repaired', () => {
  it('is offered no promise, told why, and can bring the paper, which then comes first', async () => {
    const { material, promised, brought } = await missing('listed');
    expect(material).toMatchObject({ ways: ['bring', 'counter'], withheld: 'listed' });
    expect(await promised()).toEqual({ status: 422, body: { error: { code: 'material.unresolved' } } });
    const { body } = await brought();
    const shown = await open(clerk, body.case.id);
    expect(shown.materials.find(({ key }) => key === material.key)?.standing).toBe('to-bring');
    expect(shown).toMatchObject({ toCheckCredit: false, creditRepair: null });
  });

  it('is asked about only where a promise would be offered, and each time on record', async () => {
    const before = (await creditPulls()).length;
    await begin('wan-shi-tong', ITEM);
    await begin('listed', 'SQ-05-006');
    expect((await creditPulls()).length).toBe(before);
    await begin('nothing', ITEM);
    const [pull] = await creditPulls();
    expect((await creditPulls()).length).toBe(before + 1);
    expect(pull).toMatchObject({ outcome: 'none', itemCode: ITEM, purpose: '办理失业登记，核查能不能用告知承诺' });
  });
});

describe('whoever is trusted', () => {
  it('promises, or brings later, as the item says', async () => {
    const { material, promised } = await missing('nothing');
    expect(material).toMatchObject({ ways: ['promise', 'bring', 'counter'], withheld: null });
    expect((await promised()).status).toBe(200);
    const later = await missing('nothing');
    const { body } = await later.brought();
    expect((await open(clerk, body.case.id)).materials.find(({ key }) => key === material.key)?.standing).toBe('later');
  });
});

describe('where nobody can say', () => {
  it('the promise is offered, and the window is told to look', async () => {
    await steer('nothing', CREDIT_RECORD, 'fault');
    const { material, promised, brought } = await missing('nothing');
    await steer('nothing', CREDIT_RECORD, null);
    expect(material).toMatchObject({ withheld: null });
    expect(material.ways).toContain('promise');
    const { body } = await promised();
    expect((await open(clerk, body.case.id)).toCheckCredit).toBe(true);
    const other = await brought();
    expect(other.status).toBe(200);
    expect((await open(clerk, other.body.case.id)).toCheckCredit).toBe(false);
  });

  it('because there is no library, it is the same', async () => {
    const app = createApp({ ...context, licences: noLicenceLibrary });
    const post = async (path: string, body: object, session = '') => {
      const headers = {
        authorization: `Terminal ${centre.terminal}`,
        'content-type': 'application/json',
        'x-session': session
      };
      return (await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
    };
    const { token } = await post('/api/sessions', { card: cardOf('listed') });
    const { version } = await centre.itemOf(ITEM);
    const made: Prefill = await post('/api/prefill', { itemCode: ITEM, itemVersion: version }, token);
    expect(made.materials.some(({ ways }) => ways.includes('promise'))).toBe(true);
  });
});

describe('whoever promised here what was not true', () => {
  it('is offered no promise any more, of anything, until the head takes the repair down', async () => {
    const { body } = await (await missing('nothing', 'SQ-02-007')).promised();
    const { id } = body.case;
    await act(clerk, id, { act: 'claim' });
    for (const { key, standing } of (await open(clerk, id)).materials)
      if (standing === 'to-bring' || standing === 'later')
        await act(clerk, id, { act: 'receive-material', materials: [key] });
    await act(clerk, id, { act: 'accept' });
    expect((await act(clerk, id, { act: 'grant', reason: '' })).body.state).toBe('granted');
    const annulled = await act(manager, id, { act: 'annul', reason: '核对不实' });
    expect(annulled.body).toMatchObject({ state: 'annulled', creditRepair: 'open' });

    const before = (await creditPulls()).length;
    const after = await missing('nothing');
    expect(after.material).toMatchObject({ ways: ['bring', 'counter'], withheld: 'annulled' });
    expect((await creditPulls()).length).toBe(before);
    expect((await after.promised()).status).toBe(422);

    const repair = (who: typeof clerk, at = id) =>
      asStaff(who, `/api/window/cases/${at}/credit-repair`, { grounds: '补交了材料，退回了所得' });
    expect((await repair(clerk)).body.error.code).toBe('staff.role');
    const other = await after.brought();
    expect((await repair(manager, other.body.case.id)).body.error.code).toBe('case.state');
    expect((await repair(manager)).body.creditRepair).toBe('done');
    const records = await context.database.select().from(auditRecords).where(eq(auditRecords.action, 'credit.repair'));
    expect(records).toMatchObject([{ subject: id, actorId: manager.id }]);
    expect((await missing('nothing')).material.ways).toContain('promise');
  });
});
