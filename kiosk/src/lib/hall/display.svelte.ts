import type { Hall, HallCall } from '../../../../server/contract/ticket-wire.ts';
import { openEventStream } from '../event-stream.ts';
import { ageOf, HEARTBEAT_MS } from './age.ts';
import { begin, drop, end, hear, type Saying, SILENT } from './saying.ts';

/** After more than twice its signs of life in silence a line is dead without having been cut. */
const PATIENCE = { firstRetryMs: 250, longestRetryMs: 2000, silenceMs: 2.5 * HEARTBEAT_MS };
/** Whatever refuses a display is put right one day, and nobody stands before it who would try again. */
const REFUSED_AGAIN_MS = 10_000;
const TICK_MS = 500;

/** What has been said is remembered for a page that is loaded anew, by this browser's window alone; it is a number of a call. */
const HEARD = 'yimen-hall-heard';
const remembered = (): number | null => {
  const kept = sessionStorage.getItem(HEARD);
  return kept === null ? null : Number(kept);
};

/** One call display: what the centre says the hall looks like, how old that is, and what is to be said of it. */
export class Display {
  hall = $state.raw<Hall | null>(null);
  saying = $state.raw<Saying>({ ...SILENT, heard: remembered() });
  #isUp = $state(false);
  /** On this machine's own count, which no clock that is set moves. */
  #heardAt = $state(performance.now());
  #now = $state(performance.now());
  /** How far the centre's clock is from that count. */
  #clock = $state(Date.now() - performance.now());
  #isFirst = true;

  /** How old what is shown is, once that has to be said. */
  ageMs = $derived(ageOf(this.#isUp, this.#now - this.#heardAt));
  /** The centre's time of day. */
  time = $derived(this.#clock + this.#now);

  /** Listens until the function it gives is called. `back`: the line was lost and is there again. */
  open(back: () => void): () => void {
    let close = () => {};
    let again: ReturnType<typeof setTimeout> | undefined;
    let wasUp = false;
    const listen = () => {
      close = openEventStream(
        (signal) => fetch('/api/hall/events', { cache: 'no-store', signal }),
        {
          up: () => {
            if (wasUp) back();
            wasUp = true;
            this.#isUp = true;
            this.#isFirst = true;
            this.#heard();
          },
          down: () => {
            this.#isUp = false;
          },
          refused: () => {
            this.#isUp = false;
            again = setTimeout(listen, REFUSED_AGAIN_MS);
          },
          event: (type, data) => {
            this.#heard();
            if (type === 'hall') this.#see(JSON.parse(data));
          }
        },
        PATIENCE
      );
    };
    listen();
    const clock = setInterval(() => {
      this.#now = performance.now();
    }, TICK_MS);
    return () => {
      close();
      clearTimeout(again);
      clearInterval(clock);
    };
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#now = this.#heardAt;
  }

  /** The first of a line is how things are; what is older than that comes from a server that is behind. */
  #see(hall: Hall): void {
    if (!this.#isFirst && hall.version < (this.hall?.version ?? 0)) return;
    this.#isFirst = false;
    this.hall = hall;
    this.#clock = Date.parse(hall.at) - this.#heardAt;
    this.saying = hear(this.saying, hall);
    sessionStorage.setItem(HEARD, String(this.saying.heard));
  }

  /** What is to be said now, by whoever then calls `said`; null while something is said, or there is nothing. */
  next(): HallCall | null {
    if (this.saying.now) return null;
    this.saying = begin(this.saying);
    return this.saying.now;
  }
  said(): void {
    this.saying = end(this.saying);
  }
  hush(): void {
    this.saying = drop(this.saying);
  }
}
