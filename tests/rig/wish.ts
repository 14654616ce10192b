/**
 * What the tests ask of the virtual machine. Each wish has a connection of its own: its first line is the wish in JSON,
 * with the key, the first line back is `{}` or `{"error": "…"}`, and what follows are bytes. What was wished for lives as long as its
 * connection: closing it pulls the cable, or ends the program.
 */
export type Wish =
  /** A device is plugged in. The bytes are what goes over its cable; where it is HID, reports of 64 bytes. */
  | { readonly plug: Plug }
  /** The printer that is plugged in stops taking bytes, as one whose memory is full, or takes them again. */
  | { readonly printer: 'takes' | 'holds' }
  /** A program runs, as the agent's user; the bytes are what it says. */
  | { readonly run: readonly string[]; readonly environment: Readonly<Record<string, string>> }
  /** A program runs to its end, as root; the bytes are what it said, or the error what it complained of. */
  | { readonly call: readonly string[] }
  /** A port of the machine's loopback. */
  | { readonly reach: number };

/**
 * A device as the kernel sees it. `uhid` is HID without USB below it, everything else has a USB port of its own; `bulk` are
 * pipes of a vendor's class, without a driver of the kernel's.
 */
export interface Plug {
  readonly as: 'uhid' | 'hid' | 'hid-pos' | 'bulk' | 'printer' | 'serial';
  readonly vendor: number;
  readonly product: number;
}

export const REPORT_BYTES = 64;
/** Where the machine listens for wishes. */
export const WISHES = { host: '10.0.2.15', port: 9000 } as const;
/** The file in it that says who may wish: it is root there, and sees what whoever runs the tests may see. */
export const KEY_FILE = '/run/rig.key';
/** Where the machine that runs the tests is, seen from the virtual one (QEMU's user network). */
export const OUTSIDE = '10.0.2.2';
