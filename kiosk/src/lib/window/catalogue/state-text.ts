import type { CatalogueEntry } from '../../../../../server/contract/catalogue-wire.ts';
import { dateText } from '../due.ts';

/** How an item stands, for the list. */
export function stateText({ version, ended, coming }: CatalogueEntry): string {
  const now = version === null ? (ended ? '已停办' : '还没有发布') : `在办，第${version}版`;
  if (!coming) return now;
  return `${now}；${dateText(coming.from)}起${coming.offered ? `换第${coming.version}版` : '停办'}`;
}

export const STATES = {
  all: '全部',
  offered: '在办',
  draft: '有草稿',
  coming: '将生效',
  ended: '不在办'
} as const;
export type StateFilter = keyof typeof STATES;

export function isIn(entry: CatalogueEntry, state: StateFilter): boolean {
  if (state === 'offered') return entry.version !== null;
  if (state === 'draft') return entry.draft !== null;
  if (state === 'coming') return entry.coming !== null;
  return state === 'all' || entry.version === null;
}
