import type { Scene } from '../../kiosk/src/lib/bench/gallery/scene.ts';
import type { Fault } from './seen.ts';

/** What was found on one scene, for each way it was shown. */
export interface Found {
  readonly scene: Pick<Scene, 'id' | 'frame'>;
  readonly title: string;
  readonly looks: readonly { readonly look: string; readonly faults: readonly Fault[] }[];
}

/** Two different pages are never called the same: a screen reader tells them apart by nothing else. */
export function sameTitles(found: readonly Found[]): readonly Fault[] {
  const pages = new Map<string, Set<string>>();
  for (const { scene, title } of found) if (title) pages.set(title, (pages.get(title) ?? new Set()).add(scene.frame));
  return [...pages]
    .filter(([, at]) => at.size > 1)
    .map(([title, at]) => ({ rule: 'title', what: `“${title}” is the title of ${[...at].join(' and ')}` }));
}

const LISTED = 6;
const some = (all: readonly string[]): string =>
  all.length <= LISTED ? all.join('; ') : `${all.slice(0, LISTED).join('; ')} and ${all.length - LISTED} more`;

/** Each fault with the ways of showing in which it is there. */
function placesOf(looks: Found['looks']): ReadonlyMap<string, { readonly fault: Fault; readonly at: Set<string> }> {
  const places = new Map<string, { fault: Fault; at: Set<string> }>();
  for (const { look, faults } of looks)
    for (const fault of faults) {
      const sentence = `${fault.rule}: ${fault.what}`;
      const known = places.get(sentence) ?? { fault, at: new Set() };
      places.set(sentence, { fault, at: known.at.add(look) });
    }
  return places;
}

/** What is wrong with one scene; what is wrong by the same rule in the same ways of showing it is said together. */
export function inWords({ scene, looks }: Found): string {
  const together = new Map<string, { readonly rule: string; readonly at: string; readonly whats: string[] }>();
  for (const { fault, at } of placesOf(looks).values()) {
    const key = `${fault.rule} ${[...at].join()}`;
    const known = together.get(key) ?? { rule: fault.rule, at: some([...at]), whats: [] };
    known.whats.push(fault.what);
    together.set(key, known);
  }
  const failed = looks.filter(({ faults }) => faults.length > 0).length;
  const head = failed === 0 ? `✓ ${scene.id}` : `✗ ${scene.id} (${failed} of ${looks.length})`;
  const lines = [...together.values()].map(({ rule, at, whats }) => `    ${rule}: ${some(whats)}\n      in ${at}`);
  return [head, ...lines].join('\n');
}

/** The count, and how often each rule was broken: a scene shown one way passes or fails as one. */
export function summary(
  found: readonly Found[],
  titles: readonly Fault[]
): { readonly passed: number; readonly failed: number; readonly text: string } {
  const looks = found.flatMap(({ looks: all }) => all);
  const failed = looks.filter(({ faults }) => faults.length > 0).length + titles.length;
  const rules = new Map<string, { looks: number; scenes: Set<string> }>();
  for (const { scene, looks: all } of found)
    for (const { faults } of all)
      for (const rule of new Set(faults.map((one) => one.rule))) {
        const count = rules.get(rule) ?? { looks: 0, scenes: new Set() };
        rules.set(rule, { looks: count.looks + 1, scenes: count.scenes.add(scene.id) });
      }
  const lines = [...rules]
    .sort(([, a], [, b]) => b.looks - a.looks)
    .map(([rule, { looks: count, scenes }]) => `${rule.padEnd(28)} ${count} ways of showing ${scenes.size} scenes`);
  return {
    passed: looks.filter(({ faults }) => faults.length === 0).length,
    failed,
    text: [...titles.map(({ rule, what }) => `${rule}: ${what}`), ...lines].join('\n')
  };
}
