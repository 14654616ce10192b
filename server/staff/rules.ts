import type { StaffRole } from '../contract/case-state.ts';

/** What is known of an account where somebody is looked for above it. */
export interface Placed {
  readonly id: string;
  readonly role: StaffRole;
  /** 上级: who is told when this one does not finish in time; null: the head of the centre. */
  readonly superiorId: string | null;
  readonly disabled: boolean;
}

/** Everybody of a centre, by id, in the order in which they came. */
export type Places = ReadonlyMap<string, Placed>;

/** Whoever is told of a case has to see it, wherever it lies: clerks and the head see them all. */
export const canBeSuperior = (role: StaffRole): boolean => role === 'clerk' || role === 'manager';

/** Everybody above an account, the nearest first. Ends where the chain closes upon itself, should it ever. */
function chainAbove(places: Places, id: string): Placed[] {
  const chain: Placed[] = [];
  const met = new Set([id]);
  let next = places.get(id)?.superiorId ?? null;
  while (next !== null && !met.has(next)) {
    met.add(next);
    const above = places.get(next);
    if (above) chain.push(above);
    next = above?.superiorId ?? null;
  }
  return chain;
}

/** Whether an account under this superior would in the end be above itself. */
export const closesLoop = (places: Places, id: string, superiorId: string): boolean =>
  superiorId === id || chainAbove(places, superiorId).some((above) => above.id === id);

/** A case that is not done in time, and with whom it lies. */
export interface Late {
  /** 2: it comes due at once; 3: it is overdue. */
  readonly level: number;
  readonly holderId: string;
  /** Who is told for the department it lies with; null where it lies with none that has named somebody. */
  readonly leadId: string | null;
}

/**
 * The next person to tell: for the department it lies with whoever that names, else the holder's superior, and once it
 * is overdue the head of the centre. Whoever does not work here any more is passed over. null where there is nobody.
 */
export function nextPersonOf(places: Places, { level, holderId, leadId }: Late): string | null {
  const lead = leadId === null ? [] : [places.get(leadId), ...chainAbove(places, leadId)];
  const heads = [...places.values()].filter(({ role }) => role === 'manager');
  const above = [...lead, ...chainAbove(places, holderId)];
  const asked = level > 2 ? [...heads, ...above] : [...above, ...heads];
  return asked.find((one) => one && !one.disabled)?.id ?? null;
}
