import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../../server/contract/inspection-wire.ts';
import type { WindowCase } from '../../../../../server/contract/window-wire.ts';
import { failingEntries, meetingKeys, neighbour, withFailing } from './marks.ts';

const material = (key: string, standing: WindowCase['materials'][number]['standing']) => ({
  key,
  name: `${key}的名称`,
  source: '本人提交',
  standing,
  acceptance: '清晰',
  required: true,
  note: null
});
const inspection = (key: string, verdict: Inspection['verdict'], why: string | null = null): Inspection => ({
  key,
  images: [],
  verdict,
  why,
  by: null,
  at: null,
  takesImages: true
});
const materials = [material('a', 'to-bring'), material('b', 'later'), material('c', 'fetched')];

describe('what was found at the window', () => {
  it('goes into the notice of what is missing, each with what is wrong, in the order of the item', () => {
    const found = [
      inspection('b', 'fails', '缺第二页'),
      inspection('a', 'fails', '公章看不清'),
      inspection('c', 'meets')
    ];
    expect(failingEntries(materials, found)).toEqual([
      { what: 'a的名称', how: '公章看不清' },
      { what: 'b的名称', how: '缺第二页' }
    ]);
  });
  it('chooses the papers that lie here, and none that was never waited for', () => {
    expect(
      meetingKeys(materials, [inspection('a', 'meets'), inspection('b', 'fails'), inspection('c', 'meets')])
    ).toEqual(['a']);
  });
});

describe('a notice of what is missing', () => {
  const failing = [{ what: '户口簿', how: '缺第二页' }];
  it('names what was found once, however often it is opened', () => {
    const once = withFailing(
      [
        { what: '户口簿', how: '带原件' },
        { what: '照片', how: '' }
      ],
      failing
    );
    expect(once).toEqual([
      { what: '户口簿', how: '带原件；缺第二页' },
      { what: '照片', how: '' }
    ]);
    expect(withFailing(once, failing)).toEqual(once);
  });
  it('is added to where it did not name it', () => {
    expect(withFailing([{ what: '照片', how: '两张' }], failing)).toEqual([{ what: '照片', how: '两张' }, ...failing]);
  });
});

describe('the next material', () => {
  it('is the one below or above, and stays at either end', () => {
    expect(neighbour(materials, 'a', 1)).toBe('b');
    expect(neighbour(materials, 'b', -1)).toBe('a');
    expect(neighbour(materials, 'a', -1)).toBe('a');
    expect(neighbour(materials, 'c', 1)).toBe('c');
  });
});
