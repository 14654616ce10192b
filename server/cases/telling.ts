import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FormField, Item } from '../contract/item.ts';
import { dateWithWeekday, dueText, limitText, promisedText, unitText } from '../contract/limit.ts';
import { assertNever } from '../contract/result.ts';
import type { SlipKind } from '../contract/slip.ts';
import type { NextOffice } from '../contract/window-wire.ts';
import { REMEDY, renewalRow, type SlipMatter } from '../slips/compose.ts';
import type { Entrusted } from './agency-cards.ts';
import { delivery, entrusting } from './agency-telling.ts';
import type { Dues } from './clock.ts';
import type { CaseReasons } from './content.ts';
import type { AnyAction, CaseChange } from './facts.ts';
import { isTolerated, missingOf } from './materials.ts';
import { acknowledgement, nextOffice } from './next-office.ts';
import { stagesText } from './stages.ts';
import type { OpenedCase } from './views.ts';

/** What an act says to the applicant: which slip, what stands on it, and what the case keeps of it. */
export interface Telling {
  readonly note: string | null;
  readonly slip: { readonly kind: SlipKind; readonly matter: SlipMatter } | null;
  readonly missing?: readonly string[];
  readonly reasons?: CaseReasons;
}

const silent = (note: string | null = null): Telling => ({ note, slip: null });

/** An act upon a case, with what came of it. */
interface Done {
  readonly context: Context;
  readonly found: OpenedCase;
  readonly change: CaseChange;
  /** The last days as they are after the act. */
  readonly dues: Dues;
  /** Who does it for the resident from now on, where the act entrusts it. */
  readonly agent: Entrusted | null;
  /** Whose signature it is, masked, where the act is a signature. */
  readonly signer: string | null;
}

const today = ({ context }: Done): string => dayOf(context.now());
const stillMissing = ({ found: { item, row }, change }: Done): string[] =>
  missingOf(item.materials, change.materials ?? row.materials);

/** The promised day as the applicant is told it; the limit in words while no day can be said. */
function promise(done: Done): string {
  const { promised } = done.dues;
  return promised
    ? dueText(promised.due, promised.provisional, today(done))
    : promisedText(done.found.item.promisedLimit);
}

function acceptance(done: Done): Telling {
  const { item, row } = done.found;
  const { bringBy } = done.change;
  const still = stillMissing(done);
  const tolerant = isTolerated(done.change.materials ?? row.materials);
  const stages = stagesText(item);
  const until = bringBy ? `请在${dateWithWeekday(bringBy)}前补交` : '请尽快补交';
  const consequence = item.lapsesAfter
    ? '到期没有补交的，按撤回申请处理，可以重新申请。'
    : '补齐以前不发结果，其余照常办理。';
  return {
    note: null,
    missing: still,
    slip: {
      kind: tolerant ? 'tolerant-acceptance' : 'acceptance',
      matter: {
        headline: promise(done),
        rows: [
          { label: '法定时限', text: limitText(item.legalLimit) },
          { label: '承诺时限', text: promisedText(item.promisedLimit) },
          ...(stages ? [{ label: '环节时限', text: stages }] : [])
        ],
        lists: [{ title: tolerant ? `容缺的材料，${until}` : '还要补交', entries: still }],
        notes: tolerant ? [consequence] : []
      }
    }
  };
}

/** A letter about the clock: why, and which day counts now. */
const aboutClock = (kind: SlipKind, headline: string, reason: string, notes: readonly string[]): Telling => ({
  note: reason,
  slip: { kind, matter: { headline, lists: [{ title: '原因', entries: [reason] }], notes } }
});

function supplement(done: Done, entries: readonly string[]): Telling {
  const { bringBy } = done.change;
  const until = bringBy
    ? `请在${dateWithWeekday(bringBy)}前补齐；到期没有补齐的，按撤回申请处理，可以重新申请。`
    : '补齐后交到任何一个窗口，从补齐那天起算承诺时限。';
  return {
    note: entries.join('；'),
    missing: entries,
    slip: {
      kind: 'supplement-notice',
      matter: {
        headline: `还要补${entries.length}样`,
        lists: [{ title: '要补的全部在这里，只告知这一次', entries }],
        notes: [until]
      }
    }
  };
}

function intake(done: Done, keys: readonly string[]): Telling {
  const { item, row, missing } = done.found;
  const names = item.materials.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
  // What was asked for in words stays asked for, except where it names what has come.
  const asked = missing.filter((entry) => !names.some((name) => entry === name || entry.startsWith(`${name}：`)));
  return { ...silent(names.join('、')), missing: row.state === 'supplementing' ? asked : stillMissing(done) };
}

const office = ({ office, person, phone, acknowledged }: NextOffice): SlipMatter['rows'] => [
  { label: '去哪里办', text: office },
  { label: '接手人', text: `${person} ${phone}` },
  { label: '对方确认', text: acknowledgement(acknowledged) }
];

function grant(item: Item, reasons: readonly string[], tolerated: boolean, decidedOn: string): Telling {
  const { result } = item;
  const where = result.printable
    ? '结果可以在任何一台终端打印，也可以到任何一个窗口领取。'
    : '请到任何一个窗口领取结果。';
  return {
    note: reasons[0] ?? null,
    reasons: { reasons, remedy: null },
    slip: {
      kind: 'grant',
      matter: {
        headline: '批准了',
        rows: [{ label: '结果', text: result.name }, ...renewalRow(item, decidedOn)],
        lists: [{ title: '说明', entries: reasons }],
        notes: [tolerated ? '容缺的材料补齐以后，才发结果。' : where]
      }
    }
  };
}

/** A decision against the applicant: why, and what can be done about it. */
const decision = (kind: SlipKind, headline: string, title: string, reason: string): Telling => ({
  note: reason,
  reasons: { reasons: [reason], remedy: REMEDY },
  slip: { kind, matter: { headline, lists: [{ title, entries: [reason] }], notes: [REMEDY] } }
});

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
