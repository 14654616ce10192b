import type { HandleClientError } from '@sveltejs/kit/hooks';

/** The screen shows a sentence and never the fault: its message may hold what somebody typed. */
export const handleError: HandleClientError = ({ kind }) =>
  kind === 'unknown' ? { message: 'page.fault' } : undefined;
