import { describe, expect, it } from 'vitest';
import { readControlKeys } from './controls.ts';

function read(environment: Record<string, string>) {
  const mistakes: string[] = [];
  return { keys: readControlKeys(environment, mistakes), mistakes };
}

describe('the keys that an operator sets', () => {
  it('are none where nothing is set: every terminal knows the usual ones', () => {
    expect(read({})).toEqual({ keys: { keypad: {}, switches: null }, mistakes: [] });
  });

  it('are taken as they are written', () => {
    expect(read({ KEYPAD_KEYS: 'NumpadAdd:next, NumpadSubtract:previous', SWITCH_KEYS: 'Space,Enter' })).toEqual({
      keys: {
        keypad: { NumpadAdd: 'next', NumpadSubtract: 'previous' },
        switches: { move: 'Space', choose: 'Enter' }
      },
      mistakes: []
    });
  });

  it.each([
    [{ KEYPAD_KEYS: 'F99:next' }, /^KEYPAD_KEYS names "F99", which is no key: /],
    [{ KEYPAD_KEYS: 'Tab:next' }, /^KEYPAD_KEYS names "Tab", which is no key: /],
    [{ KEYPAD_KEYS: 'F17:jump' }, /^KEYPAD_KEYS must say what F17 does, such as F17:next: one of previous, next, /],
    [{ KEYPAD_KEYS: 'F17' }, /^KEYPAD_KEYS must say what F17 does/],
    [{ KEYPAD_KEYS: 'F17:help,F17:back' }, /^KEYPAD_KEYS names F17 twice/],
    [{ SWITCH_KEYS: 'ctrl,F15' }, /^SWITCH_KEYS names "ctrl", which is no key: /],
    [{ SWITCH_KEYS: 'F14' }, /^SWITCH_KEYS must be two different keys/],
    [{ SWITCH_KEYS: 'F14,F14' }, /^SWITCH_KEYS must be two different keys/],
    [{ SWITCH_KEYS: 'F14,F15,F16' }, /^SWITCH_KEYS must be two different keys/],
    [{ KEYPAD_KEYS: 'F14:help', SWITCH_KEYS: 'F14,F15' }, /^KEYPAD_KEYS and SWITCH_KEYS both name F14/]
  ])('%j are told to be wrong in one sentence', (environment, sentence) => {
    expect(read(environment).mistakes).toEqual([expect.stringMatching(sentence)]);
  });
});
