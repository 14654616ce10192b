/** The blank a candidate brings along, in letters: its own edges and the gap to the next. */
const BLANK_EMS = 1.3;
/** No candidate is narrower than a finger needs. */
const LEAST_EMS = 3.4;
/** More than six at a time are not looked through. */
const MOST = 6;

/**
 * The candidates from one on that stand whole in one row of so many letters; at least one, so that every word can be
 * come to.
 */
export function oneRow<Candidate extends { readonly text: string }>(
  candidates: readonly Candidate[],
  from: number,
  ems: number
): readonly Candidate[] {
  let used = 0;
  const shown = candidates.slice(from, from + MOST).filter(({ text }) => {
    used += Math.max([...text].length + BLANK_EMS, LEAST_EMS);
    return used <= ems;
  });
  return shown.length > 0 ? shown : candidates.slice(from, from + 1);
}
