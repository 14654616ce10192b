import type { FieldType, FormField } from '../../../../../server/contract/item.ts';
import { plainField } from '../../../../../server/contract/plain-field.ts';

const MASKED: readonly FieldType[] = ['idcard', 'bankcard', 'disabilityCert'];
const CHOSEN: readonly FieldType[] = ['select', 'multiselect', 'bool', 'slot'];

/** A question of a kind, with what that kind needs to begin with. */
export const newField = (key: string, type: FieldType): FormField => ofType(plainField(key, '', type), type);

/** The same question asked in another way: what the other way has no use for goes, what it needs is there to begin with. */
export function ofType({ fields, atLeast, atMost, past, ...field }: FormField, type: FieldType): FormField {
  const asksOptions = type === 'select' || type === 'multiselect';
  const asked = field.source === 'typed' || field.source === 'chosen';
  const several =
    type === 'repeat'
      ? { fields: fields ?? [], ...(atLeast !== undefined && { atLeast }), ...(atMost !== undefined && { atMost }) }
      : {};
  return {
    ...field,
    ...several,
    type,
    ...(type === 'date' && past ? { past } : {}),
    source: asked ? (CHOSEN.includes(type) ? 'chosen' : 'typed') : field.source,
    masked: MASKED.includes(type),
    options: asksOptions ? (field.options.length > 0 ? field.options : ['第一种', '第二种']) : [],
    localOptions: asksOptions ? field.localOptions : null,
    columns:
      type === 'table'
        ? field.columns.length > 0
          ? field.columns
          : [{ key: 'c1', label: '姓名', type: 'text', options: [] }]
        : [],
    maxLength: type === 'text' || type === 'textarea' || type === 'address' ? field.maxLength : null
  };
}
