import type { FieldCode } from '../../../../server/contract/item.ts';

/**
 * Our own pictograms: one grid of 48, one round stroke of 3, nothing filled. Each is a list of path data; a circle is
 * written as two arcs so that everything is a path.
 */
export const PICTOGRAMS = {
  // the ten fields
  work: ['M7 16h34v24H7z', 'M18 16v-6h12v6', 'M7 27h34', 'M24 24v6'],
  umbrella: ['M24 6v4', 'M5 26a19 16 0 0 1 38 0z', 'M24 26v12a5 5 0 0 1-10 0'],
  health: [
    'M24 41C12 32 5 26 5 17a9.5 9.5 0 0 1 19-3 9.5 9.5 0 0 1 19 3c0 9-7 15-19 24z',
    'M24 18v13',
    'M17.5 24.5h13'
  ],
  book: ['M24 14c-4-4-10-5-18-5v27c8 0 14 1 18 5 4-4 10-5 18-5V9c-8 0-14 1-18 5z', 'M24 14v27'],
  care: [
    'M24 24c-6-4-10-7-10-11.5a5.5 5.5 0 0 1 10-3 5.5 5.5 0 0 1 10 3C34 17 30 20 24 24z',
    'M5 32c5-3 9-2 12 1h9c4 0 4 5 0 5h-8',
    'M27 35l10-6c4-2 6 2 4 4L30 42H15l-10-3'
  ],
  house: ['M5 23 24 7l19 16', 'M10 20v21h28V20', 'M20 41V29h8v12'],
  music: ['M18 35V12l21-5v23', 'M8 35a5 5 0 0 1 10 0a5 5 0 0 1-10 0', 'M29 30a5 5 0 0 1 10 0a5 5 0 0 1-10 0'],
  shield: ['M24 5l17 6v12c0 9-6 16-17 20C13 39 7 32 7 23V11z', 'M16 24l6 6 11-12'],
  scales: ['M24 6v35', 'M14 41h20', 'M8 14h32', 'M8 14 3 28h10z', 'M40 14l-5 14h10z'],
  talk: ['M5 8h26v17H18l-7 7v-7H5z', 'M36 16h7v16h-4v7l-7-7H20'],
  // frequent items
  certify: ['M13 15a7 7 0 0 1 14 0a7 7 0 0 1-14 0', 'M6 41c0-9 5-14 14-14 3 0 6 1 8 2', 'M27 36l6 6 11-13'],
  elder: [
    'M16 9a4.5 4.5 0 0 1 9 0a4.5 4.5 0 0 1-9 0',
    'M20 15c-5 2-7 7-6 14v2l-4 11',
    'M14 30l8 4 2 8',
    'M18 19l6 6h8',
    'M32 25v17'
  ],
  wheelchair: ['M15 8a4 4 0 0 1 8 0a4 4 0 0 1-8 0', 'M19 14v13h12l5 12h6', 'M19 20h10', 'M15 21a11.5 11.5 0 1 0 15 15'],
  bowl: [
    'M5 22h38c0 9-5 16-12 19H17C10 38 5 31 5 22z',
    'M16 15c-3-3 3-5 0-9',
    'M24 15c-3-3 3-5 0-9',
    'M32 15c-3-3 3-5 0-9'
  ],
  schoolbag: ['M10 21a14 14 0 0 1 28 0v21H10z', 'M18 8a6 5 0 0 1 12 0', 'M17 42V30h14v12', 'M17 21h14'],
  residence: ['M5 10h38v29H5z', 'M10 25l7-7 7 7', 'M12 24v8h10v-8', 'M30 20h8', 'M30 29h8'],
  calendar: ['M7 11h34v30H7z', 'M7 20h34', 'M16 6v9', 'M32 6v9', 'M17 30l5 5 9-9'],
  record: ['M10 5h20l8 8v30H10z', 'M30 5v8h8', 'M17 20h14', 'M17 27h8', 'M23 34a5 5 0 0 1 10 0a5 5 0 0 1-10 0'],
  // the frame and its pages
  door: ['M13 42V17', 'M13 8.5v.01', 'M21 10h14v32'],
  back: ['M30 9 15 24l15 15'],
  next: ['M18 9l15 15-15 15'],
  up: ['M9 31l15-15 15 15'],
  down: ['M9 17l15 15 15-15'],
  leave: ['M26 7H9v34h17', 'M20 24h22', 'M34 16l8 8-8 8'],
  person: [
    'M14 14a7 7 0 0 1 14 0a7 7 0 0 1-14 0',
    'M7 42c0-10 5-15 14-15s14 5 14 15',
    'M36 8c3 3 3 9 0 12',
    'M41 4c5 6 5 14 0 20'
  ],
  eye: [
    'M3 24c5-9 12-14 21-14s16 5 21 14c-5 9-12 14-21 14S8 33 3 24z',
    'M17.5 24a6.5 6.5 0 0 1 13 0a6.5 6.5 0 0 1-13 0'
  ],
  search: ['M7 21a14 14 0 0 1 28 0a14 14 0 0 1-28 0', 'M31 31l12 12'],
  card: ['M4 10h40v28H4z', 'M12 20a4 4 0 0 1 8 0a4 4 0 0 1-8 0', 'M9 31c1-4 3-6 7-6s6 2 7 6', 'M29 19h9', 'M29 27h9'],
  printer: ['M14 18V6h20v12', 'M14 35H5V18h38v17h-9', 'M14 28h20v14H14z'],
  slip: ['M11 5h26v38l-4-3-4.5 3-4.5-3-4.5 3-4.5-3-4 3z', 'M17 15h14', 'M17 23h14', 'M17 31h8'],
  check: ['M7 25l12 12 22-26'],
  cross: ['M11 11l26 26', 'M37 11 11 37'],
  clock: ['M6 24a18 18 0 0 1 36 0a18 18 0 0 1-36 0', 'M24 13v11l8 5'],
  pen: ['M7 41l3-12L32 7l9 9-22 22z', 'M27 12l9 9'],
  erase: ['M17 10h27v28H17L4 24z', 'M24 18l12 12', 'M36 18 24 30'],
  camera: ['M4 14h10l4-6h12l4 6h10v26H4z', 'M16 26a8 8 0 0 1 16 0a8 8 0 0 1-16 0'],
  plus: ['M24 8v32', 'M8 24h32'],
  list: ['M17 12h25', 'M17 24h25', 'M17 36h25', 'M7 12h.01', 'M7 24h.01', 'M7 36h.01'],
  warning: ['M24 6 45 42H3z', 'M24 19v11', 'M24 36v.01'],
  phone: ['M14 4h20v40H14z', 'M21 37h6'],
  two: [
    'M9 15a6 6 0 0 1 12 0a6 6 0 0 1-12 0',
    'M3 40c0-9 4-14 12-14 4 0 7 1 9 4',
    'M28 17a5.5 5.5 0 0 1 11 0a5.5 5.5 0 0 1-11 0',
    'M24 40c0-8 3-12 9.5-12S44 32 44 40'
  ]
} as const satisfies Record<string, readonly string[]>;

export type Pictogram = keyof typeof PICTOGRAMS;

export const FIELD_PICTOGRAMS = {
  '01': 'work',
  '02': 'umbrella',
  '03': 'health',
  '04': 'book',
  '05': 'care',
  '06': 'house',
  '07': 'music',
  '08': 'shield',
  '09': 'scales',
  '10': 'talk'
} as const satisfies Record<FieldCode, Pictogram>;

/** Items people come for most; the rest wear their field's pictogram. */
const ITEM_PICTOGRAMS: Readonly<Record<string, Pictogram>> = {
  'SQ-02-003': 'certify',
  'SQ-02-005': 'record',
  'SQ-02-009': 'care',
  'SQ-04-001': 'schoolbag',
  'SQ-05-001': 'bowl',
  'SQ-05-004': 'wheelchair',
  'SQ-05-006': 'elder',
  'SQ-05-007': 'elder',
  'SQ-07-001': 'calendar',
  'SQ-08-002': 'residence',
  'SQ-08-003': 'residence'
};

export const itemPictogram = (code: string, field: string): Pictogram =>
  ITEM_PICTOGRAMS[code] ?? FIELD_PICTOGRAMS[field as FieldCode] ?? 'list';
