/**
 * Makes `kiosk/static/voice`, the pieces that a call in the hall is put together from: one WAV each, without the silence
 * around it, in μ-law, which is half the size and sounds the same over a loudspeaker. Run by hand when a piece is added;
 * the result is committed.
 *
 *   node kiosk/voice/record.ts PATH_OF_ESPEAK_NG
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { spokenOf } from '../../devices/speech/codec.ts';
import { callOf } from '../../devices/speech/engine.ts';
import { recordingOf } from '../../devices/speech/wav.ts';
import { createProgram } from '../../devices/transport/program.ts';
import { RECORDED } from '../src/lib/hall/spoken.ts';

const [path] = process.argv.slice(2);
if (!path) throw new Error('name espeak-ng');
const program = createProgram(path);
const folder = new URL('../static/voice/', import.meta.url);

/** Of 32767: what is softer is the silence around a word. */
const SILENT = 200;
/** At both ends, so that nothing clicks; and left of the silence, so that no consonant is cut. */
const [FADE_MS, LEFT_MS] = [4, 12];
const HEAD_BYTES = 44;
const LARGEST = 1_000_000;
/** As loud as a loudspeaker takes it without rattling. */
const PEAK = 29_000;

async function samplesOf(text: string): Promise<{ samples: Int16Array; rate: number }> {
  const call = callOf('espeak-ng', spokenOf(text, []), 'normal');
  const ended = await program.run({ ...call, largestBytes: LARGEST, signal: AbortSignal.timeout(10_000) });
  const wav = ended.end === 'done' ? recordingOf(ended.output)?.wav : null;
  if (!wav) throw new Error(`${text}: ${ended.end}`);
  const bytes = Buffer.from(wav);
  const samples = Int16Array.from({ length: (bytes.length - HEAD_BYTES) >> 1 }, (_, at) =>
    bytes.readInt16LE(HEAD_BYTES + 2 * at)
  );
  return { samples, rate: bytes.readUInt32LE(24) };
}

/** ITU-T G.711. */
function muLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const biased = Math.min(32_635, Math.abs(sample)) + 132;
  const exponent = Math.max(0, 24 - Math.clz32(biased));
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0x0f)) & 0xff;
}

function trimmed(samples: Int16Array, rate: number): number[] {
  const isHeard = (sample: number) => Math.abs(sample) > SILENT;
  const left = Math.round((rate * LEFT_MS) / 1000);
  const begin = Math.max(0, samples.findIndex(isHeard) - left);
  const end = Math.min(samples.length, samples.findLastIndex(isHeard) + left);
  const kept = [...samples.subarray(begin, end)];
  const loudest = Math.max(...kept.map(Math.abs));
  const fade = (rate * FADE_MS) / 1000;
  return kept.map((sample, at) =>
    Math.round((sample * PEAK * Math.min(1, at / fade, (kept.length - 1 - at) / fade)) / loudest)
  );
}

function wavOf(samples: readonly number[], rate: number): Buffer {
  const wav = Buffer.alloc(HEAD_BYTES + samples.length);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  // μ-law, one channel, one byte a sample.
  wav.writeUInt16LE(7, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples.length, 40);
  wav.set(samples.map(muLaw), HEAD_BYTES);
  return wav;
}

await mkdir(folder, { recursive: true });
for (const [text, name] of Object.entries(RECORDED)) {
  const { samples, rate } = await samplesOf(text);
  const wav = wavOf(trimmed(samples, rate), rate);
  await writeFile(new URL(`${name}.wav`, folder), wav);
  console.log(`${name}.wav ${text}: ${((wav.length - HEAD_BYTES) / rate).toFixed(2)} s`);
}
