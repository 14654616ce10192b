import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { onTestFinished } from 'vitest';
import type { Submission } from '../../server/contract/wire.ts';

/** One request as it came over the wire. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a stand-in answers: a body of JSON or of text, or nothing, the line being cut after the request was heard. */
export type Said = { readonly status: number; readonly body?: unknown; readonly type?: string } | 'cut';

/** Something at a centre's address that answers as a test tells it to, over real HTTP. */
export interface StandIn {
  readonly url: string;
  readonly heard: readonly Heard[];
  answer: (heard: Heard) => Said | Promise<Said>;
  /** Nobody answers at the address any more, or again. */
  setThere(there: boolean): Promise<void>;
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

export async function openStandIn(answer: StandIn['answer']): Promise<StandIn> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, path: url, headers, body: await read(request) };
    heard.push(one);
    const said = await standIn.answer(one);
    if (said === 'cut') request.socket.destroy();
    else if (typeof said.body === 'string')
      response.writeHead(said.status, { 'content-type': said.type ?? 'text/html' }).end(said.body);
    else response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify(said.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const standIn: StandIn = {
    url: `http://127.0.0.1:${port}`,
    heard,
    answer,
    async setThere(there) {
      if (there === server.listening) return;
      const changed = once(server, there ? 'listening' : 'close');
      if (there) server.listen(port, '127.0.0.1');
      else {
        server.close();
        server.closeAllConnections();
      }
      await changed;
    }
  };
  onTestFinished(() => standIn.setThere(false));
  return standIn;
}

/** Bytes as they are, which `fetch` would not let a test say; what came back until the other side ended the line. */
export async function exchange(url: string, said: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname });
  socket.write(said);
  const heard: Buffer[] = [];
  socket.on('data', (bytes) => heard.push(bytes));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return Buffer.concat(heard).toString();
}

/** A folder of its own, gone after the test. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-agent-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Keys of a server that terminals seal to. */
export async function makeKeys() {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const { kty = '', crv = '', x = '', y = '' } = await exportJWK(publicKey);
  return { publicJwk: { kty, crv, x, y }, privateKey };
}

/** An application with things in it that must be read by nobody on the way. */
export const application = (change: Partial<Submission> = {}): Submission => ({
  prefillId: '019a0000-0000-7000-8000-000000000001',
  itemCode: 'SQ-01-001',
  itemVersion: 1,
  answers: { mobile: '13800000000', reason: '厂子搬走了' },
  kept: [],
  ways: {},
  consents: ['health'],
  signature: null,
  ...change
});

export const TAKEN = {
  case: { id: '019a0000-0000-7000-8000-00000000000c', number: '33010201600120261124000017', shortCode: '048213' },
  slip: { number: '33010201600120261124000017-1' },
  repeated: false,
  undoMs: 0
};
export const failure = (status: number, code: string): Said => ({ status, body: { error: { code } } });
