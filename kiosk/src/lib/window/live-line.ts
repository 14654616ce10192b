/** A change of a case: which, and how far it has come. */
export interface Change {
  readonly caseId: string;
  readonly version: number;
}

interface Hearer {
  /** The line is there; after a gap changes may have been missed. */
  up(afterGap: boolean): void;
  down(): void;
  change(change: Change): void;
  /** A call from a terminal began, was taken, or is over. */
  call(): void;
  /** A ticket was taken, called or moved on, or somebody sat down at a counter. */
  ticket(): void;
  /** The day at the centre, with each sign of life. */
  day(day: string): void;
}

/** The server says something every 20 seconds: twice that in silence, and the line is dead without having been cut. */
const SILENCE_MS = 45_000;
const RETRY_MS = 1500;

/**
 * Server-sent events that come back by themselves. The browser's own retry stays away for ever after one answer that is
 * not 200, as a proxy gives while a server starts anew; so each line is ended and opened again here.
 */
export function openLiveLine(address: string, hearer: Hearer): () => void {
  let events: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;

  function wait(ms: number, then: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  }
  function lose(): void {
    events?.close();
    events = null;
    wasLost = true;
    hearer.down();
    wait(RETRY_MS, open);
  }
  function open(): void {
    events?.close();
    const line = new EventSource(address);
    const heard = () => wait(SILENCE_MS, lose);
    events = line;
    heard();
    line.addEventListener('open', () => {
      hearer.up(wasLost);
      wasLost = false;
    });
    line.addEventListener('error', lose);
    line.addEventListener('alive', ({ data }: MessageEvent<string>) => {
      heard();
      if (data) hearer.day(data);
    });
    line.addEventListener('case', ({ data }: MessageEvent<string>) => {
      heard();
      hearer.change(JSON.parse(data) as Change);
    });
    line.addEventListener('call', () => {
      heard();
      hearer.call();
    });
    line.addEventListener('ticket', () => {
      heard();
      hearer.ticket();
    });
  }
  window.addEventListener('offline', lose);
  window.addEventListener('online', open);
  open();
  return () => {
    window.removeEventListener('offline', lose);
    window.removeEventListener('online', open);
    clearTimeout(timer);
    events?.close();
  };
}
