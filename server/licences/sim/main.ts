import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { DEMONSTRATION_PEOPLE } from '../../demonstration/people.ts';
import { live } from '../../process/lifecycle.ts';
import { close, listen } from '../../process/listen.ts';
import { createSimulatedLibrary } from './library.ts';

/** The simulated provincial licence library: a small process of its own, as far away as the real one. */
await live(async () => {
  const library = createSimulatedLibrary(DEMONSTRATION_PEOPLE.map((person) => person.holder));
  const server = createServer(getRequestListener(library.fetch));
  const port = await listen(server, { host: '127.0.0.1', port: Number(process.env.PORT ?? 0), setting: 'PORT' });
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
});
