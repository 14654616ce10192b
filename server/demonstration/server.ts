import { loadStarterCatalogue } from '../catalogue/publish.ts';
import { readSettings } from '../config.ts';
import type { Context } from '../context.ts';
import { createLicenceLibrary } from '../licences/adapter.ts';
import { noLicenceLibrary } from '../licences/none.ts';
import { serveUntilStopped } from '../process/lifecycle.ts';
import { endWith } from '../process/start-failure.ts';
import { startServer } from '../start.ts';
import { createEnrolment } from '../terminals/service.ts';
import { DEMONSTRATION_ACCOUNTS, makeAccounts } from './accounts.ts';
import { DEMONSTRATION_PEOPLE } from './people.ts';

/** The server of a demonstration: a centre's, with invented people, accounts anybody may use, and one terminal. */
try {
  const settings = readSettings(process.env);
  let enrolmentCode = '';
  const prepare = async (context: Context) => {
    await loadStarterCatalogue(context);
    await makeAccounts(context);
    // `--enrol`: the terminal has no credential yet. It gets one the way any terminal does.
    if (process.argv.includes('--enrol')) enrolmentCode = (await createEnrolment(context, '演示终端')).code;
  };
  const running = await startServer({
    settings,
    demonstration: {
      agentUrl: settings.deskAgent,
      accounts: DEMONSTRATION_ACCOUNTS,
      cards: DEMONSTRATION_PEOPLE.map(({ id, label, note, card }) => ({ id, label, note, card }))
    },
    licences: settings.licenceLibrary ? createLicenceLibrary(settings.licenceLibrary) : noLicenceLibrary,
    prepare
  });
  serveUntilStopped(running, { enrolmentCode });
} catch (error) {
  endWith(error);
}
