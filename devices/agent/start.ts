import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { lockDataFolder } from '../../server/process/data-folder.ts';
import { StartFailure } from '../../server/process/start-failure.ts';
import { type AgentParts, createAgentApp, type Devices } from './app.ts';
import { createCentre, jsonOf } from './centre.ts';
import { createOutbox } from './outbox.ts';
import { loadPages } from './pages.ts';
import { createPrinting } from './printing.ts';
import { createSessionHolder } from './session.ts';
import { openStore } from './store.ts';

export interface RunningAgent {
  readonly url: string;
  stop(): Promise<void>;
}

interface TerminalAnswer {
  readonly centre: { readonly demonstration: boolean };
  readonly submissionKey: Record<string, string>;
}

/**
 * Brings the agent of one terminal up: store, devices, outbox, then the port on loopback. `bench` adds routes of a
 * demonstration, and is null in what a centre installs.
 */
export async function startAgent(options: {
  readonly port: number;
  readonly folder: string;
  readonly serverUrl: string;
  readonly credential: string;
  readonly demonstration: boolean;
  readonly devices: Devices;
  readonly bench: ((app: Hono) => void) | null;
}): Promise<RunningAgent> {
  const { folder, devices, demonstration } = options;
  const unlock = lockDataFolder(folder, 'agent');
  const store = openStore(folder);
  const centre = createCentre(options.serverUrl, options.credential);
  let known: TerminalAnswer | null = null;
  async function introduce(): Promise<TerminalAnswer | null> {
    const answer = await centre.ask({ method: 'GET', path: '/api/terminals/me' });
    if (answer.reached && answer.status === 401)
      throw new StartFailure(
        'The server does not know this terminal any more: delete terminal.json in its data folder and enrol it again.'
      );
    if (answer.reached && answer.status === 200) known = jsonOf<TerminalAnswer>(answer);
    return known;
  }
  const first = await introduce();
  if (!demonstration && first?.centre.demonstration)
    throw new StartFailure('SERVER_URL is a demonstration: a terminal with real devices does not work for it.');
  const session = createSessionHolder(centre);
  const outbox = createOutbox({
    centre,
    store,
    publicKey: async () => (known ?? (await introduce()))?.submissionKey ?? null
  });
  const printing = createPrinting(store, devices.slipPrinter, devices.documentPrinter);
  let port = options.port;
  const parts: AgentParts = {
    centre,
    devices,
    outbox,
    printing,
    session,
    hosts: () => [`127.0.0.1:${port}`, `localhost:${port}`],
    isDemonstration: () => demonstration,
    windowUrl: options.serverUrl
  };
  const app = createAgentApp(parts);
  options.bench?.(app);
  const api = getRequestListener(app.fetch);
  const pages = await loadPages();
  const server = createServer((request, response) => {
    const isOwn = request.url?.startsWith('/api/') || request.url?.startsWith('/agent/');
    if (isOwn) void api(request, response);
    else if (parts.hosts().includes(request.headers.host ?? '')) pages(request, response);
    else response.writeHead(403).end();
  });
  server.listen(port, '127.0.0.1');
  await Promise.race([once(server, 'listening'), refusal(server, port)]);
  const address = server.address();
  if (typeof address === 'object' && address) port = address.port;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await session.end();
      await printing.settled();
      outbox.close();
      await devices.close();
      store.close();
      unlock();
    }
  };
}

async function refusal(server: ReturnType<typeof createServer>, port: number): Promise<never> {
  const [error] = (await once(server, 'error')) as [NodeJS.ErrnoException];
  if (error.code === 'EADDRINUSE')
    throw new StartFailure(`Port ${port} is taken by another program: stop it, or set AGENT_PORT.`);
  throw error;
}
