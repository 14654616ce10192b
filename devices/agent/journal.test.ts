import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import { keepJournalShort } from './journal.ts';
import { openStore, type PrintState } from './store.ts';
import { openFolder } from './testing.ts';

const TODAY = '2026-11-24';
const TICKET = 'ticket-019a0000-0000-7000-8000-000000000001';
const DOCUMENT = '019a0000-0000-7000-8000-000000000002 form';
const DAY_MS = 86_400_000;

/** A journal at a clock that the test turns. */
function open() {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: new Date(`${TODAY}T02:00:00Z`) });
  const folder = openFolder();
  const store = openStore(folder);
  onTestFinished(() => {
    store.close();
    vi.useRealTimers();
  });
  let made = 0;
  function print(daysAgo: number, subject: string, state: PrintState = 'confirmed') {
    const now = Date.now();
    vi.setSystemTime(now - daysAgo * DAY_MS);
    const { id } = store.beginPrint(`job ${++made}`, subject);
    if (state !== 'queued') store.setPrint(id, state, null);
    vi.setSystemTime(now);
    return id;
  }
  const kept = () => {
    const reader = new DatabaseSync(`${folder}/agent.sqlite`, { readOnly: true });
    const rows = reader.prepare('select id from prints order by rowid').all();
    reader.close();
    return rows.map(({ id }) => id);
  };
  return { store, print, kept };
}

it('at a start forgets tickets and documents after three days, and slips of cases after four hundred', () => {
  const { store, print, kept } = open();
  print(401, slip.number);
  const old = print(399, slip.number);
  print(4, TICKET);
  print(4, DOCUMENT);
  const recent = [print(2, TICKET), print(2, DOCUMENT), print(0, slip.number)];
  onTestFinished(keepJournalShort(store));
  expect(kept()).toEqual([old, ...recent]);
});

it('forgets them every day, while it goes on', async () => {
  const { store, print, kept } = open();
  print(0, TICKET);
  const last = print(0, slip.number);
  onTestFinished(keepJournalShort(store));
  await vi.advanceTimersByTimeAsync(3 * DAY_MS);
  expect(kept()).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect(kept()).toEqual([last]);
});

it('stops when the agent does', async () => {
  const { store, print, kept } = open();
  print(0, TICKET);
  print(0, slip.number);
  keepJournalShort(store)();
  await vi.advanceTimersByTimeAsync(9 * DAY_MS);
  expect(kept()).toHaveLength(2);
});

it('a slip that was printed within the year is a copy the next time, however much was forgotten', () => {
  const { store, print } = open();
  print(300, slip.number);
  for (let day = 4; day < 9; day++) print(day, TICKET);
  onTestFinished(keepJournalShort(store));
  expect(store.beginPrint('again', slip.number).copy).toBe(2);
});

it('knows after any time that a piece of the last slip may hang in the printer', () => {
  const { store, print } = open();
  print(500, TICKET, 'uncertain');
  print(500, slip.number, 'not-started');
  print(500, DOCUMENT);
  onTestFinished(keepJournalShort(store));
  expect(store.isSlipUnfinished()).toBe(true);
});

it('a job that is not over is not forgotten', () => {
  const { store, print, kept } = open();
  const running = (['queued', 'sending', 'sent'] as const).map((state) => print(500, DOCUMENT, state));
  print(500, DOCUMENT, 'confirmed');
  onTestFinished(keepJournalShort(store));
  expect(kept()).toEqual(running);
});

it('a disk that takes nothing keeps no terminal from starting', () => {
  const full = () => {
    throw new Error('full');
  };
  expect(() => keepJournalShort({ prune: full })()).not.toThrow();
});
