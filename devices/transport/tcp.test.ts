import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createTcpSource } from './tcp.ts';

async function listen() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

it('carries bytes both ways and tells when the far side goes', async () => {
  const { server, port } = await listen();
  const accepted = once(server, 'connection');
  const opened = await createTcpSource({ host: '127.0.0.1', port }).open();
  const [socket] = (await accepted) as [Socket];
  const answered = new Promise<Uint8Array>((resolve) => opened?.onData(resolve));
  const gone = new Promise<string>((resolve) => opened?.onClose(resolve));
  socket.on('data', (chunk) => socket.write(chunk));
  await opened?.write(Uint8Array.of(0x10, 0x04, 0x01));
  expect([...(await answered)]).toEqual([0x10, 0x04, 0x01]);
  socket.destroy();
  expect(await gone).toBe('unplugged');
  server.close();
});

it('is not there where nobody listens', async () => {
  const { server, port } = await listen();
  server.close();
  await once(server, 'close');
  expect(await createTcpSource({ host: '127.0.0.1', port }).open()).toBeNull();
});

it('takes back what a printer had not taken yet when it is closed in the middle of a receipt', async () => {
  const { server, port } = await listen();
  const accepted = once(server, 'connection');
  const opened = await createTcpSource({ host: '127.0.0.1', port }).open();
  const [socket] = (await accepted) as [Socket];
  socket.pause();
  const writing = opened?.write(new Uint8Array(64_000_000));
  writing?.catch(() => undefined);
  const reset = once(socket, 'error');
  await new Promise((resolve) => setImmediate(resolve));
  await opened?.close();
  await expect(writing).rejects.toThrow();
  socket.resume();
  expect((await reset)[0]).toMatchObject({ code: 'ECONNRESET' });
  server.close();
});
