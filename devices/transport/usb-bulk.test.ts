import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { type BulkDevice, createBulkPort, type Endpoint, pipesOf, transfersOf } from './usb-bulk.ts';

const vectors = JSON.parse(readFileSync(new URL('../../tests/fixtures/sam_v/hid_wraps.json', import.meta.url), 'utf8'));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const request = Uint8Array.from(Buffer.from(vectors.find_request, 'hex'));
const answer = Uint8Array.from({ length: 1295 }, (_, index) => index & 0xff);
answer.set([0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x05, 0x08]);

const FOUR: readonly Endpoint[] = [
  { endpointNumber: 1, direction: 'in' },
  { endpointNumber: 2, direction: 'out' },
  { endpointNumber: 5, direction: 'in' },
  { endpointNumber: 6, direction: 'out' }
];
const TWO: readonly Endpoint[] = [
  { endpointNumber: 3, direction: 'in' },
  { endpointNumber: 4, direction: 'out' }
];
const four = pipesOf(FOUR) ?? expect.fail();
const two = pipesOf(TWO) ?? expect.fail();

/** A device at the level of transfers: packets wait in its pipes until somebody reads them, or the cable is out. */
function plug() {
  const waiting = new Map<number, Uint8Array[]>();
  const written: string[] = [];
  const handedOver: Uint8Array[] = [];
  let state: 'in' | 'out' | 'closed' = 'in';
  const device: BulkDevice = {
    async transferIn(endpoint) {
      await new Promise((resolve) => setImmediate(resolve));
      if (state !== 'in') throw new Error('transferIn error: Disconnected');
      const bytes = waiting.get(endpoint)?.shift();
      if (!bytes) throw new Error('transferIn error: Cancelled');
      handedOver.push(bytes);
      return { data: new DataView(bytes.buffer) };
    },
    async transferOut(endpoint, bytes) {
      written.push(`${endpoint} ${hex(bytes)}`);
    },
    async close() {
      state = 'closed';
    }
  };
  const send = (endpoint: number, bytes: Uint8Array) => {
    const packets = waiting.get(endpoint) ?? [];
    waiting.set(endpoint, packets);
    for (let at = 0; at < bytes.length; at += 64) packets.push(bytes.slice(at, at + 64));
  };
  return {
    device,
    written,
    send,
    handedOver,
    unplug: () => {
      state = 'out';
    },
    get state() {
      return state;
    }
  };
}

it('sends preamble and length through one pipe and the rest through another, as is published', async () => {
  const { ep02, ep06 } = vectors.usb_bulk_4pipe;
  const plugged = plug();
  const port = createBulkPort(plugged.device, four);
  await port.write(request);
  expect(plugged.written).toEqual([`2 ${ep02}`, `6 ${ep06}`]);
  await port.close();
  expect(plugged.state).toBe('closed');
});

it('sends the whole frame through one pipe where there are two', () => {
  expect(transfersOf(request, two).map(([pipe, bytes]) => [pipe, hex(bytes)])).toEqual([[4, vectors.find_request]]);
});

it('takes other endpoints for no reader', () => {
  expect(pipesOf(TWO.slice(1))).toBeNull();
  expect(pipesOf([])).toBeNull();
});

it.each([
  ['four pipes', four],
  ['two pipes', two]
])('an answer through %s comes in order, is zeroed behind, and an unplugged cable is told', async (_, pipes) => {
  const plugged = plug();
  const port = createBulkPort(plugged.device, pipes);
  const arrived: number[] = [];
  let ended = '';
  port.onData((bytes) => arrived.push(...bytes));
  port.onClose((reason) => {
    ended = reason;
  });
  if (pipes.form === 'two') plugged.send(pipes.in, answer);
  else {
    plugged.send(pipes.headIn, answer.slice(0, 7));
    plugged.send(pipes.bodyIn, answer.slice(7));
  }
  await vi.waitFor(() => expect(arrived).toEqual([...answer]));
  expect(plugged.handedOver.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  plugged.unplug();
  await vi.waitFor(() => expect(ended).toBe('unplugged'));
});

it('begins anew after an answer that promised more than it sent', async () => {
  const plugged = plug();
  const port = createBulkPort(plugged.device, four);
  const arrived: number[] = [];
  port.onData((bytes) => arrived.push(...bytes));
  plugged.send(1, answer.slice(0, 7));
  plugged.send(5, answer.slice(7, 71));
  await vi.waitFor(() => expect(arrived).toHaveLength(71));
  const short = Uint8Array.from(Buffer.from('aaaaaa9669000400009094', 'hex'));
  plugged.send(1, short.slice(0, 7));
  plugged.send(5, short.slice(7));
  await vi.waitFor(() => expect(arrived.slice(71)).toEqual([...short]));
  await port.close();
});

it('ends where a pipe is halted, instead of asking it again and again', async () => {
  const { device } = plug();
  const port = createBulkPort({ ...device, transferIn: async () => ({}) }, two);
  expect(await new Promise<string>((resolve) => port.onClose(resolve))).toBe('failed');
});
