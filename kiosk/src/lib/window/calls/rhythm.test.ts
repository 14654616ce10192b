import { expect, it } from 'vitest';
import { beat, SILENCE } from './rhythm.ts';

/** The seconds at which it sounds, of what rings second by second. */
function soundsOf(seconds: readonly (readonly string[])[]): number[] {
  let rhythm = SILENCE;
  return seconds.flatMap((ringing, second) => {
    const next = beat(rhythm, ringing, (1000 + second) * 1000);
    rhythm = next;
    return next.sounds ? [second] : [];
  });
}
const lasting = (seconds: number, ...ringing: string[]) => Array.from({ length: seconds }, () => ringing);

it('sounds once for a new call, and again each twenty seconds while it rings', () => {
  expect(soundsOf([...lasting(3), ...lasting(50, 'one')])).toEqual([3, 23, 43]);
});

it('sounds at once for another call, and for one that rings anew', () => {
  expect(soundsOf([...lasting(5, 'one'), ...lasting(5, 'one', 'other')])).toEqual([0, 5]);
  expect(soundsOf([...lasting(5, 'one'), ...lasting(5), ...lasting(5, 'one')])).toEqual([0, 10]);
});

it('is silent once somebody goes', () => {
  expect(soundsOf([...lasting(2, 'one'), ...lasting(60)])).toEqual([0]);
});
