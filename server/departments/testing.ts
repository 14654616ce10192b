import type { SecretPair, WindowDepartment } from '../contract/department-wire.ts';
import { listen, openWorkingCentre } from '../testing.ts';
import { departmentDeliveries } from './schema.ts';
import { sendDue } from './sender.ts';
import { type Behaviour, createSimulatedDepartment } from './sim/department.ts';

const ITEM = 'SQ-05-006';

/** A centre with a clerk, a manager and, for each test, a department whose simulator really listens. One clock for all. */
export async function openDepartments() {
  const centre = await openWorkingCentre();
  const { context } = centre;
  const [clerk, manager] = [await centre.employ('clerk', 'clerk'), await centre.employ('manager', 'manager')];
  const api = await listen(centre.app.fetch);
  const servers: { close(): void }[] = [api.server];
  let now = Date.parse('2026-11-24T02:00:00Z');

  function later(seconds: number): void {
    now += seconds * 1000;
    centre.setNow(new Date(now).toISOString());
  }

  /** A department with a simulator; `handles` says what usually goes there. */
  async function connect(handles: readonly string[]) {
    let answersTo = '';
    let secrets: SecretPair = { ours: '', theirs: '' };
    const simulated = createSimulatedDepartment({
      answersTo: () => answersTo,
      secrets: () => secrets,
      now: () => new Date(now),
      decideAfterMs: 0,
      slowMs: 300
    });
    const { url, server } = await listen(simulated.app.fetch);
    servers.push(server);
    const { status, body } = await centre.asStaff(manager, '/api/window/departments', {
      name: `部门${servers.length}`,
      kind: 'external',
      endpoint: `${url}/events`,
      contactName: '联络员',
      contactPhone: '0571-1',
      handles
    });
    if (status !== 200) throw new Error(`department ${status}`);
    const department: WindowDepartment = body.department;
    answersTo = `${api.url}/api/departments/${department.id}/events`;
    secrets = body.secrets;
    return { department, simulated };
  }

  const disable = (id: string) => centre.asStaff(manager, `/api/window/departments/${id}`, { disabled: true });
  let usual: Awaited<ReturnType<typeof connect>> | null = null;

  /** Another department in the place of the one before, an empty outbox, a second later. */
  async function begin() {
    later(1);
    if (usual) await disable(usual.department.id);
    usual = await connect([ITEM]);
    await context.database.delete(departmentDeliveries);
    return usual;
  }

  /** A case that the clerk has accepted. */
  async function accepted() {
    const { case: filed } = await centre.file('fu-shou', ITEM);
    for (const act of ['claim', 'accept']) await centre.act(clerk, filed.id, { act });
    return filed;
  }

  /** A case on its way to where its item usually goes. */
  async function sent() {
    const filed = await accepted();
    const { body } = await centre.act(clerk, filed.id, { act: 'send' });
    if (body.state !== 'reviewing') throw new Error('not sent');
    return filed;
  }

  return {
    centre,
    context,
    clerk,
    manager,
    later,
    connect,
    disable,
    begin,
    accepted,
    sent,
    send: (patienceMs = 2000) => sendDue(context, { patienceMs }),
    behave: (behaviour: Behaviour) =>
      usual?.simulated.app.request('/sim/behaviour', { method: 'POST', body: JSON.stringify({ behaviour }) }),
    overview: async () => (await centre.asStaff(manager, '/api/window/departments')).body,
    withdraw: async (id: string) => (await (await centre.signIn('fu-shou'))(`/api/my/cases/${id}/withdraw`, {})).status,
    stateOf: async (id: string) => (await centre.open(manager, id)).state,
    async close() {
      for (const server of servers) server.close();
      await centre.close();
    }
  };
}
