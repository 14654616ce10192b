import { keepCalendar } from '../../calendar/service.ts';
import { loadStarterCatalogue } from '../../catalogue/publish.ts';
import { listenForChanges } from '../../changes.ts';
import { readSettings } from '../../config.ts';
import type { Context } from '../../context.ts';
import { claimCommunity, type OpenDatabase, openDatabase } from '../../database/open.ts';
import { createDepartment } from '../../departments/directory.ts';
import { loadKeys } from '../../keys.ts';
import { noLicenceLibrary } from '../../licences/none.ts';
import { lockDataFolder } from '../../process/data-folder.ts';
import { StartFailure } from '../../process/start-failure.ts';
import { staff } from '../../staff/schema.ts';
import { createSignIn } from '../../staff/sign-in.ts';
import { DEMONSTRATION_ACCOUNTS, makeAccounts } from '../accounts.ts';
import { COMMUNITY } from '../community.ts';
import { makeOwnDepartment } from '../department.ts';
import { hasCases } from './world.ts';

/** A demonstration's database with a centre in it, and nobody's case. */
export interface EmptyCentre extends AsyncDisposable {
  readonly context: Context;
  readonly database: OpenDatabase;
}

/** More clerks than sign in: a large centre's work lies with several. They have names and no passwords. */
const CLERKS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'];
const DEPARTMENTS = ['区民政局', '区教育局', '区卫健局', '区文旅局'];

async function makePeople(context: Context): Promise<void> {
  await loadStarterCatalogue(context);
  await makeOwnDepartment(context);
  await makeAccounts(context);
  const { communityCode } = context.centre;
  const card = { handles: [], endpoint: null, contactName: '联络员', contactPhone: '0571-00000041' };
  for (const name of DEPARTMENTS)
    await createDepartment(context, context.database, { name, kind: 'internal', ...card });
  await context.database
    .insert(staff)
    .values(
      CLERKS.map((name, at) => ({
        id: `seed-${at + 1}`,
        name: `窗口${name}`,
        email: `seed-${at + 1}@staff.invalid`,
        communityCode,
        role: 'clerk' as const,
        phone: `0571-0000005${at}`
      }))
    )
    .onConflictDoNothing();
}

/**
 * Opens the database of a demonstration to fill it: the one of DATABASE_URL, or of DATA_DIR. A centre's is refused, and
 * so is one with cases in it, whoever made them up.
 */
export async function openEmptyCentre(environment: Readonly<Record<string, string | undefined>>): Promise<EmptyCentre> {
  const settings = readSettings({ ...environment, ...COMMUNITY });
  await using begun = new AsyncDisposableStack();
  if (!settings.databaseUrl) begun.defer(lockDataFolder(settings.dataDir, 'server'));
  const database = await openDatabase(settings);
  begun.defer(() => database.close());
  await claimCommunity(database, settings, true);
  const { code, ...community } = settings.community;
  const keys = await loadKeys(settings.keysFile, database.database, code);
  const changes = await listenForChanges(database.config);
  begun.defer(() => changes.close());
  const context: Context = {
    database: database.database,
    sealing: keys.sealing,
    now: () => new Date(),
    calendar: await keepCalendar(database.database, code, changes),
    centre: { communityCode: code, ...community, demonstration: true },
    publicUrl: settings.publicUrl,
    trustedProxies: settings.trustedProxies,
    licences: noLicenceLibrary,
    signIn: createSignIn(database.database, keys.signInSecret, settings.publicUrl),
    changes,
    deskAgent: settings.deskAgent,
    demonstration: { agentUrl: settings.deskAgent, accounts: DEMONSTRATION_ACCOUNTS, cards: [] },
    submissionKey: keys.submission,
    noticeKeys: keys.notice
  };
  if (await hasCases(context))
    throw new StartFailure(
      'This database has cases in it, and only an empty one is filled: choose another DATA_DIR or DATABASE_URL.'
    );
  await makePeople(context);
  const opened = begun.move();
  return { context, database, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
