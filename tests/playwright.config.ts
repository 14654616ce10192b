import { defineConfig } from 'playwright/test';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium.ts';

const executablePath = await chromiumPath(console.error);

const WINDOW = /(acts|calendar|departments|front|lists|sign-in|tickets|verify|window)\.spec\.ts$/;

/** One demonstration is started for all tests (`instance.setup.ts`); journeys that change devices run one at a time. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  globalSetup: './instance.setup.ts',
  workers: 1,
  // A whole run presses some thousand buttons on a machine that others use too: what fails is tried once more, and named.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The window first: its queue is looked at while few cases wait, the terminal's tests file a hundred more.
  projects: [
    { name: 'window', testMatch: WINDOW },
    { name: 'terminal', testIgnore: WINDOW }
  ],
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    actionTimeout: 8000,
    navigationTimeout: 15_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    trace: 'retain-on-failure',
    permissions: ['camera'],
    launchOptions: {
      executablePath,
      args: [...CHROMIUM_ARGUMENTS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    }
  }
});
