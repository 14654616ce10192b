import type { CommonQuestion, FeeEntry, MaterialGuide } from '../../contract/guide.ts';
import type { Material } from '../../contract/item.ts';
import { column, type Element, optional, partOf, property } from './element.ts';
import { choice, flag, text, whole } from './kinds.ts';

const SOURCES = choice<Material['source']>([
  ['licence', '证照库调取'],
  ['data-check', '数据共享核验'],
  ['generated', '系统生成'],
  ['resident', '本人提交']
]);
const SIGNERS = choice<Material['signedBy']>([
  ['applicant', '申请人'],
  ['household', '全体成年家庭成员']
]);

type Necessity = 'needed' | 'not-needed' | 'later' | 'not-needed-later';
/** 材料必要性 says at once whether a paper is needed and whether it may follow. */
const NECESSITIES = choice<Necessity>(
  [
    ['needed', '必要'],
    ['not-needed', '非必要'],
    ['later', '容缺后补'],
    ['not-needed-later', '非必要，可后补']
  ],
  [
    ['needed', '必须'],
    ['not-needed', '非必须']
  ]
);

const GUIDE: readonly Element<MaterialGuide>[] = [
  optional('材料类型', 'type', text),
  optional('材料形式', 'medium', text),
  optional('来源渠道', 'channel', text),
  optional('来源渠道说明', 'channelNote', text),
  optional('材料份数', 'copies', whole),
  optional('材料规格', 'specification', text),
  optional('填报须知', 'filling', text),
  optional('要求提供材料的依据', 'basis', text),
  optional('空白表格', 'blankForm', text),
  optional('示例样表', 'sample', text)
];

/** Everything a row of 材料 says, beside the item it belongs to. Rows stand in the order of the item. */
export const MATERIAL_ELEMENTS: readonly Element<Material>[] = [
  property('材料标识', 'key', text, ''),
  property('材料名称', 'name', text, ''),
  column(
    '材料必要性',
    NECESSITIES,
    ({ required, tolerable }) =>
      required ? (tolerable ? 'later' : 'needed') : tolerable ? 'not-needed-later' : 'not-needed',
    (material, value) => ({
      ...material,
      required: value === null || value === 'needed' || value === 'later',
      tolerable: value === 'later' || value === 'not-needed-later'
    })
  ),
  ...partOf<Material, 'guide', MaterialGuide>('guide', {}, GUIDE),
  property('受理标准', 'acceptance', text, ''),
  property('取得方式', 'source', SOURCES, 'resident'),
  property('调取的证照或数据', 'record', text, null),
  property('可告知承诺', 'promiseAllowed', flag, false),
  property('签字人', 'signedBy', SIGNERS, 'applicant'),
  property('何时需要', 'requiredWhen', text, null),
  property('材料说明', 'note', text, null)
];

export const MATERIAL_NAMES: Readonly<Record<string, string>> = {
  必要性: '材料必要性',
  份数: '材料份数',
  规格: '材料规格',
  材料来源渠道: '来源渠道',
  材料来源渠道说明: '来源渠道说明',
  材料依据: '要求提供材料的依据'
};

export const FEE_ELEMENTS: readonly Element<FeeEntry>[] = [
  property('收费项目名称', 'name', text, ''),
  optional('收费标准', 'standard', text),
  optional('收费项目依据', 'basis', text),
  optional('是否允许减免', 'reducible', flag),
  optional('减免依据', 'reductionBasis', text)
];

export const QUESTION_ELEMENTS: readonly Element<CommonQuestion>[] = [
  property('问题', 'question', text, ''),
  property('解答', 'answer', text, '')
];
