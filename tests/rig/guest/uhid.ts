import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { REPORT_BYTES } from '../wish.ts';
import { READER } from './descriptor.ts';
import type { FarSide } from './far-side.ts';

/** Kinds of `struct uhid_event` (linux/uhid.h), all of one size: a number and the largest of its members. */
const DESTROY = 1;
const OUTPUT = 6;
const GET_REPORT = 9;
const GET_REPORT_REPLY = 10;
const CREATE2 = 11;
const INPUT2 = 12;
const SET_REPORT = 13;
const SET_REPORT_REPLY = 14;
const EVENT_BYTES = 4 + 4372;
const BUS_USB = 3;
const EIO = 5;

const OUTPUT_LENGTH_AT = 4 + 4096;

function eventOf(kind: number): Buffer {
  const event = Buffer.alloc(EVENT_BYTES);
  event.writeUInt32LE(kind);
  return event;
}

/** A card reader given to the kernel's HID layer by this process, without any USB below it. */
export function plugUhid({ vendor, product }: { readonly vendor: number; readonly product: number }): FarSide {
  const file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
  const create = eventOf(CREATE2);
  create.write('Rig Virtual reader', 4);
  create.writeUInt16LE(READER.bytes.length, 260);
  create.writeUInt16LE(BUS_USB, 262);
  create.writeUInt32LE(vendor, 264);
  create.writeUInt32LE(product, 268);
  create.set(READER.bytes, 280);
  writeSync(file, create);

  /** Readers have no feature reports; a question about one must be answered all the same, or it waits for seconds. */
  function refuse(kind: number, question: Buffer): void {
    const answer = eventOf(kind);
    question.copy(answer, 4, 4, 8);
    answer.writeUInt16LE(EIO, 8);
    writeSync(file, answer);
  }

  return {
    read() {
      const event = Buffer.alloc(EVENT_BYTES);
      for (;;) {
        try {
          if (readSync(file, event) === 0) return null;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
          throw error;
        }
        const kind = event.readUInt32LE();
        if (kind === GET_REPORT) refuse(GET_REPORT_REPLY, event);
        if (kind === SET_REPORT) refuse(SET_REPORT_REPLY, event);
        // The number of the report comes first, also where there is none.
        if (kind === OUTPUT) return Buffer.from(event.subarray(5, 4 + event.readUInt16LE(OUTPUT_LENGTH_AT)));
      }
    },
    write(report) {
      const input = eventOf(INPUT2);
      input.writeUInt16LE(REPORT_BYTES, 4);
      report.copy(input, 6);
      writeSync(file, input);
      return REPORT_BYTES;
    },
    close() {
      writeSync(file, eventOf(DESTROY));
      closeSync(file);
    }
  };
}
