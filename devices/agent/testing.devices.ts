import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { noCodeScanner } from '../code-scanner/absent.ts';
import type { IdCardReader } from '../device.ts';
import { createDocumentPrinter } from '../document-printer/driver.ts';
import { createSimulatedDocumentPrinter } from '../document-printer/sim/printer.ts';
import { createIdCardReader } from '../id-card/driver.ts';
import { createSimulatedReader } from '../id-card/sim/reader.ts';
import { createReceiptPrinter } from '../receipt-printer/driver.ts';
import { PAPER_80 } from '../receipt-printer/profiles.ts';
import { createSimulatedPrinter } from '../receipt-printer/sim/printer.ts';
import { createVoice } from '../speech/driver.ts';
import { createSimulatedProgram } from '../speech/sim/program.ts';
import { createAgentApp } from './app.ts';
import { createCalls } from './calls.ts';
import { createCentre } from './centre.ts';
import { PAGE_HEADER, TOKEN_HEADER } from './guard.ts';
import { createListener, hostsAt, openLoopback } from './http.ts';
import { createOutbox } from './outbox.ts';
import { createPrinting } from './printing.ts';
import { createSessionHolder } from './session.ts';
import { openStore } from './store.ts';

/** One terminal for a test: the agent's own parts over HTTP, real drivers, simulated devices below them. */
export async function openTerminal(options: {
  readonly centreUrl: string;
  readonly credential: string;
  readonly folder: string;
  readonly publicJwk: Record<string, string>;
}) {
  const reader = createSimulatedReader();
  const slips = createSimulatedPrinter();
  const pages = createSimulatedDocumentPrinter();
  const speech = createSimulatedProgram();
  const timings = { poll: 5, find: 60, select: 60, read: 100, replug: 10 };
  const driver = createIdCardReader({ finder: reader.finder, timings });
  const devices = {
    // Nobody waits a minute for a card in a test.
    reader: Object.create(driver, {
      read: { value: (request) => driver.read({ ...request, deadlineMs: 800 }) } satisfies {
        value: IdCardReader['read'];
      }
    }) as IdCardReader,
    slipPrinter: createReceiptPrinter({ source: slips.source, profile: PAPER_80 }),
    documentPrinter: createDocumentPrinter({ url: (await pages.start()).url }),
    codeScanner: noCodeScanner,
    speech: createVoice({ program: speech.program, engine: 'command', timings: { deadline: 200, look: 20 } }),
    async close() {
      const { reader: one, slipPrinter, documentPrinter, speech: voice } = this;
      await Promise.all([one.close(), slipPrinter.close(), documentPrinter.close(), voice.close()]);
      await pages.close();
    }
  };
  const store = openStore(options.folder);
  const centre = createCentre(options.centreUrl, options.credential);
  const session = createSessionHolder(centre);
  const calls = createCalls({ centre, session }, { pollMs: 20, deadlineMs: 400 });
  const outbox = createOutbox({ centre, store, publicKey: async () => options.publicJwk });
  const printing = createPrinting(store, devices.slipPrinter, devices.documentPrinter);
  let port = 0;
  const token = randomBytes(32).toString('base64url');
  const app = createAgentApp({
    calls,
    centre,
    devices,
    outbox,
    printing,
    session,
    hosts: () => hostsAt(port),
    token,
    isDemonstration: () => false,
    controls: { keypad: {}, switches: null },
    windowUrl: options.centreUrl
  });
  const html = (_: unknown, response: ServerResponse) => void response.end('<!doctype html><title>一门</title>');
  const opened = await openLoopback(
    createListener(app, html, () => hostsAt(port)),
    { port, setting: 'PORT' }
  );
  port = opened.port;
  const url = `http://127.0.0.1:${port}`;
  const headers = { [TOKEN_HEADER]: token, [PAGE_HEADER]: 'the-page-of-a-test', origin: url };

  /** A request as the terminal's own page makes it. */
  async function page(method: string, path: string, body?: unknown, signal?: AbortSignal) {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(method === 'POST' || method === 'PUT' ? { body: JSON.stringify(body ?? {}) } : {}),
      ...(signal ? { signal } : {})
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  }

  return {
    url,
    app,
    /** What a page of the agent sends with each request. */
    headers,
    reader,
    slips,
    pages,
    speech,
    session,
    printing,
    page,
    async close() {
      await opened.close();
      await calls.close();
      await printing.settled();
      outbox.close();
      await devices.close();
      store.close();
    }
  };
}
