import { describe, expect, it } from 'vitest';
import type { FieldType, FormField, ShowTest } from '../contract/item.ts';
import { checkBranches } from './branch-rules.ts';

const field = (key: string, type: FieldType, showWhen: readonly ShowTest[] = []): FormField => ({
  key,
  label: key,
  type,
  required: true,
  source: 'typed',
  prefill: [],
  remembered: false,
  correctable: false,
  masked: false,
  options: type === 'select' ? ['租住', '自有'] : [],
  localOptions: null,
  columns: [],
  maxLength: null,
  note: null,
  showWhen
});
const living = field('living', 'select');

describe('a condition', () => {
  it.each([
    ['holds of a choice', [living, field('rent', 'number', [{ field: 'living', is: ['租住'] }])], []],
    ['holds of a number', [field('age', 'number'), field('school', 'text', [{ field: 'age', to: 18 }])], []],
    ['looks at nothing', [field('rent', 'number', [{ field: 'lodging', is: ['租住'] }])], ['branch-unknown']],
    ['looks at itself', [field('rent', 'number', [{ field: 'rent', from: 1 }])], ['branch-circular']],
    [
      'looks round in a circle',
      [
        field('a', 'bool', [{ field: 'c', is: [true] }]),
        field('b', 'bool', [{ field: 'a', is: [true] }]),
        field('c', 'bool', [{ field: 'b', is: [true] }])
      ],
      ['branch-circular', 'branch-circular', 'branch-circular']
    ],
    [
      'looks at what comes later',
      [field('rent', 'number', [{ field: 'living', is: ['租住'] }]), living],
      ['branch-later']
    ],
    [
      'looks for an option that is not there',
      [living, field('rent', 'number', [{ field: 'living', is: ['合租'] }])],
      ['branch-option']
    ],
    ['looks for no option', [living, field('rent', 'number', [{ field: 'living', is: [] }])], ['branch-option']],
    [
      'compares a choice with numbers',
      [living, field('rent', 'number', [{ field: 'living', from: 1 }])],
      ['branch-type']
    ],
    [
      'looks for a choice in a text',
      [field('why', 'text'), field('rent', 'number', [{ field: 'why', is: ['租住'] }])],
      ['branch-type']
    ]
  ])('%s', (_, form, expected) => expect(checkBranches(form).map(({ problem }) => problem)).toEqual(expected));
});
