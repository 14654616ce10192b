import type { DepartmentAnswer, DepartmentDelivery } from '../../../../../server/contract/department-wire.ts';
import { SERVICE_FIELDS } from '../../../../../server/contract/service-field.ts';

/** What a department is told. */
export const EVENT_TEXT: Readonly<Record<DepartmentDelivery['type'], string>> = {
  'case.sent': '转去审批',
  'case.withdrawn': '申请人撤回',
  'case.closed': '中心已经决定或转报'
};

const DECISION: Readonly<Record<NonNullable<DepartmentAnswer['decision']>, string>> = {
  agreed: '同意',
  objected: '不同意',
  granted: '准予',
  denied: '不予批准'
};

const OUTCOME: Readonly<Record<DepartmentAnswer['outcome'], string>> = {
  applied: '已经照办，又发来了',
  duplicate: '同一个决定又发了一次',
  late: '来晚了：已经办结或者撤回',
  'unknown-case': '没有这一件',
  'other-department': '这一件没有转给这个部门',
  'wrong-state': '还没到决定这一步',
  malformed: '内容不合格式'
};

/** What an answer said, and why it changed nothing. */
export const decisionText = ({ decision }: DepartmentAnswer): string => (decision ? DECISION[decision] : '—');
export function outcomeText({ outcome, repeats }: DepartmentAnswer): string {
  const again = repeats === 0 ? '' : outcome === 'applied' ? `${repeats}次` : `（又发来${repeats}次）`;
  return OUTCOME[outcome] + again;
}

const HOURS = 3_600_000;

/** How long something has waited. */
export function ageText(since: string, now: number): string {
  const ms = Math.max(0, now - Date.parse(since));
  if (ms < HOURS) return `${Math.floor(ms / 60_000)}分钟`;
  return ms < 48 * HOURS ? `${Math.floor(ms / HOURS)}小时` : `${Math.floor(ms / (24 * HOURS))}天`;
}

/** Why it has not arrived. */
export function problemText(problem: string | null): string {
  if (problem === null) return '还没有发出';
  if (problem === 'timeout') return '对方没有在15秒内回答';
  if (problem === 'unreachable') return '连不上对方';
  const status = problem.replace('status-', '');
  return status === '410' ? '对方说不再接收（410）' : `对方回答${status}`;
}

/** What usually goes to a department: fields by name, items by code. */
export const handlesText = (handles: readonly string[]): string =>
  handles.map((code) => SERVICE_FIELDS.find((field) => field.code === code)?.name ?? code).join('、') || '—';
