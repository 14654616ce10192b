import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';

/** An IPv4 address is the same one where the socket speaks IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/**
 * Where a request came from. Behind a proxy that the operator named it is the last address that one of these saw; what
 * stands before it in `X-Forwarded-For` is whatever the asker wrote there.
 */
export function askerOf(trusted: readonly string[], socket: string, forwarded: string | undefined): string {
  const chain = (forwarded ?? '').split(',').map((address) => plain(address.trim()));
  let asker = plain(socket);
  while (trusted.includes(asker)) {
    const before = chain.pop() ?? '';
    if (isIP(before) === 0) return asker;
    asker = before;
  }
  return asker;
}

/** The other end of the connection; requests without one, which only tests make, count as one. */
export const socketOf = (env: unknown): string =>
  (env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? 'nowhere';
