import type { PrintFailure } from '../device.ts';
import type { JobEnd } from './codec.ts';
import type { Conversation, Proof } from './conversation.ts';

/** Milliseconds. */
export interface DeliveryTimings {
  /** For a piece of a job to be taken. */
  readonly write: number;
  /** For the confirmation that a job lies in the tray, from its last byte on. */
  readonly confirm: number;
  /** Between two looks at paper and cover. */
  readonly watch: number;
}

/** Waits for the proof of a job that was taken whole, and looks after the paper meanwhile; null where it was printed. */
async function follow(printer: Conversation, proof: Proof, timings: DeliveryTimings): Promise<PrintFailure | null> {
  const isOver = () => proof.result !== null;
  for (const late = performance.now() + timings.confirm; ; ) {
    await printer.until(isOver, Math.min(timings.watch, late - performance.now()));
    const seen = isOver() ? null : await printer.look();
    if (proof.result) return proof.result === 'printed' ? null : 'printer.paper-out';
    if (!printer.isOpen) return 'printer.absent';
    const fault = seen === 'unanswered' ? 'printer.silent' : seen?.fault;
    // Some call themselves off line, or a head that has to cool down an error, and go on.
    if (fault && fault !== 'printer.failed' && fault !== 'printer.silent') return fault;
    if (performance.now() >= late) return fault ?? 'printer.unconfirmed';
  }
}

/**
 * Hands over one job, to the last byte, and waits for what its `end` asks for; null where it was printed. Without an end the
 * last byte is the end of what can be known. `onSent` is awaited in between. A printer that takes nothing, or says nothing
 * any more, is hung up on: what waits for it must not come out when nobody waits for that.
 */
export async function deliver(
  printer: Conversation,
  job: { readonly bytes: Uint8Array; readonly end: JobEnd | null; readonly proof?: 'own' | 'any' },
  timings: DeliveryTimings,
  onSent: () => void | Promise<void> = () => undefined
): Promise<PrintFailure | null> {
  const proof = job.end && printer.expect(job.end, job.proof);
  let failure: PrintFailure | null;
  if ((await printer.send(job.bytes, timings.write)) || proof?.result) {
    await onSent();
    failure = proof ? await follow(printer, proof, timings) : await lastLook(printer);
  } else failure = printer.isOpen ? 'printer.silent' : 'printer.absent';
  if (failure === 'printer.silent') await printer.hangUp();
  return failure;
}

async function lastLook(printer: Conversation): Promise<PrintFailure> {
  const seen = await printer.look();
  if (!printer.isOpen) return 'printer.absent';
  return seen === 'unanswered' ? 'printer.silent' : (seen?.fault ?? 'printer.unconfirmed');
}
