import type { Context, Demonstration } from '../context.ts';
import { createStaff } from '../staff/service.ts';
import { OWN_DEPARTMENT } from './department.ts';

/** One password for all: these accounts guard nothing. */
const PASSWORD = 'yimen-demo-2026';

const PEOPLE = [
  { username: 'clerk', name: '何一窗', role: 'clerk', phone: '0571-00000011', department: null },
  { username: 'clerk2', name: '舒首问', role: 'clerk', phone: '0571-00000012', department: null },
  { username: 'officer', name: '沈审批', role: 'officer', phone: '0571-00000021', department: OWN_DEPARTMENT },
  { username: 'manager', name: '管中心', role: 'manager', phone: '0571-00000001', department: null },
  { username: 'helper', name: '代跑腿', role: 'helper', phone: '0571-00000031', department: null },
  { username: 'admin', name: '贾系统', role: 'administrator', phone: '0571-00000002', department: null }
] as const;

/** Accounts that the sign-in page of a demonstration offers. */
export const DEMONSTRATION_ACCOUNTS: Demonstration['accounts'] = PEOPLE.map(({ username, name, role }) => ({
  username,
  password: PASSWORD,
  name,
  role
}));

/** Makes the accounts that are not there yet. */
export async function makeAccounts(context: Context): Promise<void> {
  for (const person of PEOPLE) await createStaff(context, { ...person, password: PASSWORD });
}
