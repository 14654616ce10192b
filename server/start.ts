import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { keepCalendar } from './calendar/service.ts';
import { listenForChanges } from './changes.ts';
import type { Settings } from './config.ts';
import type { Context, Demonstration } from './context.ts';
import { claimCommunity, openDatabase } from './database/open.ts';
import { keepSending } from './departments/sender.ts';
import { startJobs } from './jobs/jobs.ts';
import { loadKeys } from './keys.ts';
import type { LicenceLibrary } from './licences/library.ts';
import { lockDataFolder } from './process/data-folder.ts';
import type { Running } from './process/lifecycle.ts';
import { close, listen } from './process/listen.ts';
import { StartFailure } from './process/start-failure.ts';
import { forget, keepForgetting } from './retention.ts';
import { warmFonts } from './slips/page.ts';
import { createSignIn } from './staff/sign-in.ts';
import { loadPages } from './web.ts';

/**
 * Brings a server up: data folder, database, keys, then the port; whatever fails, what was begun is ended. `prepare` runs
 * once the tables are there and before the first request. The licence library is checked to be of the right kind.
 */
export async function startServer(options: {
  readonly settings: Settings;
  /** null at a centre. */
  readonly demonstration: Demonstration | null;
  readonly licences: LicenceLibrary;
  readonly prepare: (context: Context) => Promise<void>;
}): Promise<Running> {
  const { settings, demonstration, licences } = options;
  await using begun = new AsyncDisposableStack();
  const pages = await loadPages();
  begun.defer(lockDataFolder(settings.dataDir, 'server'));
  if (!demonstration && (await licences.isDemonstration()))
    throw new StartFailure(
      'LICENCE_LIBRARY_URL names a library with invented records, which a centre does not use: correct it.'
    );
  const database = await openDatabase(settings);
  begun.defer(() => database.close());
  await claimCommunity(database, settings, demonstration !== null);
  const { code, ...community } = settings.community;
  const keys = await loadKeys(settings.keysFile, database.database, code);
  const changes = await listenForChanges(database.config);
  begun.defer(() => changes.close());
  const context: Context = {
    database: database.database,
    sealing: keys.sealing,
    now: () => new Date(),
    calendar: await keepCalendar(database.database, code, changes),
    centre: { communityCode: code, ...community, demonstration: demonstration !== null },
    publicUrl: settings.publicUrl,
    trustedProxies: settings.trustedProxies,
    licences,
    signIn: createSignIn(database.database, keys.signInSecret, settings.publicUrl),
    changes,
    deskAgent: settings.deskAgent,
    demonstration,
    submissionKey: keys.submission,
    noticeKeys: keys.notice
  };
  await options.prepare(context);
  await forget(context);
  begun.defer(keepForgetting(context));
  begun.defer(keepSending(context));
  begun.defer(await startJobs(context, database.config));
  const api = getRequestListener(createApp(context).fetch);
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) void api(request, response);
    else pages(request, response);
  });
  const port = await listen(server, { host: settings.host, port: settings.port, setting: 'PORT' });
  begun.defer(() => close(server));
  setImmediate(warmFonts);
  const started = begun.move();
  return {
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    stop: () => started.disposeAsync()
  };
}
