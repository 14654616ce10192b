import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openEventStream } from './event-stream.ts';

const PATIENCE = { firstRetryMs: 5, longestRetryMs: 20, silenceMs: 5000 };

/** Something that answers each line as a test says, and what a listener hears of it. */
async function stage(answers: (response: ServerResponse, line: number) => void, patience = PATIENCE) {
  const lines: ServerResponse[] = [];
  const server = createServer((_, response) => {
    lines.push(response);
    answers(response, lines.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const heard: string[] = [];
  const stop = openEventStream(
    (signal) => fetch(url, { signal }),
    {
      up: () => heard.push('up'),
      down: () => heard.push('down'),
      refused: (code) => heard.push(`refused ${code}`),
      event: (type, data) => heard.push(`${type}=${data}`)
    },
    patience
  );
  onTestFinished(() => {
    stop();
    server.close();
    server.closeAllConnections();
  });
  return { lines, heard, stop };
}
const begin = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });
const event = (type: string, data: string) => `event: ${type}\ndata: ${data}\n\n`;

it('hears events one after the other, with nothing in them or several lines, and passes over what it does not know', async () => {
  const { heard } = await stage((response) => {
    begin(response).write(`${event('alive', '')}: a remark\nid: 7\n\n${event('status', '{"a":1}')}`);
    response.write('event: text\ndata: one\ndata: two\n\n\n\n');
  });
  await vi.waitFor(() => expect(heard).toEqual(['up', 'alive=', 'status={"a":1}', 'text=one\ntwo']));
});

it('hears an event that comes byte by byte, each character whole, and not before its end', async () => {
  const name = '古丽·阿不都𠮷';
  const { heard, lines } = await stage((response) => void begin(response).flushHeaders());
  await vi.waitFor(() => expect(heard).toEqual(['up']));
  const bytes = Buffer.from(event('status', name));
  for (const byte of bytes.subarray(0, -1)) {
    lines[0]?.write(Buffer.of(byte));
    await turn();
  }
  expect(heard).toEqual(['up']);
  lines[0]?.write(bytes.subarray(-1));
  await vi.waitFor(() => expect(heard).toEqual(['up', `status=${name}`]));
});

it('opens a line again that was ended, cut or answered by nobody, and hears nothing twice', async () => {
  const { heard } = await stage((response, line) => {
    if (line === 1) begin(response).end(`${event('first', '1')}event: half`);
    else if (line === 2) response.destroy();
    else if (line === 3) response.writeHead(502).end('a proxy');
    else if (line === 4) begin(response).write(event('last', '2'), () => response.destroy());
    else begin(response).write(event('again', '3'));
  });
  await vi.waitFor(() => expect(heard.at(-1)).toBe('again=3'));
  expect(heard).toEqual(['up', 'first=1', 'down', 'down', 'down', 'up', 'last=2', 'down', 'up', 'again=3']);
});

/** The same by a clock that the test turns: when it asked, in milliseconds since the time before. */
function clockwork(answer: (signal: AbortSignal) => Promise<Response>) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const asked: number[] = [];
  const refused = vi.fn();
  const stop = openEventStream(
    (signal) => {
      asked.push(Date.now());
      return answer(signal);
    },
    { up() {}, down() {}, refused, event() {} },
    { firstRetryMs: 100, longestRetryMs: 400, silenceMs: 5000 }
  );
  return { gaps: () => asked.slice(1).map((at, index) => at - (asked[index] ?? 0)), refused, stop };
}

it('asks less and less often while nobody answers, soon again once somebody did, and not at all once it is stopped', async () => {
  let answers = false;
  const { gaps, stop } = clockwork(async () => {
    if (answers) return new Response('');
    throw new TypeError('nobody');
  });
  await vi.advanceTimersByTimeAsync(1500);
  expect(gaps()).toEqual([100, 200, 400, 400, 400]);
  answers = true;
  await vi.advanceTimersByTimeAsync(500);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(gaps().slice(5)).toEqual([400, 100]);
});

it('stays on a line as long as something is said on it in time', async () => {
  let say = () => {};
  const { gaps } = clockwork(async (signal) => {
    const start = (line: ReadableStreamDefaultController<Uint8Array>) => {
      say = () => line.enqueue(new TextEncoder().encode(event('alive', '')));
      signal.addEventListener('abort', () => line.error(signal.reason));
    };
    return new Response(new ReadableStream({ start }));
  });
  for (let times = 0; times < 5; times++) {
    await vi.advanceTimersByTimeAsync(4000);
    say();
  }
  expect(gaps()).toEqual([]);
  await vi.advanceTimersByTimeAsync(5200);
  expect(gaps()).toEqual([25_100]);
});

it('that is refused tells the code, and does not ask again', async () => {
  const { gaps, refused } = clockwork(async () => Response.json({ error: { code: 'page.replaced' } }, { status: 409 }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([refused.mock.calls, gaps()]).toEqual([[['page.replaced']], []]);
});

it('gives up a line on which nothing was said for too long, and opens another', async () => {
  const { heard, lines } = await stage((response, line) => void begin(response).write(event('line', String(line))), {
    ...PATIENCE,
    silenceMs: 60
  });
  await vi.waitFor(() => expect(heard.slice(0, 5)).toEqual(['up', 'line=1', 'down', 'up', 'line=2']));
  await vi.waitFor(() => expect(lines[0]?.destroyed).toBe(true));
});

it('cuts its line when it is stopped', async () => {
  const { heard, lines, stop } = await stage((response) => void begin(response).write(event('line', '')));
  await vi.waitFor(() => expect(heard).toEqual(['up', 'line=']));
  stop();
  await vi.waitFor(() => expect(lines[0]?.destroyed).toBe(true));
  expect(heard).toEqual(['up', 'line=']);
});
