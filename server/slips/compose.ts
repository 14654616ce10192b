import { dayOf, minuteOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Item } from '../contract/item.ts';
import { dateWithWeekday, dueText, promisedText, unitText } from '../contract/limit.ts';
import { maskPersonName } from '../contract/person-name.ts';
import { SLIP_TITLES, type Slip, type SlipContent, type SlipKind } from '../contract/slip.ts';

/** What a slip says of the case it belongs to. */
export interface SlipCase {
  readonly number: string;
  readonly shortCode: string;
  readonly applicantName: string | null;
  readonly agentName: string | null;
  /** What the agent is to the applicant, in words. */
  readonly relation: string | null;
  readonly dueOn: string | null;
  readonly dueProvisional: boolean;
  readonly responsible: { readonly name: string; readonly phone: string };
}

/** The part that only this act has. */
export interface SlipMatter {
  readonly headline?: string | null;
  readonly rows?: Slip['rows'];
  readonly lists?: Slip['lists'];
  readonly notes?: Slip['notes'];
}

/** 行政复议法 第20条 (60 natural days), 行政诉讼法 第46条 (six months). */
export const REMEDY = '不服这个决定的，可以从收到之日起60日内申请行政复议，也可以在6个月内向人民法院起诉。';

const HOW_TO_ASK = '查进度：在任何一台终端刷身份证，或扫这张回执，或打上面的电话报六位短码。';

/** An objection is nobody’s case: its answer is not to be had by whoever holds the paper alone. */
const HOW_TO_ASK_OBJECTION = '问答复：打上面的电话报六位短码，或者拿这张回执到任何一个窗口。';

/** Writes one slip. `serial` counts the slips of the case from 1. */
export function composeSlip(
  context: Context,
  item: Pick<Item, 'name'>,
  of: SlipCase,
  kind: SlipKind,
  serial: number,
  matter: SlipMatter
): SlipContent {
  const { name, address, phone, demonstration } = context.centre;
  const relation = of.relation ? `（${of.relation}）` : '';
  const agent = of.agentName ? [{ label: '代办人', text: `${maskPersonName(of.agentName)}${relation}` }] : [];
  return {
    number: `${of.number}-${serial}`,
    kind,
    title: SLIP_TITLES[kind],
    centre: { name, address, phone },
    caseNumber: of.number,
    shortCode: of.shortCode,
    itemName: item.name,
    applicant: of.applicantName ? maskPersonName(of.applicantName) : '未留姓名',
    issuedAt: minuteOf(context.now()),
    headline: matter.headline ?? null,
    rows: [...agent, ...(matter.rows ?? [])],
    lists: (matter.lists ?? []).filter((list) => list.entries.length > 0),
    notes: [...(matter.notes ?? []), kind === 'objection' ? HOW_TO_ASK_OBJECTION : HOW_TO_ASK],
    responsible: of.responsible,
    demonstration
  };
}

/** When it is to be done again, of what was decided on a day; nothing where it holds for ever. */
export function renewalOn({ result }: Pick<Item, 'result'>, decidedOn: string): string | null {
  if (result.renewsAfterMonths === undefined) return null;
  const [year = 0, month = 0, day = 0] = decidedOn.split('-').map(Number);
  const months = month - 1 + result.renewsAfterMonths;
  // The last day of a shorter month stands for a day that it does not have.
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, months, Math.min(day, last))).toISOString().slice(0, 10);
}

export function renewalRow(item: Pick<Item, 'result'>, decidedOn: string): { label: string; text: string }[] {
  const next = renewalOn(item, decidedOn);
  return next ? [{ label: '下次办理', text: `${dateWithWeekday(next)}前` }] : [];
}

/** The receipt: what was handed in, what is still to come, and the promised day. */
export function receiptMatter(
  context: Context,
  item: Item,
  of: SlipCase,
  handedIn: {
    readonly received: readonly string[];
    readonly missing: readonly string[];
    readonly decided: boolean;
    /** 不刷脸: it is done once a member of staff has seen them. */
    readonly toWitness: boolean;
    /** What is to be done after the 一件事 it is of. */
    readonly next: readonly string[];
  }
): SlipMatter {
  const today = dayOf(context.now());
  const limit = promisedText(item.promisedLimit);
  const waits = of.dueOn === null;
  const headline = handedIn.decided
    ? '已经办好'
    : of.dueOn
      ? dueText(of.dueOn, of.dueProvisional, today)
      : item.promisedLimit.unit === 'immediate'
        ? '材料收齐，当场办好'
        : `材料收齐后${item.promisedLimit.days}${unitText(item.promisedLimit)}办好`;
  return {
    headline,
    rows: [
      { label: '承诺时限', text: limit },
      ...(handedIn.decided && item.result.printable ? [{ label: '结果', text: '在任何一台终端都能打印' }] : []),
      ...(handedIn.decided ? renewalRow(item, today) : [])
    ],
    lists: [
      { title: '已经收到', entries: handedIn.received },
      { title: waits ? '还要带来（带齐才能受理）' : '还要补交（不耽误受理）', entries: handedIn.missing }
    ],
    notes: [
      ...(handedIn.missing.length > 0 ? ['请把要带的材料交到任何一个窗口，报六位短码即可。'] : []),
      ...handedIn.next.map((text) => `办完以后：${text}。`),
      ...(handedIn.toWitness ? ['没有刷脸：请拿身份证到任何一个窗口，工作人员当面核对就办好。'] : [])
    ]
  };
}
