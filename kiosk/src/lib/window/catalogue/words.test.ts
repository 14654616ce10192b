import { describe, expect, it } from 'vitest';
import items from '../../../../../server/catalogue/starter/items.json' with { type: 'json' };
import type { Item } from '../../../../../server/contract/item.ts';
import { freeKey, moved, replaced, without } from './list-moves.ts';
import { newField, ofType } from './new-field.ts';
import { SECTIONS, sectionOf } from './section.ts';
import { changedElements, placeText } from './words.ts';

const item = items[0] as unknown as Item;

describe('a place in an item', () => {
  it('has a name that staff know, whichever element it is', () => {
    const elements = new Set(items.flatMap((one) => Object.keys(one)));
    elements.delete('version');
    for (const element of elements) expect(placeText(element, item), element).not.toBe(element);
  });

  it('is told by what the question or material is called', () => {
    expect(placeText('form.mobile.label', item)).toBe('表单 › 联系电话');
    expect(placeText('materials.m01', item)).toBe(`材料 › ${item.materials[0]?.name}`);
    expect(placeText('form.gone', item)).toBe('表单 › gone');
  });

  it.each([
    ['form.rent.options', 'form'],
    ['slotPlan', 'form'],
    ['materials.m01', 'materials'],
    ['promisedLimit', 'limits'],
    ['fee.basis', 'conditions'],
    ['national.taskCode', 'basics'],
    ['something else', 'basics']
  ])('%s is put right in %s', (place, section) => expect(sectionOf(place)).toBe(section));

  it('stands in one section', () => {
    const places = SECTIONS.flatMap((section) => [...section.places]);
    expect(new Set(places).size).toBe(places.length);
  });
});

it('what changed is named, the number and the day of a version left out', () => {
  expect(changedElements(item, { ...item, version: 2, effectiveFrom: '2027-01-01' })).toEqual([]);
  expect(changedElements(item, { ...item, plainHint: '别的', materials: [] })).toEqual(['一句话说明', '材料']);
});

describe('an entry of a list', () => {
  it('moves by one place, and not beyond either end', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  });
  it('is replaced, and taken away', () => {
    expect(replaced(['a', 'b'], 1, 'x')).toEqual(['a', 'x']);
    expect(without(['a', 'b'], 0)).toEqual(['b']);
  });
  it('has a name of its own', () => {
    expect(freeKey('m', ['m01', 'm03'], 2)).toBe('m04');
    expect(freeKey('q', ['q2'], 1)).toBe('q3');
    expect(freeKey('q', [], 1)).toBe('q1');
  });
});

describe('a question asked in another way', () => {
  it('hides numbers of cards and accounts, and nothing else', () => {
    expect(newField('q1', 'bankcard').masked).toBe(true);
    expect(ofType(newField('q1', 'bankcard'), 'text').masked).toBe(false);
  });
  it('has what the other way needs, and keeps nothing that it has no use for', () => {
    expect(newField('q1', 'select').options).not.toEqual([]);
    expect(ofType({ ...newField('q1', 'select'), options: ['甲'] }, 'multiselect').options).toEqual(['甲']);
    expect(ofType(newField('q1', 'table'), 'text').columns).toEqual([]);
    const group = { ...newField('q1', 'repeat'), atLeast: 1, fields: [newField('q1', 'text')] };
    expect(ofType(group, 'text')).not.toHaveProperty('fields');
    expect(ofType(group, 'text')).not.toHaveProperty('atLeast');
  });
});
