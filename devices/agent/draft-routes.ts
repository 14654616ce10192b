import { Hono } from 'hono';
import { z } from 'zod';
import { handed, refused } from './answer.ts';
import { messageOf } from './message.ts';
import type { AgentParts } from './parts.ts';
import { draftOf } from './undo.ts';
import { keepUnfinished } from './unfinished.ts';

// Whatever the page needs to go on; it is for this page alone, and bounded in size and depth like every message.
const draftRequest = z.strictObject({ draft: z.unknown() });
const nothing = z.strictObject({});

/** What is filled in so far: as the page keeps it here, and, where its holder wants that, at the centre. */
export function draftRoutes({ centre, session }: AgentParts): Hono {
  const app = new Hono();
  app.get('/agent/draft', (c) => c.json(draftOf(session.current)));
  app.put('/agent/draft', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    const asked = await messageOf(c, draftRequest);
    if (!asked) return refused('request.malformed', 400);
    current.draft = asked.draft;
    current.done = null;
    current.bundle = null;
    return c.body(null, 204);
  });

  /** 先留着: what is filled in is kept at the centre, now and as it stands when they leave. */
  app.post('/agent/draft/keep', async (c) => {
    const { current } = session;
    if (!current) return refused('session.none', 401);
    if (!(await messageOf(c, nothing))) return refused('request.malformed', 400);
    const answer = await keepUnfinished(centre, current);
    if (!answer) return refused('unfinished.none', 404);
    current.wantsKept = answer.reached && answer.status === 200;
    return handed(answer);
  });
  return app;
}
