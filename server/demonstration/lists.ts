import { openAdmission, refuse } from '../admissions/service.ts';
import { currentItems } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import type { NewDuty } from '../contract/duty-list-wire.ts';
import type { FieldCode, Item } from '../contract/item.ts';
import type { NewWork } from '../contract/work-list-wire.ts';
import { addDuty, listDuties } from '../duty-list/service.ts';
import { listStaff } from '../staff/service.ts';
import { addWork, listWorks } from '../work-list/service.ts';

/** Invented bodies: their codes are well formed, and are nobody's. */
const agency = (name: string, creditCode: string) => ({ agency: name, creditCode });
const LABOUR = agency('区人社局', '11330102MB0000A20E');
const JUSTICE = agency('区司法局', '11330102MB0000A63U');
const CULTURE = agency('区文旅体局', '11330102MB0000A71N');
const DISTRICT: Readonly<Record<FieldCode, ReturnType<typeof agency>>> = {
  '01': LABOUR,
  '02': LABOUR,
  '03': agency('区卫健局', '11330102MB0000A39B'),
  '04': agency('区教育局', '11330102MB0000A476'),
  '05': agency('区民政局', '11330102MB0000A12K'),
  '06': agency('区住建局', '11330102MB0000A551'),
  '07': CULTURE,
  '08': agency('公安分局', '11330102MB0000A8XE'),
  '09': JUSTICE,
  '10': JUSTICE
};
const STREET = agency('演示街道办事处', '11330102MB0000A98E');

const KINDS: Readonly<Record<string, NewDuty['kind']>> = {
  行政给付: '行政给付',
  行政确认: '行政确认',
  其他行政权力: '其他行政权力',
  公共服务: '公共服务'
};

/** The power behind an item; null for what residents do by themselves, which is no power of anybody. */
function dutyOf({ code, name, field, itemType, decideLevel, legalBasis }: Item): NewDuty | null {
  const kind = KINDS[itemType];
  if (!kind) return null;
  const isDistricts = decideLevel === '区';
  const body = isDistricts ? DISTRICT[field] : STREET;
  return {
    ...body,
    power: name,
    kind,
    basis: legalBasis.join('；'),
    level: isDistricts ? '区' : '街道',
    items: [code]
  };
}

const own = (name: string, basis: string): NewWork => ({
  kind: 'own',
  name,
  basis,
  department: null,
  funds: '',
  people: ''
});
const assisting = (name: string, basis: string, department: string, funds: string, people: string): NewWork => ({
  kind: 'assisting',
  name,
  basis,
  department,
  funds,
  people
});
const ORGANIC_LAW = '《城市居民委员会组织法》';

const WORKS: readonly NewWork[] = [
  own('召集居民会议、居民代表会议', `${ORGANIC_LAW}第二十六条`),
  own('组织居民协商', `${ORGANIC_LAW}第三十二条`),
  own('居务公开', `${ORGANIC_LAW}第三十四条`),
  own('调解民间纠纷', '《人民调解法》'),
  own('管理和开放社区活动室', ORGANIC_LAW),
  assisting('人口普查入户登记', '《全国人口普查条例》', '区统计局', '每户3元', '派普查指导员2名'),
  assisting('替困难家庭提出社会救助申请', '《社会救助法》第三十七条', '区民政局', '每年1.2万元', ''),
  assisting('流动人口居住登记信息采集', '《居住证暂行条例》', '公安分局', '', '派协管员1名'),
  assisting('社区矫正对象帮教', '《社区矫正法》', '区司法局', '', '')
];

const ASKED = { contactName: '联络员', contactPhone: '0571-00000051', basis: '', funds: '', people: '', until: null };
const REFUSED = { ...ASKED, task: '招商引资项目包保', department: '区商务局', answerable: true };
const WAITING = [
  { ...ASKED, task: '沿街店铺门头整治', department: '区城管局', answerable: false },
  { ...ASKED, task: '流动人口居住登记', department: '公安分局', basis: '《居住证暂行条例》', answerable: false }
];

/** The two lists of the demonstration and some tasks that came in; once, and not where somebody keeps them already. */
export async function makeLists(context: Context): Promise<void> {
  const accounts = await listStaff(context);
  const idOf = (role: 'manager' | 'clerk') => accounts.find((one) => one.role === role)?.id ?? '';
  const [head, clerk] = [idOf('manager'), idOf('clerk')];
  if ((await listDuties(context)).length === 0)
    for (const item of await currentItems(context)) {
      const duty = dutyOf(item);
      if (duty) await addDuty(context, head, duty);
    }
  if ((await listWorks(context)).length > 0) return;
  for (const work of WORKS) await addWork(context, head, work);
  const refused = await openAdmission(context, clerk, REFUSED);
  if (refused.ok) await refuse(context, head, refused.value.id, '');
  for (const asked of WAITING) await openAdmission(context, clerk, asked);
}
