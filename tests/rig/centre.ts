import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dataFolder, freePort } from '../instance.ts';
import { CENTRE, FILES, root, start } from '../processes/process.ts';

/** A centre's own server with nobody in it but an administrator, as on the day it is installed. */
export interface Centre {
  readonly port: number;
  /** For one terminal. */
  readonly enrolmentCode: string;
  stop(): Promise<void>;
}

const ADMINISTRATOR = ['--username', 'admin', '--name', '王五', '--role', 'administrator', '--phone', '0571-00000000'];
const STAFF_PASSWORD = 'a-long-password';

/** It ends with us, however we end: the line that it says it is ready on is what holds it. */
async function startServer(environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [FILES.server], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)));
  ended.catch(() => undefined);
  await Promise.race([once(child, 'message'), ended]);
  return child;
}

async function enrolmentCode(url: string): Promise<string> {
  let cookie = '';
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', origin: url, cookie };
    const answer = await fetch(new URL(path, url), { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };
  const signedIn = await post('/api/auth/sign-in/username', { username: 'admin', password: STAFF_PASSWORD });
  cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const { code } = (await (await post('/api/window/terminals', { name: '大厅一号' })).json()) as { code: string };
  return code;
}

/** Starts what a centre installs, `npm run staff` and `npm run server`, with a data folder of its own. */
export async function openCentre(): Promise<Centre> {
  const [port, folder] = [await freePort(), await dataFolder()];
  const environment = { ...CENTRE, PORT: String(port), DATA_DIR: folder };
  const hired = start([process.execPath, FILES.staff, ...ADMINISTRATOR], { ...environment, STAFF_PASSWORD });
  if ((await hired.ended) !== 0) throw new Error(hired.words());
  const server = await startServer(environment);
  return {
    port,
    enrolmentCode: await enrolmentCode(`http://127.0.0.1:${port}`),
    async stop() {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    }
  };
}
