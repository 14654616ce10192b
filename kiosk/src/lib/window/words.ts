import { DESK_FAILURE_WORDS } from '#lib/words/desk-failures.ts';
import { type DeskFailureCode, wordsOf } from '#lib/words/failures.ts';
import { type CaseAct, type CaseState, ROLE_TEXT, STATE_TEXT } from '../../../../server/contract/case-state.ts';
import type { Staff, WindowCase } from '../../../../server/contract/window-wire.ts';
import type { Provenance } from '../../../../server/contract/wire.ts';
import { dateText } from './due.ts';

/** Staff read of a case what is to be done; residents read of the same state what they wait for. */
const STATE: Readonly<Record<CaseState, string>> = {
  ...STATE_TEXT,
  supplementing: '待补正',
  suspended: '特别程序，停表',
  publicised: '公示中',
  granted: '准予，待出件'
};

/** A case that was granted without anybody at the window decided itself at the terminal, and was printed there. */
export function stateText({
  state,
  owner,
  unansweredObjections
}: Pick<WindowCase, 'state' | 'owner' | 'unansweredObjections'>): string {
  if (state === 'publicised' && unansweredObjections > 0) return '公示中，有异议待答复';
  return state === 'granted' && owner === null ? '准予，终端已办' : STATE[state];
}

/** Where a case lies that was sent on: with whoever has still to say something of it, else with whoever decides. */
export function whereText({
  state,
  department,
  opinions
}: Pick<WindowCase, 'state' | 'department' | 'opinions'>): string | null {
  if (state !== 'reviewing' && state !== 'publicised' && state !== 'suspended') return null;
  const asked = opinions.filter(({ opinion }) => opinion === 'asked').map(({ name }) => name);
  if (asked.length > 0) return `等${asked.join('、')}意见`;
  return department?.name ?? (state === 'suspended' ? null : '本中心审批人员');
}

export { ROLE_TEXT };

/** What each role is there for, for the accounts of a demonstration and for whoever makes an account. */
export const ROLE_DUTY: Readonly<Record<Staff['role'], string>> = {
  clerk: '认领、受理、补正、出件',
  officer: '审批转来的承诺件',
  manager: '什么都能办，替同事移交',
  helper: '替居民跑全程，只看委托给自己的件',
  administrator: '管终端和人员，不办件'
};

export const STANDING: Readonly<Record<WindowCase['materials'][number]['standing'], string>> = {
  fetched: '已取得',
  generated: '已生成',
  'to-sign': '等家人签名',
  promised: '告知承诺',
  along: '随本次办理产生',
  later: '容缺后补',
  'to-bring': '还没有交',
  received: '已收取',
  'not-needed': '不需要'
};

export const CONSENT: Readonly<Record<string, string>> = {
  health: '健康信息',
  account: '账户、收入财产',
  'minor-under-14': '不满14岁未成年人信息',
  'special-identity': '特定身份',
  biometric: '人脸'
};

/** Where an answer came from, short enough for a column. */
export function provenanceOf({ from, name, date }: Provenance): string {
  const on = date ? `，${dateText(date)}` : '';
  switch (from) {
    case 'card':
      return '身份证读出';
    case 'licence':
      return `${name ?? '证照库'}${on}`;
    case 'data':
      return `${name ?? '共享数据'}${on}`;
    case 'earlier':
      return `以前填过，已确认${on}`;
    case 'computed':
      return '系统计算';
    case 'typed':
      // With its name where somebody else held the pen, or it was written elsewhere.
      return name ? `申请人填写（${name}）` : '申请人填写';
  }
}

/** What a silent act says when it is done; the others show their slip. */
export const DONE: Readonly<Partial<Record<CaseAct, string>>> = {
  claim: '已认领，现在由您负责。',
  'take-over': '已接收，现在由您负责。',
  decline: '没有移交，负责人不变。',
  offer: '已提出移交。对方接收以前，仍由您负责。',
  'receive-material': '材料已收取，记入经过。',
  'sign-on-paper': '已记下纸上签名。',
  send: '已转审批部门。',
  opine: '联办意见已记下。',
  correct: '已当场更正，记入经过。',
  publicise: '已经公示，到期没有异议再批准。',
  revisit: '回访已记下，代办到此结束。',
  deliver: '已记下送达。',
  'answer-objection': '异议已答复，公示继续。',
  object: '公示已停止，退回审查。'
};

/** Sentences that speak of a terminal to a resident, said to a colleague at a desk. */
const AT_DESK: Readonly<Record<string, string>> = {
  'agent.away': '连不上中心的系统。已经填的还在，请稍等再试。',
  'server.unavailable': '中心的系统暂时连不上。已经填的还在，请稍等再试。',
  'server.fault': '系统出了问题，没有办成。已经填的还在，请再试一次；还是不行，请找系统管理员。',
  'request.malformed': '填的内容不合要求，没有办成。请检查后再试。',
  'request.too-many': '错得太多，请等几分钟再试。',
  'case.not-found': '没有这一件。请回到办件，或者用回执、短码再找。',
  'case.item-lost':
    '系统里找不到这一件提交时用的事项版本，所以打不开，也不能办；申请和经过都在，没有丢。请把办件编号告诉系统管理员，修好以后再办。',
  'card.number': '身份证号不对。请对照原件再输一遍。',
  'person.unknown': '本中心还没有登记过这个号码。请再填上姓名。',
  'proxy.same-person': '两次是同一个人。请读另一个人的身份证，或者输入他的号码。',
  'notice.forged': '这张文书不是本中心出具的，或者改过、残缺了。请看原件，问清来历。',
  'notice.unknown': '中心没有登记这份文书。请用短码、办件编号或者身份证号查。',
  'id-card.no-reader': '桌上的读卡器没有接好。请检查接线，或者输入身份证号查。',
  'id-card.no-card': '没有等到身份证。请放上去再读一次。',
  'id-card.refused': '读卡器不认这张证。请再放一次，或者输入身份证号查。',
  'id-card.reader-failed': '读卡器出了毛病。请再试一次，或者输入身份证号查。'
};

/** Which answers were not taken, and why. */
export const wrongText = (
  fields: readonly { readonly field: string; readonly code: string }[],
  labels: readonly { readonly key: string; readonly label: string }[]
): string =>
  fields
    .map(({ field, code }) => `${labels.find(({ key }) => key === field)?.label ?? '另一项'}：${wordsOf(code).text}`)
    .join(' ');

/** What went wrong and what to do, in one line. */
export function troubleText(code: string): string {
  const { text, way } = code in DESK_FAILURE_WORDS ? DESK_FAILURE_WORDS[code as DeskFailureCode] : wordsOf(code);
  return AT_DESK[code] ?? `${text}${way}`;
}
