import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { card } from '../../tests/fixtures/card.ts';
import { type IdCardReader, type PortCandidate, PortDenied } from '../device.ts';
import { createIdCardReader } from './driver.ts';
import { createSimulatedReader } from './sim/reader.ts';

const timings = { poll: 5, find: 60, select: 60, read: 100, replug: 10 };
const opened: IdCardReader[] = [];
function start() {
  const simulated = createSimulatedReader();
  const reader = createIdCardReader({ finder: simulated.finder, timings });
  opened.push(reader);
  return { simulated, reader };
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((reader) => reader.close()));
});

const until = (reader: IdCardReader, state: string): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (reader.status.state !== state) return;
      stop();
      resolve();
    };
    const stop = reader.subscribe(look);
    look();
  });
const lifted = (reader: IdCardReader): Promise<void> =>
  new Promise((resolve) => {
    const stop = reader.subscribe(({ type }) => {
      if (type !== 'lifted') return;
      stop();
      resolve();
    });
  });

it('reads the card that lies there', async () => {
  const { simulated, reader } = start();
  simulated.tap(card);
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 2000 })).toEqual({
    ok: true,
    value: { card, photo: null }
  });
});

it('waits for a card that comes later', async () => {
  const { simulated, reader } = start();
  const reading = reader.read({ purpose: 'sign-in', deadlineMs: 5000 });
  await until(reader, 'ready');
  simulated.tap(card);
  expect((await reading).ok).toBe(true);
});

it('asks nothing of the plate while nobody asked for a card', async () => {
  const { simulated, reader } = start();
  simulated.tap(card);
  await until(reader, 'ready');
  expect(simulated.requests).toEqual(['11ff']);
});

it.each([
  ['in single bytes', { pieces: 1 }],
  ['with stray bytes before each answer', { stray: Uint8Array.of(0xaa, 0x00, 0xaa) }],
  ['after half a head of another', { stray: Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69), pieces: 3 }],
  ['with one answer damaged', { wrongChecks: 1 }],
  ['moved once', { moves: 1 }]
])('reads a card whose answers come %s', async (_, faults) => {
  const { simulated, reader } = start();
  simulated.misbehave(faults);
  simulated.tap(card);
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 3000 })).toMatchObject({
    ok: true,
    value: { card: { name: '福寿长' } }
  });
});

it('tells that the card was moved when it never lies still', async () => {
  const { simulated, reader } = start();
  simulated.misbehave({ moves: 1000 });
  simulated.tap(card);
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 150 })).toEqual({
    ok: false,
    error: 'id-card.moved-too-early'
  });
});

it('tells that no card came', async () => {
  const { reader } = start();
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 60 })).toEqual({ ok: false, error: 'id-card.no-card' });
});

it('tells a card that is no ID card at once', async () => {
  const { simulated, reader } = start();
  await until(reader, 'ready');
  simulated.misbehave({ status: 0x40 });
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 5000 })).toEqual({
    ok: false,
    error: 'id-card.not-an-id-card'
  });
});

it('stops when it is asked to', async () => {
  const { reader } = start();
  const stop = new AbortController();
  const reading = reader.read({ purpose: 'sign-in', deadlineMs: 60_000, signal: stop.signal });
  await until(reader, 'ready');
  stop.abort();
  expect(await reading).toEqual({ ok: false, error: 'id-card.cancelled' });
});

it('tells when the card it read was lifted, and reads it again only then', async () => {
  const { simulated, reader } = start();
  simulated.tap(card);
  await reader.read({ purpose: 'sign-in', deadlineMs: 2000 });
  const again = reader.read({ purpose: 'sign-in', deadlineMs: 5000 });
  const gone = lifted(reader);
  simulated.lift();
  await gone;
  simulated.tap({ ...card, name: '另一人' });
  expect(await again).toMatchObject({ value: { card: { name: '另一人' } } });
});

it('of the kind that never sees a read card again sends nobody away whose card still lies there, and reads the next', async () => {
  const { simulated, reader } = start();
  simulated.misbehave({ forgetsReadCards: true });
  simulated.tap(card);
  await reader.read({ purpose: 'sign-in', deadlineMs: 2000 });
  let told = false;
  reader.subscribe(({ type }) => {
    told ||= type === 'lifted';
  });
  const looks = () => simulated.requests.filter((request) => request === '2001').length;
  const before = looks();
  const next = reader.read({ purpose: 'principal', deadlineMs: 5000 });
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(before + 4));
  expect(told).toBe(false);
  simulated.tap({ ...card, name: '另一人' });
  expect(await next).toMatchObject({ value: { card: { name: '另一人' } } });
});

it('does not read a card again that was never lifted', async () => {
  const { simulated, reader } = start();
  simulated.tap(card);
  await reader.read({ purpose: 'sign-in', deadlineMs: 2000 });
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 60 })).toEqual({ ok: false, error: 'id-card.no-card' });
});

it('gives one card to one of two requests', async () => {
  const { simulated, reader } = start();
  const both = Promise.all([
    reader.read({ purpose: 'sign-in', deadlineMs: 200 }),
    reader.read({ purpose: 'sign-in', deadlineMs: 200 })
  ]);
  simulated.tap(card);
  expect((await both).map(({ ok }) => ok)).toEqual([true, false]);
});

it('reads another card that a quick hand changed for the first', async () => {
  const { simulated, reader } = start();
  simulated.tap(card);
  await reader.read({ purpose: 'sign-in', deadlineMs: 2000 });
  simulated.lift();
  simulated.tap({ ...card, name: '另一人' });
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 2000 })).toMatchObject({
    value: { card: { name: '另一人' } }
  });
});

it('gives up a request at once when it is cancelled, whatever the reader is doing', async () => {
  const { simulated, reader } = start();
  await until(reader, 'ready');
  simulated.misbehave({ silent: true });
  const stop = new AbortController();
  const reading = reader.read({ purpose: 'sign-in', deadlineMs: 60_000, signal: stop.signal });
  stop.abort();
  expect(await reading).toEqual({ ok: false, error: 'id-card.cancelled' });
  simulated.misbehave({});
  simulated.tap(card);
  expect((await reader.read({ purpose: 'sign-in', deadlineMs: 2000 })).ok).toBe(true);
});

it.each([
  ['whose answers are always damaged', { wrongChecks: 1000 }, 'id-card.unreadable'],
  ['that a reader refuses', { status: 0x32 }, 'id-card.refused'],
  ['with information that does not verify', { status: 0x33 }, 'id-card.unreadable'],
  ['at a reader that failed its own test', { status: 0x60 }, 'id-card.reader-failed']
])('tells of a card %s', async (_, faults, code) => {
  const { simulated, reader } = start();
  await until(reader, 'ready');
  simulated.misbehave(faults);
  simulated.tap(card);
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 600 })).toEqual({ ok: false, error: code });
});

it('tells that a lying card is gone when the reader is', async () => {
  const { simulated, reader } = start();
  simulated.tap(card);
  await reader.read({ purpose: 'sign-in', deadlineMs: 2000 });
  const gone = lifted(reader);
  simulated.setConnected(false);
  await gone;
});

it('opens a port anew that takes no bytes any more, even if the port does not say so', async () => {
  const simulated = createSimulatedReader();
  let broken = false;
  const candidate: PortCandidate = {
    identity: 'broken',
    async open() {
      const port = await simulated.source.open();
      const isBroken = () => broken;
      return port && { ...port, write: (bytes) => (isBroken() ? Promise.reject(new Error('EIO')) : port.write(bytes)) };
    }
  };
  const reader = createIdCardReader({ finder: { find: async () => [candidate] }, timings });
  opened.push(reader);
  await until(reader, 'ready');
  broken = true;
  expect(await reader.read({ purpose: 'sign-in', deadlineMs: 30 })).toEqual({ ok: false, error: 'id-card.no-reader' });
  broken = false;
  simulated.tap(card);
  expect((await reader.read({ purpose: 'sign-in', deadlineMs: 2000 })).ok).toBe(true);
});

it('finds a reader again that was unplugged', async () => {
  const { simulated, reader } = start();
  await until(reader, 'ready');
  simulated.setConnected(false);
  expect(reader.status.state).toBe('absent');
  simulated.setConnected(true);
  await until(reader, 'ready');
  simulated.tap(card);
  expect((await reader.read({ purpose: 'sign-in', deadlineMs: 2000 })).ok).toBe(true);
});

it('lets go of a device that does not answer as a reader', async () => {
  const { simulated, reader } = start();
  simulated.misbehave({ silent: true });
  await until(reader, 'fault');
  expect(reader.status).toEqual({ state: 'fault', code: 'id-card.reader-silent' });
});

/** A port that keeps what it handed over, to look at it afterwards. */
function watched(simulated: ReturnType<typeof createSimulatedReader>) {
  const handedOver: Uint8Array[] = [];
  const candidate: PortCandidate = {
    identity: 'watched',
    async open() {
      const port = await simulated.source.open();
      return (
        port && {
          ...port,
          onData: (listener) =>
            port.onData((bytes) => {
              handedOver.push(bytes);
              listener(bytes);
            })
        }
      );
    }
  };
  return { handedOver, finder: { find: async () => [candidate] } };
}

it('leaves none of the bytes of a card behind, in whatever pieces they came', async () => {
  const simulated = createSimulatedReader();
  simulated.misbehave({ pieces: 7, stray: Uint8Array.of(0xaa, 0xaa) });
  const { handedOver, finder } = watched(simulated);
  const reader = createIdCardReader({ finder, timings });
  opened.push(reader);
  simulated.tap(card);
  expect((await reader.read({ purpose: 'sign-in', deadlineMs: 2000 })).ok).toBe(true);
  expect(handedOver.reduce((sum, bytes) => sum + bytes.length, 0)).toBeGreaterThan(1295);
  expect(handedOver.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
});

it('keeps no card that it has handed over', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const { simulated, reader } = start();
  simulated.tap(card);
  const handedOver = await reader
    .read({ purpose: 'sign-in', deadlineMs: 2000 })
    .then((read) => new WeakRef(read.ok ? read.value : expect.fail(read.error)));
  await vi.waitFor(() => {
    collect();
    // Compared first: what is expected of would be held by the failure itself.
    expect(handedOver.deref() === undefined).toBe(true);
  });
});

it('hands the photo over only where it was asked for', async () => {
  const { simulated, reader } = start();
  simulated.tap(card);
  const read = await reader.read({ purpose: 'operator', deadlineMs: 2000, photo: true });
  expect(read).toMatchObject({ value: { photo: { length: 1024 } } });
  const photo = read.ok ? read.value.photo : null;
  expect(Buffer.from(photo ?? []).toString('latin1', 0, 2)).toBe('WL');
});

describe('of several devices that may be a reader', () => {
  const silent = (identity: string, writes: string[]): PortCandidate => ({
    identity,
    async open() {
      const simulated = createSimulatedReader();
      simulated.misbehave({ silent: true });
      const port = await simulated.source.open();
      return port && { ...port, write: async (bytes) => void writes.push(Buffer.from(bytes).toString('hex')) };
    }
  });

  it('the one that answers is claimed; the others are asked one question and let go', async () => {
    const simulated = createSimulatedReader();
    const writes: string[] = [];
    const find = async () => [silent('first', writes), ...(await simulated.finder.find())];
    const reader = createIdCardReader({ finder: { find }, timings });
    opened.push(reader);
    await until(reader, 'ready');
    expect(writes).toEqual(['aaaaaa9669000311ffed']);
    simulated.tap(card);
    expect((await reader.read({ purpose: 'sign-in', deadlineMs: 2000 })).ok).toBe(true);
  });

  it('the one that was the reader is asked first after it was plugged in again elsewhere', async () => {
    const simulated = createSimulatedReader();
    const writes: string[] = [];
    const find = async () => [silent('other', writes), ...(await simulated.finder.find())];
    const reader = createIdCardReader({ finder: { find }, timings });
    opened.push(reader);
    await until(reader, 'ready');
    simulated.setConnected(false);
    await until(reader, 'absent');
    writes.length = 0;
    simulated.setConnected(true);
    await until(reader, 'ready');
    expect(writes).toEqual([]);
  });

  it('one that may not be opened is told apart from one that is not there', async () => {
    const denied: PortCandidate = { identity: 'denied', open: () => Promise.reject(new PortDenied('no')) };
    const reader = createIdCardReader({ finder: { find: async () => [silent('silent', []), denied] }, timings });
    opened.push(reader);
    await until(reader, 'fault');
    expect(reader.status).toEqual({ state: 'fault', code: 'id-card.reader-denied' });
  });

  it('none is asked any more once somebody closes', async () => {
    const writes: string[] = [];
    const first = silent('first', writes);
    const closed = Promise.withResolvers<void>();
    const open = () => {
      closed.resolve(reader.close());
      return first.open();
    };
    const find = async () => [{ ...first, open }, silent('second', writes)];
    const reader = createIdCardReader({ finder: { find }, timings });
    await closed.promise;
    expect(writes).toEqual(['aaaaaa9669000311ffed']);
  });

  it('one whose port never opens holds nobody up', async () => {
    const stuck: PortCandidate = { identity: 'stuck', open: () => new Promise(() => undefined) };
    const simulated = createSimulatedReader();
    const find = async () => [stuck, ...(await simulated.finder.find())];
    const reader = createIdCardReader({ finder: { find }, timings: { ...timings, open: 30 } });
    opened.push(reader);
    await until(reader, 'ready');
  });
});
