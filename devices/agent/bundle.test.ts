import { describe, expect, it, vi } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import { ONE, openAgent } from './testing.centre.ts';
import { application, failure, type Heard, type Said, TAKEN } from './testing.ts';

const CODE = 'JS-01';
const ITEMS = ['SQ-01-001', 'SQ-01-006', 'SQ-01-007'] as const;
const DRAFT = { filled: 'to the last page' };
const idOf = (at: number) => `019a0000-0000-7000-8000-00000000000${at + 1}`;
const SUBMISSIONS = ITEMS.map((itemCode, at) => application({ prefillId: idOf(at), itemCode }));
const caseOf = (at: number) => ({ ...TAKEN.case, id: idOf(at), shortCode: `00000${at}` });
const slipOf = (at: number) => ({ ...slip, number: `33010201600120261124000017-${at + 1}` });
const taken = (at: number): Said => ({
  status: 200,
  body: { case: caseOf(at), slip: slipOf(at), repeated: false, undoMs: 30_000 }
});

/** Somebody who has filled in a 一件事. `said` is what the centre says to each item, `undoing` to taking it back. */
async function filled(options: { said?: (at: number) => Said | null; undoing?: (at: number) => Said | null } = {}) {
  const order: string[] = [];
  const agent = await openAgent((heard: Heard) => {
    if (heard.path === '/api/submissions') {
      const key = String(heard.headers['idempotency-key']);
      if (!order.includes(key)) order.push(key);
      const at = order.indexOf(key) % ITEMS.length;
      return options.said?.(at) ?? taken(at);
    }
    const undone = /^\/api\/my\/cases\/(.+)\/undo$/.exec(heard.path)?.[1];
    if (!undone) return null;
    const at = ITEMS.findIndex((_, index) => idOf(index) === undone);
    return options.undoing?.(at) ?? { status: 200, body: { ...caseOf(at), state: 'withdrawn' } };
  });
  await agent.tap(ONE);
  await agent.page('PUT', '/agent/draft', { draft: DRAFT });
  const submit = (submissions = SUBMISSIONS) => agent.page('POST', '/agent/submit/bundle', { code: CODE, submissions });
  const undo = () => agent.page('POST', '/agent/undo');
  const draft = async () => (await agent.page('GET', '/agent/draft')).body;
  const keys = () => agent.asked('POST', '/api/submissions').map(({ headers }) => headers['idempotency-key']);
  const undone = () => agent.centre.heard.filter(({ path }) => path.endsWith('/undo')).map(({ path }) => path.at(-6));
  return { ...agent, submit, undo, draft, keys, undone };
}
const states = (answer: { body: { parts: { answer: { state: string } }[] } }) =>
  answer.body.parts.map(({ answer: { state } }) => state);

describe('a 一件事', () => {
  it('is handed in item by item in its order, and a reload finds all of it', async () => {
    const { submit, draft } = await filled();
    const { status, body } = await submit();
    expect(status).toBe(200);
    expect(body.parts.map(({ itemCode }: { itemCode: string }) => itemCode)).toEqual(ITEMS);
    expect(body.parts.map((part: typeof body) => part.answer.submitted.case.shortCode)).toEqual([
      '000000',
      '000001',
      '000002'
    ]);
    expect(await draft()).toMatchObject({ draft: null, done: null, bundle: { code: CODE, parts: [{}, {}, {}] } });
  });

  it('pressed twice, also at once, makes no second case of any item', async () => {
    const { submit, keys } = await filled();
    await Promise.all([submit(), submit()]);
    await submit();
    expect(keys()).toHaveLength(9);
    expect(new Set(keys()).size).toBe(3);
  });

  it('of which one is refused: the others stand, and it is told which', async () => {
    const { submit, draft } = await filled({ said: (at) => (at === 1 ? failure(409, 'item.stale') : null) });
    const answer = await submit();
    expect(states(answer)).toEqual(['submitted', 'refused', 'submitted']);
    expect(answer.body.parts[1].answer.code).toBe('item.stale');
    expect((await draft()).bundle).toMatchObject({ parts: [{}, { answer: { state: 'refused' } }, {}] });
  });

  it('of which all are refused is not handed in, and the draft is there', async () => {
    const { submit, draft } = await filled({ said: () => failure(409, 'item.stale') });
    expect(await submit()).toEqual({ status: 409, body: { error: { code: 'item.stale' } } });
    expect(await draft()).toEqual({ draft: DRAFT, done: null, undone: null });
  });

  it('waits whole while the centre is away, is not tried item by item, and comes to it under its keys', async () => {
    const { submit, centre, draft, page, keys } = await filled();
    await centre.setThere(false);
    expect(states(await submit())).toEqual(['waiting', 'waiting', 'waiting']);
    expect((await page('GET', '/agent/status')).body.outbox).toBe(3);
    expect(keys()).toEqual([]);
    await centre.setThere(true);
    await page('GET', '/api/centre');
    await vi.waitFor(async () => expect(states({ body: (await draft()).bundle })).toEqual(Array(3).fill('submitted')));
    expect(new Set(keys()).size).toBe(3);
    expect((await page('GET', '/agent/status')).body.outbox).toBe(0);
  });

  it('prints one slip for each case, and each print is found after a reload', async () => {
    const { submit, page, draft } = await filled();
    await submit();
    const jobs = [];
    for (const at of [0, 1, 2])
      jobs.push((await page('POST', '/agent/print/slip', { caseId: idOf(at), number: slipOf(at).number })).body.id);
    expect(new Set(jobs).size).toBe(3);
    const { bundle } = await draft();
    expect(bundle.parts.map(({ printId }: { printId: string }) => printId)).toEqual(jobs);
  });

  it('gives way to whatever is begun after it', async () => {
    const { submit, page, draft } = await filled();
    await submit();
    await page('PUT', '/agent/draft', { draft: null });
    expect(await draft()).toEqual({ draft: null, done: null, undone: null });
  });

  it.each([
    ['without an item', []],
    ['with something else in it', [{ ...application(), more: 1 }]]
  ])('%s is malformed', async (_, submissions) => {
    const { page } = await filled();
    const answer = await page('POST', '/agent/submit/bundle', { code: CODE, submissions });
    expect(answer).toEqual({ status: 400, body: { error: { code: 'request.malformed' } } });
  });
});

describe('a 一件事 that is taken back', () => {
  it('is whole where nothing of it was decided: the draft is there, and the next try has new keys', async () => {
    const { submit, undo, draft, keys } = await filled();
    await submit();
    const undone = {
      itemCode: CODE,
      slip: null,
      bundle: { shortCodes: ['000000', '000001', '000002'], stands: [] }
    };
    expect(await undo()).toEqual({ status: 200, body: undone });
    expect(await draft()).toEqual({ draft: DRAFT, done: null, undone });
    expect((await undo()).body).toEqual(undone);
    await submit();
    expect(new Set(keys()).size).toBe(6);
  });

  it('leaves what cannot be taken back, and says which', async () => {
    const { submit, undo, draft } = await filled({
      undoing: (at) => (at === 2 ? failure(409, 'case.undo-decided') : null)
    });
    await submit();
    expect((await undo()).body.bundle).toEqual({ shortCodes: ['000000', '000001'], stands: [ITEMS[2]] });
    expect((await draft()).draft).toEqual(DRAFT);
  });

  it('of which nothing can be taken back stays as it is', async () => {
    const { submit, undo, draft } = await filled({ undoing: () => failure(409, 'case.undo-late') });
    await submit();
    expect(await undo()).toEqual({ status: 409, body: { error: { code: 'case.undo-late' } } });
    expect(await draft()).toMatchObject({ draft: null, bundle: { code: CODE } });
  });

  it('whose undoing got no answer in the middle is asked for again from there', async () => {
    let lost = true;
    const { submit, undo, draft, undone } = await filled({ undoing: (at) => (at === 1 && lost ? 'cut' : null) });
    await submit();
    expect((await undo()).status).toBe(503);
    expect((await draft()).bundle).toBeDefined();
    lost = false;
    expect((await undo()).body.bundle.shortCodes).toHaveLength(3);
    expect(undone()).toEqual(['1', '2', '2', '3']);
  });

  it('out of the outbox has reached nobody', async () => {
    const { submit, undo, centre, page } = await filled();
    await centre.setThere(false);
    await submit();
    expect((await undo()).body).toMatchObject({ bundle: { shortCodes: [], stands: [] } });
    expect((await page('GET', '/agent/status')).body.outbox).toBe(0);
  });
});
