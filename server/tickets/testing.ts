import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { createApp } from '../app.ts';
import { listenForChanges } from '../changes.ts';
import type { Ticket, TicketAct, WindowTicket, WindowTickets } from '../contract/ticket-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { connect } from '../database/connect.ts';
import { registerTerminal } from '../terminals/service.ts';
import { openWorkingCentre } from '../testing.ts';

export const NOW = '2026-11-24T02:00:00Z';

interface Said<T = never> {
  readonly status: number;
  readonly body: T & { readonly error?: { readonly code: string; readonly by?: string } };
}

/** A hall with three counters, two clerks and a manager, and what is asked there, over the server's own routes. */
export async function openTestHall() {
  const centre = await openWorkingCentre();
  const { context, app, asStaff, signIn, terminal } = centre;
  const clerk = await centre.employ('clerk', 'clerk');
  const colleague = await centre.employ('colleague', 'clerk');
  const manager = await centre.employ('manager', 'manager');

  /** As many as a hall in which nobody has to wait for a machine. */
  const terminals = [terminal];
  for (const name of ['二号取号机', '三号取号机', '四号取号机']) terminals.push(await registerTerminal(context, name));

  const asked = async <T>(answer: Response | Promise<Response>): Promise<Said<T>> => {
    const said = await answer;
    const text = await said.text();
    return { status: said.status, body: text ? JSON.parse(text) : null };
  };
  const request = <T>(path: string, method: string, headers: Record<string, string>, body?: object) =>
    asked<T>(
      app.request(path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body ? { body: JSON.stringify(body) } : {})
      })
    );

  const wanted = (changes: object = {}) => ({
    key: randomUUID(),
    priority: 'none',
    itemCode: null,
    begun: null,
    ...changes
  });
  /** 取号 without a card. */
  const take = (changes: object = {}, credential = terminal) =>
    request<Ticket>('/api/tickets', 'POST', { authorization: `Terminal ${credential}` }, wanted(changes));
  const atTerminal = (id: string, method: 'GET' | 'DELETE' = 'GET', credential = terminal) =>
    request<Ticket>(`/api/tickets/${id}`, method, { authorization: `Terminal ${credential}` });
  /** The same with somebody's card. */
  async function takeWith(person: string, changes: object = {}) {
    return asked<Ticket>((await signIn(person))('/api/tickets', wanted(changes)));
  }

  const atWindow = <T>(who: Staff, path: string, method: string, body?: object) =>
    request<T>(`/api/window/${path}`, method, { cookie: centre.cookieOf(who) }, body);
  const sit = (who: Staff, name: string) => atWindow<null>(who, 'counter', 'POST', { name });
  const leave = (who: Staff) => atWindow<null>(who, 'counter', 'DELETE');
  const next = (who: Staff, finish: string | null = null) =>
    atWindow<{ ticket: WindowTicket | null }>(who, 'tickets/next', 'POST', { finish });
  const act = (who: Staff, id: string, what: TicketAct, to?: string) =>
    atWindow<WindowTicket>(who, `tickets/${id}/acts`, 'POST', { act: what, ...(to ? { to } : {}) });
  const list = async (who: Staff): Promise<WindowTickets> =>
    (await asStaff(who, '/api/window/tickets')).body as WindowTickets;

  /** Calls whoever is first, and says that they have come. */
  async function serve(who: Staff, finish: string | null = null): Promise<WindowTicket> {
    const called = (await next(who, finish)).body.ticket;
    if (!called) throw new Error('nobody waits');
    return (await act(who, called.id, 'begin')).body;
  }

  const later = (minutes: number) => centre.setNow(new Date(Date.parse(NOW) + minutes * 60_000).toISOString());

  /** An empty hall, as in the morning. */
  async function open(): Promise<void> {
    centre.setNow(NOW);
    for (const table of ['tickets', 'ticket_serials', 'ticket_allowances', 'ticket_counters', 'hall_versions'])
      await context.database.execute(sql.raw(`delete from ${table}`));
    for (const name of ['1号窗口', '2号窗口', '3号窗口']) await atWindow(manager, 'counters', 'POST', { name });
  }

  /** Another server upon the same database: what asks it, and how it ends. */
  async function openSecond() {
    const connection = connect(centre.config);
    const changes = await listenForChanges(centre.config);
    const second = createApp({ ...context, database: connection.database, changes });
    return {
      app: second,
      async close() {
        await changes.close();
        await connection.close();
      }
    };
  }
  /** Asks one server or the other. */
  const post = <T>(server: typeof app, path: string, headers: Record<string, string>, body: object) =>
    asked<T>(
      server.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body)
      })
    );
  /** So many numbers, one after the other, at the terminals in turn. */
  async function numbers(count: number): Promise<string[]> {
    const taken: string[] = [];
    for (let one = 0; one < count; one++) taken.push((await take({}, terminals[one % terminals.length])).body.number);
    return taken;
  }

  return {
    ...centre,
    terminals,
    openSecond,
    post,
    numbers,
    clerk,
    colleague,
    manager,
    asked,
    wanted,
    take,
    takeWith,
    atTerminal,
    atWindow,
    sit,
    leave,
    next,
    act,
    list,
    serve,
    later,
    open
  };
}

export const failed = (status: number, code: string, by?: string) => ({
  status,
  body: { error: { code, ...(by ? { by } : {}) } }
});
