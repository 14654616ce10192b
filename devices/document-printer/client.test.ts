import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { addressesOf, createIppClient, type IppClient } from './client.ts';
import { type Attribute, decodeMessage, encodeMessage, type Group } from './ipp.ts';

const closing: Server[] = [];
afterEach(async () => {
  for (const server of closing.splice(0)) {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
});

async function listen(server: Server): Promise<string> {
  closing.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** A client of whatever answers like this. */
async function clientOf(answer: RequestListener, requestMs = 2000): Promise<IppClient> {
  return createIppClient({ url: `ipp://${await listen(createServer(answer))}/ipp/print`, requestMs });
}

async function requestOf(request: IncomingMessage) {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const message = decodeMessage(new Uint8Array(Buffer.concat(pieces)));
  if (!message) throw new Error('our own request was not read');
  return message;
}

/** Answers as a printer does, with this status and these groups. */
const printer =
  (status: number, ...groups: readonly Group[]): RequestListener =>
  async (request, response) => {
    const { requestId } = await requestOf(request);
    respond(response, encodeMessage(status, requestId, groups));
  };
const respond = (response: ServerResponse, body: Uint8Array, type = 'application/ipp') =>
  void response.writeHead(200, { 'content-type': type }).end(body);

const idle: Attribute = { tag: 'enum', name: 'printer-state', values: [3] };
/** A whole answer to the request of that number, with something behind it. */
const stands = (requestId: number, more = 0) => encodeMessage(0, requestId, [['printer', [idle]]], Buffer.alloc(more));
const ticket = { name: '申请表', format: 'application/pdf', attributes: [] };
const failure = (error: string) => ({ ok: false, error });

it('an answer becomes what it says of a printer', async () => {
  const client = await clientOf(
    printer(0, ['printer', [idle, { tag: 'mediaType', name: 'document-format-supported', values: ['image/urf'] }]])
  );
  expect(await client.describePrinter()).toMatchObject({
    ok: true,
    value: { state: 'idle', accepting: true, formats: ['image/urf'], media: null, operations: [] }
  });
});

it('what a printer would ignore is told by name', async () => {
  const client = await clientOf(
    printer(1, ['unsupported', [{ tag: 'keyword', name: 'sides', values: ['one-sided'] }]])
  );
  expect(await client.validateJob(ticket)).toEqual({ ok: true, value: ['sides'] });
});

it.each([
  [0x0401, 'ipp.forbidden'],
  [0x0404, 'ipp.not-possible'],
  [0x0406, 'ipp.not-found'],
  [0x040a, 'ipp.format-unsupported'],
  [0x040b, 'ipp.attributes-unsupported'],
  [0x0501, 'ipp.operation-unsupported'],
  [0x0507, 'ipp.busy'],
  [0x0508, 'ipp.job-canceled'],
  [0x0400, 'ipp.refused'],
  [0x0500, 'ipp.refused'],
  [0x1234, 'ipp.refused']
])('status %i is %s', async (status, error) => {
  const client = await clientOf(printer(status));
  expect(await client.cancelJob(1)).toEqual(failure(error));
});

it.each<[string, string, RequestListener]>([
  ['answers to another request', 'ipp.garbled', (_, response) => respond(response, stands(99))],
  [
    'answers with a message that is called a page',
    'ipp.garbled',
    (_, response) => respond(response, stands(1), 'text/html')
  ],
  ['answers with garbage', 'ipp.garbled', (_, response) => respond(response, Buffer.alloc(400, 0x41))],
  ['answers with half a message', 'ipp.garbled', (_, response) => respond(response, stands(1).slice(0, -1))],
  ['answers without end', 'ipp.garbled', (_, response) => respond(response, stands(1, 2_000_000))],
  ['says nothing of a printer', 'ipp.garbled', printer(0)],
  ['sends elsewhere', 'ipp.http', (_, response) => response.writeHead(302, { location: '/' }).end()],
  ['wants a password', 'ipp.http', (_, response) => response.writeHead(401).end()],
  [
    'wants to speak something else',
    'ipp.http',
    (_, response) => response.writeHead(101, { upgrade: 'h2c', connection: 'upgrade' }).end()
  ],
  ['hangs up', 'ipp.lost', (request) => request.destroy()],
  [
    'hangs up in the middle',
    'ipp.lost',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': 500 }).write('12345678');
      setImmediate(() => response.destroy());
    }
  ]
])('what %s is a failure with a name: %s', async (_, error, answer) => {
  const client = await clientOf(answer);
  expect(await client.describePrinter()).toEqual(failure(error));
});

it('a printer that takes the request and says nothing is lost in time', async () => {
  const client = await clientOf(() => undefined, 50);
  expect(await client.describePrinter()).toEqual(failure('ipp.lost'));
});

it('where nobody listens, nothing has left', async () => {
  const server = createServer();
  const place = await listen(server);
  closing.pop();
  server.close();
  await once(server, 'close');
  const client = createIppClient({ url: `http://${place}/`, requestMs: 2000 });
  expect(await client.printJob(ticket, Buffer.from('%PDF-'), AbortSignal.timeout(2000))).toEqual(
    failure('ipp.unreachable')
  );
});

it('what does not speak TLS is not sent a document over TLS', async () => {
  const client = createIppClient({ url: `ipps://${await listen(createServer())}/ipp/print`, requestMs: 2000 });
  expect(await client.describePrinter()).toEqual(failure('ipp.unreachable'));
});

it('whoever waits for a document to be swallowed can stop waiting', async () => {
  const stop = new AbortController();
  const client = await clientOf(() => stop.abort());
  expect(await client.sendDocument(1, ticket, Buffer.from('%PDF-'), stop.signal)).toEqual(failure('ipp.lost'));
});

it.each([
  ['ipp://printer.example/ipp/print', 'http://printer.example:631/ipp/print', 'ipp://printer.example:631/ipp/print'],
  ['ipps://printer.example/ipp/print', 'https://printer.example:631/ipp/print', 'ipps://printer.example:631/ipp/print'],
  ['http://localhost/printers/a4', 'http://localhost:80/printers/a4', 'ipp://localhost:80/printers/a4'],
  ['http://[::1]:631/printers/a4', 'http://[::1]:631/printers/a4', 'ipp://[::1]:631/printers/a4']
])('%s is asked at its own port', (url, http, ipp) => {
  expect(addressesOf(url)).toEqual({ http, ipp });
});
