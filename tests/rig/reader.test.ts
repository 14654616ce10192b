import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { encodeAnswer, STATUS } from '../../devices/id-card/frame.ts';
import { READER_MODELS } from '../../devices/id-card/models.ts';
import { createSimulatedReader } from '../../devices/id-card/sim/reader.ts';
import { createPortListeners } from '../../devices/port.ts';
import { wrapReports } from '../../devices/transport/hid-wrapping.ts';
import { inReports } from './reports.ts';
import { becomes, noting, ONE, OTHER, plug, plugReader, READER, read } from './stage.ts';

test('a reader that is no USB device is found, reads a card, and is missed when it is out', async () => {
  const reader = createSimulatedReader();
  const { pull } = await plugReader(reader, 'uhid');
  await becomes('reader', { state: 'ready' });
  reader.tap(OTHER);
  expect(await read()).toMatchObject({ resident: { name: OTHER.name } });
  await pull();
  await becomes('reader', { state: 'absent' });
});

test.each(READER_MODELS)('a reader like $name is found on USB and reads a card', async (model) => {
  const { vendorId: vendor, productId: product, link } = model;
  const reader = createSimulatedReader();
  if (link === 'bulk') await plug({ as: 'bulk', vendor, product }, reader.source);
  else await plug({ as: 'hid', vendor, product }, inReports(reader.source, link));
  await becomes('reader', { state: 'ready' });
  reader.tap(ONE);
  expect(await read()).toMatchObject({ resident: { name: ONE.name } });
});

test('whoever pulls the reader out in the middle of a reading, and puts it back, still gets the card read', async () => {
  const reader = createSimulatedReader();
  const readings = () => reader.requests.filter((request) => request === '3001').length;
  const { device, when } = noting(reader.source);
  const first = await plugReader({ source: device }, 'hid');
  await becomes('reader', { state: 'ready' });
  reader.tap(OTHER);
  const middle = when(() => readings() === 1);
  const session = read();
  await middle;
  await first.pull();
  await becomes('reader', { state: 'absent' });
  await plugReader(reader, 'hid');
  expect(await session).toMatchObject({ resident: { name: OTHER.name } });
  expect(readings()).toBe(2);
});

test('a reader that falls silent is said to be, and reads as soon as it answers again', async () => {
  const reader = createSimulatedReader();
  await plugReader(reader);
  await becomes('reader', { state: 'ready' });
  reader.misbehave({ silent: true });
  reader.tap(ONE);
  const session = read();
  await becomes('reader', { state: 'fault', code: 'id-card.reader-silent' });
  reader.misbehave({});
  expect(await session).toMatchObject({ resident: { name: ONE.name } });
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
  const reader = createSimulatedReader();
  await plugReader(reader, 'hid');
  await becomes('reader', { state: 'ready' });
  reader.tap(OTHER);
  expect(await read()).toMatchObject({ resident: { name: OTHER.name } });
});
