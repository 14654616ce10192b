import { describe, expect, it } from 'vitest';
import { CENTRE_MOST_MS, LIBRARY_MOST_MS } from '../../../../server/contract/patience.ts';
import { fetching, handingIn, recordsOf, stageAt } from './waiting.ts';

const material = (name: string, record: string | null) =>
  ({ name, record }) as Parameters<typeof recordsOf>[0]['materials'][number];

describe('while the licence library is asked', () => {
  it.each([
    [0, '正在替您查“户口簿”', LIBRARY_MOST_MS],
    [1999, '正在替您查“户口簿”', LIBRARY_MOST_MS],
    [2000, '比平时慢一些，还在等回音', CENTRE_MOST_MS],
    [4999, '比平时慢一些，还在等回音', CENTRE_MOST_MS],
    [5000, '中心的系统现在很慢，还在等', CENTRE_MOST_MS],
    [60_000, '中心的系统现在很慢，还在等', CENTRE_MOST_MS]
  ])('after %i ms the screen says %s, and measures against %i ms', (elapsedMs, text, mostMs) => {
    expect(stageAt(fetching(['户口簿']), elapsedMs)).toMatchObject({ text, mostMs });
  });

  it('the records are named, up to three of them, each once', () => {
    const materials = ['一', '二', '二', '三', '四'].map((name) => material(name, `${name}证`));
    const names = recordsOf({ materials: [...materials, material('签名', null)] });
    expect(names).toEqual(['一', '二', '三', '四']);
    expect(fetching(names)[0]?.text).toBe('正在替您查“一”、“二”、“三”等4样');
    expect(fetching(names.slice(0, 2))[0]?.text).toBe('正在替您查“一”、“二”');
    expect(fetching([])[0]?.text).toBe('正在替您准备');
  });

  it('how long at most is said in whole seconds, never less than it is', () => {
    const said = [...fetching([]), ...handingIn].flatMap(({ hint, mostMs }) =>
      mostMs === null ? [] : [[Number(/最多等(\d+)秒/.exec(hint ?? '')?.[1]) * 1000, mostMs] as const]
    );
    expect(said.length).toBeGreaterThan(3);
    for (const [told, mostMs] of said) expect(told).toBeGreaterThanOrEqual(mostMs);
  });
});
