import type { Program, ProgramEnd } from '../../device.ts';

const SAMPLES_PER_SECOND = 22_050;
const BYTES_PER_SAMPLE = 2;
/** What espeak-ng writes where it does not know a length yet. */
const UNKNOWN_LENGTH = 0x7ffff000;

/** A WAV as espeak-ng writes it to a pipe: mono, 16 bits, its lengths unknown. */
export function wavOf(seconds: number): Buffer {
  const sound = Buffer.alloc(seconds * SAMPLES_PER_SECOND * BYTES_PER_SAMPLE);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(UNKNOWN_LENGTH + 36, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  head.writeUInt32LE(SAMPLES_PER_SECOND * BYTES_PER_SAMPLE, 28);
  head.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  head.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(UNKNOWN_LENGTH, 40);
  return Buffer.concat([head, sound]);
}

/** `silent`: it ends well, and said nothing. `slow`: it does not end by itself. */
export type ProgramCondition = 'well' | 'silent' | 'slow' | 'dying' | 'garbage' | 'absent';

/** A program that speaks, with what can be wrong with it. */
export interface SimulatedProgram {
  readonly program: Program;
  setCondition(condition: ProgramCondition): void;
  /** What it was asked, oldest first: its arguments and settings, and its standard input as text. */
  asked(): readonly { readonly arguments: readonly string[]; readonly settings: object; readonly input: string }[];
  /** How many of it run now. */
  running(): number;
}

/** Says a third of a second for each syllable. */
export function createSimulatedProgram(): SimulatedProgram {
  const asked: { arguments: readonly string[]; settings: object; input: string }[] = [];
  let condition: ProgramCondition = 'well';
  let running = 0;

  async function live(input: string, signal: AbortSignal): Promise<ProgramEnd> {
    switch (condition) {
      case 'well':
        return { end: 'done', output: wavOf(input.trim().split(' ').length / 3) };
      case 'silent':
        return { end: 'done', output: new Uint8Array() };
      case 'garbage':
        return { end: 'done', output: Buffer.from('Full dictionary is not installed') };
      case 'dying':
        return { end: 'failed' };
      case 'absent':
        return { end: 'absent' };
      case 'slow': {
        const stopped = Promise.withResolvers<ProgramEnd>();
        const stop = () => stopped.resolve({ end: 'stopped' });
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
        return stopped.promise;
      }
    }
  }

  return {
    program: {
      async run({ input, signal, ...call }) {
        const text = new TextDecoder().decode(input);
        asked.push({ arguments: call.arguments, settings: call.settings, input: text });
        running++;
        const ended = await live(text, signal);
        running--;
        return ended;
      }
    },
    setCondition(next) {
      condition = next;
    },
    asked: () => asked,
    running: () => running
  };
}
