import type { Item } from '../../../../server/contract/item.ts';
import { CENTRE_MOST_MS, LIBRARY_MOST_MS } from '../../../../server/contract/patience.ts';

/** What is said of something under way from a moment on, counted from its start. */
export interface Stage {
  readonly fromMs: number;
  readonly text: string;
  readonly hint: string | null;
  /** When it is over at the latest, counted from its start too: drawn as a bar. null where nobody knows. */
  readonly mostMs: number | null;
}

/** Longer than this, and somebody begins to wonder; much longer, and they want to know what else they can do. */
const [SLOW_MS, VERY_SLOW_MS] = [2000, 5000];
const seconds = (ms: number): string => `最多等${Math.ceil(ms / 1000)}秒`;

/** More names than this are not read while one waits. */
const MOST_NAMED = 3;
function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_NAMED)
    .map((name) => `“${name}”`)
    .join('、');
  return names.length > MOST_NAMED ? `${shown}等${names.length}样` : shown;
}

/** The records that are asked for when an application for an item begins. */
export const recordsOf = (item: Pick<Item, 'materials'>): readonly string[] => [
  ...new Set(item.materials.filter(({ record }) => record !== null).map(({ name }) => name))
];

/** While the licence library is asked: it has its own limit, and behind it stands that of the centre. */
export const fetching = (names: readonly string[]): readonly Stage[] => [
  {
    fromMs: 0,
    text: names.length > 0 ? `正在替您查${listed(names)}` : '正在替您准备',
    hint: `能查到的，就不再问您。${seconds(LIBRARY_MOST_MS)}。`,
    mostMs: LIBRARY_MOST_MS
  },
  {
    fromMs: SLOW_MS,
    text: '比平时慢一些，还在等回音',
    hint: `${seconds(CENTRE_MOST_MS)}。`,
    mostMs: CENTRE_MOST_MS
  },
  {
    fromMs: VERY_SLOW_MS,
    text: '中心的系统现在很慢，还在等',
    hint: `${seconds(CENTRE_MOST_MS)}。不想等，可以到窗口办。`,
    mostMs: CENTRE_MOST_MS
  }
];

/** While an application is handed in. */
export const handingIn: readonly Stage[] = [
  { fromMs: 0, text: '正在交给中心', hint: null, mostMs: null },
  {
    fromMs: SLOW_MS,
    text: '还在交，请等一等',
    hint: `${seconds(CENTRE_MOST_MS)}。`,
    mostMs: CENTRE_MOST_MS
  },
  {
    fromMs: VERY_SLOW_MS,
    text: '比平时慢，还在交',
    hint: `${seconds(CENTRE_MOST_MS)}。联不上也不会丢：申请会封好存在这台机器里，联上自动交。`,
    mostMs: CENTRE_MOST_MS
  }
];

/** How far paper has come, in steps. */
export const printSteps = ['正在写', '正在打', '请取走'] as const;

/** The stage that something has come to. */
export const stageAt = (stages: readonly Stage[], elapsedMs: number): Stage | undefined =>
  stages.findLast(({ fromMs }) => fromMs <= elapsedMs);
