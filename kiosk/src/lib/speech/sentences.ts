import { maskPersonName } from '../../../../server/contract/person-name.ts';
import { speech } from '../words/speech.ts';

/** The agent takes 400 characters; shorter pieces are heard sooner. */
const LONGEST_PIECE = 100;

/** Ends of sentences stay with what they end. */
const SENTENCE = /[^。！？；\n]+[。！？；\n]*/g;
const CLAUSE = /[^，、：]+[，、：]*/g;

/** A sentence without an end in sight is cut at its commas, and where it has none, anywhere. */
function cut(sentence: string): readonly string[] {
  if (sentence.length <= LONGEST_PIECE) return [sentence];
  return (sentence.match(CLAUSE) ?? []).flatMap(
    (clause) => clause.match(new RegExp(`.{1,${LONGEST_PIECE}}`, 'gsu')) ?? []
  );
}

/** What is said in one breath: whole sentences, as many as go into one piece. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const sentence of (text.match(SENTENCE) ?? []).flatMap(cut)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length <= LONGEST_PIECE)
      pieces[pieces.length - 1] = last + sentence;
    else pieces.push(sentence);
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

/** One after the other, with a pause between them where they bring none. */
export function joined(parts: readonly string[], pause: '，' | '。'): string {
  const [first = '', ...others] = parts.map((part) => part.trim()).filter((part) => part !== '');
  return others.reduce((text, part) => text + (/[，。！？：；、]$/.test(text) ? '' : pause) + part, first);
}

/** What can be pressed or filled in, as somebody has to know it who does not see it. */
export interface Control {
  readonly name: string;
  readonly kind: 'button' | 'field';
  readonly chosen: boolean;
  readonly disabled: boolean;
  readonly description: string;
}

/** Its name first: whoever knows the page goes on as soon as they have heard it. */
export const controlText = ({ name, kind, chosen, disabled, description }: Control): string =>
  joined(
    [
      name,
      speech[kind],
      ...(chosen ? [speech.chosen] : []),
      ...(disabled ? [speech.disabled] : []),
      ...(description ? [description] : [])
    ],
    '，'
  );

/** Who is here, and for whom, by their whole names. */
export interface Present {
  readonly resident: string | null;
  readonly principal: string | null;
}

/** Whole, and as a page shows it. */
const formsOf = (name: string | null): readonly string[] => (name ? [name, maskPersonName(name)] : []);

/** A hall hears what a loudspeaker says: people are addressed, and not named. */
export function nameless(text: string, { resident, principal }: Present): string {
  let said = text;
  for (const name of formsOf(resident)) said = said.replaceAll(`${name}，`, '').replaceAll(name, speech.you);
  for (const name of formsOf(principal)) said = said.replaceAll(name, speech.principal);
  return said;
}

/** Texts of one look at a page that were not there at the last one. */
export const newTexts = (before: readonly string[], now: readonly string[]): readonly string[] => [
  ...new Set(now.filter((text) => text !== '' && !before.includes(text)))
];

/** How far the countdown has come, as it is said: at its beginning, and twice before its end. */
export const stageOf = (secondsLeft: number): 'begun' | 'ten' | 'five' =>
  secondsLeft > 10 ? 'begun' : secondsLeft > 5 ? 'ten' : 'five';
