import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentOf, unpackDebian } from './debian.ts';
import { dataFolder } from './instance.ts';

/** Debian's espeak-ng as a program of its own, which finds its voices and its libraries where they were unpacked. */
export interface Espeak {
  /** Its whole path, for `SPEECH`. */
  readonly path: string;
  /** The sounds that it makes of what it reads, in its own notation: without a tone where it took a syllable for English. */
  phonemes(call: { readonly arguments: readonly string[]; readonly input: Uint8Array }): string;
  remove(): Promise<void>;
}

const isForRecording = (argument: string): boolean => argument !== '--stdout';

/** Unpacks it; needs apt. */
export async function unpackEspeak(): Promise<Espeak> {
  const debian = unpackDebian('espeak-ng', ['espeak-ng']);
  const { LD_LIBRARY_PATH = '' } = environmentOf(debian);
  const libraries = LD_LIBRARY_PATH.split(':').flatMap((one) => [one, `${one}/pulseaudio`]);
  const folder = await dataFolder();
  const path = join(folder, 'espeak-ng');
  // Its data lies beside its library, whatever the machine.
  const program = `#!/bin/sh
export LD_LIBRARY_PATH=${libraries.join(':')}
export ESPEAK_DATA_PATH=$(dirname ${debian}/usr/lib/*/espeak-ng-data/phontab)/..
exec ${debian}/usr/bin/espeak-ng "$@"
`;
  await writeFile(path, program, { mode: 0o755 });
  return {
    path,
    phonemes: (call) =>
      execFileSync(path, [...call.arguments.filter(isForRecording), '-q', '-x'], {
        input: call.input,
        encoding: 'utf8'
      }),
    remove: () => rm(folder, { recursive: true, force: true })
  };
}
