import { loadStarterCatalogue } from './catalogue/publish.ts';
import { readSettings } from './config.ts';
import { createLicenceLibrary } from './licences/adapter.ts';
import { noLicenceLibrary } from './licences/none.ts';
import { requireNode, serveUntilStopped } from './process/lifecycle.ts';
import { endWith } from './process/start-failure.ts';
import { startServer } from './start.ts';

/** `npm run server`: what a centre installs. */
try {
  requireNode();
  const settings = readSettings(process.env);
  const licences = settings.licenceLibrary ? createLicenceLibrary(settings.licenceLibrary) : noLicenceLibrary;
  const running = await startServer({ settings, demonstration: null, licences, prepare: loadStarterCatalogue });
  console.log(`Yimen is ready at ${running.url} for ${settings.community.name}.`);
  serveUntilStopped(running);
} catch (error) {
  endWith(error);
}
