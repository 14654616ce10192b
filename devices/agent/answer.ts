import type { FailureCode } from '../../server/contract/failure.ts';
import type { CentreAnswer } from './centre.ts';
import { failureOf } from './failure.ts';

/** What the centre answered, handed on to the page; where it did not answer, that. */
export const handed = (answer: CentreAnswer): Response =>
  answer.reached
    ? new Response(answer.status === 204 ? null : Buffer.from(answer.body), {
        status: answer.status,
        headers: { 'content-type': answer.type, 'cache-control': 'no-store' }
      })
    : Response.json(failureOf('server.unavailable'), { status: 503 });

/** What this terminal refuses by itself. */
export const refused = (code: FailureCode, status: number): Response => Response.json(failureOf(code), { status });
