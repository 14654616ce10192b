import { spawn } from 'node:child_process';
import { fail, ok, type Result } from '../../server/contract/result.ts';

/**
 * Photos on cards are compressed by a method (WLT) that only the makers' libraries undo. An operator who has one names a
 * program: 1024 bytes come in on its standard input, a picture has to go out. Nothing depends on it.
 */
export type PhotoFailure =
  /** What the card held is no photo. */
  | 'photo.none'
  /** The system does not let us take the network away from a program (Linux `unshare`): then it is not started. */
  | 'photo.not-isolated'
  | 'photo.late'
  /** The program is missing, ended with an error, or gave something else than the picture. */
  | 'photo.failed';

const WLT_BYTES = 1024;
/** How every photo begins: WL, width 102, height 126. */
const WLT_HEAD = Buffer.from([0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00]);
/** A BMP of 102 by 126 dots, three bytes each, rows filled up to four bytes. */
const BMP_BYTES = 38_862;
const LONGEST_MS = 2000;

/**
 * A user and a network of its own: the program finds no interface but a loopback that is down. Processes of its own too:
 * with it ends whatever it started, also what has left its group, and no face stays behind.
 */
const ISOLATED = ['--user', '--map-root-user', '--net', '--pid', '--fork', '--kill-child=SIGKILL', '--'];

function run(
  command: string,
  args: readonly string[],
  input: Uint8Array,
  deadlineMs: number
): Promise<Result<Buffer, PhotoFailure>> {
  const { promise, resolve } = Promise.withResolvers<Result<Buffer, PhotoFailure>>();
  // A group of its own, so that both of its processes can be ended; no settings of ours, so that it learns nothing from them.
  const child = spawn(command, args, { cwd: '/', env: {}, detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
  const end = (result: Result<Buffer, PhotoFailure>) => {
    clearTimeout(timer);
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    resolve(result);
  };
  const timer = setTimeout(() => end(fail('photo.late')), deadlineMs);
  const pieces: Buffer[] = [];
  let length = 0;
  child.on('error', () => end(fail('photo.failed')));
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
    if (length > BMP_BYTES) end(fail('photo.failed'));
  });
  child.on('close', (code) => end(code === 0 ? ok(Buffer.concat(pieces)) : fail('photo.failed')));
  child.stdin.end(input);
  return promise;
}

function isPicture(bmp: Buffer): boolean {
  if (bmp.length !== BMP_BYTES || bmp.toString('latin1', 0, 2) !== 'BM') return false;
  return bmp.readInt32LE(18) === 102 && Math.abs(bmp.readInt32LE(22)) === 126 && bmp.readUInt16LE(28) === 24;
}

/**
 * Has the photo of a card decoded by the program `command`, without a network and within `deadlineMs` (2 seconds): a BMP of
 * 102 by 126 dots. The photo itself is left as it is; its owner zeroes it.
 */
export async function decodePhoto(
  photo: Uint8Array,
  { command, deadlineMs = LONGEST_MS }: { readonly command: string; readonly deadlineMs?: number }
): Promise<Result<Uint8Array, PhotoFailure>> {
  if (photo.length !== WLT_BYTES || WLT_HEAD.some((byte, at) => photo[at] !== byte)) return fail('photo.none');
  const isolated = await run('/usr/bin/unshare', [...ISOLATED, '/bin/true'], new Uint8Array(), deadlineMs);
  if (!isolated.ok) return fail('photo.not-isolated');
  const made = await run('/usr/bin/unshare', [...ISOLATED, command], photo, deadlineMs);
  if (!made.ok) return made;
  return isPicture(made.value) ? made : fail('photo.failed');
}
