import type { SpeechOrder } from '../../../../devices/agent/wire.ts';
import { send } from '../agent.ts';

/** How a piece is to be heard: until its end, or until the signal says that it is enough. */
export interface Hearing extends SpeechOrder {
  /** 0 to 1. */
  readonly volume: number;
  readonly signal: AbortSignal;
}

/** Browsers count in factors of their own usual speed. */
const BROWSER_RATES = { normal: 0.9, slow: 0.65 } as const;

/** True once it was heard to its end. */
async function play(address: string, { volume, signal }: Hearing): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const audio = new Audio(address);
  audio.volume = volume;
  audio.onended = () => resolve(true);
  audio.onerror = () => resolve(false);
  signal.addEventListener('abort', () => resolve(false), { once: true });
  audio.play().catch(() => resolve(false));
  const heard = await promise;
  audio.pause();
  return heard;
}

/** Speaks by the agent's voice. False where nothing was heard to its end: no voice, or it was stopped. */
export async function sayByAgent(hearing: Hearing): Promise<boolean> {
  const { text, rate, signal } = hearing;
  try {
    const answer = await send('/agent/speech', { method: 'POST', body: { text, rate }, signal });
    if (!answer.ok) return false;
    const address = URL.createObjectURL(await answer.blob());
    const heard = await play(address, hearing);
    URL.revokeObjectURL(address);
    return heard;
  } catch {
    return false;
  }
}

/** Speaks by a voice of the browser. False as above. */
export async function sayByBrowser(voice: SpeechSynthesisVoice, hearing: Hearing): Promise<boolean> {
  const { text, rate, volume, signal } = hearing;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const utterance = Object.assign(new SpeechSynthesisUtterance(text), {
    voice,
    lang: voice.lang,
    volume,
    rate: BROWSER_RATES[rate]
  });
  utterance.onend = () => resolve(true);
  utterance.onerror = () => resolve(false);
  signal.addEventListener('abort', () => resolve(false), { once: true });
  speechSynthesis.speak(utterance);
  const heard = await promise;
  if (!heard) speechSynthesis.cancel();
  return heard;
}

/** A Chinese voice on this machine: what is said goes to nobody's server. One of espeak-ng reads its tones in English. */
const isUsable = ({ lang, localService, name }: SpeechSynthesisVoice): boolean =>
  localService && /^(zh|cmn)/i.test(lang) && !/yue|hk|latin.as.english/i.test(`${lang} ${name}`);

/** Tells which voice the browser has, now and whenever that changes; browsers find theirs only after a while. */
export function watchBrowserVoice(tell: (voice: SpeechSynthesisVoice | null) => void): () => void {
  if (!('speechSynthesis' in globalThis)) return () => undefined;
  const look = () => tell(speechSynthesis.getVoices().find(isUsable) ?? null);
  look();
  speechSynthesis.addEventListener('voiceschanged', look);
  return () => speechSynthesis.removeEventListener('voiceschanged', look);
}
