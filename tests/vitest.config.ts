import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [
      'server/**/*.test.ts',
      'devices/**/*.test.ts',
      'kiosk/src/**/*.test.ts',
      'tests/{a11y,unit}/**/*.test.ts'
    ],
    globalSetup: ['server/database/testing.setup.ts'],
    testTimeout: 15_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' }
  }
});
