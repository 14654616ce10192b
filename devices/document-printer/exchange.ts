import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';
import { fail, ok, type Result } from '../../server/contract/result.ts';

/**
 * How a request ended that brought no message back. `unreachable`: no connection, nothing left this machine. `untrusted`:
 * the printer's certificate is not accepted, nothing left either. `lost`: what was sent may have been taken, the answer did
 * not come, or not whole. `http`: answered, but with another status than 200; redirects are not followed. `garbled`: what
 * came is no message to this request, or too long for one.
 */
export type ExchangeFailure = 'ipp.unreachable' | 'ipp.untrusted' | 'ipp.lost' | 'ipp.http' | 'ipp.garbled';

const TYPE = 'application/ipp';
/** A printer that tells everything about itself takes some hundred kilobytes; we ask for less. */
const LARGEST_ANSWER_BYTES = 512 * 1024;

async function bodyOf(response: IncomingMessage): Promise<Result<Uint8Array, ExchangeFailure>> {
  if (response.statusCode !== 200) return fail('ipp.http');
  const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== TYPE) return fail('ipp.garbled');
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > LARGEST_ANSWER_BYTES) return fail('ipp.garbled');
      pieces.push(piece);
    }
  } catch {
    return fail('ipp.lost');
  }
  return ok(new Uint8Array(Buffer.concat(pieces, length)));
}

/**
 * One IPP message over HTTP and its answer (RFC 8010 §4), each on a connection of its own: on one that was kept, nobody
 * could tell a printer that took nothing from one that took all. `address` is `http:` or `https:`; certificates are
 * checked. `signal` ends it as `ipp.unreachable` or `ipp.lost`.
 */
export async function exchange(
  address: string,
  message: Uint8Array,
  signal: AbortSignal
): Promise<Result<Uint8Array, ExchangeFailure>> {
  const { promise, resolve } = Promise.withResolvers<Result<Uint8Array, ExchangeFailure>>();
  const secure = address.startsWith('https:');
  const headers = { 'content-type': TYPE, 'content-length': message.length, accept: TYPE };
  const request = (secure ? https : http).request(address, { method: 'POST', agent: false, signal, headers });
  let connected = false;
  request.on('socket', (socket) => {
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      connected = true;
    });
  });
  request.on('error', () => {
    const { socket } = request;
    const untrusted = socket instanceof TLSSocket && socket.authorizationError;
    resolve(fail(connected ? 'ipp.lost' : untrusted ? 'ipp.untrusted' : 'ipp.unreachable'));
  });
  request.on('response', (response) => void bodyOf(response).then(resolve));
  // To Node, status 101 is neither a response nor an error: whoever does not listen for it waits for ever.
  request.on('upgrade', (_, socket) => {
    socket.destroy();
    resolve(fail('ipp.http'));
  });
  request.end(message);
  const result = await promise;
  request.destroy();
  return result;
}
