/**
 * `npm run test:rig`: the agent that a centre installs, with the devices that a terminal has, on a stock Debian kernel in a
 * virtual machine: real HID, real USB, real udev with the rules of `devices/udev/`. It needs neither KVM nor root, and
 * installs nothing: QEMU and the kernel are Debian packages, unpacked below `.cache/debian`.
 *
 * On this machine: the tests, a centre's real server, and the simulated reader, printer and scanner of the project, each
 * behind a cable. In the virtual one (`guest/`): the far sides of those cables, as the kernel's own USB gadgets, and the
 * agent, as a user that only the udev rules let at the devices. `wish.ts` is what passes between the two.
 *
 * Ends in one plain line, `N passed, N failed`. Arguments are vitest's: the name of a file runs that file alone.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const RESULTS = 'test-results/rig.json';

await rm(`${root}${RESULTS}`, { force: true });
/** Of this run, whoever ends it: everything below it goes with it. PostgreSQL's own user has to get in. */
const folder = await mkdtemp(join(tmpdir(), 'yimen-rig-'));
await chmod(folder, 0o755);
const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile=${RESULTS}`];
const tests = spawn('vitest', ['run', '--config', 'tests/rig.config.ts', ...reporters, ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, TMPDIR: folder },
  stdio: ['ignore', 'inherit', 'inherit']
});
// Ctrl-C reaches them too; they end first, and the virtual machine and the server with them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tests.kill(signal));
const [code] = await once(tests, 'exit');
await rm(folder, { recursive: true, force: true, maxRetries: 10 });

const report = await readFile(`${root}${RESULTS}`, 'utf8').catch(() => '{}');
const { numPassedTests = 0, numFailedTests = 0 } = JSON.parse(report) as Readonly<Record<string, number>>;
const failed = numFailedTests || (code === 0 ? 0 : 1);
if (failed > 0) console.log('\nWhat the virtual machine’s console said: test-results/rig.console.txt');
console.log(`\n${numPassedTests} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
