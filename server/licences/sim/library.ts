import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Behaviour, SimulatedHolder, SimulatedRecord } from './records.ts';

const SLOW_MS = 1000;
/** Longer than any deadline; the asker has gone by then. */
const SILENT_MS = 20_000;

const EXPIRED_ON = '2025-06-30';

interface Ask {
  readonly idNumber: string;
  readonly name: string;
  readonly record: string;
}

/** Whoever has everything is not on every list. */
const LISTS = ['严重失信主体信息'];

function recordOf(holder: SimulatedHolder, name: string): SimulatedRecord | null {
  const own = holder.records[name];
  if (!own && (!holder.everything || LISTS.includes(name))) return null;
  return { name: `${name}（演示数据）`, number: null, issuedOn: '2025-01-15', validUntil: null, parts: {}, ...own };
}

/**
 * A provincial licence library that holds invented people only, and fails in the ways that real ones do: slow, silent,
 * without the record, with an expired one, with somebody else's, out of order.
 */
export function createSimulatedLibrary(holders: readonly SimulatedHolder[]) {
  const byNumber = new Map(holders.map((holder) => [holder.idNumber, holder]));
  const steered = new Map<string, Behaviour>();
  const app = new Hono();

  app.get('/about', (c) => c.json({ demonstration: true, name: '模拟省级证照库' }));

  app.post('/sim/behaviour', async (c) => {
    const { idNumber, record, behaviour } = await c.req.json<Ask & { behaviour: Behaviour | null }>();
    const key = `${idNumber} ${record}`;
    if (behaviour === null) steered.delete(key);
    else steered.set(key, behaviour);
    return c.json({ ok: true });
  });

  app.post('/records', async (c) => {
    const { idNumber, name, record } = await c.req.json<Ask>();
    const holder = byNumber.get(idNumber);
    const behaviour = steered.get(`${idNumber} ${record}`) ?? holder?.behaviour[record] ?? holder?.behaviour['*'];
    if (behaviour === 'slow') await wait(SLOW_MS);
    if (behaviour === 'silent') await wait(SILENT_MS, undefined, { signal: c.req.raw.signal }).catch(() => {});
    if (behaviour === 'fault') return c.json({ error: 'fault' }, 503);
    const found = holder && behaviour !== 'none' ? recordOf(holder, record) : null;
    if (!found) return c.json({ status: 'none' });
    const holderName = behaviour === 'mismatch' ? '另有其人' : name;
    return c.json({
      status: 'found',
      ...found,
      holder: { name: holderName, idNumber },
      ...(behaviour === 'expired' ? { validUntil: EXPIRED_ON } : {})
    });
  });
  return app;
}
