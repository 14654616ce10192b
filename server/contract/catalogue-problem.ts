/**
 * Every reason against publishing an item or a bundle, as staff who keep the catalogue read it: what is wrong, and what to
 * do about it. The rules are those of 政务服务事项 elements (GB/T 39554), of 证明清理 (民发〔2020〕20号), of 优化营商环境条例
 * and of 个人信息保护法; `server/catalogue/rules.ts` applies them.
 */
export const CATALOGUE_PROBLEMS = {
  empty: '还没有填。',
  twice: '重复了，请改一个。',
  code: '事项编码写作 SQ-领域-序号，例如 SQ-05-001，领域要和所属领域一致。',
  'limit-days': '天数要写整数；当场办结写 0 天。',
  'limit-longer': '承诺时限不能比法定时限长。',
  'limit-permit': '行政许可必须写法定时限（行政许可法第四十二条）。',
  'limit-immediate': '即办件要当场办结，请把承诺时限改为当场，或改为承诺件。',
  'limit-start': '法定时限和承诺时限要从同一件事起算。',
  'stage-days': '环节时限写整数个工作日，至少一天。',
  'stage-longer': '各环节加起来比总时限长。',
  'effective-date': '生效日期不是真实的日期。',
  'no-options': '没有选项，居民无法作答。',
  'option-twice': '同一个选项写了两次。',
  'no-columns': '表格还没有列。',
  'field-key': '代号用英文字母开头，只用字母和数字。',
  'must-mask': '证件号、账号在屏幕上必须遮盖。',
  'record-not-asked': '要从一份记录带出，但材料里没有这份记录。',
  'slot-plan': '预约时段和可约时间要一起有。',
  'slot-resource': '可约时间所指的问题不在表单里。',
  'branch.unknown-field': '显示条件所指的问题不在表单里。',
  'branch.circular': '显示条件只能看前面已经问过的问题，不能看自己或后面的。',
  'branch.unknown-option': '显示条件里的选项，那个问题没有。',
  'branch.type': '显示条件和那个问题的类型对不上。',
  'branch.empty': '显示条件没有写完，永远不会成立。',
  'repeat.fields': '这一组还没有问题，或者不是一组却写了问题。',
  'repeat.inner-type': '一组问题里不能再放表格、预约时段和另一组问题。',
  'repeat.twice': '这一组里有两个问题的代号相同。',
  'repeat.limits': '次数不对：最少不能比最多多，最多二十次。',
  'catch-all': '不能写“其他材料”这样的兜底材料，请逐项写明。',
  'forbidden-proof': '这是社区不再开具的证明（民发〔2020〕20号），不得索要。',
  'no-reason': '要居民自己带的材料，请写明为什么不能由系统调取。',
  'no-record': '由系统调取或核验的材料，要写明是哪一份记录；其他材料不写。',
  'no-acceptance': '没有写受理标准：窗口凭什么收下它？',
  'consent-missing': '收集了敏感个人信息，却没有勾选对应的类别：居民要先单独同意（个人信息保护法第二十九条）。',
  'credit-code': '统一社会信用代码的校验位不对，请核对（GB 32100）。',
  'national-code': '国家编码不对：基本编码12位，实施编码31位，业务办理项编码33位。',
  'codes-apart': '实施编码里的信用代码、层级、基本编码和另外填的不一致。',
  'not-on-duty-list': '实施主体的权责清单里没有这一项，先到“清单”里核对。',
  'bundle-code': '一件事编码写作 JS-序号，例如 JS-01。',
  'bundle-few': '一件事至少要有两个事项。',
  'bundle-item': '目录里没有这个事项。',
  'bundle-booking': '预约有自己的时间，不能放进一件事。',
  'bundle-anonymous': '不刷证件就能办的事项，不能放进一件事。',
  'bundle-same': '合并问的几个问题不是同一类型。'
} as const satisfies Readonly<Record<string, string>>;

export type CatalogueProblemCode = keyof typeof CATALOGUE_PROBLEMS;

/** Where an item or bundle is not fit to be published, and why. `place` is a path into its definition: `form.rent.options`. */
export interface CatalogueProblem {
  readonly item: string;
  readonly place: string;
  readonly problem: CatalogueProblemCode;
}
