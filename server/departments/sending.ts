import type { AnyAction } from '../cases/facts.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Transaction } from '../database/database.ts';
import { openDepartments } from './directory.ts';

/** 转审批部门 with its department filled in: the one that was chosen, else where the item usually goes. Other acts pass. */
export async function resolveSending(
  context: Context,
  tx: Transaction,
  action: AnyAction,
  item: { readonly code: string; readonly field: string }
): Promise<Result<AnyAction, Failure>> {
  if (action.act !== 'send') return ok(action);
  const { open, usual } = await openDepartments(context, tx, item);
  const to = action.to === undefined ? usual : action.to;
  const asked = [...new Set(action.with ?? [])].filter((id) => id !== to);
  if ([...(to === null ? [] : [to]), ...asked].some((id) => !open.some((one) => one.id === id)))
    return fail({ code: 'department.unknown' });
  return ok({ ...action, to, with: asked });
}
