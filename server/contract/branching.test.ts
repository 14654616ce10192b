import { describe, expect, it } from 'vitest';
import { type BranchFailure, checkBranches, shownAnswers, shownBy, shownFields } from './branching.ts';
import type { FieldType, FormField, ShowTest } from './item.ts';
import { plainField } from './plain-field.ts';

const field = (key: string, type: FieldType, showWhen?: readonly ShowTest[]): FormField => ({
  ...plainField(key, key, type),
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

  it('may hang on what only the server has in full: it says what its value brings', () => {
    const concealed = { living: shownBy(form, 'living', '租住') };
    expect(concealed).toEqual({ living: ['rent'] });
    const asked = shownFields(form, { rent: 1000 }, concealed);
    expect(asked.map(({ key }) => key)).toEqual(['living', 'rent', 'contract', 'help']);
    expect(shownFields(form, { living: '租住' }, { living: [] }).map(({ key }) => key)).toEqual(['living', 'help']);
  });
});

describe('a condition', () => {
  const choice = { ...field('living', 'select'), options: ['自有', '租住'] };
  const first = [choice, field('own', 'bool'), field('rent', 'number'), field('words', 'text')];
  it.each<[string, ShowTest, BranchFailure | null]>([
    ['of an option', { field: 'living', is: ['租住'] }, null],
    ['of yes and no', { field: 'own', is: [false] }, null],
    ['of a number', { field: 'rent', from: 0 }, null],
    ['of a field that is not there', { field: 'gone', is: ['租住'] }, 'branch.unknown-field'],
    ['of itself', { field: 'asked', is: [true] }, 'branch.circular'],
    ['of a later field', { field: 'later', is: [true] }, 'branch.circular'],
    ['of an option that is not offered', { field: 'living', is: ['租住', '借住'] }, 'branch.unknown-option'],
    ['of free words', { field: 'words', is: ['租住'] }, 'branch.type'],
    ['of a choice as a number', { field: 'living', to: 3 }, 'branch.type'],
    ['of a number as a choice', { field: 'rent', is: ['3'] }, 'branch.type'],
    ['of yes and no as words', { field: 'own', is: ['是'] }, 'branch.type'],
    ['that nothing meets', { field: 'living', is: [] }, 'branch.empty'],
    ['without an end', { field: 'rent' }, 'branch.empty'],
    ['from more to less', { field: 'rent', from: 3, to: 2 }, 'branch.empty']
  ])('%s', (_, test, code) => {
    const problems = checkBranches([...first, field('asked', 'bool', [test]), field('later', 'bool')]);
    expect(problems).toEqual(code ? [{ field: 'asked', on: test.field, code }] : []);
  });

  it('may look at what each community lists by itself', () => {
    const local = { ...field('room', 'select'), localOptions: 'rooms' };
    expect(checkBranches([local, field('use', 'text', [{ field: 'room', is: ['一号'] }])])).toEqual([]);
  });

  it('inside a repeat looks at the same entry only', () => {
    const inner = [field('kind', 'bool'), field('who', 'text', [{ field: 'kind', is: [true] }])];
    const outside = [field('who', 'text', [{ field: 'own', is: [true] }])];
    const repeat = (fields: readonly FormField[]) => [field('own', 'bool'), { ...field('others', 'repeat'), fields }];
    expect(checkBranches(repeat(inner))).toEqual([]);
    expect(checkBranches(repeat(outside))).toEqual([{ field: 'others.who', on: 'own', code: 'branch.unknown-field' }]);
  });
});
