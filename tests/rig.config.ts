import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Devices on a real kernel, in one virtual machine for all files: one test at a time, and each of them slow. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/rig/*.test.ts'],
    globalSetup: ['tests/rig/setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000
  }
});
