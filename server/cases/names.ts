import type { Context } from '../context.ts';
import type { Queries } from '../database/database.ts';
import { departmentNames } from '../departments/directory.ts';
import { staffNames } from '../staff/service.ts';

/** A department's id is a UUID like those of accounts, and never one of theirs. */
const IS_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names of colleagues and departments, by id, for rows and histories. */
export async function namesOf(
  context: Context,
  queries: Queries,
  ids: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const [staff, departments] = await Promise.all([
    staffNames(context, queries, ids),
    departmentNames(
      context,
      queries,
      ids.filter((id) => IS_UUID.test(id))
    )
  ]);
  return new Map([...staff, ...departments]);
}
