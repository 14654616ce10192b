import { parseArgs } from 'node:util';
import { readSettings } from '../config.ts';
import { STAFF_ROLES } from '../contract/case-state.ts';
import { claimCommunity, openDatabase } from '../database/open.ts';
import { membershipProblem } from '../departments/directory.ts';
import { lockDataFolder } from '../process/data-folder.ts';
import { endWith, StartFailure } from '../process/start-failure.ts';
import { createStaff } from './service.ts';

const SHORTEST_PASSWORD = 10;

function readArguments() {
  const { values } = parseArgs({
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      phone: { type: 'string' },
      department: { type: 'string' }
    }
  });
  const { username, name, phone } = values;
  const role = STAFF_ROLES.find((known) => known === values.role);
  if (!username || !name || !phone || !role)
    throw new StartFailure(
      `Usage: npm run staff -- --username U --name N --role ${STAFF_ROLES.join('|')} --phone P [--department D]`
    );
  return { username, name, phone, role, department: values.department ?? null };
}

/** The password comes by environment or from the terminal's input, never as an argument that others can see. */
async function readPassword(): Promise<string> {
  const named = process.env.STAFF_PASSWORD;
  if (named) return named;
  process.stderr.write(`Password (at least ${SHORTEST_PASSWORD} characters), then Enter: `);
  for await (const line of process.stdin) return String(line).trim();
  return '';
}

/** `npm run staff`: the first account of a centre, while its server does not run, or runs on a PostgreSQL of its own. */
try {
  const account = readArguments();
  const settings = readSettings(process.env);
  const password = await readPassword();
  if (password.length < SHORTEST_PASSWORD)
    throw new StartFailure(`The password needs at least ${SHORTEST_PASSWORD} characters.`);
  await using begun = new AsyncDisposableStack();
  if (!settings.databaseUrl) begun.defer(lockDataFolder(settings.dataDir, 'server'));
  const database = await openDatabase(settings);
  begun.defer(() => database.close());
  await claimCommunity(database, settings, false);
  const { code, ...community } = settings.community;
  const centre = { communityCode: code, ...community, demonstration: false };
  const context = { database: database.database, centre, now: () => new Date() };
  const problem = await membershipProblem(context, database.database, account);
  if (problem)
    throw new StartFailure(
      problem === 'department.missing'
        ? 'An officer needs --department D: one of this centre, made on its page of departments.'
        : `There is no open department of the house named "${account.department}": make it on the page of departments first.`
    );
  if (!(await createStaff(context, { ...account, password })))
    throw new StartFailure(`There is an account "${account.username}" already: choose another username.`);
  console.log(`${account.name} can sign in as "${account.username}" at ${settings.publicUrl}/window.`);
} catch (error) {
  endWith(error);
}
