/** Whoever listens to a stream of events. */
export interface Hearer {
  /** The stream is there. */
  up(): void;
  /** It was lost, or is not there yet: it is opened again, for as long as that takes. */
  down(): void;
  /** It is not opened again: the code of the refusal. */
  refused(code: string): void;
  event(type: string, data: string): void;
}

/** The agent says something every 15 seconds: after more than twice that in silence the line is dead without having been cut. */
export const PATIENCE = { firstRetryMs: 250, longestRetryMs: 3000, silenceMs: 40_000 };

/** Takes the text of a stream in pieces of any length; tells each event once it is whole. Lines end as the agent ends them. */
function createEventReader(tell: Hearer['event']): (text: string) => void {
  let rest = '';
  let type = '';
  let data: string[] = [];
  function read(line: string): void {
    if (line.startsWith('event: ')) type = line.slice(7);
    else if (line.startsWith('data: ')) data.push(line.slice(6));
    else if (line === '') {
      if (type) tell(type, data.join('\n'));
      type = '';
      data = [];
    }
  }
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) read(line);
  };
}

/**
 * Server-sent events over `fetch`, which unlike the browser's own reader can say who asks. A line that is lost is opened
 * again, soon at first and then less often; `begin` opens it. The function it gives ends everything.
 */
export function openEventStream(
  begin: (signal: AbortSignal) => Promise<Response>,
  hearer: Hearer,
  patience = PATIENCE
): () => void {
  let line: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = patience.firstRetryMs;

  function wait(ms: number, then: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  }

  /** Until the line is lost; the code where it was refused. */
  async function hear(own: AbortController): Promise<string | null> {
    const heard = () => wait(patience.silenceMs, () => own.abort());
    heard();
    const answer = await begin(own.signal);
    if (answer.status >= 400 && answer.status < 500) return (await answer.json()).error.code;
    if (!answer.ok || !answer.body) return null;
    hearer.up();
    retryMs = patience.firstRetryMs;
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    const read = createEventReader(hearer.event);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      heard();
      read(decoder.decode(value, { stream: true }));
    }
  }

  async function open(): Promise<void> {
    const own = new AbortController();
    line = own;
    const refusal = await hear(own).catch(() => null);
    if (line !== own) return;
    clearTimeout(timer);
    if (refusal !== null) {
      hearer.refused(refusal);
      return;
    }
    hearer.down();
    wait(retryMs, open);
    retryMs = Math.min(retryMs * 2, patience.longestRetryMs);
  }

  void open();
  return () => {
    const last = line;
    line = null;
    last?.abort();
    clearTimeout(timer);
  };
}
