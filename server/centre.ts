import { loadStarterCatalogue } from './catalogue/publish.ts';
import type { Settings } from './config.ts';
import { createLicenceLibrary } from './licences/adapter.ts';
import { noLicenceLibrary } from './licences/none.ts';
import type { Running } from './process/lifecycle.ts';
import { startServer } from './start.ts';

/** The server of a centre: nobody and nothing in it is invented. */
export const startCentre = (settings: Settings): Promise<Running> =>
  startServer({
    settings,
    demonstration: null,
    licences: settings.licenceLibrary ? createLicenceLibrary(settings.licenceLibrary) : noLicenceLibrary,
    prepare: loadStarterCatalogue
  });
