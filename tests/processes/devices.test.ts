import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { BytePort } from '../../devices/device.ts';
import { createSimulatedReader } from '../../devices/id-card/sim/reader.ts';
import { createSimulatedPrinter } from '../../devices/receipt-printer/sim/printer.ts';
import { environmentOf, unpackDebian } from '../debian.ts';
import { card } from '../fixtures/card.ts';

const root = new URL('../..', import.meta.url);

type Environment = Readonly<Record<string, string>>;

/** Runs a command to its end. */
async function run(command: readonly string[], environment: Environment) {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: root, env: { ...process.env, AGENT_PORT: '9', ...environment } });
  const said = { out: '', errors: '' };
  child.stdout.on('data', (piece) => {
    said.out += piece;
  });
  child.stderr.on('data', (piece) => {
    said.errors += piece;
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
}

const devices = (args: readonly string[], environment: Environment = {}) =>
  run([process.execPath, 'devices/command/main.ts', ...args], environment);

/** A device of ours at the far end of a network connection. */
async function serve(open: () => Promise<BytePort | null>) {
  const server = createServer(async (socket: Socket) => {
    const port = await open();
    if (!port) return socket.destroy();
    port.onData((bytes) => socket.write(Uint8Array.from(bytes)));
    socket.on('data', (bytes) => void port.write(new Uint8Array(bytes)).catch(() => socket.destroy()));
    socket.on('close', () => void port.close());
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A serial line of this machine (a pseudo terminal) whose other end is a network port. */
async function serialLine(port: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-line-'));
  const path = join(folder, 'tty');
  const socat = unpackDebian('socat', ['socat']);
  const line = spawn(join(socat, 'usr/bin/socat'), [`PTY,link=${path},raw,echo=0`, `TCP:127.0.0.1:${port}`], {
    env: environmentOf(socat),
    stdio: 'ignore'
  });
  onTestFinished(async () => {
    line.kill();
    await once(line, 'close');
    rmSync(folder, { recursive: true, force: true });
  });
  await vi.waitFor(() => expect(spawnSync('test', ['-c', path]).status).toBe(0), { timeout: 5000 });
  return path;
}

describe('npm run devices', () => {
  test('decode gives one JSON object and nothing else', async () => {
    const { code, out, errors } = await run(
      ['npm', 'run', '-s', 'devices', '--', 'decode', 'tests/fixtures/sam_v/cn_1295.hex'],
      {}
    );
    expect([code, errors]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      type: 'citizen',
      name: '测试甲',
      sexCode: '1',
      number: '110101199003070011'
    });
    expect(JSON.parse((await devices(['decode', '/no/such/file'])).out)).toEqual({ error: 'capture.no-file' });
  });

  test('list and probe say what is there without failing where nothing is', async () => {
    const listed = await devices(['list']);
    expect(listed.code).toBe(0);
    expect(listed.out.trim()).not.toBe('');
    const probed = await devices(['probe'], { RECEIPT_PRINTER: '', ID_READER: '' });
    expect(probed.out).toContain('RECEIPT_PRINTER is not set');
  });

  test('tells how it is used where it is used wrongly', async () => {
    for (const args of [[], ['sing'], ['read', 'x'], ['read', '--seconds', '-1'], ['decode']]) {
      const { code, errors } = await devices(args);
      expect(code).toBe(1);
      expect(errors).toContain('Usage:');
    }
  });

  test('reads a card on a serial line, masked unless asked for the whole', async () => {
    const simulated = createSimulatedReader();
    simulated.tap(card);
    const path = await serialLine(await serve(simulated.source.open));
    const environment = { ID_READER: `${path}:115200` };
    expect((await devices(['probe'], environment)).out).toContain('is a reader, ready');
    const masked = await devices(['read', '--seconds', '20'], environment);
    expect(masked.out).toContain('福*长');
    expect(masked.out).not.toContain(card.idNumber);
    expect(masked.out + masked.errors).not.toContain('一门里8幢');
    simulated.lift();
    simulated.tap(card);
    const whole = await devices(['read', '--whole', '--seconds', '20'], environment);
    expect(whole.out).toContain(card.idNumber);
    expect(whole.out).toContain('一门里8幢');
  });

  test('prints a slip about nobody on a printer in the network, and tells what the printer says', async () => {
    const simulated = createSimulatedPrinter();
    const port = await serve(simulated.source.open);
    const printed = await devices(['print-test'], { RECEIPT_PRINTER: `127.0.0.1:${port}` });
    expect(printed.out).toContain('The printer says that the slip is out.');
    expect(simulated.printed()[0]).toMatchObject({ codes: ['YIMEN:TEST'] });
    expect(simulated.printed()[0]?.text).toContain('〔U+E863〕');
    simulated.setPaper('out');
    const refused = await devices(['print-test'], { RECEIPT_PRINTER: `127.0.0.1:${port}` });
    expect(refused.errors).toContain('Nothing was printed. (printer.paper-out)');
  });

  test('leaves the devices to an agent that runs', async () => {
    const port = await serve(async () => null);
    const { code, errors } = await devices(['probe'], { AGENT_PORT: String(port) });
    expect(code).toBe(1);
    expect(errors).toContain('owns the devices');
  });
});
