import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { LIMITS } from './grid.ts';

/** Takes the bytes of one part as they are unpacked. `end`: no more of the whole file is wanted; `damaged`: it is none. */
export type PartReader = (bytes: Uint8Array, last: boolean) => 'more' | 'end' | 'too-large' | 'damaged';

/** What became of a packed file: read, ended by whoever read it, larger than it may be, or damaged. */
export type Unpacked = 'read' | 'ended' | 'too-large' | 'damaged';

/** So little is unpacked at once that no slice can become more than some megabytes (DEFLATE packs 1:1032 at most). */
const SLICE_BYTES = 4096;

const DIRECTORY_END = Buffer.from('PK\x05\x06', 'latin1');

/** How many parts the end of a file says that it has; null where the end is missing: it was cut off. */
function partCount(bytes: Uint8Array): number | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf(DIRECTORY_END);
  return end < 0 || end + 22 > file.length ? null : file.readUInt16LE(end + 10);
}

/**
 * Reads the parts of a ZIP file that `readerOf` wants, slice by slice: nothing is believed that the file says of its
 * own sizes, and what is too large is found before it is held.
 */
export function unpack(bytes: Uint8Array, readerOf: (name: string) => PartReader | null): Unpacked {
  let outcome: Unpacked = 'read';
  let unpackedBytes = 0;
  const names = new Set<string>();
  const end = (why: Unpacked) => {
    if (outcome === 'read') outcome = why;
  };
  const unzip = new Unzip((part: UnzipFile) => {
    if (names.has(part.name)) return end('damaged');
    names.add(part.name);
    if (names.size > LIMITS.parts) return end('too-large');
    const read = readerOf(part.name);
    if (!read) return;
    part.ondata = (error, chunk, last) => {
      if (outcome !== 'read') return;
      if (error) return end('damaged');
      unpackedBytes += chunk.length;
      if (unpackedBytes > LIMITS.unpackedBytes) return end('too-large');
      const wanted = read(chunk, last);
      if (wanted !== 'more') end(wanted === 'end' ? 'ended' : wanted);
    };
    part.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && outcome === 'read'; at += SLICE_BYTES)
      unzip.push(bytes.subarray(at, at + SLICE_BYTES), at + SLICE_BYTES >= bytes.length);
  } catch {
    end('damaged');
  }
  return outcome === 'read' && names.size !== partCount(bytes) ? 'damaged' : outcome;
}
