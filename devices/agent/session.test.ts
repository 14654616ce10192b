import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCentre } from './centre.ts';
import { createSessionHolder } from './session.ts';
import { CASE, card, ONE, OTHER, openAgent as open, usual } from './testing.centre.ts';
import { application, failure, openStandIn, TAKEN } from './testing.ts';

/** Something a test lets happen when it likes. */
function held() {
  const { promise, resolve } = Promise.withResolvers<null>();
  const begun = Promise.withResolvers<void>();
  const wait = () => {
    begun.resolve();
    return promise;
  };
  return { wait, begun: begun.promise, go: () => resolve(null) };
}

describe('whoever taps a card', () => {
  it('is shown to the page without the token, and forgotten at 结束: here and at the server', async () => {
    const { page, tap, asked, here, terminal } = await open();
    expect(await tap(ONE)).toEqual({ status: 200, body: { id: CASE, resident: { name: '福寿长' }, principal: null } });
    await page('PUT', '/agent/draft', { draft: { mobile: '13800000000' } });
    await page('POST', '/agent/submit', application());
    await page('PUT', '/agent/draft', { draft: { mobile: '13800000000' } });
    expect(await here()).toBe('福寿长');
    expect((await page('DELETE', '/agent/session')).status).toBe(204);
    expect([await here(), terminal.session.current]).toEqual([null, null]);
    expect((await page('GET', '/agent/draft')).body).toEqual({ draft: null, done: null, undone: null });
    expect(asked('DELETE', '/api/sessions/current')[0]?.headers['x-session']).toBe(encodeURIComponent('福寿长'));
  });

  it('finds nothing of whoever was here before: no draft, no key, no slip', async () => {
    const { page, tap, asked } = await open();
    await tap(ONE);
    await page('POST', '/agent/submit', application());
    await page('PUT', '/agent/draft', { draft: 'of the first' });
    await tap(OTHER);
    expect((await page('GET', '/agent/draft')).body).toEqual({ draft: null, done: null, undone: null });
    const print = await page('POST', '/agent/print/slip', { caseId: CASE, number: TAKEN.slip.number });
    expect([print.status, print.body.error.code]).toEqual([404, 'case.not-found']);
    await page('POST', '/agent/submit', application());
    const keys = asked('POST', '/api/submissions').map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(2);
  });

  it('and leaves while the server is still asked is not let in', async () => {
    const opening = held();
    const { page, tap, asked, here } = await open(({ method, path }) =>
      method === 'POST' && path === '/api/sessions'
        ? opening.wait().then(() => usual({ method, path, headers: {}, body: JSON.stringify({ card: ONE }) }))
        : null
    );
    const tapped = tap(ONE);
    await opening.begun;
    await page('DELETE', '/agent/session');
    opening.go();
    expect(await tapped).toEqual({ status: 401, body: { error: { code: 'session.ended' } } });
    expect(await here()).toBeNull();
    expect(asked('DELETE', '/api/sessions/current')).toHaveLength(1);
  });

  it('never sees the name of somebody whose second card was answered late', async () => {
    const second = held();
    const { page, tap, here } = await open((heard) =>
      heard.method === 'POST' && heard.path.endsWith('/principal') ? second.wait().then(() => usual(heard)) : null
    );
    await tap(ONE);
    const principal = tap(card('何处寻'), 'principal');
    await second.begun;
    await page('DELETE', '/agent/session');
    await tap(OTHER);
    second.go();
    await principal;
    expect(await here()).toBe('远道来');
    expect((await page('GET', '/agent/status')).body.session.principal).toBeNull();
  });

  it('stays when the session that the server calls over is not theirs', async () => {
    const late = held();
    const { page, tap, here } = await open(({ path }) =>
      path === '/api/my/cases' ? late.wait().then(() => failure(401, 'session.ended')) : null
    );
    await tap(ONE);
    const cases = page('GET', '/api/my/cases');
    await late.begun;
    await tap(OTHER);
    late.go();
    expect((await cases).status).toBe(401);
    expect(await here()).toBe('远道来');
  });

  it.each([
    ['calls their session over', 'session.ended'],
    ['has withdrawn the terminal', 'terminal.withdrawn']
  ])('goes when the server %s', async (_, code) => {
    const { page, tap, here } = await open(({ path }) => (path === '/api/my/cases' ? failure(401, code) : null));
    await tap(ONE);
    expect((await page('GET', '/api/my/cases')).body.error.code).toBe(code);
    expect(await here()).toBeNull();
  });

  it('is forgotten after two hours whatever happens', async () => {
    const centre = createCentre((await openStandIn(usual)).url, 'a credential');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const holder = createSessionHolder(centre);
    await holder.open(ONE, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(120 * 60_000);
    expect(holder.current?.view.resident?.name).toBe(ONE.name);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(holder.current).toBeNull();
  });

  it('is forgotten half a minute after the page is gone', async () => {
    const { tap, here, terminal } = await open();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await tap(OTHER);
    const controller = new AbortController();
    const stream = await fetch(`${terminal.url}/agent/events`, {
      method: 'POST',
      headers: terminal.headers,
      signal: controller.signal
    });
    await stream.body?.getReader().read();
    controller.abort();
    while (vi.getTimerCount() < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(await here()).toBe('远道来');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await here()).toBeNull();
  });

  it('without a card may be here too', async () => {
    const { page, terminal } = await open();
    expect((await page('POST', '/agent/session/anonymous')).body.resident).toBeNull();
    expect(terminal.session.current).not.toBeNull();
  });
});

describe('a card that is not read', () => {
  it('because it was moved too early is told so, and nobody is here', async () => {
    const { page, terminal, here } = await open();
    terminal.reader.tap(ONE);
    terminal.reader.misbehave({ moves: 1000 });
    const moved = await page('POST', '/agent/session/read', { purpose: 'sign-in' });
    expect(moved).toEqual({ status: 409, body: { error: { code: 'id-card.moved-too-early' } } });
    expect(await here()).toBeNull();
  });

  it.each([
    ['lies on a reader that failed its own test', { status: 0x60 }, 'id-card.reader-failed'],
    ['lies on a reader that speaks nonsense', { wrongChecks: 1000 }, 'id-card.unreadable']
  ])('because it %s is told so, and the server hears nothing', async (_, faults, code) => {
    const { page, terminal, centre } = await open();
    terminal.reader.misbehave(faults);
    terminal.reader.tap(ONE);
    const read = await page('POST', '/agent/session/read', { purpose: 'sign-in' });
    expect(read).toEqual({ status: 409, body: { error: { code } } });
    expect(centre.heard).toEqual([]);
  });

  it('because somebody says 结束, or taps anew, is cancelled', async () => {
    const { page } = await open();
    const first = page('POST', '/agent/session/read', { purpose: 'sign-in' });
    const second = page('POST', '/agent/session/read', { purpose: 'sign-in' });
    expect((await Promise.race([first, second])).body).toEqual({ error: { code: 'id-card.cancelled' } });
    await page('DELETE', '/agent/session');
    expect((await second).body).toEqual({ error: { code: 'id-card.cancelled' } });
  });

  it.each(['card.expired', 'card.number', 'card.name'] as const)(
    'because of %s is told as the server says it',
    async (code) => {
      const { tap, here } = await open(({ path }) => (path === '/api/sessions' ? failure(422, code) : null));
      expect(await tap(ONE)).toEqual({ status: 422, body: { error: { code } } });
      expect(await here()).toBeNull();
    }
  );

  it('because the server is away is told so', async () => {
    const { tap, centre } = await open();
    await centre.setThere(false);
    expect(await tap(ONE)).toEqual({ status: 503, body: { error: { code: 'server.unavailable' } } });
  });
});
