import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { PortSource } from '../../devices/device.ts';
import type { Door } from './machine.ts';
import type { Plug, Wish } from './wish.ts';

/** Makes a wish at the virtual machine; gives its connection, which stands still, once it is fulfilled. */
function make({ port, key }: Door, wish: Wish): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const line = connect(port, '127.0.0.1');
    let head = Buffer.alloc(0);
    const lost = (error?: Error) => reject(error ?? new Error('the virtual machine is gone'));
    const hear = (bytes: Buffer) => {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf('\n');
      if (end < 0) return;
      line.off('data', hear).off('close', lost).pause();
      const { error } = JSON.parse(head.toString('utf8', 0, end)) as { error?: string };
      if (error) return reject(new Error(`${JSON.stringify(wish)}: ${error}`));
      line.unshift(head.subarray(end + 1));
      resolve(line);
    };
    line.on('data', hear).on('error', lost).on('close', lost);
    line.write(`${JSON.stringify({ ...wish, key })}\n`);
  });
}

/** A device that is plugged into the virtual machine. */
export interface Cable {
  /** Resolves once the kernel has let go of the device. */
  pull(): Promise<void>;
}

/** What the tests do to the virtual machine behind a door. */
export function handsOf(door: Door) {
  const call = async (...command: string[]): Promise<string> => text(await make(door, { call: command }));
  return {
    /** Runs a program as root to its end, and gives what it said. */
    call,
    /** The project's udev rules, put where an operator puts them, or taken away. */
    async rules(state: 'there' | 'away'): Promise<void> {
      const there = '/etc/udev/rules.d/70-yimen.rules';
      await (state === 'there' ? call('cp', '/opt/yimen/devices/udev/70-yimen.rules', there) : call('rm', there));
      await call('udevadm', 'control', '--reload');
      await call('udevadm', 'trigger', '--settle');
    },
    /** Runs a program as the agent's user, for as long as the connection is open. */
    run: (run: readonly string[], environment: Readonly<Record<string, string>>) => make(door, { run, environment }),
    /** Plugs in a device that sends and takes what goes over its port; the port is closed when the cable is pulled. */
    async plug(plug: Plug, device: PortSource): Promise<Cable> {
      const far = await device.open();
      if (!far) throw new Error('the device is plugged in already');
      const line = await make(door, { plug });
      const gone = once(line, 'close');
      line.on('data', (bytes: Buffer) => void far.write(bytes).catch(() => undefined));
      far.onData((bytes) => line.write(bytes));
      line.resume();
      return {
        async pull() {
          await far.close();
          line.end();
          await gone;
        }
      };
    },
    /** The printer that is plugged in stops taking bytes, or takes them again. */
    async printer(printer: 'takes' | 'holds'): Promise<void> {
      await text(await make(door, { printer }));
    },
    /** Opens a port here that leads to the same one of the machine's loopback: its addresses are the same on both sides. */
    async reach(inner: number): Promise<void> {
      const server = createServer(async (outside) => {
        outside.on('error', () => outside.destroy());
        const inside = await make(door, { reach: inner }).catch(() => null);
        if (!inside) return outside.destroy();
        outside.once('close', () => inside.destroy());
        outside.pipe(inside).pipe(outside);
      });
      await once(server.listen(inner, '127.0.0.1'), 'listening');
      server.unref();
    }
  };
}
