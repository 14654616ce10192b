import { loadStarterCatalogue } from './catalogue/publish.ts';
import { readSettings } from './config.ts';
import { createLicenceLibrary } from './licences/adapter.ts';
import { noLicenceLibrary } from './licences/none.ts';
import { live } from './process/lifecycle.ts';
import { startServer } from './start.ts';

/** `npm run server`: what a centre installs. */
await live(async () => {
  const settings = readSettings(process.env);
  const licences = settings.licenceLibrary ? createLicenceLibrary(settings.licenceLibrary) : noLicenceLibrary;
  const running = await startServer({ settings, demonstration: null, licences, prepare: loadStarterCatalogue });
  console.log(`Yimen is ready at ${running.url} for ${settings.community.name}.`);
  return running;
});
