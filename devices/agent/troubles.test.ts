import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { TerminalTroubles } from '../../server/contract/stuck-wire.ts';
import { createCentre } from './centre.ts';
import { createOutbox } from './outbox.ts';
import { openStore } from './store.ts';
import { application, failure, makeKeys, openFolder, openStandIn, type Said, TAKEN } from './testing.ts';
import { reportTroubles } from './troubles.ts';

const keys = await makeKeys();
const KEY = '019a0000-0000-4000-8000-00000000000a';
const SLIP = `${TAKEN.case.number}-1`;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
});

/** A terminal whose server is away at first, and answers later as the test says. */
async function openTerminal() {
  const said = { submission: { status: 200, body: TAKEN } as Said, again: [] as string[] };
  const centre = await openStandIn(({ path }) =>
    path === '/api/terminals/troubles' ? { status: 200, body: { again: said.again.splice(0) } } : said.submission
  );
  const store = openStore(openFolder());
  const line = createCentre(centre.url, 'a credential');
  const outbox = createOutbox({ centre: line, store, publicKey: async () => keys.publicJwk });
  const stop = reportTroubles({ centre: line, store, outbox });
  onTestFinished(() => {
    stop();
    outbox.close();
    store.close();
  });
  const reports = (): TerminalTroubles[] =>
    centre.heard.flatMap(({ path, body }) => (path === '/api/terminals/troubles' ? [JSON.parse(body)] : []));
  return { centre, store, outbox, said, reports, last: () => reports().at(-1) };
}

it('a terminal says at its start that nothing is stuck, and no more', async () => {
  const { reports, outbox, said } = await openTerminal();
  await vi.waitFor(() => expect(reports()).toEqual([{ applications: [], slips: [] }]));
  said.submission = { status: 200, body: TAKEN };
  await outbox.submit(KEY, application());
  expect(reports()).toHaveLength(1);
});

it('what the server refused later is told by its reference alone, and sent again where the window asks for it', async () => {
  const { centre, store, outbox, said, reports, last } = await openTerminal();
  await vi.waitFor(() => expect(last()).toBeDefined());
  store.keep({ key: KEY, sealed: 'sealed' });
  store.setAside({ key: KEY, sealed: 'sealed' }, 'item.stale');
  said.again = ['0000000A'];
  // Whatever makes the outbox tell; here another application.
  await outbox.submit('019a0000-0000-4000-8000-00000000000b', application());
  const told = () => reports().flatMap(({ applications }) => applications);
  const one = { reference: '0000000A', code: 'item.stale' };
  await vi.waitFor(() => expect(told()).toContainEqual(expect.objectContaining(one)));
  expect(JSON.stringify(reports())).not.toContain(KEY);
  await vi.waitFor(() => expect(last()).toEqual({ applications: [], slips: [] }));
  const sent = centre.heard.filter(({ headers }) => headers['idempotency-key'] === KEY);
  expect(sent.map(({ body }) => body)).toEqual(['sealed']);
  expect(store.refused()).toEqual([]);
});

it('what is refused once more is told once more', async () => {
  const { store, outbox, said, last } = await openTerminal();
  store.keep({ key: KEY, sealed: 'sealed' });
  store.setAside({ key: KEY, sealed: 'sealed' }, 'item.stale');
  said.submission = failure(422, 'form.invalid');
  outbox.tryAgain(['0000000A']);
  await vi.waitFor(() => expect(last()?.applications).toMatchObject([{ reference: '0000000A', code: 'form.invalid' }]));
});

it('a slip is told of where its last try did not come out, and no more once a later one did', () => {
  const store = openStore(openFolder());
  onTestFinished(() => store.close());
  const since = new Date(Date.now() - 60_000);
  const first = store.beginPrint('1', SLIP);
  store.setPrint(first.id, 'not-started', 'printer.paper-out');
  const document = store.beginPrint('2', `${KEY} form`);
  store.setPrint(document.id, 'not-started', 'printer.paper-out');
  expect(store.unprinted(since)).toMatchObject([{ subject: SLIP, code: 'printer.paper-out' }]);
  expect(store.unprinted(new Date(Date.now() + 60_000))).toEqual([]);
  const second = store.beginPrint('3', SLIP);
  expect(store.unprinted(since)).toEqual([]);
  store.setPrint(second.id, 'uncertain', 'printer.unconfirmed');
  expect(store.unprinted(since)).toEqual([]);
});
