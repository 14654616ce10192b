import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A whole demonstration of its own: own ports, own data folder, real processes. */
export interface Instance {
  readonly serverUrl: string;
  readonly agentUrl: string;
  readonly dataDir: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
/** Says something that is over at once, on whatever machine. */
const VOICE = fileURLToPath(new URL('fixtures/voice.sh', import.meta.url));

/** Below the range that the system takes for connections of its own: a port that is free now is free for the next start. */
const [FIRST_PORT, LAST_PORT] = [20_000, 32_000];

export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** A data folder that PostgreSQL's own user can reach, so that everything is in it and goes with it. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yimen-'));
  await chmod(folder, 0o755);
  return folder;
}

async function ready(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'ready' in message) resolve();
  });
  child.once('exit', (code) => reject(new Error(`the demonstration ended with ${code} before it was ready`)));
  await promise;
}

/** Starts what `npm start` starts, without the build. Its words go to stderr unless `quiet`. */
export async function startInstance(options: { quiet?: boolean } = {}): Promise<Instance> {
  const [port, agentPort] = [await freePort(), await freePort()];
  const dataDir = await dataFolder();
  const child = spawn(process.execPath, ['server/demonstration/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      AGENT_PORT: String(agentPort),
      DATA_DIR: dataDir,
      SPEECH_COMMAND: VOICE
    },
    stdio: ['ignore', options.quiet ? 'ignore' : process.stderr, 'inherit', 'ipc']
  });
  await ready(child);
  return {
    serverUrl: `http://127.0.0.1:${port}`,
    agentUrl: `http://127.0.0.1:${agentPort}`,
    dataDir,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(dataDir, { recursive: true, force: true });
    }
  };
}
