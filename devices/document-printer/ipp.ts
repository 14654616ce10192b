/**
 * The part of IPP/2.0 (RFC 8010, 8011) that printing one document needs, as pure bytes.
 * Head: version (2), operation or status (2), request id (4); then groups of attributes, then the document.
 */
export const OPERATIONS = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b
} as const;

/** Value tags (RFC 8010 §3.5.2). */
const TAGS = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mediaType: 0x49
} as const;
type TagName = keyof typeof TAGS;

const GROUPS = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04, unsupported: 0x05 } as const;
export type GroupName = 'operation' | 'job' | 'printer' | 'unsupported';

/** One attribute to be sent. Several values share one name. */
export interface Attribute {
  readonly tag: TagName;
  readonly name: string;
  readonly values: readonly (string | number | boolean)[];
}

export type Group = readonly [GroupName, readonly Attribute[]];

const text = new TextEncoder();

function valueBytes(tag: TagName, value: string | number | boolean): Uint8Array {
  if (tag === 'boolean') return Uint8Array.of(value === true ? 1 : 0);
  if (tag === 'integer' || tag === 'enum') {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setInt32(0, Number(value));
    return bytes;
  }
  return text.encode(String(value));
}

const length16 = (length: number): number[] => [length >> 8, length & 0xff];

/** A request or an answer: `code` is the operation or the status. `data` is the document, if any. */
export function encodeMessage(
  code: number,
  requestId: number,
  groups: readonly Group[],
  data: Uint8Array = new Uint8Array()
): Uint8Array {
  const bytes: number[] = [2, 0, ...length16(code), 0, 0, ...length16(requestId)];
  for (const [group, attributes] of groups) {
    bytes.push(GROUPS[group]);
    for (const { tag, name, values } of attributes)
      for (const [index, value] of values.entries()) {
        const nameBytes = index === 0 ? text.encode(name) : new Uint8Array();
        const encoded = valueBytes(tag, value);
        bytes.push(TAGS[tag], ...length16(nameBytes.length), ...nameBytes, ...length16(encoded.length), ...encoded);
      }
  }
  bytes.push(GROUPS.end);
  const message = new Uint8Array(bytes.length + data.length);
  message.set(bytes);
  message.set(data, bytes.length);
  return message;
}

export type Value = string | number | boolean | Uint8Array;

/** A message that was read. Attributes of all groups by name; where a job and a printer share a name, the first stands. */
export interface Message {
  readonly code: number;
  readonly requestId: number;
  readonly attributes: ReadonlyMap<string, readonly Value[]>;
  readonly data: Uint8Array;
}

function readValue(tag: number, bytes: Uint8Array): Value {
  if (tag === TAGS.boolean) return bytes[0] === 1;
  if ((tag === TAGS.integer || tag === TAGS.enum) && bytes.length === 4)
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0);
  // 0x40 and above are texts; the rest (dates, ranges, collections, "no value") stays as bytes.
  return tag >= 0x40 ? new TextDecoder().decode(bytes) : bytes;
}

/** Reads a message; null where its lengths do not hold. */
export function decodeMessage(bytes: Uint8Array): Message | null {
  if (bytes.length < 9) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const attributes = new Map<string, Value[]>();
  let at = 8;
  /** Where further values of the attribute that was named last go. */
  let values: Value[] = [];
  while (at < bytes.length) {
    const tag = view.getUint8(at++);
    if (tag === GROUPS.end)
      return { code: view.getUint16(2), requestId: view.getUint32(4), attributes, data: bytes.subarray(at) };
    if (tag < 0x10) continue;
    if (at + 2 > bytes.length) return null;
    const nameLength = view.getUint16(at);
    at += 2;
    if (at + nameLength + 2 > bytes.length) return null;
    if (nameLength > 0) {
      const name = new TextDecoder().decode(bytes.subarray(at, at + nameLength));
      values = [];
      if (!attributes.has(name)) attributes.set(name, values);
    }
    at += nameLength;
    const valueLength = view.getUint16(at);
    at += 2;
    if (at + valueLength > bytes.length) return null;
    values.push(readValue(tag, bytes.subarray(at, at + valueLength)));
    at += valueLength;
  }
  return null;
}

/** The first value of an attribute, where it is a number. */
export const numberOf = (message: Message, name: string): number | null => {
  const value = message.attributes.get(name)?.[0];
  return typeof value === 'number' ? value : null;
};

/** The values of an attribute that are texts. */
export const textsOf = (message: Message, name: string): string[] =>
  (message.attributes.get(name) ?? []).filter((value) => typeof value === 'string');
