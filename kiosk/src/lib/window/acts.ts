import type { CaseAct } from '../../../../server/contract/case-state.ts';

interface ActButton {
  readonly label: string;
  readonly kind: 'way' | 'plain' | 'danger';
  /** Opens a dialog first. */
  readonly form: boolean;
}

/** What a button of an act says, and how much it weighs; the way on first, what closes a case last. */
export const ACT_BUTTONS: Readonly<Partial<Record<CaseAct, ActButton>>> = {
  claim: { label: '认领', kind: 'way', form: false },
  'take-over': { label: '接收移交', kind: 'way', form: false },
  accept: { label: '受理', kind: 'way', form: false },
  supplement: { label: '已补齐，受理', kind: 'way', form: false },
  send: { label: '转审批部门', kind: 'way', form: false },
  resume: { label: '特别程序结束', kind: 'way', form: true },
  publicise: { label: '公示', kind: 'way', form: true },
  grant: { label: '准予', kind: 'way', form: true },
  issue: { label: '出件', kind: 'way', form: true },
  explain: { label: '说明超期原因', kind: 'way', form: true },
  relieve: { label: '先行救助', kind: 'plain', form: true },
  deliver: { label: '送达到家', kind: 'way', form: true },
  revisit: { label: '回访', kind: 'way', form: true },
  'sign-on-paper': { label: '纸上签名', kind: 'plain', form: true },
  'receive-material': { label: '收取材料', kind: 'plain', form: true },
  correct: { label: '当场更正', kind: 'plain', form: true },
  'ask-supplement': { label: '一次性告知补正', kind: 'plain', form: true },
  opine: { label: '签联办意见', kind: 'way', form: true },
  'answer-objection': { label: '答复异议', kind: 'way', form: true },
  object: { label: '异议成立', kind: 'plain', form: true },
  suspend: { label: '特别程序', kind: 'plain', form: true },
  extend: { label: '延长期限', kind: 'plain', form: true },
  'pass-up': { label: '转报上级', kind: 'plain', form: true },
  entrust: { label: '全程代办', kind: 'plain', form: true },
  offer: { label: '移交同事', kind: 'plain', form: true },
  decline: { label: '不接收', kind: 'plain', form: false },
  annul: { label: '撤销决定', kind: 'danger', form: true },
  deny: { label: '不予批准', kind: 'danger', form: true },
  dismiss: { label: '不需要办', kind: 'danger', form: true },
  refuse: { label: '不予受理', kind: 'danger', form: true }
};

/** What is written for an act whose form is a few words: what happens then, and what is asked. */
interface Writing {
  readonly about: string;
  readonly label: string;
  readonly longest: number;
  readonly optional?: boolean;
}

export const WRITING: Readonly<Partial<Record<CaseAct, Writing>>> = {
  refuse: {
    about: '理由会写进告知书交给申请人，请写清依据。首问负责：对方的人确认接手，才能结。',
    label: '理由',
    longest: 500
  },
  dismiss: { about: '这件事不需要申请。理由会写进告知书交给申请人。', label: '为什么不需要办', longest: 500 },
  deny: {
    about: '理由会写进告知书交给申请人，请写清依据。告知书会写明60日内可以申请行政复议、6个月内可以起诉。',
    label: '理由和依据',
    longest: 500
  },
  annul: {
    about: '告知承诺核对下来不实的，撤销原来的决定。理由会写进决定书，并写明60日内可以申请行政复议。',
    label: '哪一样不实，依据什么',
    longest: 500
  },
  grant: {
    about: '准予以后，申请人可以在任何一个窗口领取结果。',
    label: '说明（可以不填）',
    longest: 500,
    optional: true
  },
  suspend: { about: '停止计时，开始和结束的两天都不算。会书面告诉申请人大约要多久。', label: '为什么要', longest: 500 },
  resume: { about: '从明天起接着计时，新的到期日会书面告诉申请人。', label: '结果', longest: 500 },
  'answer-objection': {
    about:
      '核实以后，异议不成立的，在这里答复；公示照常到期。答复申请人也看得到，不要写是谁提的。成立的，请用“异议成立”。',
    label: '核实的结果和理由',
    longest: 500
  },
  object: { about: '公示停止，退回审查。核实清楚以后可以重新公示。', label: '异议是什么', longest: 500 },
  'pass-up': {
    about: '全部材料随案转去，不得让申请人再交一遍。对方的人确认接手，才能转。',
    label: '为什么转报',
    longest: 500
  },
  extend: { about: '经您批准延长，只能延长一次。原因会书面告诉申请人。', label: '为什么延长', longest: 500 },
  explain: { about: '超期的件和原因在大厅公开。请写事情，不要写人的姓名和号码。', label: '超期的原因', longest: 200 },
  relieve: { about: '情况紧急的，先救助，材料以后补。申请人会拿到一张凭证。', label: '给了什么', longest: 200 },
  revisit: {
    about: '当面或打电话问过居民再填。回访以后代办结束，代办员不再看得到这一件。',
    label: '居民怎么说',
    longest: 500
  },
  publicise: {
    about: '公示栏上写社区、隐去一字的姓名和下面这句话。只写给什么，不写收入、病情和号码。',
    label: '公示写什么',
    longest: 100
  }
};

/** The buttons for what may be done now, in their order. `isOwner` reads 不接收 from the other side. */
export function buttonsOf(
  acts: readonly CaseAct[],
  isOwner: boolean
): readonly (ActButton & { readonly act: CaseAct })[] {
  return Object.entries(ACT_BUTTONS).flatMap(([name, button]) => {
    const act = acts.find((allowed) => allowed === name);
    if (!act) return [];
    return [{ ...button, act, label: act === 'decline' && isOwner ? '收回移交' : button.label }];
  });
}
