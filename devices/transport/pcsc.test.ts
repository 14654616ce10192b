import { expect, it, onTestFinished, vi } from 'vitest';
import { createPcscPort, type PcscLibrary } from './pcsc.ts';

const SELECT = Uint8Array.of(0, 0xa4, 4, 0, 0);
const [EMPTY, PRESENT] = [0x12, 0x22];
type Reader = ReturnType<InstanceType<PcscLibrary['Context']>['listReaders']>[number];

/** The library as far as it is used, with the readers that a service knows; null where no service runs. */
function libraryOf(readers: readonly Reader[] | null, happened: string[] = []): () => Promise<PcscLibrary> {
  class Context {
    constructor() {
      if (!readers) throw new Error('PC/SC service not running');
    }
    listReaders = () => readers ?? [];
    close = () => void happened.push('context closed');
  }
  return async () => ({ Context });
}
const readerOf = (state: number, transmit: (command: Buffer) => Promise<Buffer>, happened: string[] = []): Reader => ({
  state,
  connect: async (shareMode, protocols) => {
    happened.push(`connected ${shareMode} ${protocols}`);
    return { transmit, disconnect: (disposition) => void happened.push(`disconnected ${disposition}`) };
  }
});
const echo = async (command: Buffer) => Buffer.concat([command, Buffer.of(0x90, 0)]);
const broken = async (): Promise<never> => {
  throw new Error('Card was removed');
};
const mute: Reader = { state: PRESENT, connect: broken };

function listenToOperator() {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => told.mockRestore());
  return told;
}

it('a machine without the package has no such reader, and its operator is told once, in one sentence', async () => {
  const told = listenToOperator();
  const port = createPcscPort();
  for (let times = 0; times < 3; times++)
    expect(await port.connect()).toEqual({ ok: false, error: 'social-card.absent' });
  expect(told.mock.calls).toEqual([
    ['Social-security cards cannot be read: install libpcsclite-dev, then the npm package smartcard.']
  ]);
});

it('neither has one whose service does not run', async () => {
  const told = listenToOperator();
  expect(await createPcscPort(libraryOf(null)).connect()).toEqual({ ok: false, error: 'social-card.absent' });
  expect(told.mock.calls).toEqual([
    ['Social-security cards cannot be read: the PC/SC service does not run; install and start pcscd.']
  ]);
});

it.each([
  ['no reader', [], 'social-card.no-reader'],
  ['an empty reader', [readerOf(EMPTY, echo)], 'social-card.no-card'],
  ['a card that does not answer', [readerOf(EMPTY, echo), mute], 'social-card.unreadable']
] as const)('%s is told as such, and nothing stays open', async (_, readers, error) => {
  const happened: string[] = [];
  expect(await createPcscPort(libraryOf(readers, happened)).connect()).toEqual({ ok: false, error });
  expect(happened).toEqual(['context closed']);
});

it('the first card that answers is taken for us alone, and reset when it is let go of, after what is under way', async () => {
  const happened: string[] = [];
  const answer = Promise.withResolvers<Buffer>();
  const slow = readerOf(PRESENT, () => answer.promise, happened);
  const connected = await createPcscPort(libraryOf([mute, slow], happened)).connect();
  if (!connected.ok) throw new Error(connected.error);
  const answered = connected.value.transmit(SELECT);
  const closed = connected.value.close();
  expect(happened).toEqual(['connected 1 3']);
  answer.resolve(Buffer.of(0x90, 0));
  expect([...((await answered) ?? [])]).toEqual([0x90, 0]);
  await closed;
  expect(happened).toEqual(['connected 1 3', 'disconnected 1', 'context closed']);
});

it('a card that is taken out answers nothing any more, and can be let go of all the same', async () => {
  const happened: string[] = [];
  const reader: Reader = {
    state: PRESENT,
    connect: async () => ({
      transmit: broken,
      disconnect() {
        throw new Error('Reader unavailable');
      }
    })
  };
  const connected = await createPcscPort(libraryOf([reader], happened)).connect();
  if (!connected.ok) throw new Error(connected.error);
  expect(await connected.value.transmit(SELECT)).toBeNull();
  await connected.value.close();
  expect(happened).toEqual(['context closed']);
});
