import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compactDecrypt } from 'jose';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCentre } from './centre.ts';
import { createOutbox } from './outbox.ts';
import { openStore } from './store.ts';
import { application, failure, makeKeys, openFolder, openStandIn, type Said, type StandIn, TAKEN } from './testing.ts';

const keys = await makeKeys();
const KEYS = ['019a0000-0000-4000-8000-00000000000a', '019a0000-0000-4000-8000-00000000000b'] as const;
const taken = (): Said => ({ status: 200, body: TAKEN });

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
});

/** One life of the agent's outbox upon a folder. */
function live(
  folder: string,
  centre: StandIn,
  publicKey = async (): Promise<Record<string, string> | null> => keys.publicJwk
) {
  const store = openStore(folder);
  const outbox = createOutbox({ centre: createCentre(centre.url, 'a credential'), store, publicKey });
  const end = () => {
    outbox.close();
    store.close();
  };
  onTestFinished(end);
  return { outbox, store, end };
}

/** Lets the outbox try again, and waits until what it has come to is settled. */
async function retried(outbox: ReturnType<typeof live>['outbox'], times = 1): Promise<void> {
  for (let time = 0; time < times; time++) {
    const told = new Promise<void>((resolve) => {
      const stop = outbox.subscribe(() => {
        stop();
        resolve();
      });
    });
    vi.advanceTimersByTime(60_000);
    await told;
  }
}

const onDisk = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

describe('a submission', () => {
  it('goes sealed, under its key, with the terminal’s credential, and is forgotten once it is on record', async () => {
    const centre = await openStandIn(taken);
    const { outbox, store } = live(openFolder(), centre);
    const outcome = await outbox.submit(KEYS[0], application());
    expect(outcome).toEqual({ settled: true, answer: { state: 'submitted', submitted: TAKEN } });
    const [sent] = centre.heard;
    expect(sent).toMatchObject({
      method: 'POST',
      path: '/api/submissions',
      headers: {
        'content-type': 'application/jose',
        'idempotency-key': KEYS[0],
        authorization: 'Terminal a credential'
      }
    });
    const { plaintext } = await compactDecrypt(sent?.body ?? '', keys.privateKey);
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual(application());
    expect([outbox.size, store.waiting()]).toEqual([0, []]);
  });

  it('lies on the disk before the first byte leaves, and nobody can read it there', async () => {
    const folder = openFolder();
    let seen = '';
    const centre = await openStandIn(() => {
      seen = onDisk(folder);
      return taken();
    });
    const { outbox } = live(folder, centre);
    await outbox.submit(KEYS[0], application());
    expect(seen).toContain(KEYS[0]);
    expect(seen).not.toContain('13800000000');
    expect(seen).not.toContain(Buffer.from('厂子').toString('latin1'));
  });

  it('that the server refuses is told to whoever is still here, and not sent again', async () => {
    const centre = await openStandIn(() => failure(422, 'form.invalid'));
    const { outbox, store } = live(openFolder(), centre);
    const outcome = await outbox.submit(KEYS[0], application());
    expect(outcome).toMatchObject({ settled: false, refusal: { reached: true, status: 422 } });
    expect(store.waiting()).toEqual([]);
  });

  it('cannot be kept while the server’s key was never heard: it is said, not lost', async () => {
    const centre = await openStandIn(taken);
    const { outbox, store } = live(openFolder(), centre, async () => null);
    expect(await outbox.submit(KEYS[0], application())).toEqual({
      settled: false,
      refusal: { reached: false, sent: false }
    });
    expect(store.waiting()).toEqual([]);
  });

  it.each<[string, Said]>([
    ['whose answer was lost', 'cut'],
    ['met by a defect', failure(500, 'server.fault')],
    ['met by a database that is away', failure(503, 'server.unavailable')],
    ['met by a proxy without a server', { status: 502, body: '<h1>Bad Gateway</h1>' }],
    ['met by a portal that says yes to everything', { status: 200, body: '<h1>Welcome</h1>' }],
    ['met by another program', { status: 404, body: 'not here' }],
    ['met by JSON that is no answer of ours', { status: 200, body: { ok: true } }],
    ['sent too often', failure(429, 'request.too-many')],
    ['from a terminal that the server has forgotten', failure(401, 'terminal.unknown')],
    ['from a terminal that was withdrawn', failure(401, 'terminal.withdrawn')]
  ])('%s waits, has a reference, and is sent again until it is on record', async (_, said) => {
    const centre = await openStandIn(() => said);
    const { outbox } = live(openFolder(), centre);
    const outcome = await outbox.submit(KEYS[0], application());
    expect(outcome).toEqual({ settled: true, answer: { state: 'waiting', reference: '0000000A' } });
    expect(outbox.size).toBe(1);
    await retried(outbox);
    expect(outbox.size).toBe(1);
    centre.answer = taken;
    await retried(outbox);
    expect(outbox.size).toBe(0);
    expect(new Set(centre.heard.map(({ headers, body }) => `${headers['idempotency-key']} ${body}`)).size).toBe(1);
  });

  it('reaches a server that was away, and the next one does not overtake it', async () => {
    const centre = await openStandIn(taken);
    await centre.setThere(false);
    const { outbox } = live(openFolder(), centre);
    for (const key of KEYS) expect((await outbox.submit(key, application())).settled).toBe(true);
    expect(outbox.size).toBe(2);
    await centre.setThere(true);
    await retried(outbox);
    expect(outbox.size).toBe(0);
    expect(centre.heard.map(({ headers }) => headers['idempotency-key'])).toEqual([...KEYS]);
  });

  it('refused after its applicant went home is kept with the reason, told in one line, and sent no more', async () => {
    const centre = await openStandIn(() => 'cut');
    const folder = openFolder();
    const { outbox } = live(folder, centre);
    await outbox.submit(KEYS[0], application());
    centre.answer = () => failure(409, 'slot.taken');
    expect(outbox.setAside).toBe(0);
    await retried(outbox);
    expect([outbox.size, outbox.setAside]).toEqual([0, 1]);
    expect(onDisk(folder)).toContain('slot.taken');
    expect(live(folder, centre).outbox.setAside).toBe(1);
    expect(vi.mocked(console.error).mock.calls).toEqual([
      ['submission 0000000A was refused with slot.taken and is kept']
    ]);
  });

  it('that cannot be settled does not hold up the one behind it', async () => {
    const centre = await openStandIn(() => 'cut');
    const { outbox, store } = live(openFolder(), centre);
    for (const key of KEYS) await outbox.submit(key, application());
    centre.answer = ({ headers }) => (headers['idempotency-key'] === KEYS[0] ? failure(500, 'server.fault') : taken());
    await retried(outbox);
    expect(store.waiting().map(({ key }) => key)).toEqual([KEYS[0]]);
  });

  it('changed and handed in again under its key is not taken for the one before', async () => {
    const store = openStore(openFolder());
    const [old, next] = [
      { key: KEYS[0], sealed: 'old' },
      { key: KEYS[0], sealed: 'next' }
    ];
    store.keep(old);
    store.keep(next);
    store.setAside(old, 'form.invalid');
    store.drop(old);
    expect(store.waiting()).toEqual([next]);
    store.drop(next);
    expect(store.waiting()).toEqual([]);
    store.close();
  });
});

/** Something a test lets happen when it likes. */
function gate() {
  const opened = Promise.withResolvers<void>();
  return { open: opened.resolve, passed: opened.promise };
}

/** What waits is on its way to the centre, whose answer comes when the test lets it. */
async function sending(outbox: ReturnType<typeof live>['outbox'], centre: Awaited<ReturnType<typeof openStandIn>>) {
  const [answered, reached] = [gate(), gate()];
  centre.answer = async () => {
    reached.open();
    await answered.passed;
    return taken();
  };
  await centre.setThere(true);
  const sent = retried(outbox);
  await reached.passed;
  return { open: answered.open, sent };
}

describe('an application taken back', () => {
  it('of which nothing has left is nowhere any more, and is never sent', async () => {
    const centre = await openStandIn(taken);
    await centre.setThere(false);
    const folder = openFolder();
    const { outbox, store } = live(folder, centre);
    for (const key of KEYS) await outbox.submit(key, application());
    await retried(outbox);
    expect(await outbox.takeBack(KEYS[0])).toBe('nowhere');
    expect([outbox.size, store.waiting().map(({ key }) => key)]).toEqual([1, [KEYS[1]]]);
    await centre.setThere(true);
    await retried(outbox);
    expect(centre.heard.map(({ headers }) => headers['idempotency-key'])).toEqual([KEYS[1]]);
  });

  it.each<[string, Said]>([
    ['whose answer was lost', 'cut'],
    ['met by a defect', failure(500, 'server.fault')],
    ['met by a database that is away', failure(503, 'server.unavailable')]
  ])('%s is asked after, and is at the centre where that has it', async (_, said) => {
    const centre = await openStandIn(() => said);
    const { outbox } = live(openFolder(), centre);
    const heard: unknown[] = [];
    outbox.onTaken((key, submitted) => heard.push([key, submitted.case.number]));
    await outbox.submit(KEYS[0], application());
    expect(await outbox.takeBack(KEYS[0])).toBe('unknown');
    expect(outbox.size).toBe(1);
    centre.answer = taken;
    expect(await outbox.takeBack(KEYS[0])).toBe('at-centre');
    expect([outbox.size, heard]).toEqual([0, [[KEYS[0], TAKEN.case.number]]]);
    expect(new Set(centre.heard.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([KEYS[0]]));
  });

  it('that may have arrived stays where it is while nobody can be asked', async () => {
    const centre = await openStandIn(() => 'cut');
    const { outbox } = live(openFolder(), centre);
    await outbox.submit(KEYS[0], application());
    await centre.setThere(false);
    expect(await outbox.takeBack(KEYS[0])).toBe('unknown');
    expect(outbox.size).toBe(1);
  });

  it('while it is on its way waits for what comes of that', async () => {
    const centre = await openStandIn(taken);
    await centre.setThere(false);
    const { outbox } = live(openFolder(), centre);
    await outbox.submit(KEYS[0], application());
    const { open, sent } = await sending(outbox, centre);
    const back = outbox.takeBack(KEYS[0]);
    open();
    expect(await back).toBe('at-centre');
    await sent;
    expect([outbox.size, centre.heard.length]).toEqual([0, 1]);
  });

  it('while the one before it is sent does not go after it', async () => {
    const centre = await openStandIn(taken);
    await centre.setThere(false);
    const { outbox } = live(openFolder(), centre);
    for (const key of KEYS) await outbox.submit(key, application());
    const { open, sent } = await sending(outbox, centre);
    expect(await outbox.takeBack(KEYS[1])).toBe('nowhere');
    open();
    await sent;
    expect(centre.heard.map(({ headers }) => headers['idempotency-key'])).toEqual([KEYS[0]]);
  });

  it('after the centre refused it is not kept for staff either', async () => {
    const centre = await openStandIn(taken);
    await centre.setThere(false);
    const { outbox } = live(openFolder(), centre);
    await outbox.submit(KEYS[0], application());
    centre.answer = () => failure(409, 'slot.taken');
    await centre.setThere(true);
    await retried(outbox);
    expect(outbox.setAside).toBe(1);
    expect(await outbox.takeBack(KEYS[0])).toBe('nowhere');
    expect([outbox.size, outbox.setAside]).toEqual([0, 0]);
  });

  it('under a key that something else came in under is not said to be nowhere', async () => {
    const centre = await openStandIn(() => 'cut');
    const { outbox } = live(openFolder(), centre);
    await outbox.submit(KEYS[0], application());
    centre.answer = () => failure(409, 'submission.key-reused');
    expect(await outbox.takeBack(KEYS[0])).toBe('unknown');
  });
});

describe('an agent that is killed', () => {
  it('in the middle of sending sends again in its next life, the very same', async () => {
    const folder = openFolder();
    const centre = await openStandIn(() => new Promise<Said>(() => {}));
    const script = fileURLToPath(new URL('./testing.life.ts', import.meta.url));
    const told = [folder, centre.url, KEYS[0], JSON.stringify(application()), JSON.stringify(keys.publicJwk)];
    const life = fork(script, told, { stdio: 'ignore' });
    while (centre.heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    life.kill('SIGKILL');
    await once(life, 'exit');

    centre.answer = taken;
    const { outbox } = live(folder, centre);
    expect(outbox.size).toBe(1);
    await retried(outbox);
    expect(outbox.size).toBe(0);
    const [first, second] = centre.heard;
    expect([second?.body, second?.headers['idempotency-key']]).toEqual([first?.body, KEYS[0]]);
  });
});
