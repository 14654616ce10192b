import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from '../../../server/database/connect.ts';
import { createStaff } from '../../../server/staff/service.ts';
import { dataFolder, freePort } from '../../instance.ts';
import { CENTRE, FILES, startFile } from '../../processes/process.ts';

const PASSWORD = 'a-long-enough-one';

interface Answer {
  readonly status: number;
  readonly cookie: string;
  readonly body: unknown;
}
/** One client: what it asks goes over connections that stay open, as those of a terminal and a browser do. */
export type Client = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Answer>;

/** A connection that rests is let go of well before the server lets go of it, for a request must not meet that moment. */
const REST_MS = 2000;
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, timeout: REST_MS });

function clientOf(url: URL, headers: Readonly<Record<string, string>>): Client {
  return (method, path, body) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const text = body ? JSON.stringify(body) : '';
    const asked = request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        method,
        path,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
      },
      (answer) => {
        let heard = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => (heard += piece));
        answer.on('error', reject);
        answer.on('end', () => {
          const cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
          resolve({ status: answer.statusCode ?? 0, cookie, body: heard ? JSON.parse(heard) : null });
        });
      }
    );
    asked.on('error', reject);
    asked.end(text);
    return promise;
  };
}

/** Says what it brought, or why the bench is over. */
export async function brought<T>(asked: Promise<Answer>): Promise<T> {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`);
  return body as T;
}

/** A centre's own server as a process, with so many terminals, and so many counters with a clerk at each. */
export async function openBusyHall(terminalCount: number, counterCount: number) {
  const [port, folder] = [await freePort(), await dataFolder()];
  const url = new URL(`http://127.0.0.1:${port}`);
  const server = startFile(FILES.server, { ...CENTRE, PORT: String(port), DATA_DIR: folder });
  await server.ready;
  const connection = connect({ host: `${folder}/database/s`, port: 5432, user: 'yimen', database: 'yimen', max: 4 });
  const context = {
    database: connection.database,
    now: () => new Date(),
    centre: {
      communityCode: CENTRE.COMMUNITY_CODE,
      name: CENTRE.COMMUNITY_NAME,
      address: CENTRE.COMMUNITY_ADDRESS,
      phone: CENTRE.COMMUNITY_PHONE,
      demonstration: false
    }
  };

  async function signIn(username: string, role: 'clerk' | 'manager' | 'administrator'): Promise<Client> {
    const phone = '0571-00000000';
    await createStaff(context, { username, password: PASSWORD, name: username, role, phone, department: null });
    const origin = { origin: url.origin };
    const path = '/api/auth/sign-in/username';
    const { cookie } = await clientOf(url, origin)('POST', path, { username, password: PASSWORD });
    return clientOf(url, { ...origin, cookie });
  }

  const administrator = await signIn('administrator', 'administrator');
  const terminals: Client[] = [];
  for (let one = 1; one <= terminalCount; one++) {
    const { code } = await brought<{ code: string }>(
      administrator('POST', '/api/window/terminals', { name: `取号机${one}` })
    );
    const { credential } = await brought<{ credential: string }>(
      clientOf(url, {})('POST', '/api/terminals/enrol', { code })
    );
    terminals.push(clientOf(url, { authorization: `Terminal ${credential}` }));
  }
  // A hundred thousand come without a card in a few minutes: each is counted, and none is refused.
  await connection.pool.query(`
    insert into ticket_allowances (community_code, terminal_id, since, taken)
    select community_code, id, now() + interval '1 day', -1000000 from terminals`);
  const manager = await signIn('manager', 'manager');
  const counters: Client[] = [];
  for (let one = 1; one <= counterCount; one++) {
    const name = `${one}号窗口`;
    await manager('POST', '/api/window/counters', { name });
    const clerk = await signIn(`clerk${one}`, 'clerk');
    const sat = await clerk('POST', '/api/window/counter', { name });
    if (sat.status !== 204) throw new Error(`${name} was not taken: ${sat.status}`);
    counters.push(clerk);
  }
  return {
    terminals,
    counters,
    /** What the database itself says, beside what was answered. */
    pool: connection.pool,
    async close() {
      agent.destroy();
      await connection.close();
      server.child.kill('SIGTERM');
      await server.ended;
      await rm(folder, { recursive: true, force: true });
    }
  };
}

export const newTicket = () => ({ key: randomUUID(), priority: 'none', itemCode: null, begun: null });
