import type { SpeechRate } from '../device.ts';
import { chineseOf, type Spoken } from './codec.ts';
import { pinyinOf } from './pinyin.ts';

/** `espeak-ng` reads pinyin, `command` is whatever an operator has, and reads Chinese. */
export type Engine = 'espeak-ng' | 'command';

/** Words a minute, of which each syllable is one: old people hear 160 well where everyday talk has 240. */
const WORDS_PER_MINUTE: Readonly<Record<SpeechRate, number>> = { slow: 120, normal: 160 };

/** What the program is started with: the text never stands among the arguments, which every user of the machine sees. */
export interface EngineCall {
  readonly arguments: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  readonly input: Uint8Array;
}

/**
 * How an engine is asked to say something. espeak-ng's own Chinese reads 银行行长 wrongly, and in some editions the tones in
 * English, so that it gets pinyin. Another program gets the rate as `SPEECH_RATE`, `slow` or `normal`.
 */
export function callOf(engine: Engine, said: readonly Spoken[], rate: SpeechRate): EngineCall {
  const encode = (text: string) => new TextEncoder().encode(`${text}\n`);
  return engine === 'espeak-ng'
    ? {
        arguments: ['-v', 'cmn-latn-pinyin', '-s', String(WORDS_PER_MINUTE[rate]), '--stdin', '--stdout'],
        settings: {},
        input: encode(pinyinOf(said))
      }
    : { arguments: [], settings: { SPEECH_RATE: rate }, input: encode(chineseOf(said)) };
}
