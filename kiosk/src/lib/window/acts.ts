import type { CaseAct } from '../../../../server/contract/case-state.ts';

/** What a button of an act says, and how much it weighs. Acts with a form open a dialog first. */
export const ACT_BUTTONS: Readonly<
  Partial<
    Record<CaseAct, { readonly label: string; readonly kind: 'way' | 'plain' | 'danger'; readonly form: boolean }>
  >
> = {
  claim: { label: '认领', kind: 'way', form: false },
  'take-over': { label: '接收移交', kind: 'way', form: false },
  decline: { label: '不接收', kind: 'plain', form: false },
  accept: { label: '受理', kind: 'way', form: false },
  supplement: { label: '已补齐，受理', kind: 'way', form: false },
  send: { label: '转审批部门', kind: 'way', form: false },
  grant: { label: '准予', kind: 'way', form: true },
  issue: { label: '出件', kind: 'way', form: true },
  'receive-material': { label: '收取材料', kind: 'plain', form: true },
  'ask-supplement': { label: '一次性告知补正', kind: 'plain', form: true },
  offer: { label: '移交同事', kind: 'plain', form: true },
  deny: { label: '不予批准', kind: 'danger', form: true },
  refuse: { label: '不予受理', kind: 'danger', form: true }
};
