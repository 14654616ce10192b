import { loadStarterCatalogue } from '../catalogue/publish.ts';
import { readSettings } from '../config.ts';
import type { Context } from '../context.ts';
import { createLicenceLibrary } from '../licences/adapter.ts';
import { noLicenceLibrary } from '../licences/none.ts';
import { live } from '../process/lifecycle.ts';
import { startServer } from '../start.ts';
import { createEnrolment } from '../terminals/service.ts';
import { DEMONSTRATION_ACCOUNTS, makeAccounts } from './accounts.ts';
import { makeCounters } from './counters.ts';
import { makeDepartment, makeOwnDepartment } from './department.ts';
import { makeLists } from './lists.ts';
import { DEMONSTRATION_PEOPLE } from './people.ts';

let enrolmentCode = '';

async function prepare(context: Context): Promise<void> {
  await loadStarterCatalogue(context);
  await makeOwnDepartment(context);
  await makeAccounts(context);
  await makeLists(context);
  await makeCounters(context);
  if (process.env.DEPARTMENT_URL) await makeDepartment(context, `${process.env.DEPARTMENT_URL}/events`);
  // `--enrol`: the terminal has no credential yet. It gets one the way any terminal does.
  if (process.argv.includes('--enrol')) enrolmentCode = (await createEnrolment(context, '演示终端')).code;
}

/** The server of a demonstration: a centre's, with invented people, accounts anybody may use, and one terminal. */
await live(
  () => {
    const settings = readSettings(process.env);
    return startServer({
      settings,
      demonstration: {
        agentUrl: settings.deskAgent,
        accounts: DEMONSTRATION_ACCOUNTS,
        cards: DEMONSTRATION_PEOPLE.map(({ id, label, note, card }) => ({ id, label, note, card }))
      },
      licences: settings.licenceLibrary ? createLicenceLibrary(settings.licenceLibrary) : noLicenceLibrary,
      prepare
    });
  },
  () => ({ enrolmentCode })
);
