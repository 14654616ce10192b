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
  grant: { label: '准予', kind: 'way', form: true },
  issue: { label: '出件', kind: 'way', form: true },
  'receive-material': { label: '收取材料', kind: 'plain', form: true },
  'ask-supplement': { label: '一次性告知补正', kind: 'plain', form: true },
  offer: { label: '移交同事', kind: 'plain', form: true },
  decline: { label: '不接收', kind: 'plain', form: false },
  deny: { label: '不予批准', kind: 'danger', form: true },
  refuse: { label: '不予受理', kind: 'danger', form: true }
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
