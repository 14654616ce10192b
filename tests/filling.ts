import type { Answer, Entry } from '../server/contract/answer.ts';
import { askedFields } from '../server/contract/asked.ts';
import { shownFields } from '../server/contract/branching.ts';
import type { FormField, Item } from '../server/contract/item.ts';
import type { Prefill, Submission } from '../server/contract/wire.ts';

const INVENTED_NUMBER = '330102198006151012';

/** An answer that passes for each kind of question; all of it invented. `freeSlot` is a time that can be booked. */
export function sampleAnswer(field: FormField, freeSlot: string): Answer {
  switch (field.type) {
    case 'idcard':
      return INVENTED_NUMBER;
    case 'mobile':
      return '13800000000';
    case 'select':
      return field.options[0] ?? '';
    case 'multiselect':
      return field.options.slice(0, 1);
    case 'bool':
      return true;
    case 'date':
      return field.past ? '2026-11-02' : '2026-12-01';
    case 'daterange':
      return { from: '2026-01-01', to: '2026-12-01' };
    case 'monthrange':
      return { from: '2026-01', to: '2026-10' };
    case 'year':
      return 2026;
    case 'number':
      return 3;
    case 'bankcard':
      return '9900000000000000010';
    case 'person':
      return { name: '某某', idNumber: '' };
    case 'table':
      return [Object.fromEntries(field.columns.map((column) => [column.key, cellOf(column)]))];
    case 'repeat':
      return [entryFor(field)];
    case 'slot':
      return freeSlot;
    case 'area':
      return { province: '浙江省', city: '杭州市' };
    case 'disabilityCert':
      return '33010219730219103042';
    case 'image':
      return 'data:image/png;base64,iVBORw0KGgo=';
    case 'text':
    case 'address':
    case 'textarea':
      return '照实填写';
  }
}

function entryFor({ fields = [] }: FormField): Entry {
  const entry: Record<string, Entry[string]> = {};
  for (const inner of fields)
    if (shownFields(fields, entry).includes(inner)) entry[inner.key] = sampleAnswer(inner, '') as Entry[string];
  return entry;
}

const cellOf = ({ type, options }: FormField['columns'][number]): string => {
  if (type === 'idcard') return INVENTED_NUMBER;
  return type === 'date' ? '2020-01-01' : (options[0] ?? '某某');
};

/** Finds a time that can still be booked, for the answers given so far. */
export type SlotFinder = (item: Item, answers: Readonly<Record<string, Answer>>) => Promise<string>;

/** Everything an application needs that the state does not know, filled in. */
export async function fillSubmission(item: Item, prefill: Prefill, slotFor: SlotFinder): Promise<Submission> {
  const answers: Record<string, Answer> = {};
  const isAsked = (field: FormField) =>
    askedFields(item.form, prefill, { answers, corrections: [], kept: [] }).includes(field);
  for (const field of item.form)
    if (!(field.key in prefill.known) && isAsked(field))
      answers[field.key] = sampleAnswer(field, field.type === 'slot' ? await slotFor(item, answers) : '');
  const ways = prefill.materials
    .filter((material) => material.ways.length > 0)
    .map((material) => [material.key, material.ways.includes('promise') ? 'promise' : 'bring'] as const);
  return {
    prefillId: prefill.id,
    itemCode: item.code,
    itemVersion: item.version,
    answers,
    kept: [],
    ways: Object.fromEntries(ways),
    consents: [...item.sensitive],
    signature: SIGNATURE
  };
}

const SIGNATURE: Submission['signature'] = [
  [
    [120, 200],
    [400, 90],
    [520, 310]
  ],
  [
    [620, 100],
    [640, 320]
  ]
];
