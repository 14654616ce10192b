export type RealTimeCommand =
  | { readonly kind: 'status'; readonly which: number }
  | { readonly kind: 'recover'; readonly forget: boolean }
  | { readonly kind: 'forget' };

const DLE = 0x10;
const LONGEST = 10;
/** DLE EOT n, DLE ENQ n, DLE DC4 8. */
const REAL_TIME = /^(?:1004(0[1-4])|1005(0[12])|1014(0801031401060208))$/;

/** A printer looks for these in everything that arrives, and obeys them before anything else. */
function createLookout(): (byte: number) => RealTimeCommand | null {
  let since: number[] = [];
  return (byte) => {
    if (byte === DLE) since = [];
    else if (since.length === 0 || since.length === LONGEST) {
      since = [];
      return null;
    }
    since.push(byte);
    const [whole, status, recover] = REAL_TIME.exec(Buffer.from(since).toString('hex')) ?? [];
    if (!whole) return null;
    since = [];
    if (status) return { kind: 'status', which: Number(status) };
    return recover ? { kind: 'recover', forget: recover === '02' } : { kind: 'forget' };
  };
}

interface Arriving {
  readonly bytes: Uint8Array;
  taken: number;
  done(arrived: boolean): void;
}

/** What a printer was given and has not used yet. It takes no more than it has room for; the rest waits at the computer. */
export interface ReceiveBuffer {
  /** True once all of it was taken; false where the cable was pulled first. */
  receive(bytes: Uint8Array): Promise<boolean>;
  /** Not used yet, oldest first. */
  readonly held: Uint8Array;
  use(count: number): void;
  /** All of it is the beginning of one command, which the printer works at while it arrives: that takes no room. */
  workAt(): void;
  forget(): void;
  /** Nothing comes through the cable any more; what is here stays. */
  cut(): void;
  /** Takes in what there is room for. */
  fill(): void;
}

export function createReceiveBuffer(
  capacity: number,
  onArrival: { realTime(command: RealTimeCommand): void; bytes(): void }
): ReceiveBuffer {
  let held: Uint8Array = new Uint8Array();
  let workedAt = 0;
  let arriving: Arriving[] = [];
  const lookAt = createLookout();

  function take(bytes: Uint8Array): void {
    let start = 0;
    for (const [index, byte] of bytes.entries()) {
      const command = lookAt(byte);
      if (!command) continue;
      held = Buffer.concat([held, bytes.subarray(start, index + 1)]);
      start = index + 1;
      onArrival.realTime(command);
    }
    held = Buffer.concat([held, bytes.subarray(start)]);
    onArrival.bytes();
  }

  function fill(): void {
    for (let [next] = arriving; next; [next] = arriving) {
      const room = Math.max(0, capacity - (held.length - workedAt));
      const piece = next.bytes.subarray(next.taken, next.taken + room);
      if (piece.length === 0 && next.bytes.length > 0) return;
      next.taken += piece.length;
      if (next.taken === next.bytes.length) {
        arriving = arriving.slice(1);
        next.done(true);
      }
      take(piece);
    }
  }

  return {
    receive(bytes) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      arriving.push({ bytes: bytes.slice(), taken: 0, done: resolve });
      // Bytes are on their way for a while, and arrive nowhere where the cable is pulled meanwhile.
      setImmediate(fill);
      return promise;
    },
    get held() {
      return held;
    },
    use(count) {
      held = held.subarray(count);
      workedAt = Math.max(0, workedAt - count);
    },
    workAt() {
      workedAt = held.length;
    },
    forget() {
      held = new Uint8Array();
      workedAt = 0;
    },
    cut() {
      for (const { done } of arriving.splice(0)) done(false);
    },
    fill
  };
}
