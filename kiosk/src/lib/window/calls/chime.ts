/** Two soft strokes, a third apart: heard across a hall, and nothing that startles whoever stands at the window. */
const STROKES = [
  { at: 0, hertz: 880 },
  { at: 0.28, hertz: 698.5 }
] as const;
const LOUDNESS = 0.18;
const FADE_SECONDS = 0.9;

/** Browsers play nothing before somebody has touched their page. */
export const maySound = (): boolean => navigator.userActivation?.hasBeenActive ?? true;

let context: AudioContext | null = null;

/** Sounds once, made by the browser itself; silent where it may not. */
export async function chime(): Promise<void> {
  if (!maySound()) return;
  context ??= new AudioContext();
  await context.resume();
  strike(context, context.currentTime);
}

/** Strikes both at a moment of a sound's clock; gives the moment at which they have faded. */
export function strike(on: AudioContext, start: number): number {
  for (const { at, hertz } of STROKES) stroke(on, start + at, hertz);
  return start + Math.max(...STROKES.map(({ at }) => at)) + FADE_SECONDS;
}

function stroke(on: AudioContext, start: number, hertz: number): void {
  const tone = new OscillatorNode(on, { frequency: hertz });
  const fade = new GainNode(on, { gain: 0 });
  fade.gain.linearRampToValueAtTime(0, start);
  fade.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  fade.gain.exponentialRampToValueAtTime(0.001, start + FADE_SECONDS);
  tone.connect(fade).connect(on.destination);
  tone.start(start);
  tone.stop(start + FADE_SECONDS);
}
