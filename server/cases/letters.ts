import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Item } from '../contract/item.ts';
import { dateWithWeekday, dueText, limitText, promisedText } from '../contract/limit.ts';
import type { SlipKind } from '../contract/slip.ts';
import type { NextOffice } from '../contract/window-wire.ts';
import { REMEDY, renewalRow, type SlipMatter } from '../slips/compose.ts';
import type { Entrusted } from './agency-cards.ts';
import type { Dues } from './clock.ts';
import type { CaseReasons } from './content.ts';
import type { CaseChange } from './facts.ts';
import { isTolerated, missingOf } from './materials.ts';
import { acknowledgement } from './next-office.ts';
import { stagesText } from './stages.ts';
import type { OpenedCase } from './views.ts';

/** What an act says to the applicant: which slip, what stands on it, and what the case keeps of it. */
export interface Telling {
  readonly note: string | null;
  readonly slip: { readonly kind: SlipKind; readonly matter: SlipMatter } | null;
  readonly missing?: readonly string[];
  readonly reasons?: CaseReasons;
}

export const silent = (note: string | null = null): Telling => ({ note, slip: null });

/** An act upon a case, with what came of it. */
export interface Done {
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

export const today = ({ context }: Done): string => dayOf(context.now());
export const stillMissing = ({ found: { item, row }, change }: Done): string[] =>
  missingOf(item.materials, change.materials ?? row.materials);

/** The promised day as the applicant is told it; the limit in words while no day can be said. */
export function promise(done: Done): string {
  const { promised } = done.dues;
  return promised
    ? dueText(promised.due, promised.provisional, today(done))
    : promisedText(done.found.item.promisedLimit);
}

export function acceptance(done: Done): Telling {
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
export const aboutClock = (kind: SlipKind, headline: string, reason: string, notes: readonly string[]): Telling => ({
  note: reason,
  slip: { kind, matter: { headline, lists: [{ title: '原因', entries: [reason] }], notes } }
});

export function supplement(done: Done, entries: readonly string[]): Telling {
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

export function intake(done: Done, keys: readonly string[]): Telling {
  const { item, row, missing } = done.found;
  const names = item.materials.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
  // What was asked for in words stays asked for, except where it names what has come.
  const asked = missing.filter((entry) => !names.some((name) => entry === name || entry.startsWith(`${name}：`)));
  return { ...silent(names.join('、')), missing: row.state === 'supplementing' ? asked : stillMissing(done) };
}

export const office = ({ office, person, phone, acknowledged }: NextOffice): SlipMatter['rows'] => [
  { label: '去哪里办', text: office },
  { label: '接手人', text: `${person} ${phone}` },
  { label: '对方确认', text: acknowledgement(acknowledged) }
];

export function grant(item: Item, reasons: readonly string[], tolerated: boolean, decidedOn: string): Telling {
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
export const decision = (kind: SlipKind, headline: string, title: string, reason: string): Telling => ({
  note: reason,
  reasons: { reasons: [reason], remedy: REMEDY },
  slip: { kind, matter: { headline, lists: [{ title, entries: [reason] }], notes: [REMEDY] } }
});
