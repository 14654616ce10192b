import { describe, expect, it } from 'vitest';
import { chance } from '../../tests/fixtures/chance.ts';
import { dueOf } from '../calendar/rules.ts';
import { CASE_ACTS, type CaseAct, type CaseState, isClosed } from '../contract/case-state.ts';
import type { CaseAction } from '../contract/window-wire.ts';
import { type Actor, allowedActs, type CaseChange, type CaseFacts, type ItemFacts, isComplete, step } from './rules.ts';

const WALKS = 3000;
const STEPS = 40;
const FIRST_DAY = '2026-09-18';

/** The arrows of the state machine (domain rules, 2.3) as far as simple cases go: written down apart from the code that walks them. */
const ARROWS: Readonly<Record<CaseState, readonly CaseState[]>> = {
  received: ['received', 'supplementing', 'accepted', 'refused', 'withdrawn'],
  supplementing: ['supplementing', 'accepted', 'withdrawn'],
  accepted: ['accepted', 'reviewing', 'granted', 'denied', 'withdrawn'],
  reviewing: ['reviewing', 'granted', 'denied', 'withdrawn'],
  granted: ['issued'],
  refused: [],
  denied: [],
  issued: [],
  withdrawn: []
};
const DECIDED: readonly CaseState[] = ['refused', 'granted', 'denied', 'issued'];

const ACTORS: readonly Actor[] = [
  { kind: 'staff', id: 'clerk', role: 'clerk' },
  { kind: 'staff', id: 'colleague', role: 'clerk' },
  { kind: 'staff', id: 'officer', role: 'officer' },
  { kind: 'staff', id: 'manager', role: 'manager' },
  { kind: 'staff', id: 'technician', role: 'administrator' },
  { kind: 'resident' }
];
const LIMITS: readonly ItemFacts['promisedLimit'][] = [
  { days: 5, unit: 'working', clockStart: 'accepted' },
  { days: 30, unit: 'natural', clockStart: 'received' },
  { days: 0, unit: 'immediate', clockStart: 'accepted' }
];

type Standing = CaseFacts['materials'][string];
type Act = Exclude<CaseAct, 'submit'>;
type Asked = Parameters<typeof step>[2];

/** What happened so far, as the record of a case keeps it. */
interface Walked {
  readonly facts: CaseFacts;
  readonly acceptedOn: string | null;
  readonly decidedOn: string | null;
}

const after = ({ facts, acceptedOn, decidedOn }: Walked, change: CaseChange): Walked => ({
  facts: { ...facts, ...change, version: facts.version + 1 },
  acceptedOn: change.acceptedOn ?? acceptedOn,
  decidedOn: change.decidedOn ?? decidedOn
});

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}

/** An act with words in it that mean something, whether it may be done or not. */
function asked(act: Act, version: number, materials: readonly string[]): Asked {
  const words: Readonly<Partial<Record<Act, object>>> = {
    offer: { to: 'colleague' },
    'receive-material': { materials },
    'ask-supplement': { entries: [{ what: '户口簿', how: '原件' }] },
    refuse: { reason: '不属于本中心办理', whereInstead: '区不动产登记中心' },
    grant: { reason: '' },
    deny: { reason: '收入超过标准' },
    issue: { handedTo: '本人' }
  };
  return { act, version, ...words[act] } as CaseAction;
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** What must hold from one version of a case to the next, whoever did whatever. */
function holds(before: Walked, act: Act, now: Walked, item: ItemFacts, today: string): void {
  const [was, is] = [before.facts, now.facts];
  expect(ARROWS[was.state], `${act} from ${was.state}`).toContain(is.state);
  // Nothing that was said is unsaid.
  if (before.acceptedOn) expect(now.acceptedOn).toBe(before.acceptedOn);
  if (before.decidedOn) expect(now.decidedOn).toBe(before.decidedOn);
  if (was.supplementAsked) expect(is.supplementAsked).toBe(true);
  if (was.supplementAsked) expect(act).not.toBe('ask-supplement');
  expect(Object.keys(is.materials)).toEqual(Object.keys(was.materials));
  for (const [key, standing] of Object.entries(was.materials))
    if (standing === 'received' || standing === 'fetched') expect(is.materials[key]).toBe(standing);
  // A day that was promised stays that day until the clock ends, and starts anew only from none.
  if (was.due && is.due) expect(is.due).toEqual(was.due);
  if (!was.due && is.due) expect(is.due).toEqual(dueOf(item.promisedLimit, today));
  if (was.due && !is.due) expect(['ask-supplement', 'refuse', 'withdraw']).toContain(act);
  // Whoever waits has somebody to ask, and a day to hold them to.
  if (was.ownerId) expect(is.ownerId).not.toBeNull();
  if (['accepted', 'reviewing', 'granted', 'denied', 'issued'].includes(is.state)) {
    expect(now.acceptedOn).not.toBeNull();
    expect(is.due).not.toBeNull();
  }
  expect(now.decidedOn !== null).toBe(DECIDED.includes(is.state));
  if (is.state === 'accepted' && act !== 'receive-material')
    expect(item.materials.filter(({ key, required }) => required && is.materials[key] === 'to-bring')).toEqual([]);
}

describe('a case under whatever is done to it', () => {
  it(`${WALKS} walks of ${STEPS} acts, legal and illegal: no state that is not drawn, nothing unsaid, no day moved`, () => {
    const below = chance(20_260_918);
    const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T;
    const reached = new Set<string>();
    let refused = 0;
    for (let walk = 0; walk < WALKS; walk++) {
      const item: ItemFacts = {
        handling: pick(['promised', 'immediate']),
        promisedLimit: pick(LIMITS),
        materials: [
          { key: 'm1', required: true },
          { key: 'm2', required: false }
        ]
      };
      const standing = (): Standing => pick(['fetched', 'generated', 'promised', 'later', 'to-bring', 'not-needed']);
      const materials = { m1: standing(), m2: standing() };
      let today = FIRST_DAY;
      let now: Walked = {
        facts: frozen({
          state: 'received',
          version: 1,
          ownerId: null,
          offeredTo: null,
          supplementAsked: false,
          materials,
          due: isComplete(materials) ? dueOf(item.promisedLimit, today) : null
        }),
        acceptedOn: null,
        decidedOn: null
      };
      for (let at = 0; at < STEPS; at++) {
        if (below(3) === 0) today = dayAfter(today);
        const actor = pick(ACTORS);
        const act = pick(CASE_ACTS.filter((one): one is Act => one !== 'submit'));
        const isStale = below(8) === 0;
        const version = now.facts.version - (isStale ? 1 : 0);
        const done = step(now.facts, item, asked(act, version, [pick(['m1', 'm2'])]), actor, today);
        const mayDo = allowedActs(now.facts, item, actor).includes(act) && !(isStale && act !== 'claim');
        if (!done.ok) {
          refused++;
          expect(done.error.code).toMatch(/^[a-z]+\.[a-z-]+$/);
          // What a screen offers is refused only for what was written into it.
          if (mayDo) expect(['staff.unknown', 'request.malformed']).toContain(done.error.code);
          continue;
        }
        expect(mayDo, `${act} was not offered in ${now.facts.state}`).toBe(true);
        const next = after(now, done.value);
        holds(now, act, next, item, today);
        reached.add(`${now.facts.state} ${next.facts.state}`);
        now = { ...next, facts: frozen(next.facts) };
      }
      if (isClosed(now.facts.state) && now.facts.state !== 'granted')
        for (const actor of ACTORS) expect(allowedActs(now.facts, item, actor)).toEqual([]);
    }
    // A walk that goes nowhere would hold as well: every arrow was taken, and most of what was tried is refused.
    const drawn = Object.entries(ARROWS).flatMap(([from, all]) => all.map((to) => `${from} ${to}`));
    expect([...reached].sort()).toEqual(drawn.sort());
    expect(refused).toBeGreaterThan(WALKS * 5);
  });
});
