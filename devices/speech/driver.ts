import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { assertNever, fail, ok, type Result } from '../../server/contract/result.ts';
import type { Program, ProgramEnd, SpeechFailure, Voice } from '../device.ts';
import { createStatus } from '../status.ts';
import { spokenOf } from './codec.ts';
import { callOf, type Engine, type EngineCall } from './engine.ts';
import { createRecordings } from './recordings.ts';
import { recordingOf } from './wav.ts';

/** Milliseconds. */
export interface VoiceTimings {
  /** From asking until the whole recording has to be there. */
  readonly deadline: number;
  /** From one look at an engine that does not speak to the next. */
  readonly look: number;
}

const TIMINGS: VoiceTimings = { deadline: 5000, look: 30_000 };
/** Three minutes of espeak-ng, which nobody listens to. */
const LARGEST_BYTES = 8_000_000;
/** A dozen sentences. */
const KEPT_BYTES = 8_000_000;
/** Said to itself, to see that there is a sound. */
const TRIAL = '好';

function resultOf(ended: ProgramEnd, cancelled: boolean): Result<Uint8Array, SpeechFailure> {
  switch (ended.end) {
    case 'absent':
      return fail('speech.absent');
    case 'failed':
      return fail('speech.failed');
    case 'stopped':
      return fail(cancelled ? 'speech.cancelled' : 'speech.slow');
    case 'done': {
      const recording = recordingOf(ended.output);
      return recording ? ok(recording.wav) : fail('speech.failed');
    }
    default:
      return assertNever(ended);
  }
}

/** What one attempt says of the engine; null where it says nothing. */
function statusAfter(result: Result<Uint8Array, SpeechFailure>): Voice['status'] | null {
  if (result.ok) return { state: 'ready' };
  if (result.error === 'speech.cancelled') return null;
  return result.error === 'speech.absent' ? { state: 'absent' } : { state: 'fault', code: result.error };
}

const keyOf = ({ arguments: given, settings, input }: EngineCall): string =>
  createHash('sha256')
    .update(JSON.stringify([given, settings]))
    .update(input)
    .digest('base64');

/**
 * Speaks with a program: one sentence at a time, each within a deadline. An engine that is not there, fails, is too slow or
 * gives no sound is a status; it is tried again by itself until it speaks. Failures: `SpeechFailure`.
 */
export function createVoice(options: {
  readonly program: Program;
  readonly engine: Engine;
  readonly timings?: Partial<VoiceTimings>;
}): Voice {
  const { program, engine } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const status = createStatus<Voice['status'], void>({ state: 'absent' }, undefined);
  const recordings = createRecordings(KEPT_BYTES);
  const closing = new AbortController();
  let speaking = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function attempt(call: EngineCall, asked: AbortSignal): Promise<Result<Uint8Array, SpeechFailure>> {
    const cancelled = AbortSignal.any([asked, closing.signal]);
    const signal = AbortSignal.any([cancelled, AbortSignal.timeout(timings.deadline)]);
    const ended = await program.run({ ...call, largestBytes: LARGEST_BYTES, signal });
    const result = resultOf(ended, cancelled.aborted);
    const next = statusAfter(result);
    if (next) status.become(next);
    return result;
  }

  async function watch(): Promise<void> {
    const { signal } = closing;
    while (!signal.aborted) {
      if (status.current.state !== 'ready') await attempt(callOf(engine, spokenOf(TRIAL, []), 'normal'), signal);
      await pause(timings.look, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  const watched = watch();

  return {
    get status() {
      return status.current;
    },
    subscribe: status.subscribe,
    async speak({ text, rate, names, signal }) {
      speaking.abort();
      const own = new AbortController();
      speaking = own;
      const call = callOf(engine, spokenOf(text, names), rate);
      const key = keyOf(call);
      const kept = recordings.find(key);
      if (kept) return ok(kept);
      const attempted = attempt(call, signal ? AbortSignal.any([signal, own.signal]) : own.signal);
      last = attempted;
      const result = await attempted;
      if (result.ok) recordings.keep(key, result.value);
      return result;
    },
    forget() {
      speaking.abort();
      recordings.forget();
    },
    async close() {
      closing.abort();
      await Promise.all([watched, last]);
      recordings.forget();
    }
  };
}
