import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Card } from '../../server/contract/card.ts';
import { failureOf } from '../agent/failure.ts';
import { messageOf } from '../agent/message.ts';
import type { BenchChange, BenchStatus } from '../agent/wire.ts';
import { benchChange } from './change.ts';
import { gbkOf } from './gbk.ts';
import { createHands, type SimulatedDevices } from './hands.ts';

/** An invented person's card, as the demonstration's server gives it. */
export interface BenchCard {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly card: Card;
}

/** What people lay on the plate beside ID cards. */
const OTHER_CARD: BenchStatus['cards'][number] = { id: 'other', label: '公交卡', note: '不是身份证', face: null };

const SIGN_OF_LIFE_MS = 15_000;

/** The hands of a bench: cards to tap and lift, what can be wrong with each device, codes; and what came out. */
export function createBench(parts: SimulatedDevices & { readonly cards: readonly BenchCard[] }): (app: Hono) => void {
  const { cards, reader, slipPrinter, documentPrinter, scanner } = parts;
  const hands = createHands(parts);
  const listeners = new Set<() => void>();
  let card: string | null = null;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  slipPrinter.subscribe(tell);
  documentPrinter.subscribe(tell);

  const shown: BenchStatus['cards'] = [
    ...cards.map(({ id, label, note, card: { type, sex, birth, idNumber, validUntil } }) => ({
      id,
      label,
      note,
      face: { type, sex, birth, idNumber, validUntil }
    })),
    OTHER_CARD
  ];
  const status = (): BenchStatus => ({
    cards: shown,
    card,
    ...hands.standings(),
    slips: slipPrinter.printed().map(({ id, at, codes, end }) => ({
      id,
      at: at.toISOString(),
      picture: `/agent/bench/slips/${id}.png`,
      bytes: `/agent/bench/slips/${id}.bin`,
      codes,
      end
    })),
    documents: documentPrinter.printed().map(({ id, at, name }) => ({
      id,
      at: at.toISOString(),
      name,
      file: `/agent/bench/documents/${id}.pdf`
    }))
  });

  function lay(id: string | null): void {
    const found = id === OTHER_CARD.id ? 'other' : cards.find((one) => one.id === id)?.card;
    card = found ? id : null;
    hands.steady();
    if (found) reader.tap(found);
    else reader.lift();
  }

  function show(code: NonNullable<BenchChange['code']>): void {
    const bytes = typeof code === 'string' ? code : gbkOf(code.gbk);
    if (bytes !== null) scanner.show(bytes);
  }

  function apply({ act, card: next, code, ...standings }: BenchChange): void {
    if (act === 'put-right') {
      hands.putRight();
      lay(null);
    }
    if (act === 'cancel-documents') documentPrinter.cancelJobs();
    if (next !== undefined) lay(next);
    hands.turn(standings);
    if (code !== undefined) show(code);
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
      const asked = await messageOf(c, benchChange);
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
