import { expect, it } from 'vitest';
import { createRecordings } from './recordings.ts';

const wav = (length: number) => new Uint8Array(length);

it('keeps what was asked for last, and no more than its limit', () => {
  const recordings = createRecordings(10);
  recordings.keep('a', wav(4));
  recordings.keep('b', wav(4));
  recordings.find('a');
  recordings.keep('c', wav(4));
  expect(['a', 'b', 'c'].map((key) => recordings.find(key)?.length ?? null)).toEqual([4, null, 4]);
});

it('does not give up everything for one that is too large', () => {
  const recordings = createRecordings(10);
  recordings.keep('a', wav(4));
  recordings.keep('b', wav(11));
  expect(['a', 'b'].map((key) => recordings.find(key)?.length ?? null)).toEqual([4, null]);
});

it('forgets everything at once', () => {
  const recordings = createRecordings(10);
  recordings.keep('a', wav(4));
  recordings.forget();
  expect(recordings.find('a')).toBeNull();
});
