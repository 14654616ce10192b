import { quantile, type Report } from './report.ts';
import { brought, newTicket, openBusyHall } from './tickets/hall.ts';

/** Clients at once: everybody asks again as soon as they were answered. */
const TERMINALS = 160;
const COUNTERS = 40;
/** Fewer where the command says so: `npm run bench -- tickets 3000`. */
const TICKETS = Number(process.argv[3] ?? 100_000);
const TELL_EVERY_MS = 30_000;
/** How far the line may grow before terminals wait for the windows: a hall has walls. */
const LONGEST_LINE = 2000;

interface Called {
  readonly ticket: { readonly id: string; readonly number: string } | null;
}

/** Runs so many workers at once, until each has come to its end; how long each thing took, in milliseconds. */
class Timed {
  readonly taken: number[] = [];
  async of<T>(asked: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const answer = await asked();
    this.taken.push(performance.now() - begun);
    return answer;
  }
  row(what: string, seconds: number) {
    const sorted = this.taken.toSorted((one, other) => one - other);
    const perSecond = sorted.length / seconds;
    return { what, count: sorted.length, perSecond, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Whatever is wrong with the numbers that were given, and with those that were called; nothing where all is well. */
function faults(given: readonly string[], called: readonly string[]): string[] {
  const serials = given.map((number) => Number(number.slice(1))).sort((one, other) => one - other);
  const found: string[] = [];
  const doubled = serials.filter((serial, at) => serial === serials[at - 1]);
  if (doubled.length > 0) found.push(`${doubled.length} numbers twice, A${doubled[0]} the first`);
  const gap = serials.findIndex((serial, at) => serial !== at + 1);
  if (gap !== -1) found.push(`a gap at ${gap + 1}`);
  if (called.length !== new Set(called).size) found.push('a ticket was called twice');
  const known = new Set(called);
  const missed = given.filter((number) => !known.has(number));
  if (missed.length > 0) found.push(`${missed.length} tickets were never called`);
  return found;
}

/** Two hundred at once: terminals give out numbers and counters call them, each once, against a real server. */
export async function tickets(): Promise<Report> {
  const hall = await openBusyHall(TERMINALS, COUNTERS);
  let telling: NodeJS.Timeout | undefined;
  try {
    const [takes, calls] = [new Timed(), new Timed()];
    const given: string[] = [];
    const called: string[] = [];
    let asked = 0;
    const begun = performance.now();
    telling = setInterval(() => console.error(`${called.length} of ${TICKETS} called`), TELL_EVERY_MS);

    const terminals = hall.terminals.map(async (client) => {
      while (asked < TICKETS) {
        if (asked - called.length > LONGEST_LINE) {
          await pause();
          continue;
        }
        asked++;
        const body = newTicket();
        const { number } = await takes.of(() => brought<{ number: string }>(client('POST', '/api/tickets', body)));
        given.push(number);
      }
    });
    const counters = hall.counters.map(async (client) => {
      let finish: string | null = null;
      for (;;) {
        const body: object = { finish };
        const { ticket }: Called = await calls.of(() =>
          brought<Called>(client('POST', '/api/window/tickets/next', body))
        );
        finish = ticket?.id ?? null;
        if (ticket) {
          called.push(ticket.number);
          await brought(client('POST', `/api/window/tickets/${ticket.id}/acts`, { act: 'begin' }));
        } else if (given.length === TICKETS) return;
        else await pause();
      }
    });
    await Promise.all([...terminals, ...counters]);
    const seconds = (performance.now() - begun) / 1000;

    const { rows } = await hall.pool.query<{ deadlocks: string; open: string }>(`
      select (select deadlocks from pg_stat_database where datname = current_database()) as deadlocks,
        (select count(*) from tickets where state <> 'done') as open`);
    const found = faults(given, called);
    if (Number(rows[0]?.deadlocks) > 0) found.push(`${rows[0]?.deadlocks} deadlocks`);
    if (Number(rows[0]?.open) > 0) found.push(`${rows[0]?.open} tickets are not done`);
    const measured = [takes.row('a number taken', seconds), calls.row('the next one called', seconds)];
    return {
      table: [
        `${given.length} tickets, ${TERMINALS + COUNTERS} clients at once, in ${seconds.toFixed(0)} s`,
        ...measured.map(
          ({ what, count, perSecond, p50, p95 }) =>
            `${what.padEnd(22)} ${String(count).padStart(7)}  ${perSecond.toFixed(0).padStart(5)}/s  p50 ${p50.toFixed(0).padStart(5)} ms  p95 ${p95.toFixed(0).padStart(5)} ms`
        ),
        ...found,
        found.length === 0 ? 'no number twice, no gap, no deadlock, each called once' : 'NOT MET'
      ],
      rows: measured,
      // How fast it is depends on the disk and on whatever else runs here; whether it is right does not.
      isMet: found.length === 0
    };
  } finally {
    clearInterval(telling);
    await hall.close();
  }
}
