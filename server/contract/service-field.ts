import type { FieldCode } from './item.ts';

/** The ten fields of 城乡社区公共服务指导目录 (中发〔2017〕13号 三(二)), with the words residents use for them. */
export const SERVICE_FIELDS: readonly { readonly code: FieldCode; readonly name: string; readonly plain: string }[] = [
  { code: '01', name: '劳动就业', plain: '找工作、失业' },
  { code: '02', name: '社会保障', plain: '养老、看病报销' },
  { code: '03', name: '卫生计生', plain: '看医生、生孩子' },
  { code: '04', name: '教育事业', plain: '上学、上课' },
  { code: '05', name: '社会服务', plain: '困难、老人、残疾' },
  { code: '06', name: '住房保障', plain: '租房、住房' },
  { code: '07', name: '文化体育', plain: '活动、场地' },
  { code: '08', name: '公共安全', plain: '居住证、养狗、隐患' },
  { code: '09', name: '公共法律服务', plain: '打官司、公证' },
  { code: '10', name: '调解仲裁', plain: '吵架、讨薪' }
];
