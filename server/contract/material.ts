import type { Material } from './item.ts';

/** What came of asking the licence library or a data check for one record. */
export type PullOutcome = 'found' | 'none' | 'expired' | 'mismatch' | 'timeout';

/** What a resident can do about a required record that was not found. */
export type WayOn = 'wait' | 'promise' | 'bring' | 'counter';

/**
 * Where one material of a case stands.
 * `to-sign` was made at the terminal and waits for others' signatures.
 * `along` is a record that comes of another case of the same 一件事.
 * `later` is 容缺: intake goes on, the paper follows within the limit told on the slip.
 */
export const MATERIAL_STANDINGS = [
  'fetched',
  'generated',
  'to-sign',
  'promised',
  'along',
  'later',
  'to-bring',
  'received',
  'not-needed'
] as const;
export type MaterialStanding = (typeof MATERIAL_STANDINGS)[number];

/**
 * Why somebody is trusted with no promise and no 容缺 until it is repaired (国办发〔2020〕42号): a decision of this centre was
 * annulled for a promise that was not true, or the shared record lists them for serious breach of trust.
 */
export const EXCLUSIONS = ['annulled', 'listed'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/**
 * The ways on for a required record, best first (国务院令716号 第7条: what can be shared is not asked for; 国办发〔2020〕42号:
 * a written promise only where the item allows it and the resident wants it).
 * - library slow: wait and ask again, promise, or bring the paper
 * - no record, or an expired one: promise, or bring the paper
 * - the record names somebody else: only people can sort that out
 * - `trusted` false: whoever is excluded is offered no promise
 */
export function waysOn(
  material: Pick<Material, 'promiseAllowed'>,
  outcome: Exclude<PullOutcome, 'found'>,
  trusted = true
): readonly WayOn[] {
  if (outcome === 'mismatch') return ['counter'];
  const ways: WayOn[] = material.promiseAllowed && trusted ? ['promise', 'bring', 'counter'] : ['bring', 'counter'];
  return outcome === 'timeout' ? ['wait', ...ways] : ways;
}

/** The ways that are chosen from: whoever is at the window is not sent there, and brings what a terminal cannot resolve. */
export function offeredWays(ways: readonly WayOn[], atWindow: boolean): readonly WayOn[] {
  if (!atWindow || !ways.includes('counter')) return ways;
  const others = ways.filter((way) => way !== 'counter');
  return others.includes('bring') ? others : [...others, 'bring'];
}

/** True where this application needs the material at all. A condition in words is decided by whether a record exists. */
export function isNeeded(material: Pick<Material, 'required' | 'requiredWhen' | 'source'>, byAgent: boolean): boolean {
  if (material.requiredWhen === '由他人代办时') return byAgent;
  return material.required;
}

/** True where something is made at the terminal that needs the applicant's hand under it. */
export const needsSignature = (
  item: { readonly materials: readonly Pick<Material, 'source' | 'required' | 'requiredWhen'>[] },
  byAgent: boolean
): boolean => item.materials.some((material) => material.source === 'generated' && isNeeded(material, byAgent));
