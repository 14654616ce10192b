import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { encodeAnswer, STATUS } from '../../devices/id-card/frame.ts';
import { createPortListeners } from '../../devices/port.ts';
import { wrapReports } from '../../devices/transport/hid-wrapping.ts';
import { ANN, BEN, becomes, createReader, noting, plug, plugReader, READER, read, USUAL } from './stage.ts';

test.each(['hid', 'uhid'] as const)(
  'a reader on %s is found, reads a card, and is missed when it is out',
  async (as) => {
    const reader = createReader();
    const cable = await plugReader(reader, as);
    await becomes('reader', { state: 'ready' });
    reader.tap(ANN);
    expect(await read()).toMatchObject({ resident: { name: ANN.name } });
    await cable.pull();
    await becomes('reader', { state: 'absent' });
  }
);

test('whoever pulls the reader out in the middle of a reading, and puts it back, still gets the card read', async () => {
  const reader = createReader();
  const readings = () => reader.requests.filter((request) => request === '3001').length;
  const { device, when } = noting(reader.source);
  const first = await plugReader({ source: device }, 'hid');
  await becomes('reader', { state: 'ready' });
  reader.tap(BEN);
  const middle = when(() => readings() === 1);
  const session = read();
  await middle;
  await first.pull();
  await becomes('reader', { state: 'absent' });
  await plugReader(reader, 'hid');
  expect(await session).toMatchObject({ resident: { name: BEN.name } });
  expect(readings()).toBe(2);
});

test('a reader that falls silent is said to be, and reads as soon as it answers again', async () => {
  const reader = createReader();
  await plugReader(reader);
  await becomes('reader', { state: 'ready' });
  reader.misbehave({ silent: true });
  reader.tap(ANN);
  const session = read();
  await becomes('reader', { state: 'fault', code: 'id-card.reader-silent' });
  reader.misbehave(USUAL);
  expect(await session).toMatchObject({ resident: { name: ANN.name } });
  await becomes('reader', { state: 'ready' });
});

test('a reader that talks garbage is said to, and one that does not takes its place', async () => {
  const listeners = createPortListeners();
  const answer = encodeAnswer(STATUS.ok);
  answer[answer.length - 1] = (answer.at(-1) ?? 0) ^ 0x55;
  const garbage = () => Uint8Array.of(...randomBytes(40), ...answer, ...randomBytes(200));
  const { pull } = await plug(
    { as: 'hid', ...READER },
    {
      open: async () => ({
        ...listeners,
        async write() {
          for (const report of wrapReports(garbage(), 'length-63')) listeners.deliver(report);
        },
        close: async () => void listeners.end('closed')
      })
    }
  );
  await becomes('reader', { state: 'fault', code: 'id-card.reader-garbage' });
  await pull();
  const reader = createReader();
  await plugReader(reader, 'hid');
  await becomes('reader', { state: 'ready' });
  reader.tap(BEN);
  expect(await read()).toMatchObject({ resident: { name: BEN.name } });
});
