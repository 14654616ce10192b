const PCM = 1;
const HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;

/** A recording as a browser plays it. */
export interface Recording {
  readonly wav: Uint8Array;
  readonly seconds: number;
}

/**
 * A WAV (RIFF, linear PCM) with its true lengths: a program that writes as it speaks cannot know them, and leaves the
 * largest there are, on which some browsers wait. null where it is none, or holds no sound.
 */
export function recordingOf(bytes: Uint8Array): Recording | null {
  const wav = Buffer.from(bytes);
  if (wav.toString('latin1', 0, 4) !== 'RIFF' || wav.toString('latin1', 8, 12) !== 'WAVE') return null;
  let bytesPerSecond = 0;
  for (let at = HEAD_BYTES; at + CHUNK_HEAD_BYTES <= wav.length; ) {
    const name = wav.toString('latin1', at, at + 4);
    const length = wav.readUInt32LE(at + 4);
    const begin = at + CHUNK_HEAD_BYTES;
    if (name === 'fmt ' && begin + 16 <= wav.length && wav.readUInt16LE(begin) === PCM)
      bytesPerSecond = wav.readUInt32LE(begin + 8);
    if (name === 'data') {
      const sound = Math.min(length, wav.length - begin);
      if (bytesPerSecond === 0 || sound === 0) return null;
      wav.writeUInt32LE(sound, at + 4);
      wav.writeUInt32LE(begin + sound - 8, 4);
      return { wav: wav.subarray(0, begin + sound), seconds: sound / bytesPerSecond };
    }
    // Chunks begin at even places.
    at = begin + length + (length % 2);
  }
  return null;
}
