import { serve } from '@hono/node-server';
import { DEMONSTRATION_PEOPLE } from '../../demonstration/people.ts';
import { serveUntilStopped } from '../../process/lifecycle.ts';
import { createSimulatedLibrary } from './library.ts';

/** The simulated provincial licence library: a small process of its own, as far away as the real one. */
const library = createSimulatedLibrary(DEMONSTRATION_PEOPLE.map((person) => person.holder));
const server = serve({ fetch: library.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 0) }, ({ port }) =>
  serveUntilStopped({
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
    }
  })
);
