import { counted, digitByDigit, spelled } from './numbers.ts';

/** One thing after the other that is said. `counted` and `spelled` are in Chinese numerals, and are never a part of a word. */
export type Spoken =
  | { readonly say: 'words' | 'name' | 'counted' | 'spelled' | 'letters'; readonly text: string }
  | { readonly say: 'pause'; readonly length: 'short' | 'long' };

const SHORT: Spoken = { say: 'pause', length: 'short' };
const LONG: Spoken = { say: 'pause', length: 'long' };
const words = (text: string): Spoken => ({ say: 'words', text });
const count = (digits: string): Spoken => ({ say: 'counted', text: counted(Number(digits)) });
const spell = (code: string): readonly Spoken[] =>
  spelled(code).flatMap((text, at) => [...(at > 0 ? [SHORT] : []), { say: 'spelled', text } as const]);

interface Place {
  readonly before: string;
  readonly after: string;
}

/** What is counted in Chinese: before it a number is an amount however long, and two of it are 两. */
const MEASURE = '[个件份次位名人张页天周年块元秒分项步条台户口]|小时|平方|公里';
/** Longer than this a number before no measure is a code: a room, a telephone, the end of a number. */
const LONGEST_COUNTED = 2;
/** The largest amount that is counted. */
const LONGEST_AMOUNT = 11;

function readDigits(digits: string, { before, after }: Place): readonly Spoken[] {
  const isMeasured = new RegExp(`^(?:${MEASURE})`).test(after);
  const isOrdinal = before.endsWith('第');
  if (isMeasured && digits.length <= LONGEST_AMOUNT && !/^0./.test(digits)) {
    // As a part of the sentence: 一 changes its tone with what follows it, and two of something are 两.
    if (digits === '1') return [words('一')];
    if (digits === '2' && !isOrdinal) return [words('两')];
    return [count(digits)];
  }
  return digits.length <= LONGEST_COUNTED && !digits.startsWith('0') ? [count(digits)] : spell(digits);
}

const minutes = (text: string): readonly Spoken[] => {
  if (text === '00') return [words('点')];
  const said = text.startsWith('0') ? digitByDigit(text) : counted(Number(text));
  return [words('点'), { say: 'counted', text: said }, words('分')];
};

type Rule = readonly [pattern: RegExp, say: (match: RegExpExecArray, place: Place) => readonly Spoken[]];

/** What is in a text, in the order in which it is looked for at each place. */
const RULES: readonly Rule[] = [
  [
    /(\d{4})(?:年|[-/.](?=\d{1,2}[-/.]\d{1,2}(?!\d)))/y,
    ([, year = '']) => [{ say: 'spelled', text: digitByDigit(year) }, words('年')]
  ],
  [
    /(?<=\d{4}[-/.])(\d{1,2})[-/.](\d{1,2})/y,
    ([, month = '', day = '']) => [count(month), words('月'), count(day), words('日')]
  ],
  [/(\d{1,2})[:：](\d{2})(?!\d)/y, ([, hour = '', minute = '']) => [count(hour), ...minutes(minute)]],
  // A number with a part that is hidden: what is shown of it is no amount.
  [/\d+(?=[*＊])/y, ([digits]) => spell(digits)],
  [
    /[*＊]{2,}(\d*)(X?)/y,
    ([, rest = '', last = '']) => [SHORT, words('隐去几位'), SHORT, ...spell(rest), ...spellLetters(last)]
  ],
  [/[*＊]/y, () => [words('某')]],
  [/(\d{1,3}(?:,\d{3}){1,3})(?!\d)/y, ([amount]) => [count(amount.replaceAll(',', ''))]],
  [
    /(\d{1,11})\.(\d+)(%?)/y,
    ([, whole = '', part = '', percent]) => [
      ...(percent ? [words('百分之')] : []),
      { say: 'counted', text: `${counted(Number(whole))}点${digitByDigit(part)}` }
    ]
  ],
  [/(\d{1,3})[%％]/y, ([, part = '']) => [words('百分之'), count(part)]],
  [/\d+(?:[- ]\d+)+/y, ([code]) => spell(code)],
  [/(?<=[\d点分]) ?[-—–～~]+ ?(?=\d)/y, () => [words('到')]],
  [/\d+/y, ([digits], place) => readDigits(digits, place)],
  [/[A-Za-z]+/y, ([letters]) => spellLetters(letters)],
  [/\p{Script=Han}+/uy, ([text]) => [words(text)]],
  [/[。！？!?；;…\n]+/y, () => [LONG]],
  [/[，、：:,（）()《》【】[\]|/—–～~-]+/y, () => [SHORT]]
];

const spellLetters = (letters: string): readonly Spoken[] =>
  letters === '' ? [] : [{ say: 'letters', text: [...letters.toUpperCase()].join(' ') }];

/** Takes names out of a text: every other part is one. Longest first, because one may begin another. */
function partsOf(text: string, names: readonly string[]): readonly string[] {
  const known = names
    .filter((name) => /^[\p{Script=Han}*·]+$/u.test(name))
    .toSorted((one, other) => other.length - one.length);
  return known.length === 0 ? [text] : text.split(new RegExp(`(${known.join('|').replaceAll('*', '\\*')})`));
}

const nameOf = (text: string): Spoken => ({ say: 'name', text: text.replaceAll('*', '某').replaceAll('·', '') });

/** Pauses meet: the longer one stays, and none begins or ends a text. */
function joined(all: readonly Spoken[]): readonly Spoken[] {
  const said: Spoken[] = [];
  for (const one of all) {
    const last = said.at(-1);
    if (one.say === 'pause') {
      if (last?.say === 'pause') said[said.length - 1] = last.length === 'long' ? last : one;
      else if (last) said.push(one);
    } else if (one.say === 'words' && last?.say === 'words') said[said.length - 1] = words(last.text + one.text);
    else if (one.say === 'letters' && last?.say === 'letters')
      said[said.length - 1] = { say: 'letters', text: `${last.text} ${one.text}` };
    else said.push(one);
  }
  if (said.at(-1)?.say === 'pause') said.pop();
  return said;
}

/** True where there is anything in a text that can be said. */
export const isSpeakable = (text: string): boolean => spokenOf(text, []).length > 0;

/** What is said of a text in which no name stands. */
function read(text: string): readonly Spoken[] {
  const said: Spoken[] = [];
  for (let at = 0; at < text.length; ) {
    let next = at + 1;
    for (const [pattern, say] of RULES) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match) continue;
      next = at + match[0].length;
      said.push(...say(match, { before: text.slice(0, at), after: text.slice(next) }));
      break;
    }
    at = next;
  }
  return said;
}

/**
 * What is said of a text as it stands on a screen: digits in Chinese, dates and times as people say them, numbers to be
 * copied piece by piece, marks as pauses; what cannot be said is left out. `names`: those that stand in the text.
 */
export const spokenOf = (text: string, names: readonly string[]): readonly Spoken[] =>
  joined(partsOf(text, names).flatMap((part, at) => (at % 2 === 1 ? [nameOf(part)] : read(part))));

/** What is said, for any engine that reads Chinese: no digit and no mark that it could take for something else. */
export const chineseOf = (said: readonly Spoken[]): string =>
  said.map((one) => (one.say === 'pause' ? (one.length === 'long' ? '。' : '，') : one.text)).join('');
