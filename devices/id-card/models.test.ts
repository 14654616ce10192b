import { expect, it } from 'vitest';
import { modelsWith, READER_MODELS, together } from './models.ts';

it('an operator’s reader is looked for first, and takes the place of a known one with its numbers', () => {
  const own = { kind: 'usb', vendorId: 0x0483, productId: 0x572b, link: 'raw-64' } as const;
  const models = modelsWith([own, { kind: 'serial', path: '/dev/ttyS0', baudRate: 115_200 }]);
  expect(models).toHaveLength(READER_MODELS.length);
  expect(models[0]).toMatchObject({ vendorId: 0x0483, productId: 0x572b, link: 'raw-64' });
  expect(models.filter(({ vendorId }) => vendorId === 0x0483)).toHaveLength(1);
});

it('a way of looking that fails hides nothing that another finds', async () => {
  const found = { identity: 'x', open: async () => null };
  const finder = together([{ find: () => Promise.reject(new Error('no USB here')) }, { find: async () => [found] }]);
  expect(await finder.find()).toEqual([found]);
});
