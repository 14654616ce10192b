/**
 * `npm run smoke`: the main job once, from the bytes of a card to a decided case, over real HTTP against an instance of
 * its own. Prints one line of JSON; exit 0 only when the case was decided and the slip's bytes read back as its number.
 */
import { once } from 'node:events';
import type { BenchStatus, PrintJobAnswer } from '../devices/agent/wire.ts';
import { createInterpreter } from '../devices/receipt-printer/sim/interpreter.ts';
import { codesOn } from '../devices/receipt-printer/sim/paper.ts';
import { parseSlipCode } from '../server/contract/case-number.ts';
import type { WindowCase } from '../server/contract/window-wire.ts';
import { startInstance } from './instance.ts';
import { openTerminal } from './terminal.ts';

const PERSON = 'wan-shi-tong';
const ITEM = 'SQ-01-001';

const instance = await startInstance({ quiet: true });

const terminal = openTerminal(instance.agentUrl);
const { ask: agent, request } = terminal;

/** Somebody at the window, with the cookie of their sign-in. */
async function staff(username: string) {
  const { accounts } = (await (await fetch(new URL('/api/window/accounts', instance.serverUrl))).json()) as {
    accounts: { username: string; password: string }[];
  };
  const account = accounts.find((known) => known.username === username);
  const answer = await fetch(new URL('/api/auth/sign-in/username', instance.serverUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: instance.serverUrl },
    body: JSON.stringify(account)
  });
  if (!answer.ok) throw new Error(`sign-in of ${username}: ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const call = async (path: string, body?: unknown): Promise<WindowCase> => {
    const response = await fetch(new URL(`/api/window/cases/${path}`, instance.serverUrl), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as WindowCase;
  };
  return async (id: string, action: object): Promise<WindowCase> => {
    const { version } = await call(id);
    return call(`${id}/acts`, { ...action, version });
  };
}

async function printed(job: PrintJobAnswer): Promise<PrintJobAnswer> {
  let state = job;
  while (['queued', 'sending', 'sent'].includes(state.state)) {
    await once(AbortSignal.timeout(50), 'abort');
    state = await agent<PrintJobAnswer>(`/agent/print/${job.id}`);
  }
  return state;
}

async function run() {
  const item = await terminal.item(ITEM);
  const tapped = performance.now();
  await terminal.signIn(PERSON);
  const prefill = await terminal.prefill(item);
  const tapToPrefillMs = performance.now() - tapped;

  const submission = await terminal.fill(item, prefill);
  const sent = performance.now();
  const answer = await terminal.submit(submission);
  const submitMs = performance.now() - sent;
  if (answer.state !== 'submitted') throw new Error('the server did not take the application');
  const { case: made, slip } = answer.submitted;

  const again = await terminal.submit(submission);
  if (again.state !== 'submitted' || again.submitted.case.number !== made.number)
    throw new Error('a second tap made a second case');

  const job = await printed(await agent<PrintJobAnswer>('/agent/print/slip', { caseId: made.id, number: slip.number }));
  if (job.state !== 'confirmed') throw new Error(`the slip is ${job.state}`);
  const [receipt] = (await agent<BenchStatus>('/agent/bench')).slips;
  const paper = await request(`/agent/bench/slips/${receipt?.id}.bin`);
  const bytes = new Uint8Array(await paper.arrayBuffer());
  const marks = createInterpreter()
    .push(bytes)
    .flatMap((effect) => (effect.kind === 'mark' ? [effect.mark] : []));
  const readBack = codesOn(marks).map(parseSlipCode);

  const began = performance.now();
  const clerk = await staff('clerk');
  await clerk(made.id, { act: 'claim' });
  let decided = await clerk(made.id, { act: 'accept' });
  if (decided.handling === 'promised') await clerk(made.id, { act: 'send' });
  const decider = decided.handling === 'promised' ? await staff('officer') : clerk;
  decided = await decider(made.id, { act: 'grant', reason: '符合条件' });
  const decideMs = performance.now() - began;

  const round = (ms: number) => Math.round(ms);
  console.log(
    JSON.stringify({
      item: ITEM,
      case: made.number,
      slipBytes: bytes.length,
      state: decided.state,
      tapToPrefillMs: round(tapToPrefillMs),
      submitMs: round(submitMs),
      decideMs: round(decideMs)
    })
  );
  return decided.state === 'granted' && readBack.includes(made.number);
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await instance.stop();
}
