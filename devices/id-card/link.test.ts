import { expect, it, onTestFinished } from 'vitest';
import type { BytePort } from '../device.ts';
import { encodeAnswer } from './frame.ts';
import { createReaderLink } from './link.ts';

/** A port whose far side is in the test's hands. */
function handPort() {
  let hear: (bytes: Uint8Array) => void = () => undefined;
  const port: BytePort = {
    write: async () => undefined,
    onData(listener) {
      hear = listener;
      return () => undefined;
    },
    onClose: () => () => undefined,
    close: async () => undefined
  };
  return { port, deliver: (bytes: Uint8Array) => hear(bytes) };
}

const person = encodeAnswer(0x90, new Uint8Array(1284).fill(0x41));

it('leaves nothing of an answer in the bytes that arrived', async () => {
  const { port, deliver } = handPort();
  const link = createReaderLink(port, () => undefined);
  const asked = link.ask('readBase', 1000);
  const arrived = person.slice();
  deliver(arrived);
  expect(await asked).toMatchObject({ kind: 'answer', answer: { status: 0x90 } });
  expect(arrived.every((byte) => byte === 0)).toBe(true);
});

it('does not take an answer that came too late for the next one', async () => {
  const { port, deliver } = handPort();
  const link = createReaderLink(port, () => undefined);
  expect(await link.ask('readBase', 5)).toEqual({ kind: 'silent' });
  deliver(person.slice(0, 700));
  const next = link.ask('find', 1000);
  deliver(person.slice(700));
  deliver(encodeAnswer(0x80));
  expect(await next).toMatchObject({ kind: 'answer', answer: { status: 0x80 } });
});

it('waits for the good answer behind a damaged one', async () => {
  const { port, deliver } = handPort();
  const link = createReaderLink(port, () => undefined);
  const asked = link.ask('find', 1000);
  const damaged = encodeAnswer(0x9f);
  damaged[damaged.length - 1] = 0;
  deliver(damaged);
  deliver(encodeAnswer(0x80));
  expect(await asked).toMatchObject({ kind: 'answer', answer: { status: 0x80 } });
});

it('gives up a reader that talks nonsense without end', async () => {
  const { port, deliver } = handPort();
  const link = createReaderLink(port, () => undefined);
  const damaged = encodeAnswer(0x9f);
  damaged[damaged.length - 1] = 0;
  const talking = setInterval(() => deliver(damaged.slice()), 1);
  onTestFinished(() => clearInterval(talking));
  expect(await link.ask('find', 50)).toEqual({ kind: 'garbage' });
});
