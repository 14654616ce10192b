import type { FieldType, FormField } from './item.ts';

/** A question of which nothing is said but what it asks: of whoever applies, and it has to be answered. */
export const plainField = (key: string, label: string, type: FieldType = 'text'): FormField => ({
  key,
  label,
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
  note: null
});
