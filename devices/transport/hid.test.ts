import { expect, it } from 'vitest';
import { createHidSource } from './hid.ts';

it('is not there where no such reader is plugged in, or the system library for it is missing', async () => {
  const source = createHidSource({ vendorId: 0xfffe, productId: 0xfffe, wrapping: 'raw-64' });
  expect(await source.open()).toBeNull();
  expect(await source.open()).toBeNull();
});
