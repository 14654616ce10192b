import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { lockDataFolder } from '../../server/process/data-folder.ts';
import type { Running } from '../../server/process/lifecycle.ts';
import { StartFailure } from '../../server/process/start-failure.ts';
import { createAgentApp } from './app.ts';
import { createCalls } from './calls.ts';
import { type CentreAnswer, codeOf, createCentre, jsonOf } from './centre.ts';
import { credentialOf } from './enrolment.ts';
import { createListener, hostsAt, openLoopback } from './http.ts';
import { keepJournalShort } from './journal.ts';
import { createOutbox } from './outbox.ts';
import { loadPages } from './pages.ts';
import type { AgentParts, Devices } from './parts.ts';
import { createPrinting } from './printing.ts';
import { createSessionHolder } from './session.ts';
import type { AgentSettings } from './settings.ts';
import { openStore } from './store.ts';
import { reportTroubles } from './troubles.ts';

interface TerminalAnswer {
  readonly centre: { readonly demonstration: boolean };
  readonly submissionKey: Record<string, string>;
}

/** Nobody guesses it, and it is forgotten with the process. */
const TOKEN_BYTES = 32;

/**
 * Brings the agent of one terminal up: pages, store, credential, devices, outbox, then the port on loopback; whatever
 * fails, what was begun is ended.
 */
export async function startAgent(options: {
  readonly settings: AgentSettings;
  readonly demonstration: boolean;
  /** `bench` adds routes of a demonstration, and is null in what a centre installs. */
  readonly openDevices: () => Promise<Devices & { readonly bench: ((app: Hono) => void) | null }>;
}): Promise<Running> {
  const { settings, demonstration } = options;
  const { folder, serverUrl } = settings;
  await using begun = new AsyncDisposableStack();
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const pages = await loadPages({ token, screenInches: settings.screenInches, demonstration });
  begun.defer(lockDataFolder(folder, 'agent'));
  const store = openStore(folder);
  begun.defer(() => store.close());
  begun.defer(keepJournalShort(store));
  const centre = createCentre(serverUrl, await credentialOf(settings));
  let known = null as TerminalAnswer | null;
  async function introduce(): Promise<CentreAnswer> {
    const answer = await centre.ask({ method: 'GET', path: '/api/terminals/me' });
    if (answer.reached && answer.status === 200) known = jsonOf<TerminalAnswer>(answer);
    return answer;
  }
  const first = await introduce();
  if (first.reached && first.status === 401 && codeOf(first) === 'terminal.withdrawn')
    throw new StartFailure(
      `The centre has withdrawn this terminal (停用): to use the machine again, delete ${folder}/terminal.json and enrol it anew.`
    );
  if (first.reached && first.status === 401)
    throw new StartFailure(
      `The server does not know this terminal any more: delete ${folder}/terminal.json and enrol it again.`
    );
  if (!demonstration && known?.centre.demonstration)
    throw new StartFailure(
      'SERVER_URL is a demonstration, and a terminal with real devices does not work for it: correct SERVER_URL.'
    );
  // A server that was away at the start is asked for its key as soon as it is there: it may go away again.
  centre.subscribe(() => {
    if (centre.reachable && !known) void introduce();
  });
  const devices = await options.openDevices();
  begun.defer(() => devices.close());
  const outbox = createOutbox({
    centre,
    store,
    async publicKey() {
      if (!known) await introduce();
      return known?.submissionKey ?? null;
    }
  });
  begun.defer(() => outbox.close());
  begun.defer(reportTroubles({ centre, store, outbox }));
  const printing = createPrinting(store, devices.slipPrinter, devices.documentPrinter);
  begun.defer(() => printing.settled());
  const session = createSessionHolder(centre);
  begun.defer(() => session.end());
  const calls = createCalls({ centre, session });
  begun.defer(() => calls.close());
  let { port } = settings;
  const parts: AgentParts = {
    calls,
    centre,
    devices,
    outbox,
    printing,
    session,
    hosts: () => hostsAt(port),
    token,
    isDemonstration: () => demonstration,
    controls: settings.controls,
    windowUrl: serverUrl
  };
  const app = createAgentApp(parts);
  devices.bench?.(app);
  const opened = await openLoopback(createListener(app, pages, parts.hosts), { port, setting: 'AGENT_PORT' });
  begun.defer(() => opened.close());
  port = opened.port;
  const started = begun.move();
  return { url: `http://127.0.0.1:${port}`, stop: () => started.disposeAsync() };
}
