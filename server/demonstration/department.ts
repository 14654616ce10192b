import type { Context } from '../context.ts';
import type { SecretPair } from '../contract/department-wire.ts';
import { changeDepartment, createDepartment, findDepartment } from '../departments/directory.ts';

/** The department of the demonstration: invented, with secrets that guard nothing. */
export const DEMONSTRATION_DEPARTMENT = '019ab000-0000-7000-8000-000000000001';

export const DEMONSTRATION_SECRETS: SecretPair = {
  ours: 'whsec_eWltZW4tZGVtb25zdHJhdGlvbi1zZWNyZXQtb3Vycy0=',
  theirs: 'whsec_eWltZW4tZGVtb25zdHJhdGlvbi1zZWNyZXQtdGhlaXI='
};

/** Whose officers sign in here. */
export const OWN_DEPARTMENT = '区人社局';

/** Makes the department, or tells where its simulator listens in this life. */
export async function makeDepartment(context: Context, endpoint: string): Promise<void> {
  const { database } = context;
  const known = await findDepartment(context, database, DEMONSTRATION_DEPARTMENT);
  if (known) {
    await changeDepartment(context, database, DEMONSTRATION_DEPARTMENT, { endpoint });
    return;
  }
  const card = { contactName: '祝房管', contactPhone: '0571-00000031', handles: ['06'] };
  const made = { id: DEMONSTRATION_DEPARTMENT, name: '区住房保障中心（模拟）', kind: 'external' as const };
  await createDepartment(context, database, { ...made, ...card, endpoint }, DEMONSTRATION_SECRETS);
}

/** A department of the house, before its officers' accounts. Nothing usually goes there: what goes to any officer is theirs. */
export async function makeOwnDepartment(context: Context): Promise<void> {
  const card = { contactName: '沈审批', contactPhone: '0571-00000021', handles: [], endpoint: null };
  await createDepartment(context, context.database, { name: OWN_DEPARTMENT, kind: 'internal', ...card });
}
