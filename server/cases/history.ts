import { and, asc, eq, gt, inArray, ne } from 'drizzle-orm';
import { announce } from '../changes.ts';
import type { Context } from '../context.ts';
import type { CaseAct, CaseState } from '../contract/case-state.ts';
import type { TimelineEntry } from '../contract/case-wire.ts';
import { signNotice } from '../contract/notice-code.ts';
import type { Slip, SlipContent } from '../contract/slip.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { counterOf } from '../tickets/counters.ts';
import { noteSeal } from './content.ts';
import { namesOf } from './names.ts';
import { caseEvents, slips } from './schema.ts';

/** One thing that happened to a case. */
export interface CaseEvent {
  readonly caseId: string;
  readonly version: number;
  readonly act: CaseAct;
  readonly fromState: CaseState | null;
  readonly toState: CaseState;
  readonly by: { readonly kind: 'resident' | 'staff' | 'department' | 'system'; readonly id: string | null };
  readonly note: string | null;
}

/** Writes what happened and tells every server that listens; both take effect when the transaction does. */
export async function writeEvent(context: Context, tx: Transaction, event: CaseEvent): Promise<void> {
  const { communityCode } = context.centre;
  const { by, note, ...what } = event;
  await tx.insert(caseEvents).values({
    communityCode,
    ...what,
    at: context.now(),
    byKind: by.kind,
    byId: by.id,
    counter: by.kind === 'staff' && by.id !== null ? await counterOf(context, tx, by.id) : null,
    note: note === null ? null : noteSeal.seal(context, note)
  });
  await announce(tx, 'case_changes', { communityCode, caseId: event.caseId, version: event.version });
}

/** Whether nothing but reminders has happened to a case since a version: they change nothing that anybody decides by. */
export async function onlyReminded(
  context: Context,
  queries: Queries,
  caseId: string,
  since: number
): Promise<boolean> {
  const [other] = await queries
    .select({ version: caseEvents.version })
    .from(caseEvents)
    .where(
      and(
        eq(caseEvents.communityCode, context.centre.communityCode),
        eq(caseEvents.caseId, caseId),
        gt(caseEvents.version, since),
        ne(caseEvents.act, 'escalate')
      )
    )
    .limit(1);
  return other === undefined;
}

/** What an act is called in a history. */
export const ACT_TEXT: Readonly<Record<CaseAct, string>> = {
  submit: '提交申请',
  claim: '工作人员认领',
  offer: '移交给同事',
  'take-over': '同事接手',
  decline: '没有移交',
  'receive-material': '收到材料',
  accept: '正式受理',
  'ask-supplement': '一次性告知要补的材料',
  supplement: '材料补齐，正式受理',
  refuse: '不予受理',
  send: '转审批部门',
  grant: '准予',
  deny: '不予批准',
  annul: '承诺不实，撤销决定',
  issue: '结果已领取',
  withdraw: '申请人撤回',
  correct: '当场更正',
  sign: '家庭成员签名',
  'sign-on-paper': '家庭成员在窗口的纸上签名',
  dismiss: '不需要办，即时不受理',
  relieve: '情况紧急，先行救助',
  opine: '联办部门签了意见',
  suspend: '进入特别程序，停止计时',
  resume: '特别程序结束，接着计时',
  publicise: '开始公示',
  'raise-objection': '有居民对公示提出异议，等待答复',
  'answer-objection': '核实以后，异议不成立',
  object: '公示期间有异议，退回审查',
  'pass-up': '全部材料转报上级',
  extend: '经批准延长办理期限',
  explain: '说明超期原因',
  rate: '申请人作了评价',
  'ask-entrust': '请工作人员全程代办',
  entrust: '委托工作人员全程代办',
  revoke: '收回委托，自己接着办',
  deliver: '结果送到家',
  revisit: '回访',
  'deem-accept': '五个工作日内没有告知，从收件之日起视为受理',
  lapse: '到期没有补交，视为撤回',
  escalate: '临近到期，提醒负责人',
  recalculate: '重新计算到期日',
  archive: '归档'
};

/** Residents who act upon what is not their own case: nobody reads who they are. */
const OTHERS_TEXT: Readonly<Partial<Record<CaseAct, string>>> = { 'raise-objection': '其他居民' };
const BY_TEXT = { resident: '申请人', system: '系统', staff: '工作人员', department: '审批部门' } as const;

/** What was read for several cases, by the id of each. */
type OfCase<T> = (caseId: string) => T[];

/** The whole history of cases, oldest first, in words. */
export async function timelinesOf(
  context: Context,
  queries: Queries,
  caseIds: readonly string[]
): Promise<OfCase<TimelineEntry>> {
  const rows = await queries
    .select()
    .from(caseEvents)
    .where(and(eq(caseEvents.communityCode, context.centre.communityCode), inArray(caseEvents.caseId, [...caseIds])))
    .orderBy(asc(caseEvents.version));
  const named = rows.filter(({ byKind }) => byKind === 'staff' || byKind === 'department');
  const names = await namesOf(
    context,
    queries,
    named.flatMap((row) => row.byId ?? [])
  );
  const entryOf = (row: (typeof rows)[number]): TimelineEntry => {
    const note = row.note ? noteSeal.open(context, row.note) : null;
    return {
      at: row.at.toISOString(),
      act: row.act,
      state: row.toState,
      by:
        OTHERS_TEXT[row.act] ?? ((row.byKind !== 'resident' && row.byId && names.get(row.byId)) || BY_TEXT[row.byKind]),
      text: note ? `${ACT_TEXT[row.act]}：${note}` : ACT_TEXT[row.act]
    };
  };
  const byCase = Map.groupBy(rows, (row) => row.caseId);
  return (caseId) => (byCase.get(caseId) ?? []).map(entryOf);
}

export const timelineOf = async (context: Context, queries: Queries, caseId: string): Promise<TimelineEntry[]> =>
  (await timelinesOf(context, queries, [caseId]))(caseId);

const SLIP = 'slips.slip';

/** Signs a slip and puts it on record. It is never written again. */
export async function keepSlip(context: Context, tx: Transaction, caseId: string, said: SlipContent): Promise<void> {
  const slip: Slip = { ...said, code: await signNotice(context.noticeKeys.privateKey, said) };
  await tx.insert(slips).values({
    communityCode: context.centre.communityCode,
    caseId,
    serial: Number(slip.number.split('-')[1]),
    kind: slip.kind,
    slip: context.sealing.seal(SLIP, JSON.stringify(slip)),
    issuedAt: context.now()
  });
}

/** All slips of cases, oldest first. */
export async function allSlipsOf(
  context: Context,
  queries: Queries,
  caseIds: readonly string[]
): Promise<OfCase<Slip>> {
  const rows = await queries
    .select({ caseId: slips.caseId, slip: slips.slip })
    .from(slips)
    .where(and(eq(slips.communityCode, context.centre.communityCode), inArray(slips.caseId, [...caseIds])))
    .orderBy(asc(slips.serial));
  const byCase = Map.groupBy(rows, (row) => row.caseId);
  return (caseId) => (byCase.get(caseId) ?? []).map(({ slip }) => JSON.parse(context.sealing.open(SLIP, slip)) as Slip);
}

export const slipsOf = async (context: Context, queries: Queries, caseId: string): Promise<Slip[]> =>
  (await allSlipsOf(context, queries, [caseId]))(caseId);
