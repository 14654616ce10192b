import type { SpeechRate } from '../../../../devices/device.ts';
import { terminal } from '../terminal/terminal.svelte.ts';
import { wholePage } from './page-text.ts';
import { piecesOf } from './sentences.ts';
import { sayByAgent, sayByBrowser, watchBrowserVoice } from './sound.ts';

/** Heard by whoever stands here, and not by the whole hall. */
const SOFT = 0.5;
const LOUD = 1;

/** Not at all, to the hall, or into earphones: then what somebody filled in is said, too. */
type SpeechWay = 'off' | 'hall' | 'earphones';

/**
 * When something is said while something else is: `now` cuts it off, `after` waits for it, and what is `urgent` is said
 * at once and to its end.
 */
type Manner = 'now' | 'after' | 'urgent';

/** Says what a page wants to have said: by the agent's voice, by one of the browser, or not at all. */
class Speaker {
  way = $state<SpeechWay>('off');
  rate = $state<SpeechRate>('normal');
  on = $derived(this.way !== 'off');
  /** Nobody else hears it. */
  alone = $derived(this.way === 'earphones');
  saying = $state(false);
  #browserVoice = $state.raw<SpeechSynthesisVoice | null>(null);
  #agentSpeaks = $derived(terminal.status?.devices.speech.state === 'ready');
  available = $derived(this.#agentSpeaks || this.#browserVoice !== null);
  #stopping = new AbortController();
  #manner: Manner | null = null;
  #waiting: readonly string[] = [];
  #last = '';
  #repeated = false;

  /** Looks for voices of the browser until the function it gives is called. */
  watch(): () => void {
    return watchBrowserVoice((voice) => {
      this.#browserVoice = voice;
    });
  }

  choose(way: SpeechWay): void {
    this.way = way;
    if (way === 'off') this.stop();
  }

  /** For whoever shows that they do not see the screen; one who has chosen is left their choice. */
  turnOn(): void {
    if (!this.on) this.choose('hall');
  }

  say(text: string, manner: Manner = 'now'): void {
    if (!this.on || !this.available || text === '') return;
    this.#last = text;
    this.#repeated = false;
    const isHeld = this.#manner === 'urgent' && manner !== 'urgent';
    if (this.#manner !== null && (manner === 'after' || isHeld))
      this.#waiting = manner === 'after' ? [...this.#waiting, text] : [text];
    else void this.#begin(text, manner);
  }

  /** Said to everybody, softly, also to those who have asked for nothing. */
  announce(text: string): void {
    if (this.available) void this.#begin(text, 'urgent', SOFT);
  }

  /** What was said last, once more; asked for again, everything that stands on the page. */
  repeat(): void {
    const text = this.#repeated || this.#last === '' ? wholePage(this.alone) : this.#last;
    this.say(text);
    this.#repeated = true;
  }

  stop(): void {
    this.#waiting = [];
    this.#stopping.abort();
    this.#manner = null;
    this.saying = false;
  }

  async #begin(text: string, manner: Manner, volume = LOUD): Promise<void> {
    this.stop();
    const own = new AbortController();
    this.#stopping = own;
    this.#manner = manner;
    this.saying = true;
    for (const piece of piecesOf(text)) {
      if (!(await this.#sound(piece, volume, own.signal))) break;
    }
    if (this.#stopping !== own || own.signal.aborted) return;
    this.#manner = null;
    this.saying = false;
    const [next, ...others] = this.#waiting;
    if (next === undefined) return;
    void this.#begin(next, 'after');
    this.#waiting = others;
  }

  async #sound(text: string, volume: number, signal: AbortSignal): Promise<boolean> {
    const hearing = { text, volume, signal, rate: this.rate };
    if (this.#agentSpeaks && (await sayByAgent(hearing))) return true;
    return !signal.aborted && this.#browserVoice !== null && sayByBrowser(this.#browserVoice, hearing);
  }
}

export const speaker = new Speaker();
