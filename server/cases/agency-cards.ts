import { minuteOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { CaseAction } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { findStaff } from '../staff/service.ts';
import { dropCardReads, openCardRead } from '../terminals/service.ts';
import { howEntrusted } from './agency-telling.ts';
import type { OpenedCase } from './views.ts';

export type Entrust = Extract<CaseAction, { act: 'entrust' }>;

/** Who does a case for its resident, and in words how that was agreed and looked at. */
export interface Entrusted {
  readonly name: string;
  readonly how: string;
}

/**
 * Both cards of 全程代办, as far as they were read: the resident's has the number of whoever the case is of or who filed it, the
 * 代办员's own has their name. Only that it was so is kept, and when; their number is nowhere. Failures: `card.read-over`,
 * `card.other-person`, after which the readings still count.
 */
export async function checkCards(
  context: Context,
  tx: Transaction,
  { content: { applicant, agent } }: Pick<OpenedCase, 'content'>,
  action: Entrust,
  clerkId: string | null
): Promise<Result<Entrusted, FailureCode>> {
  const { residentRead, helperRead } = action;
  const readOf = async (id: string | undefined) => (id === undefined ? null : await openCardRead(context, tx, id));
  const [resident, helper] = [await readOf(residentRead), await readOf(helperRead)];
  if ((residentRead && !resident) || (helperRead && !helper)) return fail('card.read-over');
  const name = (await findStaff(context, tx, action.to))?.name ?? '';
  const isResident = [applicant?.idNumber, agent?.idNumber].includes(resident?.idNumber);
  if ((resident && !isResident) || (helper && helper.name !== name)) return fail('card.other-person');
  if (resident && resident.idNumber === helper?.idNumber) return fail('card.other-person');
  await dropCardReads(
    context,
    tx,
    [residentRead, helperRead].filter((id) => id !== undefined)
  );
  const minute = (at: Date | undefined) => (at ? minuteOf(at).slice(-5) : null);
  const clerk = clerkId === null ? null : await findStaff(context, tx, clerkId);
  const read = { resident: minute(resident?.readAt), helper: minute(helper?.readAt) };
  return ok({ name, how: howEntrusted(action.agreed, read, clerk?.name ?? '工作人员') });
}
