import { describe, expect, it } from 'vitest';
import type { Card } from '../../server/contract/card.ts';
import { chance } from '../../tests/fixtures/chance.ts';
import {
  createReaderMachine,
  firstMachine,
  READER_TIMINGS,
  type ReaderEvent,
  type ReaderMachine,
  type ReaderState,
  statusOf
} from './machine.ts';

const next = createReaderMachine(READER_TIMINGS);
const first = firstMachine(READER_TIMINGS);
const card = { name: '福寿长' } as Card;
const NOW = 1000;
const machine = (state: ReaderState, change: Partial<ReaderMachine> = {}): ReaderMachine => ({
  ...first,
  state,
  ...change
});
const wanted = { endsAtMs: NOW + 5000, last: 'id-card.no-card' } as const;
const over = { ...wanted, endsAtMs: NOW } as const;
const answered = (status: number, held: Card | null = null): ReaderEvent => ({ type: 'answered', status, card: held });

/** A step in words: where it leads, and what it does. */
function step(from: ReaderMachine, event: ReaderEvent): string {
  const { state, effects } = next(from, event, NOW);
  const done = effects.map((effect) => {
    switch (effect.do) {
      case 'wait':
        return `wait ${effect.ms}`;
      case 'ask':
        return effect.request;
      case 'give':
        return effect.result.ok ? 'give card' : effect.result.error;
      default:
        return effect.do;
    }
  });
  return [state.state.at, ...done].join(', ');
}

const absent = machine({ at: 'absent', fault: null });
const opening = machine({ at: 'opening', fault: null });
const ready = machine({ at: 'ready' });
const searching = machine({ at: 'searching' }, { wanted });
const selecting = machine({ at: 'reading', asked: 'select' }, { wanted });
const reading = machine({ at: 'reading', asked: 'readBase' }, { wanted });
const lying = machine({ at: 'lying', misses: 0, seen: true });

describe('a reader', () => {
  it.each<[string, ReaderMachine, ReaderEvent, string]>([
    ['is looked for at first', absent, { type: 'due' }, 'opening, open'],
    ['that is not there is looked for again', opening, { type: 'not-opened', fault: null }, 'absent, wait 1000'],
    ['that answers rests', opening, { type: 'opened' }, 'ready'],
    [
      'that answers while somebody waits looks for the card at once',
      machine({ at: 'opening', fault: null }, { wanted }),
      { type: 'opened' },
      'searching, find'
    ],
    ['that is wanted begins to look', ready, { type: 'wanted', endsAtMs: 9000 }, 'searching, find'],
    [
      'that is wanted while it is absent is looked for at once',
      absent,
      { type: 'wanted', endsAtMs: 9000 },
      'opening, open'
    ],
    ['without a card looks again after a pause', searching, answered(0x80), 'searching, wait 300'],
    [
      'whose time is over says so',
      machine({ at: 'searching' }, { wanted: over }),
      answered(0x80),
      'ready, id-card.no-card'
    ],
    ['that finds a card selects it', searching, answered(0x9f), 'reading, select'],
    ['that selected a card reads it', selecting, answered(0x90), 'reading, readBase'],
    [
      'that never sees a read card again does not call it lifted, and reads the next',
      machine({ at: 'lying', misses: 1, seen: false }),
      answered(0x80),
      'ready'
    ],
    ['that read a card gives it and watches it', reading, answered(0x90, card), 'lying, give card, find'],
    [
      'that began to read ends even when time is over',
      machine({ at: 'reading', asked: 'readBase' }, { wanted: over }),
      answered(0x90, card),
      'lying, give card, find'
    ],
    ['whose card moved tries again', reading, answered(0x41), 'searching, wait 300'],
    ['that nobody wants any more rests', machine({ at: 'reading', asked: 'select' }), answered(0x90), 'ready'],
    ['that looked once in vain does not call a card lifted', lying, answered(0x80), 'lying, wait 300'],
    [
      'that looked twice in vain does',
      machine({ at: 'lying', misses: 1, seen: true }),
      answered(0x80),
      'ready, tell-lifted'
    ],
    [
      'that sees the card again forgets the miss',
      machine({ at: 'lying', misses: 1, seen: true }),
      answered(0x9f),
      'lying, wait 300'
    ],
    [
      'whose card was lifted while somebody waits looks for the next',
      machine({ at: 'lying', misses: 1, seen: true }, { wanted }),
      answered(0x80),
      'searching, tell-lifted, wait 300'
    ],
    [
      'that answers a look with damage twice has not said anything of a card',
      machine({ at: 'searching' }, { wanted: { ...wanted, last: 'id-card.unreadable' }, failures: 1 }),
      { type: 'unanswered', kind: 'garbage' },
      'searching, wait 300'
    ],
    ['that is unplugged is let go', ready, { type: 'gone' }, 'absent, let-go, wait 1000'],
    [
      'that is unplugged with a card on it tells that it is gone',
      lying,
      { type: 'gone' },
      'absent, tell-lifted, let-go, wait 1000'
    ],
    ['that is unplugged in the middle of a read is waited for', reading, { type: 'gone' }, 'absent, let-go, wait 1000'],
    ['that failed its own test is let go', ready, answered(0x60), 'absent, let-go, wait 1000'],
    ['that is silent once is asked again', searching, { type: 'unanswered', kind: 'silent' }, 'searching, wait 300'],
    [
      'that is silent three times has a fault',
      machine({ at: 'searching' }, { wanted, failures: 2 }),
      { type: 'unanswered', kind: 'silent' },
      'absent, let-go, wait 1000'
    ]
  ])('%s', (_, from, event, expected) => {
    expect(step(from, event)).toBe(expected);
  });

  it('with a fault is tried again after ever longer pauses, up to ten seconds', () => {
    const pauses: number[] = [];
    let current = opening;
    for (let round = 0; round < 6; round++) {
      const { state, effects } = next(current, { type: 'not-opened', fault: 'id-card.reader-silent' }, NOW);
      for (const effect of effects) if (effect.do === 'wait') pauses.push(effect.ms);
      expect(statusOf(state)).toEqual({ state: 'fault', code: 'id-card.reader-silent' });
      current = next(state, { type: 'due' }, NOW).state;
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('with a fault is tried again soon while somebody stands there, and they are told when their time is over', () => {
    const tired = machine({ at: 'opening', fault: null }, { wanted, backOffMs: 8000 });
    expect(step(tired, { type: 'not-opened', fault: 'id-card.reader-denied' })).toBe('absent, wait 1000');
    expect(step({ ...tired, wanted: over }, { type: 'not-opened', fault: 'id-card.reader-denied' })).toBe(
      'absent, id-card.reader-failed, wait 8000'
    );
    expect(step({ ...tired, wanted: over }, { type: 'not-opened', fault: null })).toBe(
      'absent, id-card.no-reader, wait 1000'
    );
  });

  it.each([
    [0x40, 'id-card.not-an-id-card'],
    [0x32, 'id-card.refused'],
    [0x33, 'id-card.unreadable']
  ])('that says %i of a card twice is believed', (status, code) => {
    const once = next(searching, answered(status), NOW).state;
    expect(once.wanted?.last).toBe(code);
    expect(step(once, answered(status))).toBe(`ready, ${code}`);
  });

  it('says at the first time that a card was moved, and goes on trying; once it is read nothing is told any more', () => {
    const moved = next(reading, answered(0x41), NOW).state;
    expect([statusOf(reading), statusOf(moved)]).toEqual([
      { state: 'busy' },
      { state: 'ready', told: 'id-card.moved-too-early' }
    ]);
    const looking = next(moved, { type: 'due' }, NOW).state;
    const found = next(looking, answered(0x9f), NOW).state;
    expect(statusOf(found)).toEqual({ state: 'busy', told: 'id-card.moved-too-early' });
    const read = next(next(found, answered(0x90), NOW).state, answered(0x90, card), NOW).state;
    expect(statusOf(read)).toEqual({ state: 'ready' });
    expect(statusOf(next(moved, { type: 'unwanted' }, NOW).state)).toEqual({ state: 'ready' });
  });

  it.each(['id-card.no-card', 'id-card.no-reader', 'id-card.reader-failed', 'id-card.cancelled'] as const)(
    'tells nothing of a card where it is about %s',
    (last) => {
      expect(statusOf(machine({ at: 'searching' }, { wanted: { ...wanted, last } }))).toEqual({ state: 'ready' });
    }
  );

  it.each([0x81, 0x41, 0x47, 0x24])('that says %i of a card is asked again for as long as there is time', (status) => {
    const once = next(searching, answered(status), NOW).state;
    expect(step(once, answered(status))).toBe('searching, wait 300');
  });
});

it('on 100,000 random walks of a reader, never has two questions open, never gives a card nobody asked for, never stands still', () => {
  const below = chance(20261125);
  let current = next(first, { type: 'due' }, 0).state;
  let asked: 'open' | 'question' | null = 'open';
  let timer = false;
  let people = 0;
  for (let now = 0; now < 100_000; now++) {
    const events: ReaderEvent[] = [];
    if (asked === 'open')
      events.push(
        { type: 'opened' },
        { type: 'not-opened', fault: null },
        { type: 'not-opened', fault: 'id-card.reader-silent' }
      );
    if (asked === 'question')
      for (const status of [0x80, 0x9f, 0x90, 0x41, 0x40, 0x60])
        events.push(answered(status, below(2) === 0 ? card : null));
    if (asked === 'question') events.push({ type: 'unanswered', kind: 'silent' }, { type: 'gone' });
    if (timer) events.push({ type: 'due' });
    if (people === 0) events.push({ type: 'wanted', endsAtMs: now + below(40) });
    else events.push({ type: 'unwanted' });
    const event = events[below(events.length)] as ReaderEvent;
    if (event.type === 'wanted') people = 1;
    if (event.type === 'unwanted') people = 0;
    if (event.type === 'due') timer = false;
    if (['opened', 'not-opened', 'answered', 'unanswered', 'gone'].includes(event.type)) asked = null;
    const { state, effects } = next(current, event, now);
    if (effects.length > 0) timer = false;
    for (const effect of effects) {
      if (effect.do === 'open' || effect.do === 'ask') {
        expect(asked, `two questions after ${event.type}`).toBeNull();
        asked = effect.do === 'open' ? 'open' : 'question';
      }
      if (effect.do === 'wait') timer = true;
      if (effect.do === 'give') {
        expect(people).toBe(1);
        people = 0;
      }
    }
    current = state;
    expect(current.wanted === null).toBe(people === 0);
    expect(
      timer || asked !== null || (current.state.at === 'ready' && people === 0),
      `stuck in ${current.state.at}`
    ).toBe(true);
  }
});
