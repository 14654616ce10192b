import type { AuditRecord } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import { CASE_ACTS, ROLE_TEXT, type StaffRole } from '../contract/case-state.ts';
import type { Look } from '../contract/look-wire.ts';
import type { PullOutcome } from '../contract/material.ts';
import type { LicencePull } from '../licences/pulls.ts';
import { ACT_TEXT } from './history.ts';

/** What the words of a look need to know beside the record. */
export interface LookFacts {
  /** Whoever reads this: one and the same person on every line that says 您. */
  readonly readerId: string;
  /** People of the reader's cases, by the case: the other one is not named. */
  readonly people: ReadonlyMap<string, { readonly applicantId: string | null; readonly agentId: string | null }>;
  readonly staff: ReadonlyMap<
    string,
    { readonly name: string; readonly role: StaffRole; readonly department: string | null }
  >;
  readonly terminals: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, string>;
  /** Names of departments with systems of their own. */
  readonly departments: ReadonlyMap<string, string>;
}

const OUTCOME: Readonly<Record<PullOutcome, string>> = {
  found: '取到了',
  none: '没有查到',
  expired: '已经过期，没有用',
  mismatch: '和您对不上，没有用',
  timeout: '没有等到回答'
};

const DID: Readonly<Record<string, string>> = {
  'case.open': '打开看了这件事的全部内容',
  'case.read-slip': '看了这件事的回执',
  'grade.open': '打开了您的差评单，用来回访',
  'grade.accept': '接下了您的差评回访',
  'case.print-form': '打开了申请表，用来打印',
  'case.print-result': '打开了结果，用来打印',
  'case.print-letter': '打开了通知书，用来打印',
  'case.see-image': '看了您材料的照片',
  'case.lookup': '按编号查了这件事',
  'case.submit': '收下了您的申请',
  'call.read': '看了终端上还没有交的申请',
  'ticket.read': '看了您取号时还没有交的申请',
  'sitting.open': '在窗口读了您的身份证，替您办事',
  'sitting.principal': '在窗口由代办人替您办事，打开了您的资料',
  'sitting.read': '在窗口接着看替您填的申请',
  'sitting.prefill': '在窗口替您填表，看了系统里您的资料',
  'sitting.form': '打开了替您填好的申请表，请您签名',
  'sitting.undo': '替您撤回了刚交的申请',
  'sitting.take': '打开了您在终端填到一半的申请，接着办',
  'relation.look': '查了您能替谁办事、谁能替您办事',
  'relation.record': '登记了您的一条代办关系',
  'relation.revoke': '收回了您的一条代办关系',
  'relation.authorise': '双方刷身份证，签了授权委托书'
};

const atTerminal = (id: string | null, { terminals }: LookFacts): string => {
  const name = id === null ? undefined : terminals.get(id);
  return name === undefined ? '终端' : `终端“${name}”`;
};

/** Who may act for whom is no part of a case, whoever it concerns. */
export const isOfRelation = ({ action }: Pick<AuditRecord, 'action'>): boolean => action.startsWith('relation.');

function staffText(id: string, { staff }: LookFacts): string {
  const one = staff.get(id);
  return one ? `${one.department ?? ''}${ROLE_TEXT[one.role]}${one.name}` : '工作人员';
}

function whoOf(record: AuditRecord, facts: LookFacts): string {
  const { actorKind, actorId, subject } = record;
  switch (actorKind) {
    case 'staff':
      return staffText(actorId, facts);
    case 'resident':
      if (actorId === facts.readerId) return '您本人';
      if (isOfRelation(record)) return '委托人';
      if (record.action === 'case.raise-objection') return '其他居民';
      return facts.people.get(subject)?.agentId === actorId ? '代办人' : '申请人';
    case 'terminal':
      return atTerminal(actorId, facts);
    case 'department':
      return facts.departments.get(actorId) ?? '审批部门';
    case 'system':
      return '系统';
  }
}

function whatOf({ action, subject }: AuditRecord, { readerId }: LookFacts): string {
  if (action === 'case.lookup' && subject === readerId) return '按您的身份证查了您的办件';
  const act = CASE_ACTS.find((known) => action === `case.${known}`);
  return DID[action] ?? (act ? `办了一步：${ACT_TEXT[act]}` : '处理了这件事');
}

function whyOf({ purpose }: AuditRecord, { items }: LookFacts): string {
  if (purpose === 'window') return '窗口查询';
  if (purpose === 'relations') return '核对谁能替谁办事';
  if (purpose === 'call-back') return '回访差评';
  if (purpose === 'terminal') return '在终端办理';
  if (purpose === 'sitting') return '在窗口办理';
  const item = items.get(purpose);
  return item === undefined ? purpose : `办理${item}`;
}

const lookOf = (record: AuditRecord, facts: LookFacts): Look => ({
  at: record.at.toISOString(),
  who: whoOf(record, facts),
  what: whatOf(record, facts),
  why: whyOf(record, facts),
  times: 1,
  personal: false
});

/** A record that was asked for, and where the person was who asked: at a terminal, or before a clerk. */
interface Pulled {
  readonly pull: LicencePull;
  readonly terminalId: string | null;
  readonly staffId: string | null;
}

const pullOf = ({ pull, terminalId, staffId }: Pulled, facts: LookFacts): Look => ({
  at: pull.askedAt.toISOString(),
  who: staffId === null ? atTerminal(terminalId, facts) : staffText(staffId, facts),
  what: `替您取“${pull.record}”：${OUTCOME[pull.outcome]}`,
  why: pull.purpose,
  times: 1,
  personal: true
});

/** The same thing by the same person on one day is said once, with how often: a case stays open in front of a clerk. */
function gathered(looks: readonly Look[]): Look[] {
  const byDay = Map.groupBy(looks, ({ at, who, what, why }) => JSON.stringify([dayOf(new Date(at)), who, what, why]));
  return [...byDay.values()].flatMap((same) => (same[0] ? [{ ...same[0], times: same.length }] : []));
}

/** Everything on record in words, the newest first. */
export function looksOf(records: readonly AuditRecord[], pulls: readonly Pulled[], facts: LookFacts): Look[] {
  const all = [...records.map((record) => lookOf(record, facts)), ...pulls.map((pulled) => pullOf(pulled, facts))];
  return gathered(all.sort((one, other) => other.at.localeCompare(one.at)));
}
