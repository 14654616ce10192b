import type { HallCall } from '../../../../server/contract/ticket-wire.ts';

const NUMERALS = '零一二三四五六七八九';

/**
 * What was recorded, by how it is written, and the file it lies in (`kiosk/voice/record.ts` makes them). A call is put
 * together from these where the browser has no Chinese voice of its own, as on most machines behind a screen.
 */
export const RECORDED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...NUMERALS].map((numeral, digit) => [numeral, `digit-${digit}`])),
  十: 'ten',
  ...Object.fromEntries([...'ABCDY'].map((letter) => [letter, `letter-${letter.toLowerCase()}`])),
  '号，请到': 'number-go-to',
  '号，请看屏幕': 'number-see-screen',
  号窗口: 'number-window',
  窗口: 'window',
  号柜台: 'number-desk',
  号: 'number',
  楼: 'floor',
  综合: 'general',
  服务台: 'service-desk',
  咨询台: 'enquiries',
  导办台: 'guide-desk',
  接待室: 'reception-room'
};

/** Longest first: 号窗口 is not 号 and 窗口. */
const PIECES = new RegExp(
  Object.keys(RECORDED)
    .toSorted((one, other) => other.length - one.length)
    .join('|'),
  'g'
);

const digitByDigit = (digits: string): string => digits.replaceAll(/\d/g, (digit) => NUMERALS[Number(digit)] ?? '');

/** 3 is 三, 12 is 十二; what is longer, or begins with a nought, is a code. */
function counted(digits: string): string {
  if (digits.length > 2 || digits.startsWith('0')) return digitByDigit(digits);
  const [tens, ones] = [Math.floor(Number(digits) / 10), Number(digits) % 10];
  return `${tens > 1 ? NUMERALS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? NUMERALS[ones] : ''}`;
}

/** Every digit of a ticket's number by itself, whoever says it: `A007` is A零零七. */
const ticketSaid = (number: string): string => `${digitByDigit(number)}号`;
const counterSaid = (counter: string): string => counter.replaceAll(/\d+/g, counted);

/** A call in one sentence, in which no voice can take a number for another. */
export const sentenceOf = ({ number, counter }: Pick<HallCall, 'number' | 'counter'>): string =>
  `${ticketSaid(number)}，请到${counterSaid(counter)}`;

function recordingsIn(text: string): readonly string[] | null {
  const found = text.match(PIECES) ?? [];
  return found.join('') === text ? found.map((piece) => RECORDED[piece] ?? '') : null;
}

/** The recordings that say a call, in order. Of a counter with a name of its own the screen tells the rest. */
export const recordingsOf = (call: Pick<HallCall, 'number' | 'counter'>): readonly string[] =>
  recordingsIn(sentenceOf(call)) ?? recordingsIn(`${ticketSaid(call.number)}，请看屏幕`) ?? [];
