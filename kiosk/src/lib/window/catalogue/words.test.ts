import { describe, expect, it } from 'vitest';
import items from '../../../../../server/catalogue/starter/items.json' with { type: 'json' };
import type { Guide } from '../../../../../server/contract/guide.ts';
import type { Item } from '../../../../../server/contract/item.ts';
import { freeKey, moved, replaced, without } from './list-moves.ts';
import { newField, ofType } from './new-field.ts';
import { SECTIONS, sectionOf } from './section.ts';
import { wholeOf, withPart, withWritten } from './with-part.ts';
import { placeText } from './words.ts';

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

  it('in a guide is told by its column, by what is paid for, by what is asked', () => {
    const told = {
      ...item,
      feeEntries: [{ name: '工本费' }, { name: '' }],
      questions: [{ question: '多久？', answer: '' }]
    };
    expect(placeText('guide.enquiries', told)).toBe('办事指南 › 咨询方式');
    expect(placeText('feeEntries.0.name', told)).toBe('收费项目 › 工本费');
    expect(placeText('feeEntries.1.name', told)).toBe('收费项目 › 第2项');
    expect(placeText('questions.0.answer', told)).toBe('常见问题 › 多久？');
  });

  it.each([
    ['form.rent.options', 'form'],
    ['slotPlan', 'form'],
    ['materials.m01', 'materials'],
    ['promisedLimit', 'limits'],
    ['fee.basis', 'conditions'],
    ['national.taskCode', 'basics'],
    ['guide.place', 'guide'],
    ['questions.0.answer', 'guide'],
    ['feeEntries.1.name', 'guide'],
    ['materials.m01.guide.copies', 'materials'],
    ['result.makes', 'conditions'],
    ['entitledFrom', 'conditions'],
    ['something else', 'basics']
  ])('%s is put right in %s', (place, section) => expect(sectionOf(place)).toBe(section));

  it('stands in one section', () => {
    const places = SECTIONS.flatMap((section) => [...section.places]);
    expect(new Set(places).size).toBe(places.length);
  });
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

describe('what may be left out', () => {
  it('is written, written over, and left out again where it is empty', () => {
    expect(withPart<Guide, 'place'>(undefined, 'place', '一楼')).toEqual({ place: '一楼' });
    expect(withPart({ place: '一楼', hours: '上午' }, 'place', '二楼')).toEqual({ place: '二楼', hours: '上午' });
    expect(withPart({ place: '一楼', hours: '上午' }, 'place', '')).toEqual({ hours: '上午' });
    expect(withPart<Guide, 'process'>({ process: ['申请'] }, 'process', [])).toBeUndefined();
  });
  it('may be a number that is none, and a no', () => {
    expect(withPart<Guide, 'visits'>({}, 'visits', 0)).toEqual({ visits: 0 });
    expect(withPart<Guide, 'online'>({}, 'online', false)).toEqual({ online: false });
  });
  it('leaves a whole that stays', () => expect(withWritten({ name: '' }, 'name', '')).toEqual({ name: '' }));
  it('is a whole number as it was typed', () => {
    expect([wholeOf(''), wholeOf('0'), wholeOf('2.7'), wholeOf('0', 1), wholeOf('x')]).toEqual([
      undefined,
      0,
      2,
      undefined,
      undefined
    ]);
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
