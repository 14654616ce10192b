import type { ControlKeys, KeypadAct } from '../../../../server/contract/controls.ts';

export type ControlAct =
  | { readonly by: 'keypad'; readonly act: KeypadAct }
  | { readonly by: 'switch'; readonly act: 'move' | 'choose' };

/**
 * F17 to F24 are what the EZ Access keypads of Storm Interface send, and the AudioNav its `<<`: help, up, down, the round
 * key, back, next, `<<`, `>>` (the Trace Center's ez-access-web, `js/eznav.js`; AudioNav technical manual). Their up and
 * down go through everything in turn; `<<` and `>>` skip a row. On Linux the names of these keys are those of multimedia
 * keyboards, so that a key is known by its place.
 */
const KEYPAD: Readonly<Record<string, KeypadAct>> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Enter: 'choose',
  NumpadEnter: 'choose',
  Space: 'choose',
  Select: 'choose',
  Escape: 'back',
  Backspace: 'back',
  BrowserBack: 'back',
  F1: 'help',
  Help: 'help',
  F5: 'repeat',
  F13: 'repeat',
  F17: 'help',
  F18: 'previous',
  F19: 'next',
  F20: 'choose',
  F21: 'back',
  F22: 'next',
  F23: 'up',
  F24: 'down'
};
/** No ordinary keyboard has these: whoever types never moves a scanner. */
const SWITCHES = { move: 'F14', choose: 'F15' } as const;

/** These write or take back as well: where a page took one of them for that, it is no act. */
const ALSO_WRITE: readonly string[] = ['Enter', 'NumpadEnter', 'Space', 'Escape', 'Backspace'];

type Pressed = Pick<KeyboardEvent, 'code' | 'key'>;
/** A key of a device that names no place is known by what it says. */
const codeOf = ({ code, key }: Pressed): string => code || (key === ' ' ? 'Space' : key);

/** What a key does; null where it is for nothing here. What an operator set takes the place of the usual. */
export function actOf(pressed: Pressed, set: ControlKeys | null): ControlAct | null {
  const code = codeOf(pressed);
  const switches = set?.switches ?? SWITCHES;
  if (code === switches.move) return { by: 'switch', act: 'move' };
  if (code === switches.choose) return { by: 'switch', act: 'choose' };
  const act = set?.keypad[code] ?? KEYPAD[code];
  return act ? { by: 'keypad', act } : null;
}

/** True where the page's own writing comes first. A key that an operator gave an act is an act always. */
export function mayWrite(pressed: Pressed, set: ControlKeys | null): boolean {
  const code = codeOf(pressed);
  const isSet = set !== null && (code in set.keypad || code === set.switches?.move || code === set.switches?.choose);
  return ALSO_WRITE.includes(code) && !isSet;
}

/** True where it comes from a device made for this, and not from a keyboard that may as well lie there for typing. */
export const isDevice = (pressed: Pressed, { by, act }: ControlAct): boolean =>
  by === 'switch' || act === 'repeat' || /^F(?:1[3-9]|2[0-4])$/.test(codeOf(pressed));
