/**
 * `npm test`: every check in order, the cheap ones first, all of them even when one fails. Ends in one plain line,
 * `N passed, N failed`, in which a static check counts as one and each test as itself.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './chromium.ts';

interface Count {
  passed: number;
  failed: number;
}
interface Step {
  readonly name: string;
  readonly command: string;
  /** Where the runner writes its own count; without one the exit code counts as one test. */
  readonly count?: () => Promise<Count>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const results = `${root}test-results`;
const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(`${results}/${name}`, 'utf8'));

/** One run of vitest, and where it writes its count. */
function vitest(name: string, config: string): Pick<Step, 'command' | 'count'> {
  return {
    command: `vitest run --config ${config} --reporter=dot --reporter=json --outputFile=test-results/${name}.json`,
    async count() {
      const report = (await json(`${name}.json`)) as {
        numPassedTests: number;
        numFailedTests: number;
        success: boolean;
      };
      return { passed: report.numPassedTests, failed: report.numFailedTests || (report.success ? 0 : 1) };
    }
  };
}

/** What needed a second try has passed, and is named: whoever reads the end of a run knows where it is not steady. */
async function playwrightCount(): Promise<Count> {
  const { stats, errors } = (await json('e2e.json')) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  };
  if (stats.flaky > 0) console.log(`${stats.flaky} of the browser tests needed a second try: listed above as flaky`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

const STEPS: readonly Step[] = [
  { name: 'types', command: 'tsc -p .' },
  {
    name: 'types of pages',
    command: 'npm run --silent sync && svelte-check --tsconfig kiosk/tsconfig.json && tsc -p kiosk/src/service-worker'
  },
  { name: 'lint and format', command: 'biome check --error-on-warnings .' },
  { name: 'architecture', command: 'depcruise --config .dependency-cruiser.cjs kiosk/src server devices' },
  { name: 'nothing unused', command: 'knip' },
  { name: 'unit and routes', ...vitest('unit', 'tests/vitest.config.ts') },
  { name: 'build and its size', command: 'npm run --silent build' },
  {
    name: 'for everybody',
    command: 'node tests/a11y/run.ts --few',
    count: async () => (await json('a11y.json')) as Count
  },
  { name: 'processes', ...vitest('processes', 'tests/processes.config.ts') },
  { name: 'browser', command: 'playwright test -c tests/playwright.config.ts', count: playwrightCount }
];

async function run(command: string): Promise<boolean> {
  const child = spawn(command, { cwd: root, shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  return code === 0;
}

async function take(step: Step): Promise<Count> {
  console.log(`\n── ${step.name}`);
  const started = performance.now();
  const passed = await run(step.command);
  const own = step.count ? await step.count().catch(() => ({ passed: 0, failed: 1 })) : null;
  const count = own ?? { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
  if (!passed && count.failed === 0) count.failed = 1;
  console.log(
    `── ${step.name}: ${count.passed} passed, ${count.failed} failed, ${((performance.now() - started) / 1000).toFixed(1)} s`
  );
  return count;
}

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });
console.log(`Chromium: ${await chromiumPath(console.log)}`);
const total: Count = { passed: 0, failed: 0 };
for (const step of STEPS) {
  const count = await take(step);
  total.passed += count.passed;
  total.failed += count.failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
