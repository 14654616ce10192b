import { starterCatalogue } from '../../../server/catalogue/publish.ts';
import type { Item } from '../../../server/contract/item.ts';

const COUNT = 1000;
/** For whom, and as what: each item of the starter catalogue stands once with each, as a large district's would. */
const FOR_WHOM = [
  ['', ''],
  ['老年人', '老人'],
  ['残疾人', '残疾人'],
  ['外来务工人员', '外地人'],
  ['退役军人', '老兵'],
  ['高校毕业生', '大学生'],
  ['未成年人', '孩子'],
  ['失能人员', '卧床老人'],
  ['低收入家庭', '困难户'],
  ['重点优抚对象', '优抚'],
  ['港澳台居民', '港澳台'],
  ['被征地农民', '失地农民'],
  ['新就业形态劳动者', '骑手'],
  ['孕产妇', '孕妇'],
  ['归侨侨眷', '归侨'],
  ['农村居民', '村里人'],
  ['个体工商户', '小店'],
  ['长期异地居住人员', '住外地']
] as const;

/** A thousand items, always the same: those of the starter catalogue, and the like of them for one group of people after another. */
export function thousandItems(): readonly Item[] {
  const real = starterCatalogue();
  return FOR_WHOM.flatMap(([group, plain], round) =>
    real.map((item) =>
      round === 0
        ? item
        : {
            ...item,
            code: `${item.code}-${String(round).padStart(2, '0')}`,
            name: `${group}${item.name}`,
            plainWords: item.plainWords.map((word) => `${plain}${word}`)
          }
    )
  ).slice(0, COUNT);
}
