import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { TicketSlip } from '../contract/ticket-slip.ts';
import { failed, openTestHall } from '../tickets/testing.ts';

const hall = await openTestHall();
afterAll(() => hall.close());
beforeEach(() => hall.open());

const slipOf = (id: string, headers: Record<string, string> = { authorization: `Terminal ${hall.terminal}` }) =>
  hall.asked<TicketSlip>(hall.app.request(`/api/tickets/${id}/slip`, { headers }));

it('of a ticket says its number and who is before it, and neither why nor what for', async () => {
  await hall.take();
  await hall.take();
  const { body } = await hall.take({ itemCode: 'SQ-05-001' });
  const { status, body: slip } = await slipOf(body.id);
  expect(status).toBe(200);
  expect(slip).toMatchObject({ kind: 'ticket', id: body.id, number: 'A003', headline: '前面还有2人' });
  const first = (await hall.take({ priority: 'disabled', itemCode: 'SQ-05-001' })).body;
  const said = JSON.stringify((await slipOf(first.id)).body);
  expect(said).toContain('马上就叫到您');
  for (const told of ['SQ-05-001', '低保', '最低生活', 'disabled', '残疾']) expect(said).not.toContain(told);
});

it('says where to go, once it was called', async () => {
  const { body } = await hall.take();
  await hall.sit(hall.clerk, '2号窗口');
  await hall.next(hall.clerk);
  expect((await slipOf(body.id)).body.headline).toBe('请到2号窗口');
});

it('is for terminals, and of tickets that there are', async () => {
  const { body } = await hall.take();
  expect((await slipOf(body.id, {})).status).toBe(401);
  expect(await slipOf(randomUUID())).toEqual(failed(404, 'ticket.not-found'));
});
