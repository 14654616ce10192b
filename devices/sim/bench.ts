import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Card } from '../../server/contract/card.ts';
import { failureOf } from '../agent/failure.ts';
import { messageOf } from '../agent/message.ts';
import type { BenchStatus } from '../agent/wire.ts';
import type { SimulatedScanner } from '../code-scanner/sim/scanner.ts';
import type { SimulatedDocumentPrinter } from '../document-printer/sim/printer.ts';
import type { SimulatedReader } from '../id-card/sim/reader.ts';
import type { SimulatedPrinter } from '../receipt-printer/sim/printer.ts';

/** An invented person's card, as the demonstration's server gives it. */
export interface BenchCard {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly card: Card;
}

const change = z
  .strictObject({
    card: z.string().max(60).nullable(),
    reader: z.strictObject({ connected: z.boolean() }),
    code: z.string().max(2000),
    slipPrinter: z
      .strictObject({ connected: z.boolean(), paper: z.enum(['enough', 'low', 'out']), coverOpen: z.boolean() })
      .partial(),
    documentPrinter: z.strictObject({ connected: z.boolean(), paper: z.enum(['enough', 'out']) }).partial()
  })
  .partial();

const SIGN_OF_LIFE_MS = 15_000;

/** The hands of a bench: cards to tap and lift, cables, covers, paper; and what came out. */
export function createBench(parts: {
  readonly cards: readonly BenchCard[];
  readonly reader: SimulatedReader;
  readonly slipPrinter: SimulatedPrinter;
  readonly documentPrinter: SimulatedDocumentPrinter;
  readonly scanner: SimulatedScanner;
}): (app: Hono) => void {
  const { cards, reader, slipPrinter, documentPrinter, scanner } = parts;
  const listeners = new Set<() => void>();
  let card: string | null = null;
  let readerConnected = true;
  const slip = { connected: true, paper: 'enough' as BenchStatus['slipPrinter']['paper'], coverOpen: false };
  const document = { connected: true, paper: 'enough' as BenchStatus['documentPrinter']['paper'] };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  slipPrinter.subscribe(tell);
  documentPrinter.subscribe(tell);

  const status = (): BenchStatus => ({
    cards: cards.map(({ id, label, note, card: { type, sex, birth, idNumber, validUntil } }) => ({
      id,
      label,
      note,
      face: { type, sex, birth, idNumber, validUntil }
    })),
    card,
    reader: { connected: readerConnected },
    slipPrinter: { ...slip },
    documentPrinter: { ...document },
    slips: slipPrinter.printed().map(({ id, at, codes }) => ({
      id,
      at: at.toISOString(),
      picture: `/agent/bench/slips/${id}.png`,
      codes
    })),
    documents: documentPrinter.printed().map(({ id, at, name }) => ({
      id,
      at: at.toISOString(),
      name,
      file: `/agent/bench/documents/${id}.pdf`
    }))
  });

  function apply(next: z.infer<typeof change>): void {
    if (next.card !== undefined) {
      const found = cards.find(({ id }) => id === next.card);
      card = found?.id ?? null;
      if (found) reader.tap(found.card);
      else reader.lift();
    }
    if (next.reader) {
      readerConnected = next.reader.connected;
      reader.setConnected(readerConnected);
    }
    if (next.code !== undefined) scanner.show(next.code);
    if (next.slipPrinter) {
      Object.assign(slip, next.slipPrinter);
      slipPrinter.setConnected(slip.connected);
      slipPrinter.setPaper(slip.paper);
      slipPrinter.setCover(slip.coverOpen);
    }
    if (next.documentPrinter) {
      Object.assign(document, next.documentPrinter);
      documentPrinter.setConnected(document.connected);
      documentPrinter.setPaper(document.paper);
    }
    tell();
  }

  return (app) => {
    app.get('/agent/bench', (c) => c.json(status()));
    app.post('/agent/bench/events', (c) =>
      streamSSE(c, async (stream) => {
        const ended = Promise.withResolvers<void>();
        const send = () => void stream.writeSSE({ event: 'bench', data: JSON.stringify(status()) });
        listeners.add(send);
        const life = setInterval(() => void stream.writeSSE({ event: 'alive', data: '' }), SIGN_OF_LIFE_MS);
        stream.onAbort(() => ended.resolve());
        send();
        await ended.promise;
        clearInterval(life);
        listeners.delete(send);
      })
    );
    app.post('/agent/bench', async (c) => {
      const asked = await messageOf(c, change);
      if (!asked) return c.json(failureOf('request.malformed'), 400);
      apply(asked);
      return c.json(status());
    });
    app.get('/agent/bench/slips/:file', (c) => {
      const [id, kind] = c.req.param('file').split('.');
      const found = slipPrinter.printed().find((receipt) => receipt.id === id);
      if (!found) return c.json(failureOf('request.not-found'), 404);
      if (kind === 'png') return c.body(Buffer.from(found.png()), 200, { 'content-type': 'image/png' });
      if (kind === 'bin') return c.body(Buffer.from(found.bytes), 200, { 'content-type': 'application/octet-stream' });
      return c.json({ id: found.id, text: found.text, codes: found.codes, length: found.bytes.length });
    });
    app.get('/agent/bench/documents/:file', (c) => {
      const id = c.req.param('file').replace(/\.pdf$/, '');
      const found = documentPrinter.printed().find((printed) => printed.id === id);
      if (!found) return c.json(failureOf('request.not-found'), 404);
      // The browser's own viewer draws it, which a policy without sources would keep from its parts.
      return c.body(Buffer.from(found.pdf), 200, {
        'content-type': 'application/pdf',
        'content-security-policy': "frame-ancestors 'none'"
      });
    });
  };
}
