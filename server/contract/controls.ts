/** What a key of a tactile keypad does on a terminal's page. */
export const KEYPAD_ACTS = ['previous', 'next', 'up', 'down', 'choose', 'back', 'help', 'repeat'] as const;
export type KeypadAct = (typeof KEYPAD_ACTS)[number];

/** What an operator set for the keys of one terminal, beside what every terminal knows. */
export interface ControlKeys {
  /** By code of the key, as `KeyboardEvent.code` has it. */
  readonly keypad: Readonly<Record<string, KeypadAct>>;
  /** The two switches of a scanner, by code; null for the usual ones. */
  readonly switches: { readonly move: string; readonly choose: string } | null;
}

/** Keys by their place, as `KeyboardEvent.code` of the W3C has them. Tab and the keys that are held stay what they are. */
const CODES = [
  'F(?:[1-9]|1[0-9]|2[0-4])',
  'Key[A-Z]|Digit[0-9]|Space|Enter|Escape|Backspace|Insert|Delete|Home|End|PageUp|PageDown|Pause|ScrollLock',
  'Arrow(?:Up|Down|Left|Right)',
  'Numpad(?:[0-9]|Add|Subtract|Multiply|Divide|Decimal|Enter)',
  'Minus|Equal|BracketLeft|BracketRight|Semicolon|Quote|Backquote|Comma|Period|Slash|Backslash',
  'Help|Select|ContextMenu|Browser(?:Back|Forward|Home|Refresh|Search|Favorites|Stop)',
  'AudioVolume(?:Up|Down|Mute)|Media(?:PlayPause|Stop|TrackNext|TrackPrevious|Select)'
];
const CODE = new RegExp(`^(?:${CODES.join('|')})$`);

/** True where a text is the code of a key that can be given an act, such as `F17` or `NumpadAdd`. */
export const isKeyCode = (code: string): boolean => CODE.test(code);
