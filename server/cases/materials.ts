import { type Item, type Material, mayRefuse, printsResult, type SensitiveClass } from '../contract/item.ts';
import { isNeeded, type MaterialStanding, offeredWays, type PullOutcome, waysOn } from '../contract/material.ts';

export type Standings = Readonly<Record<string, MaterialStanding>>;

/** Papers that somebody still has to bring: what is here already, or comes from a record, is not taken in again. */
export const isAwaited = (standing: MaterialStanding | undefined): boolean =>
  standing === 'to-bring' || standing === 'later';

/** Whether anything is still to be brought, before acceptance or after it. */
export const awaitsAny = (standings: Standings): boolean => Object.values(standings).some(isAwaited);

/** 容缺: whether something is to follow that does not hold up acceptance. */
export const isTolerated = (standings: Standings): boolean => Object.values(standings).includes('later');

const HOLD_UP: readonly (MaterialStanding | undefined)[] = ['to-bring', 'to-sign'];

/** Whether the application can be accepted as it lies here: nothing has to be brought or signed first. */
export const isComplete = (standings: Standings): boolean =>
  !Object.values(standings).some((standing) => HOLD_UP.includes(standing));

/** Whether a paper or a signature is missing without which nothing is accepted. */
export const lacksRequired = (
  materials: readonly Pick<Material, 'key' | 'required'>[],
  standings: Standings
): boolean => materials.some(({ key, required }) => required && HOLD_UP.includes(standings[key]));

/** The standings once everybody has signed. */
export const withSigned = (standings: Standings): Standings =>
  Object.fromEntries(
    Object.entries(standings).map(([key, standing]) => [key, standing === 'to-sign' ? 'generated' : standing])
  );

/** What was made at the terminal and still waits for the signatures of others. */
export const withUnsigned = (
  materials: readonly Pick<Material, 'key' | 'signedBy'>[],
  standings: Standings
): Standings =>
  Object.fromEntries(
    Object.entries(standings).map(([key, standing]) => {
      const waits =
        standing === 'generated' && materials.some((one) => one.key === key && one.signedBy === 'household');
      return [key, waits ? 'to-sign' : standing];
    })
  );

/** The standings once these papers lie here. */
export const withReceived = (standings: Standings, keys: readonly string[]): Standings => ({
  ...standings,
  ...Object.fromEntries(keys.map((key) => [key, 'received' as const]))
});

/**
 * Records that come of other cases of the same 一件事: `made` where that case is on its way or done, `lost` where there is
 * none, or it ended otherwise.
 */
export type Along = ReadonlyMap<string, 'made' | 'lost'>;

/** Whose application it is, and what it comes with. */
interface Circumstances {
  readonly byAgent: boolean;
  /** False: whoever is excluded from promises and 容缺. */
  readonly trusted?: boolean;
  /** Before a clerk: what sends to the window elsewhere is brought to it. */
  readonly atWindow?: boolean;
  readonly along?: Along | undefined;
}

/**
 * Where each material stands when an application is handed in; null where a missing record was left open, or met in a way
 * that was not offered.
 */
export function standingsOf(
  materials: readonly Material[],
  outcomes: Readonly<Record<string, PullOutcome>>,
  ways: Readonly<Record<string, 'promise' | 'bring'>>,
  circumstances: Circumstances
): Record<string, MaterialStanding> | null {
  const standings: Record<string, MaterialStanding> = {};
  for (const material of materials) {
    const standing = standingOf(material, outcomes[material.key], ways[material.key], circumstances);
    if (!standing) return null;
    standings[material.key] = standing;
  }
  return standings;
}

function standingOf(
  material: Material,
  outcome: PullOutcome | undefined,
  way: 'promise' | 'bring' | undefined,
  { byAgent, trusted = true, atWindow = false, along }: Circumstances
): MaterialStanding | null {
  // 容缺受理 rests upon the same trust as a promise.
  const toBring = material.tolerable && trusted ? 'later' : 'to-bring';
  if (outcome === 'found') return 'fetched';
  if (!isNeeded(material, byAgent)) return 'not-needed';
  if (outcome === undefined) return material.source === 'generated' ? 'generated' : toBring;
  // Nobody was asked how: it was to come of the same application, and is brought where it does not.
  const comes = material.record === null ? undefined : along?.get(material.record);
  if (way === undefined && comes && outcome !== 'mismatch') return comes === 'made' ? 'along' : toBring;
  if (way === undefined || !offeredWays(waysOn(material, outcome, trusted), atWindow).includes(way)) return null;
  return way === 'promise' ? 'promised' : toBring;
}

/**
 * 自助查询打印 and 自助办结 are decided by the records themselves, where all of them were found. A result that somebody
 * has to hand out needs somebody: then the window decides.
 */
export const decidesItself = (item: Pick<Item, 'terminalUse' | 'result'>, standings: Standings): boolean =>
  printsResult(item) &&
  Object.values(standings).every((standing) => ['fetched', 'generated', 'not-needed'].includes(standing));

/** 不刷脸: somebody of the staff has to see that it is them. */
export const isToWitness = (
  item: Pick<Item, 'sensitive' | 'faceCheck'>,
  consents: readonly SensitiveClass[]
): boolean => item.sensitive.some((name) => mayRefuse(item, name) && !consents.includes(name));

/** What the applicant still has to bring, in the order of the item. */
export const missingOf = (
  materials: readonly Pick<Material, 'key' | 'name' | 'note'>[],
  standings: Standings
): string[] =>
  materials
    .filter(({ key }) => isAwaited(standings[key]) || standings[key] === 'to-sign')
    .map(({ key, name, note }) =>
      standings[key] === 'to-sign' ? `${name}（等家里的成年人签名）` : note ? `${name}（${note}）` : name
    );

/** What lies here already, as the receipt says it. */
export const handedInOf = (materials: readonly Pick<Material, 'key' | 'name'>[], standings: Standings): string[] =>
  materials.flatMap(({ key, name }) => {
    switch (standings[key]) {
      case 'fetched':
      case 'generated':
        return [name];
      case 'promised':
        return [`${name}（写了承诺）`];
      case 'along':
        return [`${name}（随本次办理产生）`];
      default:
        return [];
    }
  });
