import type { Inspection, Verdict } from '../../../../../server/contract/inspection-wire.ts';
import type { WindowCase } from '../../../../../server/contract/window-wire.ts';

type Material = WindowCase['materials'][number];

export const VERDICT_TEXT: Readonly<Record<Verdict, string>> = { meets: '符合', fails: '不符合' };

/** A mark repeats the words for whoever runs an eye down the column. */
export const MARK: Readonly<Record<Material['standing'], string>> = {
  fetched: '✓',
  generated: '✓',
  'to-sign': '签',
  received: '✓',
  promised: '诺',
  along: '随',
  later: '缺',
  'to-bring': '缺',
  'not-needed': ''
};

/** One line of a 一次性告知书: what is missing, and how it is put right. */
export interface SupplementEntry {
  readonly what: string;
  readonly how: string;
}
const LONGEST_HOW = 200;

/** What is told the resident at once of materials that do not meet their standard: each by its name and what is wrong. */
export const failingEntries = (
  materials: readonly Material[],
  inspections: readonly Inspection[]
): readonly SupplementEntry[] =>
  materials.flatMap(({ key, name }) => {
    const said = inspections.find((one) => one.key === key);
    return said?.verdict === 'fails' ? [{ what: name, how: said.why ?? '' }] : [];
  });

/** The lines of a notice with what was found, each said once however often it is opened. */
export function withFailing(
  entries: readonly SupplementEntry[],
  failing: readonly SupplementEntry[]
): { what: string; how: string }[] {
  const said = entries.map(({ what, how }) => {
    const found = failing.find((one) => one.what === what)?.how ?? '';
    return { what, how: how.includes(found) ? how : [how, found].filter(Boolean).join('；').slice(0, LONGEST_HOW) };
  });
  const added = failing.filter(({ what }) => !entries.some((entry) => entry.what === what));
  return [...said, ...added.map((one) => ({ ...one }))];
}

/** Papers that are still waited for and were found to meet their standard: they lie here. */
export const meetingKeys = (materials: readonly Material[], inspections: readonly Inspection[]): readonly string[] =>
  materials.flatMap(({ key, standing }) => {
    const awaited = standing === 'to-bring' || standing === 'later';
    return awaited && inspections.some((one) => one.key === key && one.verdict === 'meets') ? [key] : [];
  });

/** The next material in the list, or the one before; at either end it stays. */
export function neighbour<T extends { readonly key: string }>(all: readonly T[], key: string, by: -1 | 1): string {
  const at = all.findIndex((one) => one.key === key);
  return all[at + by]?.key ?? key;
}
