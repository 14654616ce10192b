import { describe, expect, it } from 'vitest';
import { shownAnswers, shownFields } from './branching.ts';
import type { FieldType, FormField, ShowTest } from './item.ts';

const field = (key: string, type: FieldType, showWhen?: readonly ShowTest[]): FormField => ({
  key,
  label: key,
  type,
  required: true,
  source: 'typed',
  prefill: [],
  remembered: false,
  correctable: false,
  masked: false,
  options: [],
  localOptions: null,
  columns: [],
  maxLength: null,
  note: null,
  ...(showWhen && { showWhen })
});

const form = [
  field('living', 'select'),
  field('rent', 'number', [{ field: 'living', is: ['租住', '借住'] }]),
  field('contract', 'bool', [{ field: 'rent', from: 1000 }]),
  field('help', 'multiselect'),
  field('how', 'text', [
    { field: 'help', is: ['护理'] },
    { field: 'contract', is: [true] }
  ])
];
const keys = (answers: Parameters<typeof shownFields>[1]) => shownFields(form, answers).map(({ key }) => key);

describe('what is asked', () => {
  it.each([
    ['nothing was answered', {}, ['living', 'help']],
    ['another answer', { living: '自有' }, ['living', 'help']],
    ['one of several answers', { living: '借住' }, ['living', 'rent', 'help']],
    ['a number on the edge', { living: '租住', rent: 1000 }, ['living', 'rent', 'contract', 'help']],
    ['a number below it', { living: '租住', rent: 999 }, ['living', 'rent', 'help']],
    [
      'one of what was chosen',
      { living: '租住', rent: 1000, contract: true, help: ['送餐', '护理'] },
      ['living', 'rent', 'contract', 'help', 'how']
    ],
    [
      'one condition of two',
      { living: '租住', rent: 1000, contract: false, help: ['护理'] },
      ['living', 'rent', 'contract', 'help']
    ],
    [
      'an answer whose question went away',
      { living: '自有', rent: 2000, contract: true, help: ['护理'] },
      ['living', 'help']
    ]
  ])('after %s', (_, answers, expected) => expect(keys(answers)).toEqual(expected));

  it('takes along the answers of what is asked no more', () =>
    expect(shownAnswers(form, { living: '自有', rent: 2000, contract: true })).toEqual({ living: '自有' }));
});
