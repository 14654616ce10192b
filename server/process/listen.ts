import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { StartFailure } from './start-failure.ts';

/** What is being answered when a server closes gets this long; an event stream never ends by itself. */
const LAST_ANSWERS_MS = 500;

/** Opens a port, and gives its number. `setting` is what sets it. */
export async function listen(
  server: Server,
  { host, port, setting }: { readonly host: string; readonly port: number; readonly setting: string }
): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw refusalOf(error as NodeJS.ErrnoException, host, port, setting);
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

function refusalOf(error: NodeJS.ErrnoException, host: string, port: number, setting: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartFailure(`Port ${port} is taken by another program: stop it, or set ${setting}.`);
    case 'EACCES':
      return new StartFailure(`Port ${port} may not be used by this user: set ${setting} to a number above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartFailure(`${host} is not an address of this machine: correct HOST.`);
    default:
      return error;
  }
}

/** Closes a server: no new requests, a moment for the answers under way, then an end to the streams. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await Promise.race([closed, wait(LAST_ANSWERS_MS)]);
  server.closeAllConnections();
  await closed;
}
