import { OpenAPIHono } from '@hono/zod-openapi';
import { type Failure, type FailureCode, statusOf } from './contract/failure.ts';
import { failureSchema } from './contract/wire.ts';

/** A room's routes. Input that does not fit its schema is answered with `request.malformed` and the fields, never values. */
export const newRouter = <Variables extends object = object>(): OpenAPIHono<{ Variables: Variables }> =>
  new OpenAPIHono<{ Variables: Variables }>({
    defaultHook: (result, c) => {
      if (result.success) return;
      const fields = result.error.issues.map((issue) => ({ field: issue.path.join('.'), code: issue.code }));
      return c.json({ error: { code: 'request.malformed', fields } satisfies Failure }, 400);
    }
  });

/** Body of a failure; use as `c.json(failureBody(failure), statusOf(failure.code))`. */
export const failureBody = (failure: Failure | FailureCode): { error: Failure } => ({
  error: typeof failure === 'string' ? { code: failure } : failure
});

/** Thrown by identity middleware and caught in `app.ts`; everywhere else failures are returned. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(code: FailureCode) {
    super(code);
    this.failure = { code };
  }
}

const failed = (description: string) => ({ description, content: { 'application/json': { schema: failureSchema } } });

/** The failure statuses of a route's OpenAPI description, so that a handler may answer them. */
export const failureResponses = {
  400: failed('malformed'),
  401: failed('not signed in'),
  403: failed('not allowed'),
  404: failed('not found'),
  409: failed('does not fit the present state'),
  413: failed('too large'),
  422: failed('a value is wrong'),
  429: failed('too many attempts'),
  500: failed('a defect'),
  503: failed('not available now')
};

export { statusOf };
