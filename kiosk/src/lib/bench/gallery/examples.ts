import type { Answer, Entry } from '../../../../../server/contract/answer.ts';
import { shownFields } from '../../../../../server/contract/branching.ts';
import type { FieldType, FormField } from '../../../../../server/contract/item.ts';
import type { Signature } from '../../../../../server/contract/wire.ts';

const NUMBER = '330102198006151012';
export const FREE_SLOTS = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'].flatMap((day) =>
  ['09:00', '10:00', '14:00', '15:00'].map((time, at) => ({ slot: `${day}T${time}`, free: at + 1 }))
);

/** A picture of forty by thirty pixels: a paper on a table. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACgAAAAeCAMAAABpA6zvAAAACVBMVEWKdmD6+PBaWlpxeyb1AAAAHklEQVR42mNgGEKAEQcYqgqZMMCoG0fdOGxSOP0BAK4xAnGZa3tPAAAAAElFTkSuQmCC';

const TEXTS: Partial<Record<FieldType, Answer>> = {
  text: '东坡路社区居民委员会',
  address: '湖滨街道东坡路88号静逸小区12幢3单元1502室',
  textarea: '家里两位老人都八十多岁，其中一位去年摔伤以后走路要人扶。平时由女儿照看，女儿白天上班，家里没有别人。',
  idcard: NUMBER,
  mobile: '13800000000',
  bool: true,
  date: '2026-11-02',
  daterange: { from: '2026-01-01', to: '2026-12-01' },
  monthrange: { from: '2026-01', to: '2026-10' },
  year: 2026,
  number: 4860,
  bankcard: '9900000000000000010',
  person: { name: '欧阳小梅', idNumber: NUMBER },
  slot: '2026-11-25T14:00',
  area: { province: '浙江省', city: '绍兴市' },
  disabilityCert: '33010219730219103042',
  image: PICTURE
};

function cellOf({ type, options }: FormField['columns'][number]): string {
  if (type === 'idcard') return NUMBER;
  if (type === 'date') return '2020-01-01';
  return type === 'select' ? (options[0] ?? '') : '欧阳小梅';
}

/** An entry whose first answer is that option, where the first question is one. */
export function entryOf({ fields = [] }: FormField, option = 0): Entry {
  const entry: Record<string, Entry[string]> = {};
  for (const inner of fields) {
    if (!shownFields(fields, entry).includes(inner)) continue;
    const isFirst = inner === fields[0] && inner.type === 'select';
    entry[inner.key] = isFirst ? (inner.options[option] ?? '') : (exampleOf(inner) as Entry[string]);
  }
  return entry;
}

/** An answer that passes, for each kind of question; all of it invented. */
export function exampleOf(field: FormField): Answer {
  if (field.key === 'name') return '欧阳福寿';
  if (field.type === 'select') return field.options[0] ?? '';
  if (field.type === 'multiselect') return field.options.slice(0, 2);
  if (field.type === 'table') return [Object.fromEntries(field.columns.map((column) => [column.key, cellOf(column)]))];
  if (field.type === 'repeat') return [entryOf(field)];
  return TEXTS[field.type] ?? '';
}

export const SIGNATURE: Signature = [
  [
    [120, 200],
    [260, 120],
    [400, 90],
    [470, 190],
    [520, 310]
  ],
  [
    [620, 100],
    [600, 210],
    [640, 320]
  ]
];
