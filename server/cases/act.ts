import { and, eq } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { dueText, limitText, promisedText } from '../contract/limit.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { SlipKind } from '../contract/slip.ts';
import type { CaseAction, Staff } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { composeSlip, REMEDY, type SlipCase, type SlipMatter } from '../slips/compose.ts';
import { releaseSlots } from '../slots/service.ts';
import { findStaff, responsibleOf } from '../staff/service.ts';
import { type CaseReasons, missingSeal, reasonsSeal } from './content.ts';
import { keepSlip, slipsOf, writeEvent } from './history.ts';
import { type Actor, type CaseChange, canTakeOver, missingOf, step } from './rules.ts';
import { cases } from './schema.ts';
import { openCase } from './service.ts';
import { factsOf, type OpenedCase } from './views.ts';

type AnyAction = CaseAction | { readonly act: 'withdraw'; readonly version: number; readonly reason: string | null };

/** What an act says to the applicant: which slip, what stands on it, and what the case keeps of it. */
interface Telling {
  readonly note: string | null;
  readonly slip: { readonly kind: SlipKind; readonly matter: SlipMatter } | null;
  readonly missing?: readonly string[];
  readonly reasons?: CaseReasons;
}

const silent = (note: string | null = null): Telling => ({ note, slip: null });

function accepted(context: Context, { item }: OpenedCase, change: CaseChange, still: readonly string[]): Telling {
  const headline = change.due
    ? dueText(change.due.due, change.due.provisional, dayOf(context.now()))
    : promisedText(item.promisedLimit);
  return {
    note: null,
    missing: still,
    slip: {
      kind: 'acceptance',
      matter: {
        headline,
        rows: [
          { label: '法定时限', text: limitText(item.legalLimit) },
          { label: '承诺时限', text: promisedText(item.promisedLimit) }
        ],
        lists: [{ title: '还要补交', entries: still }]
      }
    }
  };
}

/** What has to be told after an act; pure but for the clock. */
function tell(context: Context, found: OpenedCase, action: AnyAction, change: CaseChange): Telling {
  const { item, row } = found;
  const still = missingOf(item.materials, change.materials ?? row.materials);
  switch (action.act) {
    case 'claim':
    case 'offer':
    case 'take-over':
    case 'decline':
    case 'send':
      return silent();
    case 'receive-material': {
      const names = item.materials.filter(({ key }) => action.materials.includes(key)).map(({ name }) => name);
      // What was asked for in words stays asked for, except where it names what has come.
      const asked = found.missing.filter(
        (entry) => !names.some((name) => entry === name || entry.startsWith(`${name}：`))
      );
      return { ...silent(names.join('、')), missing: row.state === 'supplementing' ? asked : still };
    }
    case 'accept':
    case 'supplement':
      return accepted(context, found, change, still);
    case 'ask-supplement': {
      const entries = action.entries.map(({ what, how }) => (how ? `${what}：${how}` : what));
      return {
        note: entries.join('；'),
        missing: entries,
        slip: {
          kind: 'supplement-notice',
          matter: {
            headline: `还要补${entries.length}样`,
            lists: [{ title: '要补的全部在这里，只告知这一次', entries }],
            notes: ['补齐后交到任何一个窗口，从补齐那天起算承诺时限。']
          }
        }
      };
    }
    case 'refuse':
      return {
        note: action.reason,
        reasons: { reasons: [action.reason, `可以去：${action.whereInstead}`], remedy: REMEDY },
        slip: {
          kind: 'refusal',
          matter: {
            headline: '这件事这里不能受理',
            lists: [{ title: '理由', entries: [action.reason] }],
            rows: [{ label: '可以去哪里办', text: action.whereInstead }],
            notes: [REMEDY]
          }
        }
      };
    case 'grant': {
      const reasons = action.reason ? [action.reason] : [];
      return {
        note: action.reason || null,
        reasons: { reasons, remedy: null },
        slip: {
          kind: 'grant',
          matter: {
            headline: '批准了',
            rows: [{ label: '结果', text: item.result.name }],
            lists: [{ title: '说明', entries: reasons }],
            notes: [
              item.result.printable
                ? '结果可以在任何一台终端打印，也可以到任何一个窗口领取。'
                : '请到任何一个窗口领取结果。'
            ]
          }
        }
      };
    }
    case 'deny':
      return {
        note: action.reason,
        reasons: { reasons: [action.reason], remedy: REMEDY },
        slip: {
          kind: 'denial',
          matter: {
            headline: '没有批准',
            lists: [{ title: '理由和依据', entries: [action.reason] }],
            notes: [REMEDY]
          }
        }
      };
    case 'issue':
      return {
        note: action.handedTo,
        slip: {
          kind: 'issue',
          matter: {
            headline: '结果已领取',
            rows: [
              { label: '领取人', text: action.handedTo },
              { label: '结果', text: item.result.name }
            ]
          }
        }
      };
    case 'withdraw':
      return {
        note: action.reason,
        slip: { kind: 'withdrawal', matter: { headline: '申请已经撤回', notes: ['以后可以重新申请。'] } }
      };
  }
}

async function keepChange(
  context: Context,
  tx: Transaction,
  found: OpenedCase,
  change: CaseChange,
  telling: Telling
): Promise<void> {
  const { row } = found;
  const { due, ...same } = change;
  await tx
    .update(cases)
    .set({
      ...same,
      version: row.version + 1,
      ...(due === undefined ? {} : { dueOn: due?.due ?? null, dueProvisional: due?.provisional ?? false }),
      ...(telling.missing === undefined
        ? {}
        : { missing: telling.missing.length > 0 ? missingSeal.seal(context, telling.missing) : null }),
      ...(telling.reasons === undefined ? {} : { reasons: reasonsSeal.seal(context, telling.reasons) })
    })
    .where(and(eq(cases.communityCode, row.communityCode), eq(cases.id, row.id)));
}

/** The failure as the caller reads it: a colleague by name, not by id. */
async function named(context: Context, tx: Transaction, failure: Failure): Promise<Failure> {
  if (failure.by === undefined) return failure;
  const colleague = await findStaff(context, tx, failure.by);
  return { code: failure.code, ...(colleague ? { by: colleague.name } : {}) };
}

/** One act in the transaction of whoever opened and locked the case. `actorId` is null for somebody without a card. */
export async function actIn(
  context: Context,
  tx: Transaction,
  found: OpenedCase,
  action: AnyAction,
  actor: Actor,
  actorId: string | null
): Promise<Result<null, Failure>> {
  const { row, item, content } = found;
  const stepped = step(factsOf(row), item, action, actor, dayOf(context.now()));
  if (!stepped.ok) return fail(await named(context, tx, stepped.error));
  if (action.act === 'offer') {
    const other = await findStaff(context, tx, action.to);
    if (!other || !canTakeOver(other.role)) return fail({ code: 'staff.unknown' });
  }
  const change = stepped.value;
  const telling = tell(context, found, action, change);
  await keepChange(context, tx, found, change, telling);
  await writeEvent(context, tx, {
    caseId: row.id,
    version: row.version + 1,
    act: action.act,
    fromState: row.state,
    toState: change.state,
    by: { kind: actor.kind, id: actorId },
    note: telling.note
  });
  if (change.state === 'withdrawn' || change.state === 'refused' || change.state === 'denied')
    await releaseSlots(context, tx, row.id);
  if (telling.slip) {
    const ownerId = change.ownerId === undefined ? row.ownerId : change.ownerId;
    const due = change.due === undefined ? factsOf(row).due : change.due;
    const { name, phone } = await responsibleOf(context, tx, ownerId ?? row.responsibleId);
    const of: SlipCase = {
      number: row.number,
      shortCode: row.shortCode,
      applicantName: content.applicant?.name ?? null,
      agentName: content.agent?.name ?? null,
      dueOn: due?.due ?? null,
      dueProvisional: due?.provisional ?? false,
      responsible: { name, phone }
    };
    const serial = (await slipsOf(context, tx, row.id)).length + 1;
    await keepSlip(context, tx, row.id, composeSlip(context, item, of, telling.slip.kind, serial, telling.slip.matter));
  }
  await record(context, tx, {
    ...(actorId === null
      ? { actorKind: 'terminal', actorId: row.terminalId ?? '' }
      : { actorKind: actor.kind, actorId }),
    action: `case.${action.act}`,
    subject: row.id,
    purpose: item.code
  });
  return ok(null);
}

/** An act of staff upon a case: state, history, slip and audit in one transaction, or nothing. */
export async function act(
  context: Context,
  staff: Staff,
  id: string,
  action: CaseAction
): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const found = await openCase(context, tx, id, { lock: true });
    if (!found) return fail<Failure>({ code: 'case.not-found' });
    const actor: Actor = { kind: 'staff', id: staff.id, role: staff.role };
    return actIn(context, tx, found, action, actor, staff.id);
  });
}

/** 撤回 by the applicant, or by whoever filed it for them, at the terminal. */
export async function withdraw(context: Context, residentId: string, id: string): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const found = await openCase(context, tx, id, { lock: true });
    const mine = found && [found.row.applicantId, found.row.agentId].includes(residentId);
    if (!found || !mine) return fail<Failure>({ code: 'case.not-found' });
    const action = { act: 'withdraw', version: found.row.version, reason: null } as const;
    return actIn(context, tx, found, action, { kind: 'resident' }, residentId);
  });
}
