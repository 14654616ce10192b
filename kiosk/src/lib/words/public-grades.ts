import { FEWEST_PUBLISHED } from '../../../../server/contract/grade.ts';
import type { PublishedGrades } from '../../../../server/contract/grade-wire.ts';

type Shown = NonNullable<PublishedGrades['shown']>;

/** What everybody reads of grades. */
export const publicGrades = {
  title: '好差评',
  about: '办完事以后自愿评的，按事项和窗口公布，不涉及个人。',
  rules: '不满意的，由没有经手的人回访，改好了答复，可以再评一次。经核实是误评、恶意的，不计入。',
  period: (from: string, to: string): string => `${from}到${to}`,
  byItem: '按事项',
  byPlace: '按交件的地方',
  byWindow: '按办理的窗口',
  byReason: '评价时选的原因',
  item: '事项',
  place: '交件的地方',
  window: '窗口',
  reason: '原因',
  chosen: '选了几次',
  fewChose: `不到${FEWEST_PUBLISHED}次`,
  count: '评价数',
  satisfied: '满意率',
  bad: '不满意的怎么处理',
  tooFew: '评价太少，只公布数量',
  none: '最近一年还没有评价。',
  share: (grades: readonly number[], count: number): string =>
    `${Math.round((grades.slice(0, 3).reduce((sum, number) => sum + number, 0) / count) * 100)}%`,
  handled: ({ grades, answered, regraded, regradedWell }: Shown): string => {
    const bad = (grades[3] ?? 0) + (grades[4] ?? 0);
    if (bad === 0) return '没有不满意的';
    const again = regraded > 0 ? `，再评${regraded}件，${regradedWell}件满意` : '';
    return `${bad}件，已答复${answered}件${again}`;
  }
} as const;
