import { describe, expect, it } from 'vitest';
import items from '../../../../server/catalogue/starter/items.json' with { type: 'json' };
import type { Answer, AnswerFailure } from '../../../../server/contract/form.ts';
import type { FieldType, FormField, Item } from '../../../../server/contract/item.ts';
import { answerOfText, filled, placeOf, problemsOf } from './rules.ts';

const form =
  (items as unknown as readonly Pick<Item, 'code' | 'form'>[]).find(({ code }) => code === 'SQ-05-001')?.form ?? [];
const members = form.find(({ type }) => type === 'table');
if (!members) throw new TypeError('a table');
const [first, second] = members.columns;
if (!first || !second) throw new TypeError('a table of two columns');

describe('what was typed', () => {
  it.each<[FieldType, string, Answer | undefined]>([
    ['idcard', ' 11010519491231002x ', '11010519491231002X'],
    ['bankcard', '9900 0000 0000 0000 010', '9900000000000000010'],
    ['mobile', '138 0000 0000', '13800000000'],
    ['number', '4860.5', 4860.5],
    ['year', '2026', 2026],
    ['text', ' ', undefined],
    ['text', '东坡路 88号', '东坡路 88号']
  ])('%s %j is the answer %j', (type, text, answer) => {
    expect(answerOfText(type, text)).toEqual(answer);
  });

  it('no number is no answer that could pass', () => {
    expect(answerOfText('number', '三千')).toBeNaN();
  });
});

describe('what is handed in', () => {
  it('has no edges, no rows that nothing was written in, and nothing that was left blank', () => {
    const row = { [first.key]: '欧阳小梅', [second.key]: '' };
    const blank = { [first.key]: ' ', [second.key]: '' };
    expect(filled(form, { [members.key]: [row, blank], assets: ' 无 ', income: 0 })).toEqual({
      [members.key]: [row],
      assets: '无',
      income: 0
    });
    expect(filled(form, { [members.key]: [blank] })).toEqual({});
  });

  it('has no answer to a question that another answer took away', () => {
    const [asked] = form.filter(({ type }) => type === 'bool');
    const [hanging] = form.filter(({ type }) => type === 'textarea');
    if (!asked || !hanging) throw new TypeError('two fields');
    const branching: FormField[] = [asked, { ...hanging, showWhen: [{ field: asked.key, is: [true] }] }];
    expect(filled(branching, { [asked.key]: false, [hanging.key]: '有' })).toEqual({ [asked.key]: false });
    expect(problemsOf(branching, { [asked.key]: false, [hanging.key]: '字'.repeat(3000) }, '2026-11-24')).toEqual([]);
    expect(problemsOf(branching, { [asked.key]: true }, '2026-11-24')).toHaveLength(hanging.required ? 1 : 0);
  });
});

it('a problem in a cell is listed by its row and column', () => {
  const code: AnswerFailure = 'answer.required';
  expect(placeOf(members, { field: members.key, code })).toBe(members.label);
  expect(placeOf(members, { field: members.key, code, row: 1, column: first.key })).toBe(
    `${members.label}，第2行，${first.label}`
  );
});
