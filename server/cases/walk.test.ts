import { describe, expect, it } from 'vitest';
import {
  ADMINISTRATOR,
  CLERK,
  COLLEAGUE,
  clockOf,
  FRIDAY,
  factsOf,
  HELPER,
  MANAGER,
  NEXT_OFFICE,
  OFFICER,
  RESIDENT,
  SYSTEM
} from '../../tests/fixtures/case-facts.ts';
import { chance } from '../../tests/fixtures/chance.ts';
import { ANNOUNCED, next } from '../calendar/rules.ts';
import { CASE_ACTS, type CaseState, isClosed } from '../contract/case-state.ts';
import { duesOf, isPaused } from './clock.ts';
import { dutyOf } from './duties.ts';
import type { ActName, Actor, AnyAction, CaseChange, CaseFacts, Day, ItemFacts } from './facts.ts';
import { isComplete } from './materials.ts';
import { allowedActs } from './permission.ts';
import { step } from './step.ts';

const WALKS = 3000;
/** An arrow that is seldom taken is waited for so long. */
const MOST_WALKS = 4 * WALKS;
const STEPS = 60;

/** The arrows of the state machine (domain rules, 2.3): written down apart from the code that walks them. */
const ARROWS: Readonly<Record<CaseState, readonly CaseState[]>> = {
  received: ['received', 'supplementing', 'accepted', 'dismissed', 'refused', 'passed-up', 'withdrawn', 'lapsed'],
  supplementing: ['supplementing', 'accepted', 'withdrawn', 'lapsed'],
  accepted: ['accepted', 'reviewing', 'suspended', 'passed-up', 'granted', 'denied', 'withdrawn', 'lapsed'],
  reviewing: ['reviewing', 'suspended', 'publicised', 'passed-up', 'granted', 'denied', 'withdrawn', 'lapsed'],
  suspended: ['suspended', 'accepted', 'reviewing', 'withdrawn', 'lapsed'],
  publicised: ['publicised', 'reviewing', 'passed-up', 'granted', 'denied', 'withdrawn', 'lapsed'],
  'passed-up': ['passed-up', 'granted', 'denied', 'withdrawn', 'lapsed'],
  granted: ['granted', 'issued', 'annulled'],
  annulled: ['annulled'],
  dismissed: ['dismissed'],
  refused: ['refused'],
  denied: ['denied'],
  issued: ['issued', 'annulled'],
  withdrawn: ['withdrawn'],
  lapsed: ['lapsed']
};
/** What has no day of receipt that was missed cannot lapse from it: nothing was asked for yet. */
const NEVER = ['received lapsed'];
const DECIDED: readonly CaseState[] = ['dismissed', 'refused', 'granted', 'denied', 'issued', 'annulled'];

const ACTORS: readonly Actor[] = [CLERK, CLERK, COLLEAGUE, OFFICER, MANAGER, HELPER, ADMINISTRATOR, RESIDENT, SYSTEM];
const LIMITS: readonly Pick<ItemFacts, 'promisedLimit' | 'legalLimit'>[] = [
  {
    promisedLimit: { days: 5, unit: 'working', clockStart: 'accepted' },
    legalLimit: { days: 20, unit: 'working', clockStart: 'accepted' }
  },
  {
    promisedLimit: { days: 30, unit: 'natural', clockStart: 'received' },
    legalLimit: { days: 60, unit: 'natural', clockStart: 'received' }
  },
  { promisedLimit: { days: 0, unit: 'immediate', clockStart: 'accepted' }, legalLimit: null }
];

/** What happened so far, as the record of a case keeps it. */
interface Walked {
  readonly facts: CaseFacts;
  readonly decidedOn: string | null;
}

const after = ({ facts, decidedOn }: Walked, { rating, decidedOn: decided, ...change }: CaseChange): Walked => ({
  facts: { ...facts, ...change, rated: facts.rated || rating !== undefined, version: facts.version + 1 },
  decidedOn: decided ?? decidedOn
});

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}

const WORDS: Readonly<Partial<Record<ActName, object>>> = {
  offer: { to: 'colleague' },
  correct: { answers: [{ key: 'mobile', value: '13800000000' }] },
  'ask-supplement': { entries: [{ what: '户口簿', how: '原件' }] },
  dismiss: { reason: '已经自动享受' },
  refuse: { reason: '不属于本中心办理', next: NEXT_OFFICE },
  'pass-up': { reason: '超出权限', next: NEXT_OFFICE },
  relieve: { given: '应急物资一份' },
  send: { to: null, with: ['asked'] },
  opine: { departmentId: 'asked', opinion: 'agreed', reason: '' },
  suspend: { procedure: '专家评审', reason: '病情复杂', days: 10 },
  resume: { outcome: '评审通过' },
  publicise: { summary: '拟给予补贴' },
  'answer-objection': { objection: 1, reason: '核实过，符合条件' },
  object: { reason: '人户分离' },
  explain: { reason: '核对没有回来' },
  extend: { days: 3, reason: '外出核查' },
  grant: { reason: '' },
  deny: { reason: '收入超过标准' },
  issue: { handedTo: '本人' },
  annul: { reason: '住所证明不实' },
  rate: { grade: 5, reasons: [] },
  entrust: { to: 'helper', agreed: 'cards' },
  deliver: { receivedBy: '老伴' },
  revisit: { satisfied: true, said: '送来了' },
  sign: { signer: 1 },
  'sign-on-paper': { signer: 1 },
  escalate: { level: 2, to: { id: 'manager', name: '管中心' } }
};

/** An act with words in it that mean something, whether it may be done or not. */
const asked = (act: ActName, version: number, materials: readonly string[]): AnyAction =>
  ({ act, version, ...WORDS[act], ...(act === 'receive-material' ? { materials } : {}) }) as AnyAction;

/** Acts after which another day may be promised than before: they begin, stop or lengthen the count, or it was never said. */
const MOVES: readonly ActName[] = [
  'ask-supplement',
  'suspend',
  'resume',
  'extend',
  'deem-accept',
  'dismiss',
  'refuse',
  'withdraw',
  'lapse'
];

const ENDS: readonly ActName[] = [
  'dismiss',
  'refuse',
  'deny',
  'withdraw',
  'pass-up',
  'object',
  'revoke',
  'raise-objection'
];

/** Hundreds of thousands of things are checked: said in a sentence only where one does not hold. */
function must(holding: boolean, what: string): void {
  if (!holding) expect.fail(what);
}
const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

/** What must hold from one version of a case to the next, whoever did whatever. */
function holds(before: Walked, act: ActName, now: Walked, item: ItemFacts, { today, calendar }: Day): void {
  const [was, is] = [before.facts, now.facts];
  const so = (holding: boolean, what: string) => must(holding, `${act} from ${was.state} to ${is.state}: ${what}`);
  so(ARROWS[was.state].includes(is.state), 'there is no such arrow');
  // Nothing that was said is unsaid.
  so(!was.clock.acceptedOn || is.clock.acceptedOn === was.clock.acceptedOn, 'acceptance was unsaid');
  so(!before.decidedOn || now.decidedOn === before.decidedOn, 'the decision was unsaid');
  so(!was.supplementAsked || (is.supplementAsked && act !== 'ask-supplement'), 'papers were asked for twice');
  so(was.clock.extension === 0 || is.clock.extension === was.clock.extension, 'it was extended twice');
  so(!was.rated || act !== 'rate', 'it was rated twice');
  so(was.archivedOn === null, 'an archived case was touched');
  so(is.unsigned > 0 === Object.values(is.materials).includes('to-sign'), 'signatures and papers differ');
  so(is.clock.pauses.length >= was.clock.pauses.length, 'a special procedure was forgotten');
  so(same(Object.keys(is.materials), Object.keys(was.materials)), 'a paper was forgotten');
  for (const [key, standing] of Object.entries(was.materials))
    so(!['received', 'fetched'].includes(standing) || is.materials[key] === standing, 'a paper was lost');
  // A day that was promised stays that day, whatever else is done, until the count itself is stopped, begun or lengthened.
  const [due, dueNow] = [duesOf(calendar, was.clock, item), duesOf(calendar, is.clock, item)];
  if (due.promised && !MOVES.includes(act)) so(same(dueNow.promised, due.promised), 'the promised day moved');
  if (!due.promised && dueNow.promised && act !== 'resume')
    so(is.clock.from === (act === 'deem-accept' ? is.receivedOn : today), 'the count began on another day');
  if (due.promised && dueNow.promised && act !== 'deem-accept')
    so(dueNow.promised.due >= due.promised.due, 'the promised day came nearer');
  so((isPaused(is.clock) && !isClosed(is.state)) === (is.state === 'suspended'), 'the clock stands, or does not');
  // Whoever waits has somebody to ask, and a day to hold them to.
  so(!was.ownerId || is.ownerId !== null, 'nobody has it any more');
  if (['accepted', 'reviewing', 'publicised', 'passed-up', 'granted', 'denied', 'issued'].includes(is.state)) {
    so(is.clock.acceptedOn !== null && dueNow.promised !== null, 'it was accepted without a day');
    so(!item.legalLimit || dueNow.legal !== null, 'it was accepted without the day of the law');
  }
  so((now.decidedOn !== null) === DECIDED.includes(is.state), 'the day of the decision');
  so((is.closedOn !== null) === (isClosed(is.state) && is.state !== 'granted'), 'the day of closing');
  if (act === 'accept')
    so(!item.materials.some(({ key, required }) => required && is.materials[key] === 'to-bring'), 'a paper is missing');
  so(was.revisitedOn === null || is.revisitedOn === was.revisitedOn, 'a 回访 was unsaid');
  so(was.entrustedTo === null || is.entrustedTo !== null || act === 'revoke', 'nobody does it for them any more');
  if (act === 'archive') so(was.entrustedTo === null || was.revisitedOn !== null, 'archived before its 回访');
  if (act === 'deliver' || act === 'revisit') so(was.entrustedTo !== null, 'nobody was entrusted');
  if (act === 'issue' || act === 'deliver')
    so(!Object.values(is.materials).includes('later'), 'a tolerated paper is missing');
  if (act === 'grant' && item.publicNoticeDays > 0 && was.state !== 'passed-up')
    so(was.publicUntil !== null && was.publicUntil < today, '公示 was not over');
  // 公示: an objection is heard to the last day, ends nothing by itself, and is answered before anything is given.
  so(is.unansweredObjections >= 0, 'more was answered than asked');
  if (act === 'raise-objection') so(is.state === 'publicised' && is.publicUntil === was.publicUntil, '公示 ended');
  if (act === 'raise-objection') so(was.publicUntil !== null && today <= was.publicUntil, 'it came too late');
  if (act === 'grant' || act === 'pass-up') so(was.unansweredObjections === 0, 'an objection is not answered');
  if (act === 'object') so(is.unansweredObjections === 0, 'an objection is left');
  if (act === 'grant') so(!Object.values(was.opinions).some((one) => one !== 'agreed'), '联办: not everybody agrees');
}

describe('a case under whatever is done to it', () => {
  it(`${WALKS} walks of ${STEPS} acts, legal and illegal: no state that is not drawn, nothing unsaid, no day moved`, () => {
    const below = chance(20_260_918);
    const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T;
    const drawn = Object.entries(ARROWS)
      .flatMap(([from, all]) => all.map((to) => `${from} ${to}`))
      .filter((arrow) => !NEVER.includes(arrow));
    const reached = new Set<string>();
    const happened = new Set<ActName>();
    let refused = 0;
    const isWhole = () => drawn.every((arrow) => reached.has(arrow));
    for (let walk = 0; walk < WALKS || (!isWhole() && walk < MOST_WALKS); walk++) {
      const item: ItemFacts = {
        handling: pick(['promised', 'promised', 'immediate']),
        itemType: pick(['行政许可', '行政给付']),
        ...pick(LIMITS),
        stages: pick([{}, { forward: 1, decide: 2, deliver: 1 }]),
        lapsesAfter: pick([null, { days: 3, unit: 'working' }]),
        publicNoticeDays: pick([0, 2]),
        specialProcedures: pick([[], ['先行救助（紧急）']]),
        materials: [
          { key: 'm1', required: true },
          { key: 'm2', required: false }
        ]
      };
      const standing = () =>
        pick(['fetched', 'generated', 'to-sign', 'promised', 'later', 'later', 'to-bring', 'not-needed'] as const);
      const materials = { m1: standing(), m2: standing() };
      let today = FRIDAY;
      let now: Walked = {
        facts: frozen(
          factsOf({
            version: 1,
            ownerId: null,
            materials,
            unsigned: Object.values(materials).includes('to-sign') ? 1 + below(2) : 0,
            clock: clockOf({ from: isComplete(materials) ? FRIDAY : null })
          })
        ),
        decidedOn: null
      };
      for (let at = 0; at < STEPS; at++) {
        if (below(3) === 0) today = next(today);
        if (below(25) === 0) for (let days = 0; days < 20; days++) today = next(today);
        const day: Day = { today, calendar: ANNOUNCED };
        const actor = pick(ACTORS);
        // Whoever may do something does it now and then; else anything is tried.
        const allowed = allowedActs(now.facts, item, actor, day).filter((act): act is ActName => act !== 'submit');
        const tried = CASE_ACTS.filter((act): act is ActName => act !== 'submit');
        // What ends a walk is chosen seldom, so that walks get far.
        const onward = allowed.filter((act) => !ENDS.includes(act) || below(5) === 0);
        const act = pick(
          onward.length > 0 && below(3) > 0 ? onward : tried.filter((act) => !ENDS.includes(act) || below(4) === 0)
        );
        const isStale = below(8) === 0;
        const version = now.facts.version - (isStale ? 1 : 0);
        const done = step(now.facts, item, asked(act, version, [pick(['m1', 'm2'])]), actor, day);
        const mayDo = allowed.includes(act) && !(isStale && act !== 'claim');
        if (!done.ok) {
          refused++;
          must(/^[a-z]+\.[a-z-]+$/.test(done.error.code), done.error.code);
          // What a screen offers is refused only for what was written into it.
          const written = act === 'escalate' ? ['case.state'] : ['staff.unknown', 'request.malformed'];
          must(!mayDo || written.includes(done.error.code), `${act} was offered in ${now.facts.state}`);
          continue;
        }
        must(mayDo, `${act} was not offered in ${now.facts.state}`);
        const after1 = after(now, done.value);
        holds(now, act, after1, item, day);
        reached.add(`${now.facts.state} ${after1.facts.state}`);
        happened.add(act);
        now = { ...after1, facts: frozen(after1.facts) };
        // What comes due by itself is never refused.
        const { promised } = duesOf(ANNOUNCED, now.facts.clock, item);
        const duty = dutyOf(
          now.facts,
          item,
          { dueOn: promised?.due ?? null, provisional: promised?.provisional ?? false },
          day
        );
        if (duty && duty.act !== 'escalate')
          must(step(now.facts, item, asked(duty.act, duty.version, []), SYSTEM, day).ok, `${duty.act} was refused`);
      }
    }
    // A walk that goes nowhere would hold as well: every arrow was taken, every act happened, most of what was tried is refused.
    expect([...reached].sort()).toEqual(drawn.sort());
    expect([...happened].sort()).toEqual(CASE_ACTS.filter((act) => act !== 'submit').sort());
    expect(refused).toBeGreaterThan(WALKS * 5);
  }, 240_000);
});
