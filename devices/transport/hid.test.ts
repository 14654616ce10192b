import { expect, it } from 'vitest';
import { createHidFinder, createHidScannerSource } from './hid.ts';

it('finds no reader where none is plugged in, or the system library for it is missing', async () => {
  const finder = createHidFinder([{ vendorId: 0xfffe, productId: 0xfffe, wrapping: 'raw-64' }]);
  expect(await finder.find()).toEqual([]);
  expect(await createHidScannerSource().open()).toBeNull();
});
