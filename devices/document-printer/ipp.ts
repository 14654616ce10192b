/**
 * IPP/2.0 messages (RFC 8010) as pure bytes, as far as printing one document needs them. Head: version (2), operation or
 * status (2), request id (4); then groups of attributes, then the document.
 */
export const OPERATIONS = {
  printJob: 0x0002,
  validateJob: 0x0004,
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b
} as const;

/** Value tags (RFC 8010 §3.5.2). */
const TAGS = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  resolution: 0x32,
  range: 0x33,
  beginCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mediaType: 0x49,
  memberName: 0x4a
} as const;

/** Tags that stand for the absence of a value (RFC 8010 §3.5.2, RFC 3380 §8). */
const ABSENCES: ReadonlyMap<number, AbsentValue['why']> = new Map([
  [0x10, 'unsupported'],
  [0x12, 'unknown'],
  [0x13, 'no-value'],
  [0x15, 'not-settable'],
  [0x16, 'deleted'],
  [0x17, 'set-by-administrator']
]);

const FIRST_VALUE_TAG = 0x10;
/** From here on values are characters (RFC 8010 §3.5.2), up to the tag that says that another tag follows. */
const [FIRST_TEXT_TAG, EXTENSION_TAG] = [0x40, 0x7f];
/** More than any printer has; a collection in a collection without end would be somebody's jest. */
const DEEPEST_COLLECTION = 8;

const GROUPS = { operation: 0x01, job: 0x02, printer: 0x04, unsupported: 0x05 } as const;
const END = 0x03;
export type GroupName = keyof typeof GROUPS;
const GROUP_NAMES = new Map(Object.entries(GROUPS).map(([name, tag]) => [tag as number, name as GroupName]));

/** One attribute to be sent. Several values share one name. */
export type Attribute = { readonly name: string } & (
  | { readonly tag: 'integer' | 'enum'; readonly values: readonly number[] }
  | { readonly tag: 'boolean'; readonly values: readonly boolean[] }
  | {
      readonly tag: 'octetString' | 'name' | 'keyword' | 'uri' | 'charset' | 'language' | 'mediaType';
      readonly values: readonly string[];
    }
);

/** Attributes to be sent, and what they are about. */
export type Group = readonly [GroupName, readonly Attribute[]];

/** Both ends belong to it. */
interface RangeValue {
  readonly kind: 'range';
  readonly lower: number;
  readonly upper: number;
}
/** Dots per inch or per centimetre, across and along the feed. */
interface ResolutionValue {
  readonly kind: 'resolution';
  readonly across: number;
  readonly along: number;
  readonly per: 'inch' | 'centimetre';
}
interface CollectionValue {
  readonly kind: 'collection';
  readonly members: Attributes;
}
/** Said by a printer that has the attribute but not, or not now, a value for it. */
interface AbsentValue {
  readonly kind: 'absent';
  readonly why: 'unsupported' | 'unknown' | 'no-value' | 'not-settable' | 'deleted' | 'set-by-administrator';
}

/** What was read. Texts lose their language; what has no shape here (dates, octets, malformed lengths) stays bytes. */
export type Value =
  | string
  | number
  | boolean
  | Uint8Array
  | RangeValue
  | ResolutionValue
  | CollectionValue
  | AbsentValue;

export type Attributes = ReadonlyMap<string, readonly Value[]>;

/** A message that was read: `code` is the operation of a request, or the status of an answer. */
export interface Message {
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly { readonly name: GroupName | null; readonly attributes: Attributes }[];
  /** What follows the attributes: the document. */
  readonly data: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const bytes16 = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
const bytes32 = (value: number): number[] => [...bytes16(value >> 16), ...bytes16(value)];

function* valuesOf(attribute: Attribute): Generator<ArrayLike<number> & Iterable<number>> {
  switch (attribute.tag) {
    case 'boolean':
      for (const value of attribute.values) yield [value ? 1 : 0];
      return;
    case 'integer':
    case 'enum':
      for (const value of attribute.values) yield bytes32(value);
      return;
    default:
      for (const value of attribute.values) yield encoder.encode(value);
  }
}

/** A request or an answer: `code` is the operation or the status, `data` the document, if any. */
export function encodeMessage(
  code: number,
  requestId: number,
  groups: readonly Group[],
  data: Uint8Array = new Uint8Array()
): Uint8Array {
  const head: number[] = [2, 0, ...bytes16(code), ...bytes32(requestId)];
  for (const [group, attributes] of groups) {
    head.push(GROUPS[group]);
    for (const attribute of attributes) {
      let name = encoder.encode(attribute.name);
      for (const value of valuesOf(attribute)) {
        head.push(TAGS[attribute.tag], ...bytes16(name.length), ...name, ...bytes16(value.length), ...value);
        name = new Uint8Array();
      }
    }
  }
  head.push(END);
  const message = new Uint8Array(head.length + data.length);
  message.set(head);
  message.set(data, head.length);
  return message;
}

/** Texts and names with a language: length and language, length and text (RFC 8010 §3.9). */
function textBehindLanguage(bytes: Uint8Array): string | Uint8Array {
  const lengthAt = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const text = 2 + lengthAt(0) + 2;
  return bytes.length >= text && text + lengthAt(text - 2) === bytes.length
    ? decoder.decode(bytes.subarray(text))
    : bytes;
}

function readValue(tag: number, bytes: Uint8Array): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const why = ABSENCES.get(tag);
  if (why) return { kind: 'absent', why };
  if (tag === TAGS.boolean && bytes.length === 1) return bytes[0] === 1;
  if ((tag === TAGS.integer || tag === TAGS.enum) && bytes.length === 4) return view.getInt32(0);
  if (tag === TAGS.range && bytes.length === 8)
    return { kind: 'range', lower: view.getInt32(0), upper: view.getInt32(4) };
  if (tag === TAGS.resolution && bytes.length === 9)
    return {
      kind: 'resolution',
      across: view.getInt32(0),
      along: view.getInt32(4),
      per: bytes[8] === 4 ? 'centimetre' : 'inch'
    };
  if (tag === TAGS.textWithLanguage || tag === TAGS.nameWithLanguage) return textBehindLanguage(bytes);
  return tag >= FIRST_TEXT_TAG && tag < EXTENSION_TAG ? decoder.decode(bytes) : bytes.slice();
}

/** Where attributes are being put: a group, or a collection within one. */
interface Level {
  readonly attributes: Map<string, Value[]>;
  /** Of the attribute that was named last: further values come without a name. */
  values: Value[] | null;
}

const levelOf = (): Level => ({ attributes: new Map(), values: null });

/** Of two attributes with one name the first stands. */
function open(level: Level, name: string): void {
  level.values = [];
  if (!level.attributes.has(name)) level.attributes.set(name, level.values);
}

/** Puts one field where it belongs; false where nothing can be there. `levels` begins with the group. */
function place(levels: Level[], tag: number, name: string, bytes: Uint8Array): boolean {
  const level = levels.at(-1);
  if (!level) return false;
  const inCollection = levels.length > 1;
  if (inCollection && tag === TAGS.memberName) {
    open(level, decoder.decode(bytes));
    return true;
  }
  if (inCollection && tag === TAGS.endCollection) {
    levels.pop();
    return true;
  }
  if (!inCollection && name !== '') open(level, name);
  if (!level.values) return false;
  if (tag !== TAGS.beginCollection) {
    level.values.push(readValue(tag, bytes));
    return true;
  }
  const inner = levelOf();
  level.values.push({ kind: 'collection', members: inner.attributes });
  return levels.push(inner) <= DEEPEST_COLLECTION;
}

/** Reads a message; null where its lengths or its nesting do not hold, or it ends before its end. */
export function decodeMessage(bytes: Uint8Array): Message | null {
  if (bytes.length < 9) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const groups: { name: GroupName | null; attributes: Attributes }[] = [];
  let levels: Level[] = [];
  let at = 8;
  /** The next part that says its own length; null where it is not whole. */
  const take = (): Uint8Array | null => {
    if (at + 2 > bytes.length) return null;
    const start = at + 2;
    const end = start + view.getUint16(at);
    at = end;
    return end > bytes.length ? null : bytes.subarray(start, end);
  };
  while (at < bytes.length) {
    const tag = view.getUint8(at++);
    if (tag < FIRST_VALUE_TAG && levels.length > 1) return null;
    if (tag === END) return { code: view.getUint16(2), requestId: view.getUint32(4), groups, data: bytes.subarray(at) };
    if (tag < FIRST_VALUE_TAG) {
      const group = levelOf();
      levels = [group];
      groups.push({ name: GROUP_NAMES.get(tag) ?? null, attributes: group.attributes });
      continue;
    }
    const name = take();
    const value = name && take();
    if (!value || !place(levels, tag, decoder.decode(name), value)) return null;
  }
  return null;
}

/** The attributes of the first group of that name; none where there is no such group. */
export const attributesOf = (message: Message, group: GroupName): Attributes =>
  message.groups.find(({ name }) => name === group)?.attributes ?? new Map();

/** The first value of an attribute, where it is a number. */
export const numberOf = (attributes: Attributes, name: string): number | null => {
  const value = attributes.get(name)?.[0];
  return typeof value === 'number' ? value : null;
};

/** The values of an attribute that are texts. Octets are read as text too: so a printer describes its trays. */
export const textsOf = (attributes: Attributes, name: string): string[] =>
  (attributes.get(name) ?? []).flatMap((value) =>
    typeof value === 'string' ? value : value instanceof Uint8Array ? decoder.decode(value) : []
  );

/** The values of an attribute that are numbers. */
export const numbersOf = (attributes: Attributes, name: string): number[] =>
  (attributes.get(name) ?? []).filter((value) => typeof value === 'number');
