import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CASE, ONE, OTHER, openAgent, usual } from './testing.centre.ts';
import { application, failure, type Heard, type Said, TAKEN } from './testing.ts';

const DRAFT = { filled: 'to the last page' };
const UNDONE = {
  itemCode: application().itemCode,
  slip: { number: TAKEN.slip.number, shortCode: TAKEN.case.shortCode }
};
const isUndo = ({ method, path }: Heard) => method === 'POST' && path === `/api/my/cases/${CASE}/undo`;
const withdrawn: Said = { status: 200, body: { ...TAKEN.case, state: 'withdrawn' } };

/** Somebody who has filled everything in and handed it in; `also` is the centre, where it does not do as usual. */
async function handedIn(
  also: (heard: Heard) => Said | Promise<Said> | null = () => null,
  who: typeof ONE | null = ONE
) {
  const agent = await openAgent((heard) => also(heard) ?? (isUndo(heard) ? withdrawn : null));
  if (who) await agent.tap(who);
  else await agent.page('POST', '/agent/session/anonymous');
  await agent.page('PUT', '/agent/draft', { draft: DRAFT });
  const { body } = await agent.page('POST', '/agent/submit', application());
  const undo = () => agent.page('POST', '/agent/undo');
  const draft = async () => (await agent.page('GET', '/agent/draft')).body;
  const keys = () => agent.asked('POST', '/api/submissions').map(({ headers }) => headers['idempotency-key']);
  const undone = () => agent.centre.heard.filter(isUndo);
  return { ...agent, answer: body, undo, draft, keys, undone };
}

describe('an application that is at the centre', () => {
  it.each([
    ['with a card', ONE],
    ['without one', null]
  ])('of somebody %s is taken back there, and the page before is as it was', async (_, who) => {
    const { undo, draft, undone } = await handedIn(undefined, who);
    expect(await undo()).toEqual({ status: 200, body: UNDONE });
    expect(await draft()).toEqual({ draft: DRAFT, done: null, undone: UNDONE });
    expect(undone().map(({ headers }) => headers['x-session'])).toEqual([
      who ? encodeURIComponent(who.name) : 'nobody'
    ]);
  });

  it('says after a reload what is left of the time, by the server’s own count', async () => {
    const { draft } = await handedIn(({ path }) =>
      path === '/api/submissions' ? { status: 200, body: { ...TAKEN, undoMs: 30_000 } } : null
    );
    const clock = vi.spyOn(performance, 'now');
    onTestFinished(() => clock.mockRestore());
    const before = performance.now();
    clock.mockReturnValue(before + 12_000);
    const { undoMs } = (await draft()).done.answer.submitted;
    expect(undoMs).toBeGreaterThan(17_000);
    expect(undoMs).toBeLessThanOrEqual(18_000);
    clock.mockReturnValue(before + 60_000);
    expect((await draft()).done.answer.submitted.undoMs).toBe(0);
  });

  it('asked for twice at once, and once more, is taken back once; the answer is the same', async () => {
    const { undo, undone } = await handedIn();
    const both = await Promise.all([undo(), undo()]);
    for (const { body } of [...both, await undo()]) expect(body).toEqual(UNDONE);
    expect(undone()).toHaveLength(1);
  });

  it('whose undoing got no answer is still there, and is asked for again', async () => {
    let lost = true;
    const { undo, draft, undone } = await handedIn((heard) => (isUndo(heard) && lost ? 'cut' : null));
    expect(await undo()).toEqual({ status: 503, body: { error: { code: 'server.unavailable' } } });
    expect((await draft()).done).not.toBeNull();
    lost = false;
    expect((await undo()).body).toEqual(UNDONE);
    expect(undone()).toHaveLength(2);
  });

  it.each(['case.undo-late', 'case.undo-taken', 'case.undo-decided'])(
    'that the server keeps with %s stays as it is',
    async (code) => {
      const { undo, draft } = await handedIn((heard) => (isUndo(heard) ? failure(409, code) : null));
      expect(await undo()).toEqual({ status: 409, body: { error: { code } } });
      expect(await draft()).toMatchObject({ draft: null, done: { itemCode: UNDONE.itemCode }, undone: null });
    }
  );

  it('goes under a new key after it, and then nothing is told of the first any more', async () => {
    const { page, undo, draft, keys } = await handedIn();
    await undo();
    await page('POST', '/agent/submit', application());
    expect(new Set(keys()).size).toBe(2);
    expect(await draft()).toMatchObject({ done: { itemCode: UNDONE.itemCode }, undone: null });
  });

  it('that was tapped twice is not done again by the copy that is answered after the undoing', async () => {
    const late = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    let sent = 0;
    const { page, undo, draft } = await handedIn((heard) => {
      if (heard.path !== '/api/submissions' || ++sent !== 2) return null;
      reached.resolve();
      return late.promise.then(() => usual(heard));
    });
    const copy = page('POST', '/agent/submit', application());
    await reached.promise;
    await undo();
    late.resolve();
    await copy;
    expect(await draft()).toEqual({ draft: DRAFT, done: null, undone: UNDONE });
  });

  it('keeps its print job when a second copy of it is answered', async () => {
    const { page, draft, terminal } = await handedIn();
    const job = await page('POST', '/agent/print/slip', { caseId: CASE, number: TAKEN.slip.number });
    await terminal.printing.settled();
    await page('POST', '/agent/submit', application());
    expect((await draft()).done.printId).toBe(job.body.id);
  });

  it('is nobody’s to take back once its session is over, and of the next one nothing is', async () => {
    const { page, tap, undo, undone } = await handedIn();
    await page('DELETE', '/agent/session');
    expect((await undo()).body.error.code).toBe('session.none');
    await tap(OTHER);
    expect(await undo()).toEqual({ status: 404, body: { error: { code: 'case.not-found' } } });
    expect(undone()).toEqual([]);
  });

  it('does not take the place of another that was begun meanwhile', async () => {
    const waits = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const { page, undo, draft } = await handedIn((heard) => {
      if (!isUndo(heard)) return null;
      reached.resolve();
      return waits.promise.then(() => withdrawn);
    });
    const undoing = undo();
    await reached.promise;
    await page('PUT', '/agent/draft', { draft: 'another' });
    waits.resolve();
    expect((await undoing).body).toEqual(UNDONE);
    expect((await draft()).draft).toBe('another');
  });
});

describe('an application that waits here', () => {
  it('of which nothing has left is taken out: nobody ever hears of it', async () => {
    const agent = await openAgent();
    await agent.tap(ONE);
    await agent.centre.setThere(false);
    await agent.page('PUT', '/agent/draft', { draft: DRAFT });
    const { body } = await agent.page('POST', '/agent/submit', application());
    expect(body.state).toBe('waiting');
    const answer = { itemCode: UNDONE.itemCode, slip: null };
    expect(await agent.page('POST', '/agent/undo')).toEqual({ status: 200, body: answer });
    expect((await agent.page('GET', '/agent/draft')).body).toEqual({ draft: DRAFT, done: null, undone: answer });
    expect((await agent.page('GET', '/agent/status')).body.outbox).toBe(0);
    await agent.centre.setThere(true);
    const { body: second } = await agent.page('POST', '/agent/submit', application());
    expect(second.state).toBe('submitted');
    expect(agent.asked('POST', '/api/submissions')).toHaveLength(1);
  });

  it('but may have arrived says so and stays; once the centre answers it is taken back there', async () => {
    let away = true;
    const { answer, undo, draft, undone } = await handedIn(({ path }) =>
      path === '/api/submissions' && away ? 'cut' : null
    );
    expect(answer.state).toBe('waiting');
    expect(await undo()).toEqual({ status: 409, body: { error: { code: 'submission.under-way' } } });
    expect((await draft()).done.answer.state).toBe('waiting');
    away = false;
    expect((await undo()).body).toEqual(UNDONE);
    expect(undone()).toHaveLength(1);
    expect((await draft()).draft).toEqual(DRAFT);
  });

  it('and goes by itself is done with a slip, for whoever is still here', async () => {
    let away = true;
    const { page, draft } = await handedIn(({ path }) => (path === '/api/submissions' && away ? 'cut' : null));
    away = false;
    // Whoever asks the centre for anything tells what waits that it can go.
    await page('GET', '/api/my/cases');
    await vi.waitFor(async () => expect((await draft()).done.answer.state).toBe('submitted'));
    const job = await page('POST', '/agent/print/slip', { caseId: CASE, number: TAKEN.slip.number });
    expect(job.status).toBe(200);
  });
});
