import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from '../process/lifecycle.ts';
import { endWith, StartFailure } from '../process/start-failure.ts';

/**
 * `npm start`: a whole centre on one machine. Three processes of our own, each as far from the others as it will be in
 * life; whichever of them is killed is started again, and all of them end with this one.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const LIBRARY = join(root, 'server/licences/sim/main.ts');
const SERVER = join(root, 'server/demonstration/server.ts');
const AGENT = join(root, 'devices/sim/main.ts');

const COMMUNITY = {
  COMMUNITY_CODE: '330102016001',
  COMMUNITY_NAME: '一门里社区服务中心',
  COMMUNITY_ADDRESS: '杭州市上城区演示街道一门里1号',
  COMMUNITY_PHONE: '0571-00000000'
};

const FIRST_RESTART_MS = 500;
const LONGEST_RESTART_MS = 15_000;
/** A process that ran this long was well: its next fall starts again with a short wait. */
const WELL_AFTER_MS = 60_000;

type Ready = Readonly<Record<string, string>>;

const running = new Set<ChildProcess>();
let stopping = false;

async function startOnce(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv
): Promise<[ChildProcess, Ready]> {
  const child = fork(file, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const { promise, resolve: ready, reject } = Promise.withResolvers<Ready>();
  child.on('message', (message) => ready(message as Ready));
  // The child has said why, in one sentence.
  child.once('exit', () => reject(new StartFailure('The demonstration did not start.')));
  return [child, await promise];
}

/** Starts a process and keeps it: `changed` hears of each new life. */
async function keep(
  name: string,
  file: string,
  argsOf: () => readonly string[],
  envOf: () => NodeJS.ProcessEnv
): Promise<Ready> {
  const watch = (child: ChildProcess, wait: number) => {
    const born = performance.now();
    child.once('exit', () => {
      if (stopping) return;
      const next = performance.now() - born > WELL_AFTER_MS ? FIRST_RESTART_MS : wait;
      console.error(`The ${name} ended; it is started again.`);
      setTimeout(() => void again(Math.min(next * 2, LONGEST_RESTART_MS)), next);
    });
  };
  async function again(wait: number): Promise<void> {
    if (stopping) return;
    try {
      const [child] = await startOnce(file, argsOf(), envOf());
      watch(child, wait);
    } catch {
      if (!stopping) setTimeout(() => void again(Math.min(wait * 2, LONGEST_RESTART_MS)), wait);
    }
  }
  const [child, ready] = await startOnce(file, argsOf(), envOf());
  watch(child, FIRST_RESTART_MS);
  return ready;
}

async function stop(code: number): Promise<never> {
  stopping = true;
  const ends = [...running].map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(ends);
  process.exit(code);
}

function portOf(name: string, standard: number): number {
  const text = process.env[name];
  const port = text ? Number(text) : standard;
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartFailure(`${name} must be a port number from 1 to 65535, not "${text}".`);
  return port;
}

/** Both ports are asked for before anything is started: half a demonstration helps nobody. */
async function requireFree(name: string, port: number): Promise<void> {
  const probe = createServer().listen(port, '127.0.0.1');
  const error = await Promise.race([
    once(probe, 'listening').then(() => null),
    once(probe, 'error').then(([found]) => found as NodeJS.ErrnoException)
  ]);
  if (error?.code === 'EADDRINUSE')
    throw new StartFailure(`Port ${port} is taken by another program: stop it, or set ${name}.`);
  if (error) throw new StartFailure(`Port ${port} cannot be used (${error.code}): set ${name}.`);
  probe.close();
  await once(probe, 'close');
}

try {
  requireNode();
  const port = portOf('PORT', 5180);
  const agentPort = portOf('AGENT_PORT', 5181);
  await requireFree('PORT', port);
  await requireFree('AGENT_PORT', agentPort);
  const dataDir = resolve(process.env.DATA_DIR || './data');
  const serverUrl = `http://127.0.0.1:${port}`;
  const agentUrl = `http://127.0.0.1:${agentPort}`;
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  if (process.send) process.once('disconnect', () => void stop(0));

  let libraryPort = 0;
  const library = await keep(
    'licence library',
    LIBRARY,
    () => [],
    () => ({ PORT: String(libraryPort) })
  );
  // Its next life has to be found where the first was.
  libraryPort = Number(new URL(library.url ?? '').port);
  const isEnrolled = () => existsSync(join(dataDir, 'agent/terminal.json'));
  const server = await keep(
    'server',
    SERVER,
    () => (isEnrolled() ? [] : ['--enrol']),
    () => ({
      ...COMMUNITY,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      PUBLIC_URL: serverUrl,
      DESK_AGENT_URL: agentUrl,
      LICENCE_LIBRARY_URL: library.url,
      LICENCE_LIBRARY_TOKEN: ''
    })
  );
  await keep(
    'terminal’s agent',
    AGENT,
    () => [],
    () => ({
      AGENT_PORT: String(agentPort),
      SERVER_URL: serverUrl,
      DATA_DIR: dataDir,
      ENROLMENT_CODE: isEnrolled() ? '' : server.enrolmentCode
    })
  );
  console.log(
    [
      '',
      '一门 Yimen is ready: a demonstration with invented people.',
      '',
      `  front page   ${serverUrl}/`,
      `  terminal     ${agentUrl}/`,
      `  window       ${serverUrl}/window`,
      `  bench        ${agentUrl}/bench`,
      '',
      'Ctrl-C stops everything; what was filed is kept.'
    ].join('\n')
  );
  process.send?.({ ready: true });
} catch (error) {
  stopping = true;
  for (const child of running) child.kill('SIGTERM');
  endWith(error);
}
