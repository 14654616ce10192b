import { EventEmitter } from 'node:events';
import { inject, onTestFinished, vi } from 'vitest';
import type { AgentStatus, PrintJobAnswer } from '../../devices/agent/wire.ts';
import type { PortSource } from '../../devices/device.ts';
import { createSimulatedReader, type SimulatedReader } from '../../devices/id-card/sim/reader.ts';
import type { Card } from '../../server/contract/card.ts';
import type { Session } from '../../server/contract/wire.ts';
import { DEMONSTRATION_PEOPLE } from '../../server/demonstration/people.ts';
import { loadToken, openTerminal } from '../terminal.ts';
import { type Cable, handsOf } from './hands.ts';
import { inReports } from './reports.ts';
import type { Plug } from './wish.ts';

/** What tests of the rig share: hands at the virtual machine's devices, and the agent inside as its page uses it. */
export const hands = handsOf(inject('door'));
const agentUrl = inject('agentUrl');
const agent = openTerminal(agentUrl);

/** The terminal's screen. Without one the agent would end whatever session there is after half a minute. */
const screen = new EventEmitter<Record<string, [string]>>();
const listening = await fetch(new URL('/agent/events', agentUrl), {
  method: 'POST',
  headers: { 'x-yimen': await loadToken(agentUrl), 'x-yimen-page': 'screen-of-the-rig', origin: agentUrl }
});
if (!listening.ok) throw new Error(`the agent tells its screen nothing: ${listening.status}`);
void (async () => {
  let held = '';
  for await (const words of listening.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (held + words).split('\n\n');
    held = events.pop() ?? '';
    for (const event of events) {
      const [, kind = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? [];
      screen.emit(kind, data);
    }
  }
})();

/** Nothing takes longer in a virtual machine that is busy, on a machine that is busy. */
const PATIENCE = { timeout: 45_000, interval: 200 };
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, PATIENCE);

export const READER = { vendor: 0x0483, product: 0x572b } as const;
export const BULK_READER = { as: 'bulk', vendor: 0x0400, product: 0xc35a } as const;
export const PRINTER = { as: 'printer', vendor: 0x0fe6, product: 0x811e } as const;
export const SCANNER = { as: 'serial', vendor: 0x1eab, product: 0x1c06 } as const;

/** Plugs a device in until it is pulled out, or the test is over. */
export async function plug(which: Plug, device: PortSource): Promise<Cable> {
  const cable = await hands.plug(which, device);
  let pulled: Promise<void> | null = null;
  const pull = () => {
    pulled ??= cable.pull();
    return pulled;
  };
  onTestFinished(pull);
  return { pull };
}

/** The same device, and when it has been sent what a test waits for: looked at with each piece, so that it acts in the middle. */
export function noting(device: PortSource) {
  let sent = 0;
  let look = () => {};
  const open = async () => {
    const port = await device.open();
    if (!port) return null;
    const write = async (bytes: Uint8Array) => {
      await port.write(bytes);
      sent += bytes.length;
      look();
    };
    return { ...port, write };
  };
  return {
    device: { open },
    /** How many bytes it has been sent. */
    sent: () => sent,
    when: (isSo: () => boolean) =>
      new Promise<void>((resolve) => {
        look = () => isSo() && resolve();
      })
  };
}

export const plugReader = ({ source }: Pick<SimulatedReader, 'source'>, as: 'hid' | 'uhid' = 'uhid') =>
  plug({ as, ...READER }, inReports(source, 'length-63'));

export const [ONE, OTHER] = DEMONSTRATION_PEOPLE.map(({ card }) => card) as [Card, Card];

export const devices = async () => (await agent.ask<AgentStatus>('/agent/status')).devices;
/** Waits until the agent says this of a device. */
export const becomes = (device: keyof AgentStatus['devices'], status: object) =>
  eventually(async () => {
    const { [device]: now } = await devices();
    if (!Object.entries(status).every(([key, value]) => Reflect.get(now, key) === value))
      throw new Error(`${device} is ${JSON.stringify(now)}, not ${JSON.stringify(status)}`);
  });

/** Asks for a card; another such request ends this one. */
export const read = () => agent.ask<Session>('/agent/session/read', { purpose: 'sign-in' });

/** Somebody applies for something with a card, so that there is a slip to print. */
export async function apply(card: Card) {
  const reader = createSimulatedReader();
  const cable = await plugReader(reader, 'hid');
  await becomes('reader', { state: 'ready' });
  reader.tap(card);
  await read();
  const item = await agent.item('SQ-01-001');
  const answer = await agent.submit(await agent.fill(item, await agent.prefill(item)));
  await cable.pull();
  if (answer.state !== 'submitted') throw new Error('the server did not take the application');
  const { case: made, slip } = answer.submitted;
  return { caseId: made.id, caseNumber: made.number, slipNumber: slip.number };
}

/** Prints a slip, and gives the job once its outcome is known. */
export async function print({ caseId, slipNumber }: Awaited<ReturnType<typeof apply>>): Promise<PrintJobAnswer> {
  const { id } = await agent.ask<PrintJobAnswer>('/agent/print/slip', { caseId, number: slipNumber });
  return eventually(async () => {
    const job = await agent.ask<PrintJobAnswer>(`/agent/print/${id}`);
    if (!OUTCOMES.includes(job.state)) throw new Error(`the slip is still ${job.state}`);
    return job;
  });
}
const OUTCOMES: readonly string[] = ['confirmed', 'uncertain', 'not-started'];

/** What happens next that the agent tells its screen, by the kind of the event. */
export const nextEvent = (kind: string): Promise<unknown> =>
  new Promise((resolve) => screen.once(kind, (data) => resolve(JSON.parse(data))));
