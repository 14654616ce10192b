import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { DEMONSTRATION_DEPARTMENT, DEMONSTRATION_SECRETS } from '../../demonstration/department.ts';
import { live } from '../../process/lifecycle.ts';
import { close, listen } from '../../process/listen.ts';
import { createSimulatedDepartment } from './department.ts';

/** Long enough to see a case wait for its decision. */
const DECIDE_AFTER_MS = 8000;
/** Longer than a sender waits. */
const SLOW_MS = 20_000;

/** The simulated department: a small process of its own, which speaks to the centre's server as a real one would. */
await live(async () => {
  const { PORT = '0', SERVER_URL = '' } = process.env;
  const department = createSimulatedDepartment({
    answersTo: () => `${SERVER_URL}/api/departments/${DEMONSTRATION_DEPARTMENT}/events`,
    secrets: () => DEMONSTRATION_SECRETS,
    now: () => new Date(),
    decideAfterMs: DECIDE_AFTER_MS,
    slowMs: SLOW_MS
  });
  const server = createServer(getRequestListener(department.app.fetch));
  const port = await listen(server, { host: '127.0.0.1', port: Number(PORT), setting: 'PORT' });
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
});
