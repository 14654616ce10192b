import { type BrowserContext, test as base, expect, type Page } from 'playwright/test';
import type { BenchChange, BenchStatus } from '../../devices/agent/wire.ts';
import type { DEMONSTRATION_ACCOUNTS } from '../../server/demonstration/accounts.ts';
import { DEMONSTRATION_PEOPLE } from '../../server/demonstration/people.ts';
import { readPdf } from '../fixtures/pdf.ts';
import { family } from '../processes/process.ts';
import { openPage } from '../terminal.ts';

const address = (name: 'YIMEN_SERVER' | 'YIMEN_AGENT'): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: the demonstration was not started`);
  return url;
};
export const serverUrl = () => address('YIMEN_SERVER');
export const agentUrl = () => address('YIMEN_AGENT');

/** The two ways a terminal's screen stands. */
export const PORTRAIT = { width: 1080, height: 1920 };
export const LANDSCAPE = { width: 1920, height: 1080 };

let page: ReturnType<typeof openPage> | null = null;
/** A request to the agent as a page of its own makes it. */
export async function agent<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  page ??= openPage(agentUrl());
  const answer = await page(path, { method, body });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return (answer.status === 204 ? null : await answer.json()) as T;
}

/** Hands and faults: what somebody does to the terminal's devices. */
export const bench = {
  status: () => agent<BenchStatus>('/agent/bench'),
  change: (next: BenchChange) => agent<BenchStatus>('/agent/bench', 'POST', next),
  tap: (card: string) => bench.change({ card }),
  lift: () => bench.change({ card: null }),
  /** Everything plugged in, paper in, no card on the plate, nobody here. */
  async reset(): Promise<void> {
    await bench.change({ act: 'put-right' });
    await agent('/agent/session', 'DELETE');
    await expect
      .poll(
        async () => (await agent<{ devices: { reader: { state: string } } }>('/agent/status')).devices.reader.state,
        // A reader that was broken is tried again after ten seconds, at the latest.
        { timeout: 15_000 }
      )
      .toBe('ready');
  }
};

export type Paper = { readonly text: string; readonly codes: readonly string[]; readonly length: number };

/** The newest slip, read back from the bytes that went to the printer. */
export async function lastSlip(): Promise<Paper & { readonly id: string }> {
  const [newest] = (await bench.status()).slips;
  if (!newest) throw new Error('no slip was printed');
  return agent(`/agent/bench/slips/${newest.id}.json`);
}

/** The words on an A4 document that came out of the printer. */
export async function pdfText(file: string): Promise<string> {
  const answer = await fetch(new URL(file, agentUrl()));
  return (await readPdf(new Uint8Array(await answer.arrayBuffer()))).text;
}

export function personOf(id: string) {
  const person = DEMONSTRATION_PEOPLE.find((one) => one.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
}

type Account = (typeof DEMONSTRATION_ACCOUNTS)[number];

interface Stage {
  /** The terminal's browser, at its idle page, with devices and session as new. */
  terminal: Page;
  /** Signs somebody in at a window of their own and gives its page. */
  desk: (username: string) => Promise<Page>;
}

function processOf(file: string): number {
  const found = family(Number(process.env.YIMEN_PID)).find(({ command }) => command.includes(file));
  if (!found) throw new Error(`${file} does not run`);
  return found.pid;
}

/** The centre's server as a process: frozen it takes connections and answers nothing, as one that hangs. */
export const server = {
  freeze: () => void process.kill(processOf('demonstration/server.ts'), 'SIGSTOP'),
  thaw: () => void process.kill(processOf('demonstration/server.ts'), 'SIGCONT')
};

/** The agent as a process: killed, it is started anew. */
export const killAgent = () => void process.kill(processOf('devices/sim/main.ts'), 'SIGKILL');

export const test = base.extend<Stage>({
  terminal: async ({ page }, use) => {
    await bench.reset();
    await page.goto(`${agentUrl()}/terminal`);
    await use(page);
    await bench.reset();
  },
  desk: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (username) => {
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
      contexts.push(context);
      const page = await context.newPage();
      const { accounts } = (await (await fetch(`${serverUrl()}/api/window/accounts`)).json()) as {
        accounts: readonly Account[];
      };
      const account = accounts.find((one) => one.username === username);
      if (!account) throw new Error(`no account ${username}`);
      await context.request.post(`${serverUrl()}/api/auth/sign-in/username`, {
        headers: { origin: serverUrl() },
        data: { username, password: account.password }
      });
      await page.goto(`${serverUrl()}/window`);
      await expect(page.getByText('实时', { exact: true })).toBeVisible();
      return page;
    });
    for (const context of contexts) await context.close();
  }
});
export { expect };
