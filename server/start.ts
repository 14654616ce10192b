import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { listenForCaseChanges } from './cases/changes.ts';
import type { Settings } from './config.ts';
import type { Context, Demonstration } from './context.ts';
import { claimCommunity, openDatabase } from './database/open.ts';
import { createSealing } from './database/sealing.ts';
import { loadKeys } from './keys.ts';
import type { LicenceLibrary } from './licences/library.ts';
import { lockDataFolder } from './process/data-folder.ts';
import { StartFailure } from './process/start-failure.ts';
import { warmFonts } from './slips/page.ts';
import { createSignIn } from './staff/sign-in.ts';
import { loadPages } from './web.ts';

export interface RunningServer {
  readonly url: string;
  readonly context: Context;
  stop(): Promise<void>;
}

/**
 * Brings a server up: data folder, keys, database, then the port. `prepare` runs once the tables are there and before
 * the first request. The licence library is checked to be of the right kind.
 */
export async function startServer(options: {
  readonly settings: Settings;
  /** null at a centre. */
  readonly demonstration: Demonstration | null;
  readonly licences: LicenceLibrary;
  readonly prepare: (context: Context) => Promise<void>;
}): Promise<RunningServer> {
  const { settings, demonstration, licences } = options;
  const unlock = lockDataFolder(settings.dataDir, 'server');
  const keys = await loadKeys(settings.keysFile);
  const database = await openDatabase(settings);
  await claimCommunity(database, settings, demonstration !== null);
  if (!demonstration && (await licences.isDemonstration()))
    throw new StartFailure('LICENCE_LIBRARY_URL names a library with invented records: a centre does not use it.');
  const { code, ...community } = settings.community;
  const context: Context = {
    database: database.database,
    sealing: createSealing(keys.masterKey),
    now: () => new Date(),
    centre: { communityCode: code, ...community, demonstration: demonstration !== null },
    licences,
    signIn: createSignIn(database.database, keys.signInSecret, settings.publicUrl),
    changes: await listenForCaseChanges(database.config),
    deskAgent: settings.deskAgent,
    demonstration,
    submissionKey: keys.submission
  };
  await options.prepare(context);
  const api = getRequestListener(createApp(context).fetch);
  const pages = await loadPages();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) void api(request, response);
    else pages(request, response);
  });
  server.listen(settings.port, settings.host);
  await Promise.race([once(server, 'listening'), refusal(server, settings.port)]);
  setImmediate(warmFonts);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  return {
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    context,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await context.changes.close();
      await database.close();
      unlock();
    }
  };
}

async function refusal(server: ReturnType<typeof createServer>, port: number): Promise<never> {
  const [error] = (await once(server, 'error')) as [NodeJS.ErrnoException];
  if (error.code === 'EADDRINUSE')
    throw new StartFailure(`Port ${port} is taken by another program: stop it, or set PORT.`);
  if (error.code === 'EACCES')
    throw new StartFailure(`Port ${port} may not be used by this user: set PORT to a number above 1023.`);
  throw error;
}
