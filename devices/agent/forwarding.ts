/** One kind of request that a page may make through the agent, and whether it needs somebody to be here. */
interface Allowed {
  readonly method: string;
  readonly path: RegExp;
  readonly session: boolean;
}

const ID = '[0-9a-f-]{36}';

const ALLOWED: readonly Allowed[] = [
  { method: 'GET', path: /^\/api\/centre$/, session: false },
  { method: 'GET', path: /^\/api\/catalogue(\/items\/[\w-]{1,40})?$/, session: false },
  { method: 'GET', path: /^\/api\/slots\/[\w-]{1,40}$/, session: false },
  { method: 'POST', path: /^\/api\/progress$/, session: false },
  { method: 'DELETE', path: /^\/api\/sessions\/current\/principal$/, session: true },
  { method: 'POST', path: /^\/api\/prefill$/, session: true },
  { method: 'GET', path: new RegExp(`^/api/my/cases(/${ID}(/slips/[\\d-]{1,40})?)?$`), session: true },
  { method: 'POST', path: new RegExp(`^/api/my/cases/${ID}/withdraw$`), session: true }
];

/** Whether a request of a page goes on to the server, and with the session or without; null where it does not. */
export function forwardingOf(method: string, path: string): { readonly session: boolean } | null {
  const found = ALLOWED.find((allowed) => allowed.method === method && allowed.path.test(path));
  return found ? { session: found.session } : null;
}
