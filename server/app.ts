import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { admissionRoutes } from './admissions/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { callRoutes } from './calls/routes.ts';
import { publicRoutes } from './cases/public-routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { sheetRoutes } from './catalogue/sheet/routes.ts';
import { catalogueWindowRoutes } from './catalogue/window-routes.ts';
import { centreRoutes } from './centre-routes.ts';
import type { Context } from './context.ts';
import { isAway } from './database/connect.ts';
import { departmentRoutes } from './departments/routes.ts';
import { departmentWindowRoutes } from './departments/window-routes.ts';
import { dutyListRoutes } from './duty-list/routes.ts';
import { figuresRoutes } from './figures/routes.ts';
import { gradeRoutes, gradeWindowRoutes } from './grades/routes.ts';
import { failureBody, newRouter, Refusal, statusOf } from './http.ts';
import { inspectionRoutes } from './inspection/routes.ts';
import { localOptionRoutes } from './local-options/routes.ts';
import { objectionRoutes } from './objections/routes.ts';
import { prefillRoutes } from './prefill/routes.ts';
import { preparedRoutes } from './prepared/routes.ts';
import { causeOf } from './process/start-failure.ts';
import { proofRoutes } from './proofs/routes.ts';
import { relationRoutes } from './relations/routes.ts';
import { relationWindowRoutes } from './relations/window-routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { signerRoutes } from './signers/routes.ts';
import { sittingRoutes } from './sittings/routes.ts';
import { blankFormRoutes } from './slips/blank-routes.ts';
import { noticeRoutes } from './slips/routes.ts';
import { ticketSlipRoutes } from './slips/ticket-routes.ts';
import { slotRoutes } from './slots/routes.ts';
import { signInRoutes } from './staff/routes.ts';
import { stuckRoutes, troubleRoutes } from './stuck/routes.ts';
import { terminalRoutes } from './terminals/routes.ts';
import { hallRoutes } from './tickets/hall-routes.ts';
import { ticketRoutes } from './tickets/routes.ts';
import { ticketWindowRoutes } from './tickets/window-routes.ts';
import { unfinishedRoutes } from './unfinished/routes.ts';
import { administrationRoutes } from './window/administration.ts';
import { windowEvents } from './window/events.ts';
import { windowRoutes } from './window/routes.ts';
import { workListRoutes } from './work-list/routes.ts';

/** Largest body: a submission with a photo, sealed. */
const LARGEST_BODY_BYTES = 6_000_000;

/** PostgreSQL keeps no NUL in a text: whoever sends one has sent something malformed. */
const NOT_A_TEXT = '22021';

/**
 * Everything under `/api`. Rooms answer with failures as values; what is thrown here is a refusal of an identity, or a
 * defect, of which only the kind is logged: messages of queries carry their parameters.
 */
export function createApp(context: Context) {
  const app = newRouter();
  app.use(secureHeaders());
  app.use('/api/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });
  app.use(bodyLimit({ maxSize: LARGEST_BODY_BYTES, onError: (c) => c.json(failureBody('request.too-large'), 413) }));
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(failureBody(error.failure), statusOf(error.failure.code));
    // JSON that is none, or another kind of body.
    if (error instanceof HTTPException && error.status < 500) return c.json(failureBody('request.malformed'), 400);
    const { code } = causeOf(error);
    if (code === NOT_A_TEXT) return c.json(failureBody('request.malformed'), 400);
    if (isAway(error)) {
      console.error(`no database for ${c.req.method} ${c.req.routePath}: ${code ?? 'the connection was lost'}`);
      return c.json(failureBody('server.unavailable'), 503);
    }
    // A message may carry the parameters of a query on lines of its own; a frame of the stack never does.
    const place =
      error.stack
        ?.split('\n')
        .find((line) => /^ {4}at .*\/server\//.test(line))
        ?.trim() ?? '';
    console.error(`defect in ${c.req.method} ${c.req.routePath}: ${error.name}${code ? ` ${code}` : ''} ${place}`);
    return c.json(failureBody('server.fault'), 500);
  });
  app.notFound((c) => c.json(failureBody('request.not-found'), 404));
  const routes = app
    .route('/', centreRoutes(context))
    .route('/', calendarRoutes(context))
    .route('/', catalogueRoutes(context))
    .route('/', sheetRoutes(context))
    .route('/', localOptionRoutes(context))
    .route('/', catalogueWindowRoutes(context))
    .route('/', blankFormRoutes(context))
    .route('/', terminalRoutes(context))
    .route('/', sessionRoutes(context))
    .route('/', prefillRoutes(context))
    .route('/', preparedRoutes(context))
    .route('/', unfinishedRoutes(context))
    .route('/', slotRoutes(context))
    .route('/', signerRoutes(context))
    .route('/', relationRoutes(context))
    .route('/', objectionRoutes(context))
    .route('/', caseRoutes(context))
    .route('/', publicRoutes(context))
    .route('/', noticeRoutes(context))
    .route('/', ticketSlipRoutes(context))
    .route('/', callRoutes(context))
    .route('/', ticketRoutes(context))
    .route('/', ticketWindowRoutes(context))
    .route('/', hallRoutes(context))
    .route('/', sittingRoutes(context))
    .route('/', departmentRoutes(context))
    .route('/', departmentWindowRoutes(context))
    .route('/', relationWindowRoutes(context))
    .route('/', windowRoutes(context))
    .route('/', inspectionRoutes(context))
    .route('/', stuckRoutes(context))
    .route('/', troubleRoutes(context))
    .route('/', administrationRoutes(context))
    .route('/', windowEvents(context))
    .route('/', dutyListRoutes(context))
    .route('/', workListRoutes(context))
    .route('/', admissionRoutes(context))
    .route('/', proofRoutes(context))
    .route('/', gradeRoutes(context))
    .route('/', gradeWindowRoutes(context))
    .route('/', figuresRoutes(context));
  app.route('/', signInRoutes(context));
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: '一门 Yimen', version: '1' } });
  return routes;
}
