import { describe, expect, it } from 'vitest';
import type { FieldType, FormField } from '../contract/item.ts';
import { shownValues } from './rules.ts';

const field = (key: string, type: FieldType, change: Partial<FormField> = {}): FormField => ({
  key,
  label: key,
  type,
  required: true,
  source: 'licence',
  prefill: [],
  remembered: false,
  correctable: true,
  masked: false,
  options: [],
  localOptions: null,
  columns: [],
  maxLength: null,
  note: null,
  ...change
});
const provenance = { from: 'licence', name: '残疾人证', date: '2026-01-05' } as const;
const known = (value: string | readonly { readonly number: string }[]) => ({ value, provenance, offered: false });

describe('what a screen is told of what is known', () => {
  const kind = field('kind', 'select', { options: ['肢体', '智力'] });
  const guardian = field('guardian', 'person', { showWhen: [{ field: 'kind', is: ['智力'] }] });
  const told = (of: FormField, value: Parameters<typeof known>[0]) =>
    shownValues({ form: [of, guardian] }, { [of.key]: known(value) }).known[of.key];

  it('is the value, which tells by itself what hangs on it', () =>
    expect(told(kind, '智力')).toMatchObject({ text: '智力', value: '智力' }));

  it('is which questions hang on it, where it is masked and the value stays here', () => {
    const masked = { ...kind, masked: true };
    expect(told(masked, '智力')).toEqual({ text: '智力', provenance, correctable: true, shows: ['guardian'] });
    expect(told(masked, '肢体')).toEqual({ text: '肢体', provenance, correctable: true });
  });

  it('is masked text alone, where an entry of a repeat holds a number', () => {
    const people = field('people', 'repeat', { fields: [field('number', 'idcard', { masked: true })] });
    const seen = told(people, [{ number: '330102198006151012' }]);
    expect(seen).toEqual({ text: 'number：330102********1012', provenance, correctable: true });
  });
});
