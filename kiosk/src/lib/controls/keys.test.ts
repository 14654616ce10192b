import { describe, expect, it } from 'vitest';
import { actOf, isDevice, mayWrite } from './keys.ts';

const pressed = (code: string, key = code) => ({ code, key });
const doing = (code: string, set: Parameters<typeof actOf>[1] = null) => actOf(pressed(code), set)?.act ?? null;

describe('a key', () => {
  it('of an EZ Access keypad does what is printed on it', () => {
    const codes = ['F17', 'F18', 'F19', 'F20', 'F21', 'F22', 'F23', 'F24'];
    expect(codes.map((code) => doing(code))).toEqual([
      'help',
      'previous',
      'next',
      'choose',
      'back',
      'next',
      'up',
      'down'
    ]);
  });

  it('is known by its place, whatever Linux calls it', () => {
    expect(actOf({ code: 'F18', key: 'LaunchApplication9' }, null)).toEqual({ by: 'keypad', act: 'previous' });
    expect(actOf({ code: '', key: 'BrowserBack' }, null)).toEqual({ by: 'keypad', act: 'back' });
    expect(actOf({ code: '', key: ' ' }, null)).toEqual({ by: 'keypad', act: 'choose' });
  });

  it('that writes a letter, a figure or goes on by Tab is no act', () => {
    for (const code of ['KeyA', 'KeyZ', 'Digit1', 'Numpad7', 'Comma', 'Tab', 'F11'])
      expect(doing(code), code).toBeNull();
  });

  it('of two switches moves and chooses, and is none that an ordinary keyboard has', () => {
    expect(actOf(pressed('F14'), null)).toEqual({ by: 'switch', act: 'move' });
    expect(actOf(pressed('F15'), null)).toEqual({ by: 'switch', act: 'choose' });
  });
});

describe('what an operator set', () => {
  const set = { keypad: { NumpadAdd: 'next', F5: 'help' }, switches: { move: 'Space', choose: 'Enter' } } as const;

  it('takes the place of the usual, and leaves the rest', () => {
    expect(doing('NumpadAdd', set)).toBe('next');
    expect(doing('F5', set)).toBe('help');
    expect(doing('F21', set)).toBe('back');
    expect(actOf(pressed('Space'), set)).toEqual({ by: 'switch', act: 'move' });
    expect(doing('F14', set)).toBeNull();
  });

  it('is an act also where the page would write', () => {
    expect(mayWrite(pressed('Space'), null)).toBe(true);
    expect(mayWrite(pressed('Space'), set)).toBe(false);
    expect(mayWrite(pressed('Backspace'), set)).toBe(true);
    expect(mayWrite(pressed('ArrowLeft'), null)).toBe(false);
  });
});

it('a device made for it is told from a keyboard that lies there', () => {
  const isMade = (code: string) => {
    const act = actOf(pressed(code), null);
    return act && isDevice(pressed(code), act);
  };
  expect(['F14', 'F18', 'F13', 'F5'].map(isMade)).toEqual([true, true, true, true]);
  expect(['ArrowLeft', 'Enter', 'Escape'].map(isMade)).toEqual([false, false, false]);
});
