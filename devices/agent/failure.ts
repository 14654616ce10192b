import type { FailureCode } from '../../server/contract/failure.ts';
import type { CardReadFailure, SpeechFailure } from '../device.ts';

/** What only a page of the agent hears: it was loaded before the agent's last start, or another page has its place. */
export type PageRefusal = 'request.token' | 'page.replaced';

/** What the agent itself can fail with, beside what it hands through from the server. */
export type AgentFailureCode = FailureCode | CardReadFailure | SpeechFailure | PageRefusal;

/** Body of a failure, shaped like the server's. */
export const failureOf = (code: AgentFailureCode): { error: { code: AgentFailureCode } } => ({ error: { code } });
