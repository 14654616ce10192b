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
  for (const { at, hertz } of STROKES) stroke(context, context.currentTime + at, hertz);
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
