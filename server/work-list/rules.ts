import type { FailureCode } from '../contract/failure.ts';
import type { NewWork, Work } from '../contract/work-list-wire.ts';

/** Whether an entry holds on a day. */
export const holdsOn = (
  { until, endedOn }: { readonly until: string | null; readonly endedOn: string | null },
  day: string
): boolean => (endedOn === null || day < endedOn) && (until === null || day <= until);

/** Whoever asks the community for help is named, and only they: what is its own nobody asks for (组织法 第43条). */
export const entryProblem = ({ kind, department }: Pick<NewWork, 'kind' | 'department'>): FailureCode | null =>
  (kind === 'assisting') === (department !== null) ? null : 'work.department';

/** What stands around the thing itself in the name of a task. */
const AROUND = /[\s，、。；：“”"'（）()《》〈〉·—-]|协助|配合|开展|做好|工作/g;
const plain = (name: string): string => name.replaceAll(AROUND, '');

const pairsOf = (text: string): string[] => [...text].slice(1).map((next, at) => `${[...text][at]}${next}`);

/** How much two names have in common, from 0 to 1: twice the common pairs of characters by all of both (Dice). */
function likeness(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const all = pairs.length + others.length;
  const common = pairs.filter((pair) => {
    const at = others.indexOf(pair);
    if (at >= 0) others.splice(at, 1);
    return at >= 0;
  });
  return all === 0 ? 0 : (2 * common.length) / all;
}

const NEAR = 0.5;
const MOST_NEAR = 3;

/** Where a task stands on the list: the entry that is the same, and those that may be meant by other words. */
export interface Standing {
  readonly listed: Work | null;
  readonly near: readonly Work[];
}

/**
 * Looks a task up among the entries that hold. It is listed only under its own name, written this way or that: what an
 * entry merely contains, or is contained in, is another task until somebody says that it is not.
 */
export function standingOf(task: string, list: readonly Work[]): Standing {
  const name = plain(task);
  const holding = list.filter(({ holds }) => holds).map((work) => ({ work, plain: plain(work.name) }));
  const listed = holding.find((one) => one.plain === name)?.work ?? null;
  const near = holding
    .filter(({ work }) => work !== listed)
    .map((one) => ({
      ...one,
      like: one.plain.includes(name) || name.includes(one.plain) ? 1 : likeness(one.plain, name)
    }))
    .filter(({ like }) => like >= NEAR)
    .sort((one, other) => other.like - one.like)
    .slice(0, MOST_NEAR);
  return { listed, near: near.map(({ work }) => work) };
}
