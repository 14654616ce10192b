import { describe, expect, it } from 'vitest';
import type { FormField, Item } from '../contract/item.ts';
import type { OptionEntry } from '../contract/local-options-wire.ts';
import { plainField } from '../contract/plain-field.ts';
import {
  broughtList,
  conditionsOn,
  everOffered,
  filledForm,
  listsOf,
  offered,
  optionChange,
  type Ties,
  writtenList
} from './rules.ts';

const entry = (text: string, more: Partial<OptionEntry> = {}): OptionEntry => ({
  text,
  retired: false,
  formerly: [],
  ...more
});
const FREE: Ties = { conditions: new Set(), isBooked: false };
const LIST = [entry('一小'), entry('二小')];
const write = (wanted: readonly [was: string | null, text: string, retired?: boolean][], ties = FREE, before = LIST) =>
  writtenList(
    before,
    wanted.map(([was, text, retired = false]) => ({ was, text, retired })),
    ties
  );

describe('a list as somebody wants it', () => {
  it('has entries added, renamed, retired, and in another order', () => {
    expect(
      write([
        ['二小', '实验小学'],
        [null, '三小'],
        ['一小', '一小', true]
      ])
    ).toEqual({
      ok: true,
      value: [entry('实验小学', { formerly: ['二小'] }), entry('三小'), entry('一小', { retired: true })]
    });
  });

  it('knows what an entry was called, once, and not by the name it has', () => {
    const before = [entry('丙', { formerly: ['甲', '乙'] })];
    expect(write([['丙', '甲']], FREE, before)).toEqual({ ok: true, value: [entry('甲', { formerly: ['乙', '丙'] })] });
  });

  it.each([
    ['an entry is missing that was there', [['一小', '一小']], 'options.lost'],
    [
      'an entry goes on from one that is not there',
      [
        ['一小', '一小'],
        ['二小', '二小'],
        ['三小', '三小']
      ],
      'options.lost'
    ],
    [
      'an entry stands twice',
      [
        ['一小', '一小'],
        ['二小', '一小']
      ],
      'options.twice'
    ],
    [
      'two go on from one',
      [
        ['一小', '一小'],
        ['二小', '二小'],
        ['二小', '三小']
      ],
      'options.twice'
    ],
    [
      'nothing is left to choose',
      [
        ['一小', '一小', true],
        ['二小', '二小', true]
      ],
      'options.none'
    ]
  ] as const)('is refused where %s', (_, wanted, code) =>
    expect(write(wanted as unknown as [string, string][])).toEqual({ ok: false, error: code })
  );

  it('is refused where a question hangs on what is renamed or retired; a new place among the others is free', () => {
    const ties = { conditions: new Set(['一小']), isBooked: false };
    const refused = { ok: false, error: 'options.in-condition' };
    expect(
      write(
        [
          ['一小', '壹小'],
          ['二小', '二小']
        ],
        ties
      )
    ).toEqual(refused);
    expect(
      write(
        [
          ['一小', '一小', true],
          ['二小', '二小']
        ],
        ties
      )
    ).toEqual(refused);
    expect(
      write(
        [
          ['二小', '贰小'],
          ['一小', '一小']
        ],
        ties
      ).ok
    ).toBe(true);
  });

  it('is refused where bookings are kept under a name that goes; what is retired keeps it', () => {
    const ties = { conditions: new Set<string>(), isBooked: true };
    expect(
      write(
        [
          ['一小', '壹小'],
          ['二小', '二小']
        ],
        ties
      )
    ).toEqual({ ok: false, error: 'options.booked' });
    expect(
      write(
        [
          ['一小', '一小', true],
          ['二小', '二小']
        ],
        ties
      ).ok
    ).toBe(true);
  });
});

it('a list offers what is not retired, and ever offered what was, by whatever name', () => {
  const list = [entry('丙', { formerly: ['甲'] }), entry('乙', { retired: true })];
  expect(offered(list)).toEqual(['丙']);
  expect([...everOffered(list)].sort()).toEqual(['丙', '乙', '甲'].sort());
});

it('what the software brings no more is retired, and comes back with it', () => {
  expect(broughtList(LIST, ['二小', '三小'])).toEqual([entry('二小'), entry('三小'), entry('一小', { retired: true })]);
  expect(broughtList([entry('一小', { retired: true })], ['一小'])).toEqual([entry('一小')]);
});

it('a change is told by what was added, renamed, retired, restored, and moved', () => {
  const before = [entry('甲'), entry('乙'), entry('丙', { retired: true })];
  const after = [entry('乙二', { formerly: ['乙'] }), entry('甲', { retired: true }), entry('丙'), entry('丁')];
  expect(optionChange(before, after)).toEqual({
    added: ['丁'],
    renamed: [{ from: '乙', to: '乙二' }],
    retired: ['甲'],
    restored: ['丙'],
    moved: true
  });
  expect(optionChange(before, before)).toEqual({ added: [], renamed: [], retired: [], restored: [], moved: false });
});

describe('a form', () => {
  const school: FormField = { ...plainField('school', '学校', 'select'), localOptions: 'schools', options: ['旧'] };
  const inner: FormField = { ...plainField('where', '哪一所', 'select'), localOptions: 'schools' };
  const group: FormField = { ...plainField('others', '还有谁', 'repeat'), fields: [inner] };
  const item = { form: [school, group] } as unknown as Item;

  it('has the choices of its lists, inside groups of questions too', () => {
    const [one, other] = filledForm(item.form, () => ['一小', '二小']);
    expect(one?.options).toEqual(['一小', '二小']);
    expect(other?.fields?.[0]?.options).toEqual(['一小', '二小']);
    expect(listsOf(item)).toEqual(['schools']);
  });

  it('keeps what is written where its list is not here', () =>
    expect(filledForm(item.form, () => undefined)).toEqual(item.form));

  it('says which entries its questions hang on, inside groups too', () => {
    const name = { ...plainField('name', '名称', 'text'), showWhen: [{ field: 'school', is: ['一小'] }] };
    const note = { ...plainField('note', '说明', 'text'), showWhen: [{ field: 'where', is: ['二小'] }] };
    const form = [school, name, { ...group, fields: [inner, note] }];
    expect(conditionsOn({ form }, 'schools')).toEqual(['一小', '二小']);
    expect(conditionsOn({ form }, 'rooms')).toEqual([]);
  });
});
