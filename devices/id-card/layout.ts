import type { Card, CardWarning } from '../../server/contract/card.ts';
import { idNumberCheck, isDate } from '../../server/contract/id-number.ts';
import { hasUnencodedCharacter } from '../../server/contract/person-name.ts';
import { NATIONS } from './nations.ts';

/**
 * The 256-byte text of an ID card (GA/T 490 and its sisters): UTF-16LE, fields padded with blanks. The letter at byte 248
 * tells the layout: blank citizen, J 港澳台 residence, I permanent residence 2017, Y permanent residence 2023.
 */
export type FieldName =
  | 'name'
  | 'nameEn'
  | 'nameEnRest'
  | 'sex'
  | 'nation'
  | 'birth'
  | 'address'
  | 'idNumber'
  | 'issuer'
  | 'validFrom'
  | 'validUntil'
  | 'travelPermit'
  | 'issueCount'
  | 'nationality'
  | 'cardVersion'
  | 'agencyCode'
  | 'renewalCount'
  | 'formerNumberLink';

/** Offset and length of each field, in bytes. */
type Layout = Readonly<Partial<Record<FieldName, readonly [number, number]>>>;

const CITIZEN: Layout = {
  name: [0, 30],
  sex: [30, 2],
  nation: [32, 4],
  birth: [36, 16],
  address: [52, 70],
  idNumber: [122, 36],
  issuer: [158, 30],
  validFrom: [188, 16],
  validUntil: [204, 16]
};

export const LAYOUTS: Readonly<Record<Card['type'], { readonly letter: string; readonly fields: Layout }>> = {
  citizen: { letter: ' ', fields: CITIZEN },
  'hmt-residence': {
    letter: 'J',
    fields: { ...withoutNation(CITIZEN), travelPermit: [220, 18], issueCount: [238, 4] }
  },
  'permanent-residence-2017': {
    letter: 'I',
    fields: {
      nameEn: [0, 120],
      sex: [120, 2],
      idNumber: [122, 30],
      nationality: [152, 6],
      name: [158, 30],
      validFrom: [188, 16],
      validUntil: [204, 16],
      birth: [220, 16],
      cardVersion: [236, 4],
      agencyCode: [240, 8]
    }
  },
  'permanent-residence-2023': {
    letter: 'Y',
    fields: {
      name: [0, 30],
      sex: [30, 2],
      renewalCount: [32, 4],
      birth: [36, 16],
      nameEn: [52, 70],
      idNumber: [122, 36],
      validFrom: [188, 16],
      validUntil: [204, 16],
      nameEnRest: [220, 22],
      nationality: [242, 6],
      formerNumberLink: [250, 6]
    }
  }
};

function withoutNation({ nation: _, ...rest }: Layout): Layout {
  return rest;
}

const LETTER_AT = 248;
const TEXT_LENGTH = 256;
const NO_END = '长期';
/** What cards pad fields with on the right: blanks, full-width blanks, noughts. */
const PADDING = [' ', '\u3000', '\0'];

/** Keeps every code unit: private use, and halves of surrogate pairs that older cards carry. */
function unitsOf(bytes: Uint8Array, [offset, length]: readonly [number, number]): string {
  let text = '';
  for (let index = offset; index < offset + length; index += 2)
    text += String.fromCharCode((bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8));
  return text;
}

function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && PADDING.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

/** `YYYYMMDD` as YYYY-MM-DD; what is no date stays as it stands. */
const dateOf = (text: string): string => text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

const SEXES: Readonly<Record<string, Card['sex']>> = { 1: 'male', 2: 'female' };

function warningsOf(card: Omit<Card, 'warnings'>): CardWarning[] {
  const { idNumber, type, nation, name, address, validFrom, validUntil } = card;
  const warnings: CardWarning[] = [];
  if (/^\d{17}[\dX]$/i.test(idNumber)) {
    if (idNumberCheck(idNumber.slice(0, 17)) !== idNumber.at(17)?.toUpperCase()) warnings.push('card.check-digit');
    if (type !== 'permanent-residence-2023' && dateOf(idNumber.slice(6, 14)) !== card.birth)
      warnings.push('card.birth-differs');
    const odd = Number(idNumber[16]) % 2 === 1;
    if (card.sex !== 'unknown' && odd !== (card.sex === 'male')) warnings.push('card.sex-differs');
  } else if (type !== 'permanent-residence-2017') warnings.push('card.check-digit');
  if (nation && nation.name === null) warnings.push('card.unknown-nation');
  if (hasUnencodedCharacter(name) || hasUnencodedCharacter(address ?? '')) warnings.push('card.unencoded-character');
  const dates = [card.birth, validFrom, ...(validUntil === null ? [] : [validUntil])];
  if (!dates.every(isDate)) warnings.push('card.unreadable-date');
  else if (validUntil !== null && validFrom > validUntil) warnings.push('card.period-reversed');
  return warnings;
}

/** The fields of a card as they stand on it, without the blanks that fill them up; dates `YYYYMMDD`, sex and nation as codes. */
export interface CardText {
  readonly type: Card['type'];
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
}

/** Reads the text of a card field by field. null where it is not 256 bytes or its layout is not one of the four. */
export function readCardText(text: Uint8Array): CardText | null {
  if (text.length !== TEXT_LENGTH) return null;
  const letter = withoutPadding(unitsOf(text, [LETTER_AT, 2])) || ' ';
  const type = (Object.keys(LAYOUTS) as Card['type'][]).find((one) => LAYOUTS[one].letter === letter);
  if (!type) return null;
  const { nameEnRest, ...places } = LAYOUTS[type].fields;
  const fields: Partial<Record<FieldName, string>> = {};
  for (const [name, place] of Object.entries(places)) {
    // The two halves of a long name are one text: a blank at the seam belongs to it.
    const rest = name === 'nameEn' && nameEnRest ? unitsOf(text, nameEnRest) : '';
    fields[name as FieldName] = withoutPadding(unitsOf(text, place) + rest);
  }
  return { type, fields };
}

/** A card with these fields. Nothing is corrected: what does not agree is listed in `warnings`. */
export function cardOf({ type, fields }: CardText): Card {
  const { nation, validUntil = '' } = fields;
  const nameEn = fields.nameEn || null;
  const card = {
    type,
    name: fields.name || (nameEn ?? ''),
    nameEn,
    sex: SEXES[fields.sex ?? ''] ?? 'unknown',
    nation: nation === undefined ? null : { code: nation, name: NATIONS.get(nation) ?? null },
    birth: dateOf(fields.birth ?? ''),
    address: fields.address ?? null,
    idNumber: fields.idNumber ?? '',
    issuer: fields.issuer ?? null,
    validFrom: dateOf(fields.validFrom ?? ''),
    validUntil: validUntil === NO_END ? null : dateOf(validUntil),
    nationality: fields.nationality ?? null,
    travelPermit: fields.travelPermit ?? null
  } as const;
  return { ...card, warnings: warningsOf(card) };
}

/** Reads and checks the text of a card at once; null where it is no card's. */
export function decodeCard(text: Uint8Array): Card | null {
  const read = readCardText(text);
  return read && cardOf(read);
}

function put(text: Uint8Array, [offset, length]: readonly [number, number], value: string): void {
  const padded = value.padEnd(length / 2, ' ');
  for (let unit = 0; unit < length / 2; unit++) {
    const code = padded.charCodeAt(unit);
    text[offset + 2 * unit] = code & 0xff;
    text[offset + 2 * unit + 1] = code >> 8;
  }
}

/** The text that a card with these contents would hold: the counterpart of `decodeCard`, for readers that are simulated. */
export function encodeCard(card: Card): Uint8Array {
  const text = new Uint8Array(TEXT_LENGTH);
  for (let index = 0; index < TEXT_LENGTH; index += 2) text[index] = 0x20;
  const { letter, fields } = LAYOUTS[card.type];
  const nameEn = card.nameEn ?? '';
  const split = (fields.nameEn?.[1] ?? 0) / 2;
  const values: Readonly<Partial<Record<FieldName, string>>> = {
    name: card.type.startsWith('permanent') && card.name === nameEn ? '' : card.name,
    nameEn: nameEn.slice(0, split),
    nameEnRest: nameEn.slice(split),
    sex: card.sex === 'male' ? '1' : card.sex === 'female' ? '2' : '0',
    nation: card.nation?.code ?? '',
    birth: card.birth.replaceAll('-', ''),
    address: card.address ?? '',
    idNumber: card.idNumber,
    issuer: card.issuer ?? '',
    validFrom: card.validFrom.replaceAll('-', ''),
    validUntil: card.validUntil?.replaceAll('-', '') ?? NO_END,
    travelPermit: card.travelPermit ?? '',
    nationality: card.nationality ?? ''
  };
  for (const [name, place] of Object.entries(fields)) put(text, place, values[name as FieldName] ?? '');
  put(text, [LETTER_AT, 2], letter);
  return text;
}
