import { Hono } from 'hono';
import { z } from 'zod';
import { callPlaceSchema } from '../../server/contract/call-wire.ts';
import type { Card } from '../../server/contract/card.ts';
import { statusOf as httpStatusOf } from '../../server/contract/failure.ts';
import type { Slip } from '../../server/contract/slip.ts';
import { type Session, submissionSchema } from '../../server/contract/wire.ts';
import { isDiskFull } from '../../server/process/start-failure.ts';
import type { ReadPurpose } from '../device.ts';
import { handed, refused } from './answer.ts';
import { createAudience } from './audience.ts';
import { arriveInBundle, handInBundle, notePrint } from './bundle.ts';
import { type Centre, type CentreAnswer, codeOf, jsonOf } from './centre.ts';
import { deskReading, deskRequest } from './desk.ts';
import { draftRoutes } from './draft-routes.ts';
import { createEvents, statusOf } from './events.ts';
import { failureOf } from './failure.ts';
import { forwardingOf } from './forwarding.ts';
import { guard } from './guard.ts';
import { messageLimit, messageOf } from './message.ts';
import type { AgentParts } from './parts.ts';
import { keyFor, type LiveSession } from './session.ts';
import { createSpeech } from './speech.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { arrive, createUndo, handIn } from './undo.ts';
import { keepUnfinished } from './unfinished.ts';
import type { PrintJobAnswer } from './wire.ts';

const READ_DEADLINE_MS = 60_000;
const CENTRE_PATIENCE_MS = 2000;
/** The session, or the machine it was on. */
const ENDED: readonly string[] = ['session.ended', 'terminal.withdrawn'];
/** More than any 一件事 has. */
const MOST_PARTS = 12;

/** The agent's HTTP: loopback only, for the one browser of this machine. */
export function createAgentApp(parts: AgentParts) {
  const { calls, centre, devices, outbox, printing, session } = parts;
  const app = new Hono();
  const audience = createAudience(session);
  app.use(guard({ hosts: parts.hosts, token: parts.token, isReplaced: audience.isReplaced }));
  app.use(messageLimit);
  app.onError((error, c) => {
    if (isDiskFull(error)) return refused('server.unavailable', 503);
    console.error(`defect in ${c.req.method} ${c.req.routePath}: ${error.name}`);
    return refused('server.fault', 500);
  });

  /** A request of somebody who is here. What the server has ended is over here too, unless somebody else came. */
  async function askAs(of: LiveSession, request: Omit<Parameters<Centre['ask']>[0], 'session'>): Promise<CentreAnswer> {
    const answer = await centre.ask({ ...request, session: of.token });
    const over = answer.reached && answer.status === 401 && ENDED.includes(codeOf(answer));
    if (over && session.current === of) await session.end();
    return answer;
  }

  /** The centre's name and number: as they were last, where its server does not answer at once. Somebody may have to call it. */
  let lastCentre: CentreAnswer | null = null;
  async function askCentre(request: Parameters<Centre['ask']>[0]): Promise<CentreAnswer> {
    const patience = lastCentre ? { signal: AbortSignal.timeout(CENTRE_PATIENCE_MS) } : {};
    const answer = await centre.ask({ ...request, ...patience });
    if (answer.reached && answer.status === 200) lastCentre = answer;
    return lastCentre ?? answer;
  }

  app.get('/agent/status', (c) => c.json(statusOf(parts)));
  app.post('/agent/events', createEvents(parts, audience));

  let reading: AbortController | null = null;
  async function readCard(purpose: ReadPurpose, signal: AbortSignal) {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    try {
      return await devices.reader.read({
        purpose,
        deadlineMs: READ_DEADLINE_MS,
        signal: AbortSignal.any([signal, own.signal])
      });
    } finally {
      if (reading === own) reading = null;
    }
  }

  const nothing = z.strictObject({});
  const readRequest = z.strictObject({
    purpose: z.enum(['sign-in', 'principal']),
    authority: z.strictObject({ kind: z.string().max(20), span: z.string().max(20) }).optional()
  });
  app.post('/agent/session/read', async (c) => {
    const asked = await messageOf(c, readRequest);
    if (!asked) return refused('request.malformed', 400);
    const { purpose } = asked;
    const before = session.current;
    if (purpose === 'principal' && !before) return refused('session.none', 401);
    const read = await readCard(purpose, c.req.raw.signal);
    if (!read.ok) return c.json(failureOf(read.error), 409);
    if (purpose === 'sign-in' || !before) return open(read.value.card, c.req.raw.signal);
    const body = JSON.stringify({ card: read.value.card, authority: asked.authority });
    const answer = await askAs(before, { method: 'POST', path: '/api/sessions/current/principal', body });
    if (answer.reached && answer.status === 200) session.see(before, jsonOf<Session>(answer));
    return handed(answer);
  });

  /** The token stays here: the page is told who is in front of it, no more. */
  async function open(card: Card | null, signal: AbortSignal): Promise<Response> {
    const answer = await session.open(card, signal);
    if (answer === 'left') return refused('session.ended', 401);
    if (!answer.reached || answer.status !== 200) return handed(answer);
    return Response.json(jsonOf<{ session: Session }>(answer).session);
  }

  app.post('/agent/session/anonymous', async (c) =>
    (await messageOf(c, nothing)) ? open(null, c.req.raw.signal) : refused('request.malformed', 400)
  );
  app.delete('/agent/session', (c) => {
    reading?.abort();
    calls.end();
    // Forgotten here at once; whether the server hears of it now is nothing to wait for.
    void session.end(async (ended) => ended.wantsKept && (await keepUnfinished(centre, ended)));
    return c.body(null, 204);
  });

  app.post('/agent/call', async (c) => {
    const place = await messageOf(c, callPlaceSchema);
    return place ? c.json(await calls.ring(place)) : refused('request.malformed', 400);
  });
  app.delete('/agent/call', (c) => {
    calls.end();
    return c.body(null, 204);
  });

  app.route('/', ticketRoutes(parts, askAs));
  app.route('/', draftRoutes(parts));

  const submitRequest = submissionSchema.strict();
  app.post('/agent/submit', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = await messageOf(c, submitRequest);
    if (!asked) return refused('request.malformed', 400);
    const key = keyFor(current, asked.prefillId);
    const outcome = await outbox.submit(key, asked);
    if (!outcome.settled) return handed(outcome.refusal);
    handIn(current, key, asked, outcome.answer);
    return c.json(outcome.answer);
  });
  const bundleRequest = z.strictObject({
    code: z.string().max(40),
    submissions: z.array(submissionSchema.strict()).min(1).max(MOST_PARTS)
  });
  app.post('/agent/submit/bundle', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = await messageOf(c, bundleRequest);
    if (!asked) return refused('request.malformed', 400);
    const applications = asked.submissions.map((submission) => ({
      key: keyFor(current, submission.prefillId),
      submission
    }));
    const outcomes = await outbox.submitAll(applications);
    const done = handInBundle(current, asked.code, applications, outcomes);
    return done.ok ? c.json(done.value) : handed(done.error);
  });
  outbox.onTaken((key, submitted) => {
    arrive(session.current, key, submitted);
    arriveInBundle(session.current, key, submitted);
  });

  const undo = createUndo(outbox, askAs);
  app.post('/agent/undo', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    if (!(await messageOf(c, nothing))) return refused('request.malformed', 400);
    const undone = await undo(current);
    if (undone.ok) return c.json(undone.value);
    const { error } = undone;
    return typeof error === 'string' ? refused(error, httpStatusOf(error)) : handed(error);
  });

  const caseId = z.uuid();
  const slipRequest = z.strictObject({ caseId, number: z.string().regex(/^\d{26}-\d{1,4}$/) });
  app.post('/agent/print/slip', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = await messageOf(c, slipRequest);
    if (!asked) return refused('request.malformed', 400);
    const own = current.slips.get(asked.number);
    if (own) return c.json(printOwn(current, own));
    const path = `/api/my/cases/${asked.caseId}/slips/${asked.number}`;
    const answer = await askAs(current, { method: 'GET', path });
    if (!answer.reached || answer.status !== 200) return handed(answer);
    return c.json(printing.printSlip(jsonOf<Slip>(answer)));
  });

  /** The first job of the slip that was just written is kept with it: a reload looks at it instead of printing again. */
  function printOwn(of: LiveSession, slip: Slip): PrintJobAnswer {
    const job = printing.printSlip(slip);
    notePrint(of, slip.number, job.id);
    return job;
  }

  const documentRequest = z.union([
    z.strictObject({ caseId, kind: z.enum(['form', 'result']) }),
    slipRequest.extend({ kind: z.literal('notice') })
  ]);
  app.post('/agent/print/document', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = await messageOf(c, documentRequest);
    if (!asked) return refused('request.malformed', 400);
    const paper = asked.kind === 'notice' ? asked.number : asked.kind;
    const file = asked.kind === 'notice' ? `slips/${asked.number}/letter.pdf` : `${asked.kind}.pdf`;
    const path = `/api/my/cases/${asked.caseId}/${file}`;
    return printDocument(current, path, `${asked.caseId} ${paper}`, `${asked.kind} ${asked.caseId.slice(-8)}`);
  });
  /** `subject`: which paper of which case, so that the same one is not begun twice; `name`: what the printer calls it. */
  async function printDocument(of: LiveSession, path: string, subject: string, name: string): Promise<Response> {
    const answer = await askAs(of, { method: 'GET', path });
    if (!answer.reached || answer.status !== 200) return handed(answer);
    return Response.json(printing.printDocument(subject, { pdf: answer.body, name }));
  }
  app.get('/agent/print/:id', (c) => {
    const found = printing.find(c.req.param('id'));
    return found ? c.json(found) : refused('request.not-found', 404);
  });

  app.post('/agent/speech', createSpeech(parts));

  app.post('/agent/desk/read', async (c) => {
    const asked = await messageOf(c, deskRequest);
    if (!asked) return refused('request.malformed', 400);
    const read = await readCard('desk', c.req.raw.signal);
    if (!read.ok) return c.json(failureOf(read.error), 409);
    const answer = await centre.ask({
      method: 'POST',
      path: '/api/terminals/reads',
      body: JSON.stringify({ card: read.value.card })
    });
    if (!answer.reached || answer.status !== 200) return handed(answer);
    return c.json(deskReading(parts.windowUrl, asked, jsonOf<{ readId: string }>(answer).readId));
  });

  app.all('/api/*', async (c) => {
    const allowed = forwardingOf(c.req.method, c.req.path);
    if (!allowed) return refused('request.not-found', 404);
    const of = allowed.session ? session.current : null;
    if (allowed.session && !of) return refused('session.none', 401);
    const said = allowed.message && (await messageOf(c, allowed.message));
    if (allowed.message && !said) return refused('request.malformed', 400);
    const request = {
      method: c.req.method,
      path: c.req.path + new URL(c.req.url).search,
      signal: c.req.raw.signal,
      ...(said ? { body: JSON.stringify(said) } : {})
    };
    if (c.req.path === '/api/centre') return handed(await askCentre(request));
    const answer = of ? await askAs(of, request) : await centre.ask(request);
    if (of && c.req.path.endsWith('/principal') && answer.reached && answer.status === 200)
      session.see(of, jsonOf<Session>(answer));
    return handed(answer);
  });
  app.notFound(() => refused('request.not-found', 404));
  return app;
}
