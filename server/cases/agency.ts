import { AGENCY_STEPS, type AgencyStepName } from '../contract/agency.ts';
import { type CaseAct, type CaseState, isClosed } from '../contract/case-state.ts';
import type { AgencyStep, TimelineEntry } from '../contract/case-wire.ts';

/** By which acts each step is done. 转报 takes the case on as well (行政许可法 第35条: nothing is handed in again). */
const ACTS: Readonly<Record<AgencyStepName, readonly CaseAct[]>> = {
  entrust: ['entrust'],
  accept: ['accept', 'supplement', 'deem-accept', 'pass-up'],
  handle: ['send', 'grant', 'deny', 'refuse', 'dismiss'],
  deliver: ['issue', 'deliver'],
  file: ['archive'],
  report: ['pass-up'],
  revisit: ['revisit']
};
/** Steps that a case which is closed without them does not need any more. */
const BEFORE_CLOSING: readonly AgencyStepName[] = ['accept', 'handle', 'report'];
/** Ends of which nothing has to be brought to anybody. */
const OWN_END: readonly CaseState[] = ['withdrawn', 'lapsed'];

function isNeeded(step: AgencyStepName, state: CaseState): boolean {
  if (step === 'deliver') return !OWN_END.includes(state);
  return !(BEFORE_CLOSING.includes(step) && isClosed(state));
}

/** The seven steps, each with the day and by whom, from the history of a case alone. */
export function agencySteps(timeline: readonly TimelineEntry[], state: CaseState): AgencyStep[] {
  const revoked = timeline.findLastIndex(({ act }) => act === 'revoke');
  return AGENCY_STEPS.map((step) => {
    const counted = step === 'entrust' ? timeline.slice(revoked + 1) : timeline;
    const acts = counted.filter(({ act }) => ACTS[step].includes(act));
    // Accepted is accepted from the first time on; of the rest the last counts, as a case may be entrusted to another.
    const done = step === 'accept' ? acts[0] : acts.at(-1);
    if (done) return { step, status: 'done', at: done.at, by: done.by, text: done.text };
    return { step, status: isNeeded(step, state) ? 'waiting' : 'not-needed', at: null, by: null, text: null };
  });
}
