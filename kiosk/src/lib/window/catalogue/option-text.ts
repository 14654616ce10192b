import type { OptionChange, OptionEntry, OptionList } from '../../../../../server/contract/local-options-wire.ts';

/** What a list is called: by the questions that offer it, else by its own name. */
export function listTitle({ name, usedBy }: Pick<OptionList, 'name' | 'usedBy'>): string {
  const labels = [...new Set(usedBy.map(({ label }) => label))];
  return labels.length > 0 && /^SQ-/.test(name) ? labels.join('、') : name;
}

/** What it offers, in its order. */
export const offeredText = (entries: readonly OptionEntry[]): string =>
  entries
    .filter(({ retired }) => !retired)
    .map(({ text }) => text)
    .join('、');

/** What somebody changed, in one line. */
export function changedText({ added, renamed, retired, restored, moved }: OptionChange): string {
  const parts = [
    added.length > 0 ? `加上${added.join('、')}` : null,
    ...renamed.map(({ from, to }) => `${from}改为${to}`),
    retired.length > 0 ? `停用${retired.join('、')}` : null,
    restored.length > 0 ? `恢复${restored.join('、')}` : null,
    moved ? '换了顺序' : null
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join('；') : '没有改';
}
