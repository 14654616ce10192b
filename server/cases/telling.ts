import type { FormField } from '../contract/item.ts';
import { dateWithWeekday, unitText } from '../contract/limit.ts';
import { assertNever } from '../contract/result.ts';
import { REMEDY } from '../slips/compose.ts';
import { delivery, entrusting } from './agency-telling.ts';
import type { AnyAction } from './facts.ts';
import {
  aboutClock,
  acceptance,
  type Done,
  decision,
  grant,
  intake,
  office,
  promise,
  silent,
  stillMissing,
  supplement,
  type Telling,
  today
} from './letters.ts';
import { isTolerated } from './materials.ts';
import { nextOffice } from './next-office.ts';

const labels = (form: readonly FormField[], keys: readonly string[]): string =>
  form
    .filter(({ key }) => keys.includes(key))
    .map(({ label }) => label)
    .join('、');

/** What has to be told after an act. */
export function tell(done: Done, action: AnyAction): Telling {
  const { item, row } = done.found;
  switch (action.act) {
    case 'sign':
    case 'sign-on-paper':
      return { ...silent(done.signer), missing: stillMissing(done) };
    case 'claim':
    case 'offer':
    case 'take-over':
    case 'decline':
    case 'send':
    case 'rate':
    case 'ask-entrust':
    case 'revoke':
    case 'raise-objection':
    case 'archive':
      return silent();
    case 'escalate':
      return silent(action.to.name);
    case 'correct':
      return silent(
        labels(
          item.form,
          action.answers.map(({ key }) => key)
        )
      );
    case 'receive-material':
      return intake(done, action.materials);
    case 'accept':
    case 'supplement':
      return acceptance(done);
    case 'deem-accept':
      return {
        note: null,
        slip: {
          kind: 'deemed-acceptance',
          matter: {
            headline: promise(done),
            notes: ['收到申请后五个工作日内没有告知，依照行政许可法第三十二条，从收到之日起就算受理。']
          }
        }
      };
    case 'ask-supplement':
      return supplement(
        done,
        action.entries.map(({ what, how }) => (how ? `${what}：${how}` : what))
      );
    case 'dismiss':
      return {
        note: action.reason,
        reasons: { reasons: [action.reason], remedy: null },
        slip: {
          kind: 'dismissal',
          matter: { headline: '这件事不需要办', lists: [{ title: '理由', entries: [action.reason] }] }
        }
      };
    case 'refuse':
      return {
        note: `${action.reason}；${nextOffice(action.next)}`,
        reasons: { reasons: [action.reason, `可以去：${action.next.office}`], remedy: REMEDY },
        slip: {
          kind: 'refusal',
          matter: {
            headline: '这件事这里不能受理',
            rows: office(action.next) ?? [],
            lists: [{ title: '理由', entries: [action.reason] }],
            notes: [REMEDY]
          }
        }
      };
    case 'pass-up':
      return {
        note: `${action.reason}；${nextOffice(action.next)}`,
        slip: {
          kind: 'passing-up',
          matter: {
            headline: '已经转报上级办理',
            rows: (office(action.next) ?? []).map(({ label, text }) => ({
              label: label === '去哪里办' ? '转到' : label,
              text
            })),
            lists: [{ title: '原因', entries: [action.reason] }],
            notes: ['全部材料已经随案转去，不用再交一遍，结果仍在本中心领取。']
          }
        }
      };
    case 'relieve':
      return {
        note: action.given,
        slip: {
          kind: 'relief',
          matter: {
            headline: '先行救助',
            rows: [{ label: '已经给付', text: action.given }],
            notes: ['情况紧急，先救助，材料以后补。申请接着办，结果另行告知。']
          }
        }
      };
    case 'suspend':
      return aboutClock('suspension', `大约要${action.days}天`, `${action.procedure}：${action.reason}`, [
        '这段时间不计入办理时限，结束以后会告诉您新的日期。'
      ]);
    case 'resume':
      return aboutClock('resumption', promise(done), action.outcome, ['特别程序已经结束，办理时限接着计算。']);
    case 'extend':
      return aboutClock('extension', promise(done), action.reason, [
        `经中心负责人批准，办理期限延长${action.days}${unitText(item.promisedLimit)}。只能延长一次。`
      ]);
    case 'explain':
      return aboutClock('overdue', '超过了承诺的日期', action.reason, ['超期的件和原因在大厅公开，负责人接受监督。']);
    case 'publicise':
      return silent(`${action.summary}，到${dateWithWeekday(done.change.publicUntil ?? '')}为止`);
    case 'object':
    case 'answer-objection':
      return silent(action.reason);
    case 'opine':
      return silent([action.opinion === 'agreed' ? '同意' : '不同意', action.reason].filter(Boolean).join('：'));
    case 'grant':
      return grant(item, action.reason ? [action.reason] : [], isTolerated(row.materials), today(done));
    case 'deny':
      return decision('denial', '没有批准', '理由和依据', action.reason);
    case 'annul':
      return decision('annulment', '原来的决定撤销了', '理由和依据', action.reason);
    case 'issue':
      return {
        note: action.handedTo,
        slip: {
          kind: 'issue',
          matter: {
            headline: '结果已领取',
            rows: [
              { label: '领取人', text: action.handedTo },
              { label: '结果', text: item.result.name }
            ]
          }
        }
      };
    case 'entrust':
      return entrusting(done.agent ?? { name: '', how: '' });
    case 'deliver':
      return delivery(action, item, done.change.state);
    case 'revisit':
      return silent(`${action.satisfied ? '满意' : '不满意'}，${action.said}`);
    case 'withdraw':
      return {
        note: action.reason,
        slip: { kind: 'withdrawal', matter: { headline: '申请已经撤回', notes: ['以后可以重新申请。'] } }
      };
    case 'lapse':
      return {
        note: null,
        slip: {
          kind: 'lapse',
          matter: {
            headline: '按撤回申请处理',
            lists: [{ title: '到期没有补交', entries: done.found.missing }],
            notes: ['以后可以重新申请，已经交过的不用再交。']
          }
        }
      };
    case 'recalculate':
      return silent(
        done.dues.promised ? `放假安排已经公布，承诺的日期是${dateWithWeekday(done.dues.promised.due)}` : null
      );
    default:
      return assertNever(action);
  }
}
