import { describe, expect, it } from 'vitest';
import type { FormField, Item } from '../contract/item.ts';
import { plainField } from '../contract/plain-field.ts';
import type { CaseContent } from './content.ts';
import { type Correction, correctableFields, corrected, correctionProblems } from './correction.ts';

const field = (key: string, change: Partial<FormField> = {}): FormField => ({ ...plainField(key, key), ...change });
const item = {
  form: [
    field('living', { type: 'select', options: ['自有', '租住'] }),
    field('rent', { type: 'number', showWhen: [{ field: 'living', is: ['租住'] }] }),
    field('deed', { showWhen: [{ field: 'living', is: ['自有'] }] })
  ]
} as unknown as Item;
const typed = { from: 'typed', name: null, date: '2026-11-24' } as const;
const content = {
  answers: { living: { value: '租住', provenance: typed }, rent: { value: 900, provenance: typed } }
} as unknown as CaseContent;
const problems = (...answers: Correction) =>
  correctionProblems(item, content, answers, '2026-11-24').map((one) => [one.field, one.code]);

describe('an answer that is put right on the spot', () => {
  it('takes along what hangs on it, and needs what it brings', () => {
    const right = [
      { key: 'living', value: '自有' },
      { key: 'deed', value: '杭房权字1号' }
    ];
    expect(problems(...right)).toEqual([]);
    expect(problems({ key: 'living', value: '自有' })).toEqual([['deed', 'answer.required']]);
    const { answers } = corrected(item, content, right, '2026-11-26');
    expect(Object.entries(answers).map(([key, { value }]) => [key, value])).toEqual([
      ['living', '自有'],
      ['deed', '杭房权字1号']
    ]);
  });

  it('is not given where it is not asked', () => {
    expect(problems({ key: 'deed', value: '杭房权字1号' })).toEqual([['deed', 'answer.not-asked']]);
    expect(problems({ key: 'rent', value: 800 })).toEqual([]);
  });

  it('is offered with what another answer would bring, told apart', () =>
    expect(correctableFields(item, content).map((one) => [one.field.key, one.asked])).toEqual([
      ['living', true],
      ['rent', true],
      ['deed', false]
    ]));
});
