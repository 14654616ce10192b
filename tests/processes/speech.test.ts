import { afterAll, test as anyTest, beforeAll, expect } from 'vitest';
import type { SpeechRate } from '../../devices/device.ts';
import { spokenOf } from '../../devices/speech/codec.ts';
import { callOf } from '../../devices/speech/engine.ts';
import { openVoice } from '../../devices/speech/installed.ts';
import { recordingOf } from '../../devices/speech/wav.ts';
import { hasDebianPackages } from '../debian.ts';
import { type Espeak, unpackEspeak } from '../espeak.ts';

/** Without apt there is no espeak-ng here. */
const test = anyTest.skipIf(!hasDebianPackages);

let espeak: Espeak;
beforeAll(async () => {
  if (hasDebianPackages) espeak = await unpackEspeak();
}, 180_000);
afterAll(() => espeak?.remove());

const voiceOf = () => openVoice({ speech: { engine: 'espeak-ng', program: espeak.path } });
const phonemesOf = (text: string, names: readonly string[] = []) =>
  espeak
    .phonemes(callOf('espeak-ng', spokenOf(text, names), 'normal'))
    .replaceAll(/[\s_|']+/g, ' ')
    .trim();

test.each([
  // Each syllable with its tone, 35 rises, 55 is high, 51 falls, 21 and 214 are low.
  ['银行行长', 'j i35n X a35N X a35N ts.a214N'],
  ['重庆', 'ts.h ong35 tS;h i51N'],
  ['绿色', 'l y51 s o-51'],
  ['2026年', '@r51 l i35N @r51 l iou51 n iE35n']
])('espeak-ng says %s as it is said', (text, sounds) => {
  expect(phonemesOf(text).replaceAll(' ', '')).toBe(sounds.replaceAll(' ', ''));
});

test('espeak-ng says nothing in another language, whatever stands on a page', () => {
  const all = '单*明，您好。A4纸2张，共1,200元；电话0571-00000000，号码330102********202X，9:30—11:30。';
  expect(phonemesOf(all, ['单*明'])).not.toContain('(en)');
});

test('a sentence comes out as a recording of its length, and slowly as a longer one', async () => {
  await using voice = { ...voiceOf(), [Symbol.asyncDispose]: () => voice.close() };
  const seconds = async (rate: SpeechRate) => {
    const text = '来办事，刷一下身份证。平放在屏幕下面的读卡处。没带证，也可以先看。';
    const spoken = await voice.speak({ text, rate, names: [] });
    return spoken.ok ? (recordingOf(spoken.value)?.seconds ?? 0) : 0;
  };
  const [normal, slow] = [await seconds('normal'), await seconds('slow')];
  // 29 syllables, and four pauses.
  expect(normal).toBeGreaterThan(6);
  expect(normal).toBeLessThan(15);
  expect(slow).toBeGreaterThan(normal * 1.1);
});
