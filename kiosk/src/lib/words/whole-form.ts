import type { FieldType } from '../../../../server/contract/item.ts';

/** What a form on one page says, on a phone and at the window. */
export const wholeForm = {
  optional: '可以不填',
  problems: (count: number) => `有${count}处要改`,
  choose: '请选择',
  from: '从',
  to: '到',
  name: '姓名',
  idNumber: '身份证号',
  idNumberOptional: '身份证号（不知道可以不填）',
  province: '省',
  city: '市、州',
  row: (at: number) => `第${at}行`,
  addRow: '加一行',
  dropRow: '去掉这一行',
  drop: (what: string) => `去掉${what}`,
  addEntry: (counter: string) => `添一${counter}`,
  noRows: '还没有填。',
  picture: '照片',
  otherPicture: '换一张',
  dropPicture: '去掉照片',
  slotsLoading: '正在看哪些时间有空',
  slotsNone: '这些天都约满了，请过几天再来。',
  slotLeft: (time: string, free: number) => `${time}（还有${free}个）`,
  again: '再试一次'
} as const;

/** How what is typed is to look, where the label does not say it. */
export const FORMAT_HINTS: Readonly<Partial<Record<FieldType, string>>> = {
  idcard: '18位，最后一位可能是X',
  disabilityCert: '20位',
  bankcard: '卡上的数字，16到19位',
  mobile: '11位手机号，或者带区号的座机',
  year: '四位年份',
  monthrange: '年和月，比如2026-03',
  image: '拍一张，或者从手机、电脑里选一张'
};
