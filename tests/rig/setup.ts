import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import type { TestProject } from 'vitest/node';
import { freePort } from '../instance.ts';
import { openCentre } from './centre.ts';
import { handsOf } from './hands.ts';
import { bootMachine, type Door, NODE_INSIDE } from './machine.ts';
import { OUTSIDE } from './wish.ts';

declare module 'vitest' {
  interface ProvidedContext {
    door: Door;
    agentUrl: string;
  }
}

/** What the virtual machine's console said, for whoever looks for the reason of a failure. */
const CONSOLE = 'test-results/rig.console.txt';
const AGENT_START_MS = 150_000;

async function untilReady(agent: Socket): Promise<void> {
  let words = '';
  const ready = new Promise<void>((resolve) => {
    agent.on('data', (bytes: Buffer) => {
      words += bytes;
      if (words.includes(' is ready at ')) resolve();
    });
  });
  agent.setTimeout(AGENT_START_MS, () => agent.destroy());
  agent.resume();
  const ended = once(agent, 'close').then(() => Promise.reject(new Error(`the agent does not run: ${words}`)));
  await Promise.race([ready, ended]);
  agent.setTimeout(0);
  ended.catch(() => undefined);
}

/** A centre on this machine, and in a virtual one a terminal that works for it. Whatever fails, both are ended. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  await using begun = new AsyncDisposableStack();
  const centre = openCentre().then((opened) => begun.adopt(opened, ({ stop }) => stop()));
  const machine = bootMachine().then((booted) => begun.adopt(booted, ({ stop }) => stop()));
  await Promise.allSettled([centre, machine]);
  const { port, enrolmentCode } = await centre;
  const { door, console } = await machine;
  begun.defer(async () => {
    await mkdir('test-results', { recursive: true });
    await writeFile(CONSOLE, console());
  });
  const hands = handsOf(door);
  await hands.rules('there');
  const agentPort = await freePort();
  await hands.reach(agentPort);
  const agent = await hands.run([NODE_INSIDE, 'devices/main.ts'], {
    NODE_ENV: 'production',
    AGENT_PORT: String(agentPort),
    SERVER_URL: `http://${OUTSIDE}:${port}`,
    DATA_DIR: '/var/lib/yimen',
    ENROLMENT_CODE: enrolmentCode,
    RECEIPT_PRINTER: '/dev/yimen/receipt-printer',
    CODE_SCANNER: '/dev/yimen/code-scanner'
  });
  await untilReady(agent);
  provide('door', door);
  provide('agentUrl', `http://127.0.0.1:${agentPort}`);
  const started = begun.move();
  return () => started.disposeAsync();
}
