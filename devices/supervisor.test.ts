import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSupervisor, type Step } from './supervisor.ts';

type Effect = { readonly do: 'say'; readonly word: string };
type Event = { readonly type: 'go' } | { readonly type: 'look' } | { readonly type: 'due' };

/** Counts: `go` says the count and waits as long, `look` changes nothing, `due` says so. */
const next = (count: number, { type }: Event): Step<number, Effect> => {
  if (type === 'look') return { state: count, effects: [] };
  if (type === 'due') return { state: count, effects: [{ do: 'say', word: 'due' }] };
  return {
    state: count + 1,
    effects: [
      { do: 'say', word: `go ${count}` },
      { do: 'wait', ms: 100 }
    ]
  };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const said: string[] = [];
  const supervisor = createSupervisor<number, Event, Effect>({
    first: 0,
    next,
    perform({ word }) {
      said.push(word);
      if (word === 'go 0') supervisor.dispatch({ type: 'go' });
    },
    entered: (count) => said.push(`count ${count}`)
  });
  return { supervisor, said };
}

it('works off an event that an effect brings only after the effects of the one before', () => {
  const { supervisor, said } = start();
  supervisor.dispatch({ type: 'go' });
  expect(said).toEqual(['count 1', 'go 0', 'count 2', 'go 1']);
  expect(supervisor.state).toBe(2);
});

it('has one timer: a step that does something sets it anew, one that does nothing leaves it', () => {
  const { supervisor, said } = start();
  supervisor.dispatch({ type: 'go' });
  vi.advanceTimersByTime(60);
  supervisor.dispatch({ type: 'go' });
  vi.advanceTimersByTime(60);
  expect(said).not.toContain('due');
  supervisor.dispatch({ type: 'look' });
  vi.advanceTimersByTime(60);
  expect(said.filter((word) => word === 'due')).toHaveLength(1);
});

it('hears nothing any more once it is closed', () => {
  const { supervisor, said } = start();
  supervisor.dispatch({ type: 'go' });
  supervisor.close();
  vi.advanceTimersByTime(1000);
  supervisor.dispatch({ type: 'go' });
  expect(said).not.toContain('due');
  expect(supervisor.state).toBe(2);
});

it('goes on after a defect in whoever listens to it', () => {
  const said: string[] = [];
  let isDefective = true;
  const supervisor = createSupervisor<number, Event, Effect>({
    first: 0,
    next,
    perform: ({ word }) => said.push(word),
    entered() {
      if (isDefective) throw new TypeError('a defect');
    }
  });
  expect(() => supervisor.dispatch({ type: 'go' })).toThrow('a defect');
  isDefective = false;
  vi.advanceTimersByTime(100);
  expect(said).toEqual(['due']);
  supervisor.dispatch({ type: 'go' });
  expect(supervisor.state).toBe(2);
});
