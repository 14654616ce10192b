import type { HallCall } from '../../../../server/contract/ticket-wire.ts';
import { sayByBrowser, watchBrowserVoice } from '../speech/sound.ts';
import { strike } from '../window/calls/chime.ts';
import { RECORDED, recordingsOf, sentenceOf } from './spoken.ts';

/** Seconds from one recording to the next within a call, and from one call to the next. */
const [BETWEEN, AFTER] = [0.02, 0.6];
/** No call is longer: whatever a browser forgets to say is over by then. */
const LONGEST_MS = 15_000;

const TOUCHES = ['pointerdown', 'keydown'] as const;

/** Chime and voice of a display; nothing is ever asked of it while it speaks. */
export class Loudspeaker {
  /** False where the browser plays nothing before somebody has touched the page. */
  may = $state(false);
  #context: AudioContext | null = null;
  #voice: SpeechSynthesisVoice | null = null;
  readonly #recordings = new Map<string, AudioBuffer>();

  /** Until the function it gives is called. */
  open(): () => void {
    const context = new AudioContext();
    this.#context = context;
    const look = () => {
      this.may = context.state === 'running';
    };
    const touch = () => void context.resume().catch(() => undefined);
    look();
    context.addEventListener('statechange', look);
    for (const kind of TOUCHES) addEventListener(kind, touch);
    const unwatch = watchBrowserVoice((voice) => {
      this.#voice = voice;
    });
    for (const name of Object.values(RECORDED)) void this.#recording(name);
    return () => {
      unwatch();
      for (const kind of TOUCHES) removeEventListener(kind, touch);
      void context.close();
    };
  }

  /** Ends once it was said, or could not be. */
  async say(call: HallCall): Promise<void> {
    const context = this.#context;
    if (!context || !this.may) return;
    const chimed = strike(context, context.currentTime);
    const enough = AbortSignal.timeout(LONGEST_MS);
    await until(context, chimed);
    const hearing = { text: sentenceOf(call), rate: 'normal', volume: 1, signal: enough } as const;
    const isSaid = this.#voice !== null && (await sayByBrowser(this.#voice, hearing));
    if (!isSaid && !enough.aborted) await this.#play(context, recordingsOf(call));
    await until(context, context.currentTime + AFTER);
  }

  async #play(context: AudioContext, names: readonly string[]): Promise<void> {
    const recordings = await Promise.all(names.map((name) => this.#recording(name)));
    let at = context.currentTime;
    for (const recording of recordings) {
      if (!recording) continue;
      const source = new AudioBufferSourceNode(context, { buffer: recording });
      source.connect(context.destination);
      source.start(at);
      at += recording.duration + BETWEEN;
    }
    await until(context, at);
  }

  /** Fetched once; one that could not be had is asked for again by the next call. */
  async #recording(name: string): Promise<AudioBuffer | null> {
    const kept = this.#recordings.get(name);
    if (kept || !this.#context) return kept ?? null;
    try {
      const answer = await fetch(`/voice/${name}.wav`);
      if (!answer.ok) return null;
      const recording = await this.#context.decodeAudioData(await answer.arrayBuffer());
      this.#recordings.set(name, recording);
      return recording;
    } catch {
      return null;
    }
  }
}

/** By a timer: the clock of a sound that was stopped stands still, and the hall must not. */
const until = ({ currentTime }: AudioContext, at: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, at - currentTime) * 1000));
