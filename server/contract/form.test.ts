import { describe, expect, it } from 'vitest';
import { type Answer, answerText, checkField, isBlank, shownText } from './form.ts';
import { idNumberCheck } from './id-number.ts';
import type { FieldType, FormField } from './item.ts';
import { checkRepeats } from './repeat.ts';

const idNumber = `33010219440312202${idNumberCheck('33010219440312202')}`;
const field = (type: FieldType, changes: Partial<FormField> = {}): FormField => ({
  key: 'f',
  label: '一项',
  type,
  required: true,
  source: 'typed',
  prefill: [],
  remembered: false,
  correctable: false,
  masked: false,
  options: ['甲', '乙'],
  localOptions: null,
  columns: [
    { key: 'name', label: '姓名', type: 'text', options: [] },
    { key: 'idNumber', label: '身份证号', type: 'idcard', options: [] },
    { key: 'born', label: '出生', type: 'date', options: [] },
    { key: 'relation', label: '关系', type: 'select', options: ['配偶', '子女'] }
  ],
  maxLength: null,
  note: null,
  ...(type === 'repeat' ? { fields: ENTRY, atMost: 3 } : {}),
  ...changes
});
const TODAY = '2026-11-24';
const ENTRY = [field('select', { key: 'kind', label: '是谁', options: ['个人', '单位'] })];
ENTRY.push(field('person', { key: 'who', label: '姓名', showWhen: [{ field: 'kind', is: ['个人'] }] }));
const codes = (type: FieldType, answer: Answer | undefined, changes: Partial<FormField> = {}) =>
  checkField(field(type, changes), answer, TODAY).map(({ code }) => code);

const PHOTO = 'data:image/jpeg;base64,/9j/4AAQ';

/** For each kind of question: answers that pass, and answers that do not with the reason. */
const TABLE: Record<FieldType, { good: Answer[]; bad: [Answer, string][] }> = {
  text: {
    good: ['某某', '龙𠅤㛃'],
    bad: [
      ['长'.repeat(201), 'answer.too-long'],
      [3, 'answer.type']
    ]
  },
  textarea: { good: ['一\n二'], bad: [['长'.repeat(2001), 'answer.too-long']] },
  address: { good: ['一门里8幢102室'], bad: [[['a'], 'answer.type']] },
  idcard: {
    good: [idNumber],
    bad: [
      [`${idNumber.slice(0, 17)}${idNumber.endsWith('X') ? '0' : 'X'}`, 'answer.id-number'],
      ['33010219441312202X', 'answer.id-number']
    ]
  },
  mobile: {
    good: ['13800000000', '0571-88000000', '057188000000'],
    bad: [
      ['12800000000', 'answer.mobile'],
      ['1380000000', 'answer.mobile'],
      ['110', 'answer.mobile']
    ]
  },
  bankcard: {
    good: ['9900000000000000010'],
    bad: [
      ['9900000000000000011', 'answer.bankcard'],
      ['123', 'answer.bankcard']
    ]
  },
  disabilityCert: {
    good: [`${idNumber}43`],
    bad: [
      [`${idNumber}83`, 'answer.disability-cert'],
      [`${idNumber}45`, 'answer.disability-cert'],
      [idNumber, 'answer.disability-cert']
    ]
  },
  select: {
    good: ['甲'],
    bad: [
      ['丙', 'answer.option'],
      [true, 'answer.type']
    ]
  },
  multiselect: {
    good: [['甲'], ['乙', '甲']],
    bad: [
      [['甲', '甲'], 'answer.option'],
      [['丙'], 'answer.option'],
      ['甲', 'answer.type']
    ]
  },
  bool: { good: [true, false], bad: [['true', 'answer.type']] },
  date: {
    good: ['2024-02-29'],
    bad: [
      ['2023-02-29', 'answer.date'],
      ['20240229', 'answer.date']
    ]
  },
  daterange: {
    good: [{ from: '2026-01-01', to: '2026-01-01' }],
    bad: [
      [{ from: '2026-02-01', to: '2026-01-01' }, 'answer.range'],
      [{ from: '2026-02-30', to: '2026-03-01' }, 'answer.date']
    ]
  },
  monthrange: {
    good: [{ from: '2025-12', to: '2026-01' }],
    bad: [
      [{ from: '2026-13', to: '2027-01' }, 'answer.date'],
      [{ from: '2026-02', to: '2026-01' }, 'answer.range']
    ]
  },
  year: {
    good: [2026],
    bad: [
      [1899, 'answer.number'],
      [2026.5, 'answer.number'],
      ['2026', 'answer.type']
    ]
  },
  number: {
    good: [0, 3.5],
    bad: [
      [-1, 'answer.number'],
      [1e9, 'answer.number'],
      [Number.NaN, 'answer.number']
    ]
  },
  repeat: {
    good: [
      [{ kind: '个人', who: { name: '某某', idNumber: '' } }],
      [{ kind: '单位' }, { kind: '个人', who: { name: '某某', idNumber } }]
    ],
    bad: [
      [['个人'], 'answer.type'],
      [[{ kind: '单位' }, { kind: '单位' }, { kind: '单位' }, { kind: '单位' }], 'answer.too-many'],
      [[{ kind: '别的' }], 'answer.option'],
      [[{ kind: '个人' }], 'answer.required'],
      [[{ kind: '单位', who: { name: '某某', idNumber: '' } }], 'answer.not-asked'],
      [[{ kind: '单位', strange: 1 }], 'answer.unknown-field'],
      [[{ kind: 3 }], 'answer.type']
    ]
  },
  person: {
    good: [
      { name: '古丽·演示江', idNumber: '' },
      { name: '某某', idNumber }
    ],
    bad: [
      [{ name: '', idNumber }, 'answer.person-name'],
      [{ name: '古丽•演示江', idNumber: '' }, 'answer.person-name'],
      [{ name: '某某', idNumber: '1' }, 'answer.id-number']
    ]
  },
  area: {
    good: [{ province: '浙江省', city: '杭州市' }],
    bad: [[{ province: '浙江省', city: '' }, 'answer.required']]
  },
  slot: { good: ['2026-12-01T09:00'], bad: [['2026-12-01 09:00', 'answer.slot']] },
  image: {
    good: [PHOTO],
    bad: [
      ['data:image/svg+xml;base64,AAAA', 'answer.image'],
      [`${PHOTO}${'A'.repeat(2_100_000)}`, 'answer.image']
    ]
  },
  table: {
    good: [
      [{ name: '某某', idNumber: '', born: '', relation: '' }],
      [{ name: '某某', idNumber, born: '2020-01-01', relation: '子女' }]
    ],
    bad: [
      [[{ name: '' }], 'answer.required'],
      [[{ name: '某某', idNumber: '1' }], 'answer.id-number'],
      [[{ name: '某某', born: '2020-1-1' }], 'answer.date'],
      [[{ name: '某某', relation: '邻居' }], 'answer.option'],
      [[{ name: '某某', secret: '别的' }], 'answer.unknown-field'],
      [Array.from({ length: 21 }, () => ({ name: '某某' })), 'answer.too-long']
    ]
  }
};

describe.each(Object.entries(TABLE) as [FieldType, (typeof TABLE)[FieldType]][])(
  'an answer to a %s',
  (type, { good, bad }) => {
    it('passes where it is right', () => {
      for (const answer of good) expect(codes(type, answer), JSON.stringify(answer)).toEqual([]);
    });
    it('is refused with its reason where it is not', () => {
      for (const [answer, code] of bad)
        expect(codes(type, answer), JSON.stringify(answer).slice(0, 80)).toEqual([code]);
    });
    it('is missed where it is required, and only there', () => {
      expect(codes(type, undefined)).toEqual(['answer.required']);
      expect(codes(type, undefined, { required: false })).toEqual([]);
    });
    it('reads as a text', () => {
      for (const answer of good) expect(answerText(field(type), answer)).not.toMatch(/undefined|\[object|^$/);
    });
  }
);

it.each([
  ['bankcard', '9900000000000000010', '**** **** **** 0010'],
  ['idcard', idNumber, `330102********${idNumber.slice(14)}`],
  ['table', [{ name: '某某', idNumber }], `某某  330102********${idNumber.slice(14)}`],
  [
    'repeat',
    [{ kind: '个人', who: { name: '某某', idNumber } }, { kind: '单位' }],
    `第1位 是谁：个人，姓名：某某 330102********${idNumber.slice(14)}\n第2位 是谁：单位`
  ]
] as [FieldType, Answer, string][])('a %s is shown masked', (type, answer, text) => {
  expect(shownText(field(type, { masked: true }), answer)).toBe(text);
});

it('blank is what nobody answered', () => {
  for (const answer of ['', '  ', [], { name: '', idNumber: '' }]) expect(isBlank(answer)).toBe(true);
  for (const answer of [false, 0, ['甲'], '甲']) expect(isBlank(answer)).toBe(false);
});

describe('an answer that is given several times', () => {
  const repeat = (changes: Partial<FormField> = {}) => field('repeat', changes);
  const entry = { kind: '单位' };

  it('says in which entry and at which of its questions something is wrong', () =>
    expect(checkField(repeat(), [entry, { kind: '个人', who: { name: '', idNumber } }], TODAY)).toEqual([
      { field: repeat().key, row: 1, column: 'who', code: 'answer.person-name' }
    ]));

  it('has as many entries as it needs, and one where it has to be answered', () => {
    expect(codes('repeat', [entry], { atLeast: 2 })).toEqual(['answer.too-few']);
    expect(codes('repeat', [entry, entry], { atLeast: 2 })).toEqual([]);
    expect(codes('repeat', [], { atLeast: 2, required: false })).toEqual([]);
    expect(codes('repeat', [])).toEqual(['answer.required']);
  });

  it('reads in full where nothing is hidden', () =>
    expect(answerText(repeat(), [{ kind: '个人', who: { name: '某某', idNumber } }])).toBe(
      `是谁：个人，姓名：某某 ${idNumber}`
    ));
});

it.each<[string, Partial<FormField>, ReturnType<typeof checkRepeats>]>([
  ['as it is', {}, []],
  ['without fields', { fields: [] }, [{ field: 'key', code: 'repeat.fields' }]],
  ['with a table inside', { fields: [field('table')] }, [{ field: 'key.f', code: 'repeat.inner-type' }]],
  ['with two of one name', { fields: [field('text'), field('date')] }, [{ field: 'key', code: 'repeat.twice' }]],
  ['of more at least than at most', { atLeast: 4 }, [{ field: 'key', code: 'repeat.limits' }]],
  ['of more than anybody reads', { atMost: 21 }, [{ field: 'key', code: 'repeat.limits' }]],
  ['of none', { atMost: 0 }, [{ field: 'key', code: 'repeat.limits' }]],
  ['that is none', { type: 'text' }, [{ field: 'key', code: 'repeat.fields' }]]
])('a repeat %s is fit to be asked or not', (_, changes, problems) =>
  expect(checkRepeats([field('repeat', { key: 'key', ...changes })])).toEqual(problems)
);

describe('a date on which something has happened', () => {
  const past = { past: true };
  const born = { key: 'born', label: '出生', type: 'date', options: [], past: true } as const;
  const name = { key: 'name', label: '姓名', type: 'text', options: [] } as const;
  const inner = field('date', { key: 'day', past: true });

  it('is today or before; one without this is any day', () => {
    expect(codes('date', '2026-11-24', past)).toEqual([]);
    expect(codes('date', '1926-11-25', past)).toEqual([]);
    expect(codes('date', '2026-11-25', past)).toEqual(['answer.to-come']);
    expect(codes('date', '2026-02-30', past)).toEqual(['answer.date']);
    expect(codes('date', '2026-11-25')).toEqual([]);
  });

  it('is so in a column of a table and in an entry, with the place where it stands', () => {
    const table = field('table', { columns: [name, born] });
    expect(checkField(table, [{ name: '某某', born: '2026-11-24' }], TODAY)).toEqual([]);
    expect(checkField(table, [{ name: '某某', born: '2026-11-25' }], TODAY)).toEqual([
      { field: 'f', code: 'answer.to-come', row: 0, column: 'born' }
    ]);
    expect(checkField(field('repeat', { fields: [inner] }), [{ day: '2026-11-25' }], TODAY)).toEqual([
      { field: 'f', code: 'answer.to-come', row: 0, column: 'day' }
    ]);
  });

  it('that was taken once is not asked for its day again', () => {
    expect(checkField(field('date', past), '2026-11-25', null)).toEqual([]);
  });
});
