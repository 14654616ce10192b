import { type ControlKeys, isKeyCode, KEYPAD_ACTS, type KeypadAct } from '../../server/contract/controls.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const listed = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const isAct = (name: string): name is KeypadAct => (KEYPAD_ACTS as readonly string[]).includes(name);
const noKey = (setting: string, code: string) =>
  `${setting} names "${code}", which is no key: write codes such as F17 or NumpadAdd, as devices/README.md has them.`;

function readKeypad(environment: Environment, mistakes: string[]): ControlKeys['keypad'] {
  const keypad: Record<string, KeypadAct> = {};
  for (const entry of listed(environment.KEYPAD_KEYS)) {
    const [code = '', act = '', ...rest] = entry.split(':');
    if (!isKeyCode(code)) mistakes.push(noKey('KEYPAD_KEYS', code));
    else if (!isAct(act) || rest.length > 0)
      mistakes.push(`KEYPAD_KEYS must say what ${code} does, such as ${code}:next: one of ${KEYPAD_ACTS.join(', ')}.`);
    else if (code in keypad) mistakes.push(`KEYPAD_KEYS names ${code} twice: a key does one thing.`);
    else keypad[code] = act;
  }
  return keypad;
}

function readSwitches(environment: Environment, mistakes: string[]): ControlKeys['switches'] {
  const codes = listed(environment.SWITCH_KEYS);
  if (codes.length === 0) return null;
  const unknown = codes.filter((code) => !isKeyCode(code));
  mistakes.push(...unknown.map((code) => noKey('SWITCH_KEYS', code)));
  if (unknown.length > 0) return null;
  const [move, choose] = codes;
  if (codes.length === 2 && move && choose && move !== choose) return { move, choose };
  mistakes.push('SWITCH_KEYS must be two different keys, the first to move and the second to choose, such as F14,F15.');
  return null;
}

/** Reads which keys of a keypad and of two switches do what; each mistake is named in one sentence, in `mistakes`. */
export function readControlKeys(environment: Environment, mistakes: string[]): ControlKeys {
  const keypad = readKeypad(environment, mistakes);
  const switches = readSwitches(environment, mistakes);
  for (const code of [switches?.move, switches?.choose])
    if (code && code in keypad) mistakes.push(`KEYPAD_KEYS and SWITCH_KEYS both name ${code}: a key does one thing.`);
  return { keypad, switches };
}
