import type { HandleServerError } from '@sveltejs/kit/hooks';

/** The log gets the name of the fault and its place; a message may hold what somebody typed, and stays out. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'unknown') console.error(JSON.stringify({ page: event.route.id, fault: placeOf(error) }));
};

function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const [, place] = error.stack?.split('\n    at ') ?? [];
  return place ? `${error.name} at ${place}` : error.name;
}
