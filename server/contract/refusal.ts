import type { RefusalGround } from './admission-wire.ts';

/** What the department is told, and upon what it rests: quoted where it stands in quotation marks, else in our words. */
export interface RefusalWords {
  readonly sentence: string;
  readonly laws: readonly string[];
  readonly way: string;
}

const OPINIONS = '《中共中央 国务院关于加强和完善城乡社区治理的意见》（中发〔2017〕13号）四（四）';
const ADMISSION = `${OPINIONS}：“依据社区工作事项清单建立社区工作事项准入制度，应当由基层政府履行的法定职责，不得要求基层群众性自治组织承担”。`;
const ANSWERABLE = `${OPINIONS}：“不得将基层群众性自治组织作为行政执法、拆迁拆违、环境整治、城市管理、招商引资等事项的责任主体”。`;
const MEANS = `${OPINIONS}：“依法需要基层群众性自治组织协助的工作事项，应当为其提供经费和必要工作条件”。`;
const ORGANIC_LAW =
  '《中华人民共和国城市居民委员会组织法》（2025年修订）第四十三条：请居民委员会协助的工作要有法律依据，所需经费由提出的部门承担。';
const WAY = '确实需要本社区协助的，请写明法律依据、经费和人员，重新提出准入；也可以按购买服务的方式办。';

export function refusalWords(ground: RefusalGround, task: string, reasons: string): RefusalWords {
  switch (ground) {
    case 'unlisted':
      return {
        sentence: `“${task}”不在本社区工作事项清单上，不予准入，本社区不承担。`,
        laws: [ADMISSION, ORGANIC_LAW],
        way: WAY
      };
    case 'answerable':
      return {
        sentence: `“${task}”要求本社区作责任主体，不予准入，本社区不承担。${reasons}`,
        laws: [ANSWERABLE, ADMISSION],
        way: '这件事的责任在提出的部门。只需要本社区协助的，请写明协助什么，重新提出准入。'
      };
    case 'reasons':
      return {
        sentence: `“${task}”不予准入：${reasons}`,
        laws: [ADMISSION, MEANS, ORGANIC_LAW],
        way: WAY
      };
  }
}
