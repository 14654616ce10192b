import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { KEY_FILE, type Plug, REPORT_BYTES, WISHES, type Wish } from '../wish.ts';
import { join } from './far-side.ts';
import { plugGadget } from './gadget.ts';
import { plugUhid } from './uhid.ts';

/**
 * The hands of the rig, in the virtual machine: plugs devices in and out, and runs programs, as the tests wish. It is the
 * machine's first process; where it ends, the machine ends.
 */

/** The agent's user and group, made by `boot.sh`. */
const YIMEN = 900;
const call = promisify(execFile);
const KEY = readFileSync(KEY_FILE, 'utf8');
let printerTakes = true;

async function plug(line: Socket, wish: Plug): Promise<void> {
  const { as } = wish;
  const { far, unplug } = as === 'uhid' ? { far: plugUhid(wish), unplug: null } : await plugGadget(as, wish);
  const unit = ['uhid', 'hid', 'hid-pos'].includes(as) ? REPORT_BYTES : 1;
  const part = join(line, far, { unit, takes: () => as !== 'printer' || printerTakes });
  pulled(line, () => {
    part();
    unplug?.();
  });
}

/** Whoever pulls the cable hears of it only when it is out. */
function pulled(line: Socket, act: () => void): void {
  line.once('end', () => {
    act();
    line.end();
  });
}

function run(line: Socket, [program = '', ...args]: readonly string[], env: Readonly<Record<string, string>>): void {
  const { PATH, LD_LIBRARY_PATH } = process.env;
  const child = spawn(program, args, {
    cwd: '/opt/yimen',
    env: { PATH, LD_LIBRARY_PATH, ...env },
    uid: YIMEN,
    gid: YIMEN,
    stdio: ['ignore', 'pipe', 'pipe']
  });
  for (const output of [child.stdout, child.stderr]) {
    output.pipe(line, { end: false });
    output.pipe(process.stdout, { end: false });
  }
  child.once('close', () => line.end());
  pulled(line, () => child.kill('SIGKILL'));
}

function reach(line: Socket, port: number): void {
  const inner = connect(port, '127.0.0.1');
  inner.on('error', () => line.destroy());
  line.once('close', () => inner.destroy());
  inner.pipe(line).pipe(inner);
}

/** Sees to a wish that lasts, or gives what a program that ended said. */
async function fulfil(line: Socket, wish: Wish): Promise<string | null> {
  if ('plug' in wish) await plug(line, wish.plug);
  else if ('run' in wish) run(line, wish.run, wish.environment);
  else if ('reach' in wish) reach(line, wish.reach);
  else if ('printer' in wish) {
    printerTakes = wish.printer === 'takes';
    return '';
  } else {
    const [program = '', ...args] = wish.call;
    return (await call(program, args)).stdout;
  }
  return null;
}

/** Whoever wishes sends nothing more until it is answered. */
function firstLine(line: Socket): Promise<string> {
  return new Promise((resolve) => {
    let head = '';
    const hear = (bytes: Buffer) => {
      head += bytes;
      if (!head.endsWith('\n')) return;
      line.off('data', hear);
      resolve(head);
    };
    line.on('data', hear);
  });
}

async function serve(line: Socket): Promise<void> {
  line.on('error', () => line.destroy());
  try {
    const wish = JSON.parse(await firstLine(line)) as Wish & { readonly key: string };
    if (wish.key !== KEY) throw new Error('this is not your machine');
    const said = await fulfil(line, wish);
    line.write('{}\n');
    if (said !== null) line.end(said);
  } catch (error) {
    line.end(`${JSON.stringify({ error: String(error) })}\n`);
  }
}

createServer({ allowHalfOpen: true }, (line) => void serve(line)).listen(WISHES.port, WISHES.host, () =>
  console.log('rig: ready for wishes')
);
