import type { CaseAct, CaseState } from '../../contract/case-state.ts';
import type { Item } from '../../contract/item.ts';
import { chance } from './chance.ts';
import type { Days } from './days.ts';

/** One thing that happened to an invented case, on a day by its index. */
export interface Happening {
  readonly act: CaseAct;
  readonly on: number;
  readonly to: CaseState;
  readonly by: 'resident' | 'staff' | 'system';
}

/** What is drawn for a case before anything happens to it. */
export interface Lot {
  readonly community: number;
  /** Days since it was handed in. */
  readonly age: number;
  readonly draw: (below: number) => number;
}

/** So many days a centre has worked; one case in twenty is of the last ten of them, as many lie on a desk. */
export const SPAN_DAYS = 1000;
const RECENT_DAYS = 10;
const ONE_IN_RECENT = 20;

/** Of ten cases seven are the centre's own, the rest of three neighbours in the same database. */
export const COMMUNITIES = 4;

export function lotOf(serial: number): Lot {
  const draw = chance(serial + 1);
  const one = draw(10);
  const age = serial % ONE_IN_RECENT === 0 ? draw(RECENT_DAYS) : draw(SPAN_DAYS);
  return { community: one < 7 ? 0 : one - 6, age, draw };
}

/** Some are asked for much more often than others. */
export function drawItem(items: readonly Item[], draw: Lot['draw']): Item {
  const share = draw(10_000) / 10_000;
  const item = items[Math.floor(items.length * share * share)];
  if (!item) throw new Error('there is no item');
  return item;
}

const MONTH = 31;

/** 归档 follows by itself, a month after it is closed. */
const archived = (closed: readonly Happening[], last: number): Happening[] => [
  ...closed,
  { act: 'archive', on: last + MONTH, to: closed.at(-1)?.to ?? 'issued', by: 'system' }
];

/**
 * All that happens to a case up to its end, the days in working days as a centre keeps them: mostly in time, some late,
 * some waiting for papers, a procedure or somebody above.
 */
export function lifeOf(days: Days, received: number, item: Item, draw: Lot['draw']): readonly Happening[] {
  const begun: Happening = { act: 'submit', on: received, to: 'received', by: 'resident' };
  if (item.handling === 'immediate' && draw(2) === 0)
    return archived(
      [
        begun,
        { act: 'accept', on: received, to: 'accepted', by: 'resident' },
        { act: 'grant', on: received, to: 'granted', by: 'resident' }
      ],
      received
    );
  const path = draw(100);
  const claimed = days.after(received, draw(3));
  const claim: Happening = { act: 'claim', on: claimed, to: 'received', by: 'staff' };
  const turned = (act: CaseAct, to: CaseState, on: number, by: Happening['by'] = 'staff') =>
    archived([begun, claim, { act, on, to, by }], on);
  if (path < 3) return turned('withdraw', 'withdrawn', days.after(claimed, 1 + draw(3)), 'resident');
  if (path < 5) return turned('refuse', 'refused', days.after(claimed, 1));
  if (path < 6) return turned('dismiss', 'dismissed', days.after(claimed, 1));

  const asked = path < 13;
  const first: Happening[] = asked
    ? [{ act: 'ask-supplement', on: days.after(claimed, 1), to: 'supplementing', by: 'staff' }]
    : [];
  const accepted = asked ? days.after(claimed, 3 + draw(20)) : days.after(claimed, draw(2));
  first.push({ act: asked ? 'supplement' : 'accept', on: accepted, to: 'accepted', by: 'staff' });
  const sent = days.after(accepted, 1 + draw(2));
  const middle: Happening[] = [{ act: 'send', on: sent, to: 'reviewing', by: 'staff' }];
  // Most are decided within the promise, one in thirty after it, and some lie about.
  const slow = draw(300) === 0 ? 40 : 0;
  let decided = days.after(sent, Math.ceil((item.promisedLimit.days * (20 + draw(83))) / 100) + slow);
  if (path < 15) {
    const held = days.after(sent, 1);
    decided = days.after(held, 10 + draw(20));
    middle.push({ act: 'suspend', on: held, to: 'suspended', by: 'staff' });
    middle.push({ act: 'resume', on: decided, to: 'reviewing', by: 'staff' });
  } else if (path < 16) {
    middle.push({ act: 'pass-up', on: days.after(sent, 1), to: 'passed-up', by: 'staff' });
    decided = days.after(sent, 20 + draw(20));
  }
  const before = [begun, claim, ...first, ...middle];
  if (path < 19) return archived([...before, { act: 'deny', on: decided, to: 'denied', by: 'staff' }], decided);
  const issued = days.after(decided, draw(9));
  const granted: Happening = { act: 'grant', on: decided, to: 'granted', by: 'staff' };
  return archived([...before, granted, { act: 'issue', on: issued, to: 'issued', by: 'staff' }], issued);
}
