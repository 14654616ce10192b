import { REPORT_BYTES } from '../wish.ts';

/** What a HID device says of itself. */
export interface Descriptor {
  readonly bytes: Uint8Array;
  readonly reportBytes: number;
}

/** A card reader: a usage page of its vendor's, reports of 64 bytes in and out, without numbers (HID 1.11, 6.2.2). */
export const READER: Descriptor = {
  reportBytes: REPORT_BYTES,
  bytes: Uint8Array.of(
    ...[0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01],
    ...[0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, REPORT_BYTES],
    ...[0x09, 0x02, 0x81, 0x02],
    ...[0x95, REPORT_BYTES, 0x09, 0x03, 0x91, 0x02],
    0xc0
  )
};

/** A scanner for points of sale (HID POS 1.02, usage page 8C): its report 2 is a code, or a part of one. */
export const SCANNER: Descriptor = {
  reportBytes: REPORT_BYTES,
  bytes: Uint8Array.of(
    ...[0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x85, 0x02],
    ...[0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, REPORT_BYTES - 1],
    ...[0x09, 0xfe, 0x81, 0x02],
    0xc0
  )
};
