/** When the chime sounds: at once for each new call, then gently while one still rings. Time is a parameter. */
export interface Rhythm {
  readonly heard: ReadonlySet<string>;
  readonly lastAt: number;
}
export const SILENCE: Rhythm = { heard: new Set(), lastAt: 0 };

const REPEAT_MS = 20_000;

export function beat(rhythm: Rhythm, ringing: readonly string[], now: number): Rhythm & { readonly sounds: boolean } {
  const isNew = ringing.some((id) => !rhythm.heard.has(id));
  const sounds = isNew || (ringing.length > 0 && now - rhythm.lastAt >= REPEAT_MS);
  return { heard: new Set(ringing), lastAt: sounds ? now : rhythm.lastAt, sounds };
}
