import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { parseSlipCode } from '../../server/contract/case-number.ts';
import type { FailureCode } from '../../server/contract/failure.ts';
import type { Slip } from '../../server/contract/slip.ts';
import { type Session, submissionSchema } from '../../server/contract/wire.ts';
import { isDiskFull } from '../../server/process/start-failure.ts';
import type { CodeScanner, Document, IdCardReader, Printer } from '../device.ts';
import { type Audience, createAudience } from './audience.ts';
import { type Centre, type CentreAnswer, codeOf, jsonOf } from './centre.ts';
import { failureOf } from './failure.ts';
import { forwardingOf } from './forwarding.ts';
import { guard } from './guard.ts';
import type { Outbox } from './outbox.ts';
import type { Printing, SlipJob } from './printing.ts';
import { keyFor, type LiveSession, type SessionHolder } from './session.ts';
import type { AgentStatus, DeskReading, DraftAnswer } from './wire.ts';

/** The devices of one terminal. */
export interface Devices {
  readonly reader: IdCardReader;
  readonly slipPrinter: Printer<SlipJob>;
  readonly documentPrinter: Printer<Document>;
  readonly codeScanner: CodeScanner;
  close(): Promise<void>;
}

/** Everything the agent's routes work with. */
export interface AgentParts {
  readonly centre: Centre;
  readonly devices: Devices;
  readonly outbox: Outbox;
  readonly printing: Printing;
  readonly session: SessionHolder;
  /** `host:port` as the terminal's own browser writes it. */
  readonly hosts: () => readonly string[];
  readonly isDemonstration: () => boolean;
  /** Where the window is, for a card read at a window's desk. */
  readonly windowUrl: string;
}

/** A draft with a photo in it. */
const LARGEST_BODY_BYTES = 6_000_000;
const READ_DEADLINE_MS = 60_000;
const SIGN_OF_LIFE_MS = 15_000;

const handed = (answer: CentreAnswer): Response =>
  answer.reached
    ? new Response(answer.status === 204 ? null : Buffer.from(answer.body), {
        status: answer.status,
        headers: { 'content-type': answer.type, 'cache-control': 'no-store' }
      })
    : Response.json(failureOf('server.unavailable'), { status: 503 });

const refused = (code: FailureCode, status: number) => Response.json(failureOf(code), { status });

/** Thousands of milliseconds, so that a restart begins above whatever was counted before it. */
let revision = Date.now() * 1000;

function statusOf(parts: AgentParts): AgentStatus {
  const { centre, devices, session, outbox } = parts;
  return {
    revision: ++revision,
    demonstration: parts.isDemonstration(),
    server: centre.reachable ? 'reachable' : 'away',
    session: session.current?.view ?? null,
    devices: {
      reader: devices.reader.status,
      slipPrinter: devices.slipPrinter.status,
      documentPrinter: devices.documentPrinter.status,
      codeScanner: devices.codeScanner.status
    },
    outbox: outbox.size
  };
}

/** The agent's HTTP: loopback only, for the one browser of this machine. */
export function createAgentApp(parts: AgentParts) {
  const { centre, devices, outbox, printing, session } = parts;
  const app = new Hono();
  app.use(guard(parts.hosts));
  app.use(bodyLimit({ maxSize: LARGEST_BODY_BYTES, onError: () => refused('request.too-large', 413) }));
  app.onError((error, c) => {
    if (isDiskFull(error)) return refused('server.unavailable', 503);
    console.error(`defect in ${c.req.method} ${c.req.routePath}: ${error.name}`);
    return refused('server.fault', 500);
  });

  /** A session the server has ended is over here too. */
  async function heard(answer: CentreAnswer): Promise<CentreAnswer> {
    if (answer.reached && answer.status === 401 && codeOf(answer) === 'session.ended') await session.end();
    return answer;
  }

  app.get('/agent/status', (c) => c.json(statusOf(parts)));
  const audience = createAudience(session);
  app.get('/agent/events', (c) => events(parts, audience, c));

  let reading: AbortController | null = null;
  async function readCard(signal: AbortSignal) {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    try {
      return await devices.reader.read({
        deadlineMs: READ_DEADLINE_MS,
        signal: AbortSignal.any([signal, own.signal])
      });
    } finally {
      if (reading === own) reading = null;
    }
  }

  const readRequest = z.object({ purpose: z.enum(['sign-in', 'principal']) });
  app.post('/agent/session/read', async (c) => {
    const asked = readRequest.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return refused('request.malformed', 400);
    const { purpose } = asked.data;
    const before = session.current;
    if (purpose === 'principal' && !before) return refused('session.none', 401);
    const read = await readCard(c.req.raw.signal);
    if (!read.ok) return c.json(failureOf(read.error), 409);
    const body = JSON.stringify({ card: read.value });
    if (purpose === 'principal' && before) {
      const path = '/api/sessions/current/principal';
      const answer = await heard(await centre.ask({ method: 'POST', path, session: before.token, body }));
      if (answer.reached && answer.status === 200) session.see(jsonOf<Session>(answer));
      return handed(answer);
    }
    return open(body);
  });

  async function open(body: string): Promise<Response> {
    await session.end();
    const answer = await centre.ask({ method: 'POST', path: '/api/sessions', body });
    if (!answer.reached || answer.status !== 200) return handed(answer);
    const opened = jsonOf<{ token: string; session: Session }>(answer);
    session.begin(opened.token, opened.session);
    return Response.json(opened.session);
  }

  app.post('/agent/session/anonymous', () => open(JSON.stringify({ card: null })));
  app.delete('/agent/session', async (c) => {
    reading?.abort();
    await session.end();
    return c.body(null, 204);
  });

  app.get('/agent/draft', (c) => c.json({ draft: session.current?.draft ?? null } satisfies DraftAnswer));
  app.put('/agent/draft', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = z.object({ draft: z.unknown() }).safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return refused('request.malformed', 400);
    current.draft = asked.data.draft ?? null;
    return c.body(null, 204);
  });
  app.delete('/agent/draft', (c) => {
    if (session.current) session.current.draft = null;
    return c.body(null, 204);
  });

  app.post('/agent/submit', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = submissionSchema.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return refused('request.malformed', 400);
    const outcome = await outbox.submit(keyFor(current, asked.data.prefillId), asked.data);
    if (!outcome.settled) return handed(outcome.refusal);
    current.draft = null;
    if (outcome.answer.state === 'submitted') {
      const { slip } = outcome.answer.submitted;
      current.slips.set(slip.number, slip);
    }
    return c.json(outcome.answer);
  });

  const caseId = z.uuid();
  const slipRequest = z.object({ caseId, number: z.string().regex(/^\d{26}-\d{1,4}$/) });
  app.post('/agent/print/slip', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = slipRequest.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return refused('request.malformed', 400);
    const own = current.slips.get(asked.data.number);
    if (own) return c.json(printing.printSlip(own));
    const path = `/api/my/cases/${asked.data.caseId}/slips/${asked.data.number}`;
    const answer = await heard(await centre.ask({ method: 'GET', path, session: current.token }));
    if (!answer.reached || answer.status !== 200) return handed(answer);
    return c.json(printing.printSlip(jsonOf<Slip>(answer)));
  });

  const documentRequest = z.object({ caseId, kind: z.enum(['form', 'result']) });
  app.post('/agent/print/document', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = documentRequest.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return refused('request.malformed', 400);
    return printDocument(current, asked.data.caseId, asked.data.kind);
  });
  async function printDocument(current: LiveSession, id: string, kind: 'form' | 'result'): Promise<Response> {
    const path = `/api/my/cases/${id}/${kind}.pdf`;
    const answer = await heard(await centre.ask({ method: 'GET', path, session: current.token }));
    if (!answer.reached || answer.status !== 200) return handed(answer);
    return Response.json(
      printing.printDocument(`${id} ${kind}`, { pdf: answer.body, name: `${kind} ${id.slice(-8)}` })
    );
  }
  app.get('/agent/print/:id', (c) => {
    const found = printing.find(c.req.param('id'));
    return found ? c.json(found) : refused('request.not-found', 404);
  });

  app.post('/agent/desk/read', async (c) => {
    const read = await readCard(c.req.raw.signal);
    if (!read.ok) return c.json(failureOf(read.error), 409);
    const answer = await centre.ask({
      method: 'POST',
      path: '/api/terminals/reads',
      body: JSON.stringify({ card: read.value })
    });
    if (!answer.reached || answer.status !== 200) return handed(answer);
    const { readId } = jsonOf<{ readId: string }>(answer);
    return c.json({ address: `${parts.windowUrl}/window?read=${readId}` } satisfies DeskReading);
  });

  app.all('/api/*', async (c) => {
    const allowed = forwardingOf(c.req.method, c.req.path);
    if (!allowed) return refused('request.not-found', 404);
    const token = allowed.session ? (session.current?.token ?? null) : null;
    if (allowed.session && !token) return refused('session.none', 401);
    const { search } = new URL(c.req.url);
    const answer = await heard(
      await centre.ask({
        method: c.req.method,
        path: c.req.path + search,
        session: token,
        signal: c.req.raw.signal,
        ...(c.req.method === 'POST' ? { body: await c.req.text() } : {})
      })
    );
    if (c.req.path.endsWith('/principal') && answer.reached && answer.status === 200)
      session.see(jsonOf<Session>(answer));
    return handed(answer);
  });
  app.notFound(() => refused('request.not-found', 404));
  return app;
}

/** Everything that changes, as it changes; the whole status every time, so that nothing is ever missed. */
function events(parts: AgentParts, audience: Audience, c: Parameters<typeof streamSSE>[0]): Response {
  const { centre, devices, outbox, session } = parts;
  return streamSSE(c, async (stream) => {
    const leave = audience.enter();
    const ended = Promise.withResolvers<void>();
    // Of a code only what may be acted upon reaches the page: the number of a case, or that it was none.
    const scanned = (text: string) =>
      void stream.writeSSE({ event: 'slip', data: JSON.stringify({ caseNumber: parseSlipCode(text) }) });
    const status = () => void stream.writeSSE({ event: 'status', data: JSON.stringify(statusOf(parts)) });
    const stops = [
      centre.subscribe(status),
      outbox.subscribe(status),
      session.subscribe(status),
      devices.slipPrinter.subscribe(status),
      devices.documentPrinter.subscribe(status),
      devices.codeScanner.subscribe((event) => {
        if (event.type === 'status') status();
        else scanned(event.text);
      }),
      devices.reader.subscribe(({ type }) => {
        if (type === 'lifted') void stream.writeSSE({ event: 'lifted', data: '' });
        else status();
      })
    ];
    const life = setInterval(() => void stream.writeSSE({ event: 'alive', data: '' }), SIGN_OF_LIFE_MS);
    stream.onAbort(() => ended.resolve());
    status();
    await ended.promise;
    clearInterval(life);
    for (const stop of stops) stop();
    leave();
  });
}
