import { describe, expect, it } from 'vitest';
import starter from '../../../../server/catalogue/starter/items.json' with { type: 'json' };
import type { Item } from '../../../../server/contract/item.ts';
import { begunAt, entryDone, stepsOf, withAnswer } from './entry.ts';

const items = starter as unknown as readonly Item[];
const field = items.find(({ code }) => code === 'SQ-10-001')?.form.find(({ type }) => type === 'repeat');
if (!field) throw new Error('no item asks several times');
const begun = begunAt(field, 0);
if (!begun) throw new Error('nothing is asked');
const steps = (draft: typeof begun) => stepsOf(field, draft).map(({ key }) => key);

describe('an entry', () => {
  it('asks what hangs on its own answers, one after the other', () => {
    expect(begun.key).toBe('kind');
    expect(steps(begun)).toEqual(['kind', 'phone']);
    expect(steps(withAnswer(begun, 'kind', '个人'))).toEqual(['kind', 'person', 'phone']);
    expect(steps(withAnswer(begun, 'kind', '单位'))).toEqual(['kind', 'name', 'phone']);
  });

  it('has no answer where it is blank, and none to what is asked no more', () => {
    const named = withAnswer(withAnswer(begun, 'kind', '单位'), 'name', '湖滨物业');
    expect(withAnswer(named, 'phone', '').entry).toEqual({ kind: '单位', name: '湖滨物业' });
    const other = withAnswer(named, 'kind', '个人');
    expect(withAnswer(other, 'kind', '单位').entry).toEqual({ kind: '单位', name: '湖滨物业' });
    expect(entryDone(field, [], other)).toEqual([{ kind: '个人' }]);
  });

  it('comes after the others or takes the place of the one that is changed', () => {
    const [one, two] = [
      { kind: '单位', name: '甲' },
      { kind: '单位', name: '乙' }
    ];
    const done = (at: number) => entryDone(field, [one, two], { ...begun, at, entry: { kind: '单位', name: '丙' } });
    expect(done(2)).toHaveLength(3);
    expect(done(0)).toEqual([{ kind: '单位', name: '丙' }, two]);
  });
});
