import { expect, it } from 'vitest';
import { wavOf } from './sim/program.ts';
import { recordingOf } from './wav.ts';

it('a recording of unknown length gets its own', () => {
  const written = wavOf(2);
  expect(written.readUInt32LE(4)).toBeGreaterThan(written.length);
  const { wav, seconds } = recordingOf(written) ?? {};
  expect(seconds).toBe(2);
  expect(wav?.length).toBe(written.length);
  expect(Buffer.from(wav ?? []).readUInt32LE(4)).toBe(written.length - 8);
  expect(Buffer.from(wav ?? []).readUInt32LE(40)).toBe(written.length - 44);
});

it('what stands before the sound, and behind it, is passed by', () => {
  const plain = recordingOf(wavOf(1))?.wav ?? new Uint8Array();
  const note = Buffer.concat([Buffer.from('LIST\u0003\0\0\0'), Buffer.from('abc\0')]);
  const noted = Buffer.concat([plain.subarray(0, 12), note, plain.subarray(12), note]);
  expect(recordingOf(noted)).toMatchObject({ seconds: 1, wav: { length: plain.length + note.length } });
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['something else', Buffer.from('Error: the voice does not exist, and this is long enough to be a head')],
  ['a head without a sound', wavOf(0)],
  ['half a head', wavOf(1).subarray(0, 30)],
  ['sound that is compressed', Buffer.from(wavOf(1)).fill(85, 20, 22)]
])('%s is no recording', (_, bytes) => {
  expect(recordingOf(bytes)).toBeNull();
});
