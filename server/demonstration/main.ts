import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { live } from '../process/lifecycle.ts';
import { close, listen } from '../process/listen.ts';
import { StartFailure } from '../process/start-failure.ts';
import { COMMUNITY } from './community.ts';
import { keep } from './processes.ts';

/**
 * `npm start`: a whole centre on one machine. Four processes of our own, each as far from the others as it will be in
 * life; whichever of them is killed is started again, and all of them end with this one.
 */
const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Ports are asked for before anything is started: half a demonstration helps nobody. */
async function portOf(name: string, standard: number): Promise<number> {
  const text = process.env[name];
  const port = text ? Number(text) : standard;
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartFailure(`${name} must be a port number from 1 to 65535, not "${text}".`);
  const probe = createServer();
  await listen(probe, { host: '127.0.0.1', port, setting: name });
  await close(probe);
  return port;
}

await live(async (ending) => {
  const [port, agentPort] = [await portOf('PORT', 5180), await portOf('AGENT_PORT', 5181)];
  if (port === agentPort) throw new StartFailure(`PORT and AGENT_PORT are both ${port}: give each its own.`);
  const dataDir = resolve(process.env.DATA_DIR || './data');
  const serverUrl = `http://127.0.0.1:${port}`;
  const agentUrl = `http://127.0.0.1:${agentPort}`;
  await using begun = new AsyncDisposableStack();

  let libraryPort = 0;
  const library = await keep('licence library', fileOf('server/licences/sim/main.ts'), ending, () => ({
    env: { PORT: String(libraryPort) }
  }));
  begun.defer(() => library.stop());
  // Its next life has to be found where the first was.
  libraryPort = Number(new URL(library.told.url ?? '').port);
  let departmentPort = 0;
  const department = await keep('department', fileOf('server/departments/sim/main.ts'), ending, () => ({
    env: { PORT: String(departmentPort), SERVER_URL: serverUrl }
  }));
  begun.defer(() => department.stop());
  departmentPort = Number(new URL(department.told.url ?? '').port);
  const isEnrolled = () => existsSync(join(dataDir, 'agent/terminal.json'));
  const server = await keep('server', fileOf('server/demonstration/server.ts'), ending, () => ({
    args: isEnrolled() ? [] : ['--enrol'],
    env: {
      ...COMMUNITY,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      PUBLIC_URL: serverUrl,
      DESK_AGENT_URL: agentUrl,
      LICENCE_LIBRARY_URL: library.told.url,
      LICENCE_LIBRARY_TOKEN: '',
      DEPARTMENT_URL: department.told.url
    }
  }));
  begun.defer(() => server.stop());
  const agent = await keep('terminal’s agent', fileOf('devices/sim/main.ts'), ending, () => ({
    env: {
      AGENT_PORT: String(agentPort),
      SERVER_URL: serverUrl,
      DATA_DIR: dataDir,
      ENROLMENT_CODE: isEnrolled() ? '' : server.told.enrolmentCode
    }
  }));
  begun.defer(() => agent.stop());
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
  const started = begun.move();
  return { url: serverUrl, stop: () => started.disposeAsync() };
});
