import type { FailureCode } from '../../server/contract/failure.ts';
import type { CardReadFailure } from '../device.ts';

/** What the agent itself can fail with, beside what it hands through from the server. */
export type AgentFailureCode = FailureCode | CardReadFailure;

/** Body of a failure, shaped like the server's. */
export const failureOf = (code: AgentFailureCode): { error: { code: AgentFailureCode } } => ({ error: { code } });
