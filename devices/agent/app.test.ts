import { describe, expect, it } from 'vitest';
import { CASE, ONE, openAgent as open } from './testing.centre.ts';
import { application, failure, TAKEN } from './testing.ts';

describe('an application', () => {
  it('tapped twice goes under one key; changed, under the same', async () => {
    const { page, tap, asked } = await open();
    await tap(ONE);
    await Promise.all([page('POST', '/agent/submit', application()), page('POST', '/agent/submit', application())]);
    await page('POST', '/agent/submit', application({ answers: { mobile: '13900000000' } }));
    await page('POST', '/agent/submit', application({ prefillId: CASE }));
    const keys = asked('POST', '/api/submissions').map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(4);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it('that the server refuses leaves the draft as it is', async () => {
    const { page, tap } = await open(({ path }) => (path === '/api/submissions' ? failure(409, 'slot.taken') : null));
    await tap(ONE);
    await page('PUT', '/agent/draft', { draft: { filled: true } });
    expect(await page('POST', '/agent/submit', application())).toEqual({
      status: 409,
      body: { error: { code: 'slot.taken' } }
    });
    expect((await page('GET', '/agent/draft')).body).toEqual({ draft: { filled: true }, done: null, undone: null });
  });

  it('whose server is away waits, and the page is told with what to ask', async () => {
    const { page, tap } = await open(({ path }) => (path === '/api/submissions' ? 'cut' : null));
    await tap(ONE);
    const { body } = await page('POST', '/agent/submit', application());
    expect(body).toEqual({ state: 'waiting', reference: expect.stringMatching(/^[0-9A-F]{8}$/) });
    expect((await page('GET', '/agent/status')).body.outbox).toBe(1);
  });

  it('has its slip printed once, from here, even without a card', async () => {
    const { page, terminal } = await open();
    await page('POST', '/agent/session/anonymous');
    await page('POST', '/agent/submit', application());
    const job = await page('POST', '/agent/print/slip', { caseId: CASE, number: TAKEN.slip.number });
    await terminal.printing.settled();
    expect((await page('GET', `/agent/print/${job.body.id}`)).body).toMatchObject({ state: 'confirmed', copies: 1 });
    expect(terminal.slips.printed()).toHaveLength(1);
  });

  it('whose answer no page heard is found again with its slip, until another is begun', async () => {
    const { page, tap } = await open();
    await tap(ONE);
    await page('PUT', '/agent/draft', { draft: { filled: true } });
    const submitted = await page('POST', '/agent/submit', application());
    const done = { itemCode: application().itemCode, answer: submitted.body };
    expect((await page('GET', '/agent/draft')).body).toEqual({
      draft: null,
      done: { ...done, printId: null },
      undone: null
    });
    const job = await page('POST', '/agent/print/slip', { caseId: CASE, number: TAKEN.slip.number });
    expect((await page('GET', '/agent/draft')).body.done).toEqual({ ...done, printId: job.body.id });
    await page('PUT', '/agent/draft', { draft: { filled: 'another' } });
    expect((await page('GET', '/agent/draft')).body).toEqual({
      draft: { filled: 'another' },
      done: null,
      undone: null
    });
  });

  it.each<[string, string, unknown]>([
    ['POST', '/agent/submit', application()],
    ['PUT', '/agent/draft', { draft: 1 }],
    ['POST', '/agent/undo', {}],
    ['POST', '/agent/print/slip', { caseId: CASE, number: TAKEN.slip.number }],
    ['POST', '/agent/print/document', { caseId: CASE, kind: 'form' }],
    ['POST', '/agent/print/document', { caseId: CASE, kind: 'notice', number: TAKEN.slip.number }],
    ['POST', '/agent/session/read', { purpose: 'principal' }],
    ['POST', '/api/prefill', {}],
    ['POST', '/api/my/prepared', {}],
    ['GET', '/api/my/cases', undefined],
    ['GET', '/api/my/looks', undefined],
    ['GET', `/api/my/cases/${CASE}/looks`, undefined],
    ['POST', `/api/my/cases/${CASE}/rate`, { grade: 5 }],
    ['POST', `/api/my/cases/${CASE}/regrade`, { grade: 4 }]
  ])('%s %s needs somebody to be here', async (method, path, body) => {
    const { page, centre } = await open();
    expect(await page(method, path, body)).toEqual({ status: 401, body: { error: { code: 'session.none' } } });
    expect(centre.heard).toEqual([]);
  });

  it.each<[string, string, unknown]>([
    ['POST', '/agent/submit', { ...application(), itemVersion: '1' }],
    ['POST', '/agent/submit', { ...application(), ways: { m01: 'trust' } }],
    ['POST', '/agent/submit', []],
    ['POST', '/agent/submit', { ...application(), applicant: '远道来' }],
    ['PUT', '/agent/draft', { draft: null, done: null }],
    ['PUT', '/agent/draft', {}],
    ['POST', '/agent/undo', { caseId: CASE }],
    ['POST', '/agent/session/read', { purpose: 'all' }],
    ['POST', '/agent/session/read', { purpose: 'sign-in', deadlineMs: 1e9 }],
    ['POST', '/agent/session/anonymous', { name: '远道来' }],
    ['POST', '/agent/desk/read', { card: ONE }],
    ['POST', '/agent/desk/read', { to: 'http://evil.example/window' }],
    ['POST', '/agent/desk/read', { to: '/window/people?read=1' }],
    ['POST', '/agent/desk/read', { after: '../1' }],
    ['POST', '/agent/print/slip', { caseId: '../sessions/current', number: '1' }],
    ['POST', '/agent/print/slip', { caseId: CASE, number: TAKEN.slip.number, copies: 99 }],
    ['POST', '/agent/print/document', { caseId: CASE, kind: '../withdraw' }],
    ['POST', '/agent/print/document', { caseId: CASE, kind: 'form', printer: 'http://evil.example' }],
    ['POST', '/agent/print/document', { caseId: CASE, kind: 'form', number: TAKEN.slip.number }],
    ['POST', '/agent/print/document', { caseId: CASE, kind: 'notice' }],
    ['POST', '/agent/print/document', { caseId: CASE, kind: 'notice', number: '../form' }],
    ['POST', '/api/notices/verify', { code: 'YIMEN:', caseId: CASE }],
    ['POST', '/api/progress', { shortCode: '123456' }],
    ['POST', '/api/progress', { shortCode: '123456', last4: '0000', community: '*' }],
    ['POST', '/api/prefill', { itemCode: 'SQ-01-001', itemVersion: 1, residentId: CASE }],
    ['POST', '/api/my/prepared', { itemCode: 'SQ-01-001', code: 482109375512 }],
    ['POST', `/api/my/cases/${CASE}/withdraw`, { reason: '' }],
    ['POST', `/api/my/cases/${CASE}/rate`, { grade: '5' }],
    ['POST', `/api/my/cases/${CASE}/rate`, { grade: 5, reasons: 'kind' }],
    ['POST', `/api/my/cases/${CASE}/rate`, { grade: 5, of: '沈静宜' }]
  ])('%s %s with %o is malformed, and reaches nobody', async (method, path, body) => {
    const { page, tap, centre, here } = await open();
    await tap(ONE);
    const heard = centre.heard.length;
    expect(await page(method, path, body)).toEqual({ status: 400, body: { error: { code: 'request.malformed' } } });
    expect([await here(), centre.heard.length]).toEqual(['福寿长', heard]);
  });
});

describe('the agent', () => {
  it.each(['/api/notices', '/api/overdue', '/api/proofs'])(
    'passes on %s, which everybody may read, without anybody here',
    async (path) => {
      const { page, centre } = await open();
      await page('GET', path);
      expect(centre.heard.map((heard) => [heard.method, heard.path])).toEqual([['GET', path]]);
    }
  );

  it('passes on nothing but what it allows, with its own credential and session', async () => {
    const { page, tap, centre, terminal } = await open();
    await tap(ONE);
    await fetch(`${terminal.url}/api/my/cases?x=1`, {
      headers: { ...terminal.headers, 'x-session': 'stolen', authorization: 'Terminal stolen', cookie: 'yimen=1' }
    });
    const last = centre.heard.at(-1);
    expect([last?.path, ...['x-session', 'authorization', 'cookie'].map((name) => last?.headers[name])]).toEqual([
      '/api/my/cases?x=1',
      encodeURIComponent('福寿长'),
      'Terminal a credential',
      undefined
    ]);
    const before = centre.heard.length;
    expect(await page('GET', '/api/window/cases')).toEqual({
      status: 404,
      body: { error: { code: 'request.not-found' } }
    });
    expect(await page('GET', '/agent/nothing')).toEqual({
      status: 404,
      body: { error: { code: 'request.not-found' } }
    });
    expect(centre.heard).toHaveLength(before);
  });

  it('keeps the name and number of the centre while its server is away, and asks it again', async () => {
    let phone = '0571-1';
    const { page, centre } = await open(({ path }) =>
      path === '/api/centre' ? { status: 200, body: { phone } } : null
    );
    await centre.setThere(false);
    expect((await page('GET', '/api/centre')).status).toBe(503);
    await centre.setThere(true);
    expect((await page('GET', '/api/centre')).body).toEqual({ phone });
    await centre.setThere(false);
    expect(await page('GET', '/api/centre')).toEqual({ status: 200, body: { phone } });
    await centre.setThere(true);
    phone = '0571-2';
    expect((await page('GET', '/api/centre')).body).toEqual({ phone });
  });

  it('gives a card read at a desk as an address without a number', async () => {
    const { page, terminal, centre } = await open(({ path }) =>
      path === '/api/terminals/reads' ? { status: 200, body: { readId: CASE } } : null
    );
    terminal.reader.tap(ONE);
    expect((await page('POST', '/agent/desk/read')).body).toEqual({
      readId: CASE,
      address: `${centre.url}/window?read=${CASE}`
    });
  });

  it('gives the card of whom somebody acts for to the page that asked for it', async () => {
    const { page, terminal, centre } = await open(({ path }) =>
      path === '/api/terminals/reads' ? { status: 200, body: { readId: CASE } } : null
    );
    terminal.reader.tap(ONE);
    expect((await page('POST', '/agent/desk/read', { to: '/window/new/other' })).body).toMatchObject({
      address: `${centre.url}/window/new/other?read=${CASE}`
    });
  });

  it('takes a second card back to the page of the window that asked for both, in their order', async () => {
    const SECOND = '00000000-0000-4000-8000-0000000000bb';
    const { page, terminal, centre } = await open(({ path }) =>
      path === '/api/terminals/reads' ? { status: 200, body: { readId: SECOND } } : null
    );
    terminal.reader.tap(ONE);
    const answer = await page('POST', '/agent/desk/read', { to: `/window/cases/${CASE}`, after: CASE });
    expect(answer.body).toMatchObject({ address: `${centre.url}/window/cases/${CASE}?read=${CASE}&read=${SECOND}` });
  });
});
