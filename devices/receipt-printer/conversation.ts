import { type BytePort, PortDenied, type PortSource } from '../device.ts';
import { createAnswerReader, type PrinterAnswer } from './answers.ts';
import { discardRequest, type JobEnd, statusRequest } from './codec.ts';
import { type PaperStatus, paperStatusOf } from './paper-status.ts';
import type { PrinterProfile, StatusQuestion } from './profiles.ts';

/** Bytes handed to the port at a time: a slow line has a deadline for each piece, not for the whole of a long receipt. */
const PIECE_BYTES = 4096;
/** GS r 1, bits 2 and 3: no paper. */
const SENSOR_PAPER_OUT = 0x0c;

/** Whether a job came out, as far as the printer has said so yet. */
export interface Proof {
  readonly result: 'printed' | 'paper-out' | null;
}

/** Questions, jobs and answers over the port of one printer, whenever that is there. */
export interface Conversation {
  /** Whether a printer is there; opens its port where it is not open. */
  connect(): Promise<boolean>;
  /** Whether the printer is there, and the system did not let us open its port. */
  readonly isDenied: boolean;
  readonly isOpen: boolean;
  /** Puts the questions of the profile; null where it has none, or no printer is there. */
  look(): Promise<PaperStatus | 'unanswered' | null>;
  /** True once everything was taken; false where a piece of it was not taken within `ms`, or the port ended. */
  send(bytes: Uint8Array, ms: number): Promise<boolean>;
  /** Begins to listen for the end of a job that is sent next. `any`: an answer meant for an earlier one will do. */
  expect(end: JobEnd, which?: 'own' | 'any'): Proof;
  /** True once `is` holds, which is asked at everything heard; false after `ms`, or where the port ended. */
  until(is: () => boolean, ms: number): Promise<boolean>;
  /** Makes the printer forget what it was given, where it knows how. */
  discard(): Promise<void>;
  /** Hears the answers to GS r that are still to come, until none came for `ms`: nothing is owed any more. */
  settle(ms: number): Promise<void>;
  /** Closes the port: what was not taken yet is not sent any more. */
  hangUp(): Promise<void>;
}

/** `answerMs` is how long a question waits for its answer. `onLost` is called when the port ends by itself. */
export function createConversation(options: {
  readonly source: PortSource;
  readonly profile: PrinterProfile;
  readonly answerMs: number;
  readonly onLost: () => void;
}): Conversation {
  const { source, profile, answerMs, onLost } = options;
  const waiting = new Set<() => void>();
  let port: BytePort | null = null;
  let question: StatusQuestion | null = null;
  let answer: number | null = null;
  /** A question was not answered in time: its answer may still come, and is not that to the next one. */
  let isLate = false;
  let discarded = false;
  let denied = false;
  /** Answers to GS r that are still to come: they do not say which one they belong to. */
  let owed = 0;
  let expected: { readonly end: JobEnd; readonly which: 'own' | 'any'; result: Proof['result'] } | null = null;

  function hear(heard: PrinterAnswer): void {
    if (heard.kind === 'status' && question) {
      answer = heard.bits;
      question = null;
    }
    if (heard.kind === 'discarded') discarded = true;
    if (heard.kind === 'process-id' && expected?.end.kind === 'process-id')
      if (Buffer.compare(heard.id, expected.end.id) === 0) expected.result = 'printed';
    if (heard.kind === 'paper-sensor' && owed > 0) {
      owed--;
      if (expected?.end.kind === 'paper-sensor' && (owed === 0 || expected.which === 'any'))
        expected.result = (heard.bits & SENSOR_PAPER_OUT) === 0 ? 'printed' : 'paper-out';
    }
    wake();
  }
  function wake(): void {
    for (const look of waiting) look();
  }

  async function until(is: () => boolean, ms: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (!port || is()) resolve();
    };
    const late = setTimeout(resolve, ms);
    waiting.add(look);
    look();
    await promise;
    clearTimeout(late);
    waiting.delete(look);
    return is();
  }

  /** A port that ended, or takes no bytes any more, is opened anew by the next look. */
  function lose(lost: BytePort): void {
    if (port !== lost) return;
    forgetPort();
    lost.close().catch(() => undefined);
    onLost();
  }
  function forgetPort(): void {
    port = null;
    question = null;
    isLate = false;
    owed = 0;
    wake();
  }

  async function ask(next: StatusQuestion): Promise<number | null> {
    if (isLate) await until(() => false, answerMs);
    const to = port;
    if (!to) return null;
    question = next;
    answer = null;
    to.write(statusRequest(next.ask)).catch(() => lose(to));
    await until(() => answer !== null, answerMs);
    isLate = answer === null;
    question = null;
    return answer;
  }

  async function sendPiece(piece: Uint8Array, ms: number): Promise<boolean> {
    const to = port;
    if (!to) return false;
    let isTaken = false;
    // Not awaited: a printer without paper takes no bytes, and only a deadline ends that.
    to.write(piece).then(
      () => {
        isTaken = true;
        wake();
      },
      () => lose(to)
    );
    return until(() => isTaken, ms);
  }

  return {
    get isOpen() {
      return port !== null;
    },
    get isDenied() {
      return denied;
    },
    async connect() {
      if (port) return true;
      denied = false;
      const opened = await source.open().catch((error) => {
        denied = error instanceof PortDenied;
        return null;
      });
      if (!opened) return false;
      port = opened;
      opened.onData(createAnswerReader(() => question, hear));
      opened.onClose(() => lose(opened));
      return true;
    },
    async look() {
      const answers: number[] = [];
      for (const one of profile.status) {
        const bits = await ask(one);
        if (bits === null) return port ? 'unanswered' : null;
        answers.push(bits);
      }
      return port && answers.length > 0 ? paperStatusOf(profile.status, answers) : null;
    },
    async send(bytes, ms) {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES)
        if (!(await sendPiece(bytes.subarray(at, at + PIECE_BYTES), ms))) return false;
      return true;
    },
    expect(end, which = 'own') {
      if (end.kind === 'paper-sensor') owed++;
      expected = { end, which, result: null };
      return expected;
    },
    until,
    async discard() {
      const request = discardRequest(profile);
      discarded = false;
      if (!request || !(await this.send(request, answerMs)) || profile.discard !== 'dle-dc4') return;
      // What is sent before it says that it has forgotten may be forgotten too.
      await until(() => discarded, answerMs);
    },
    async settle(ms) {
      for (let before = owed; await until(() => owed < before, ms); before = owed);
      owed = 0;
    },
    async hangUp() {
      const old = port;
      forgetPort();
      await old?.close().catch(() => undefined);
    }
  };
}
