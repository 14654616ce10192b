import { expect, it } from 'vitest';
import type { Ticket } from '../contract/ticket-wire.ts';
import { composeTicketSlip } from './ticket.ts';

const centre = {
  communityCode: '330102016001',
  name: '一门社区服务中心',
  address: '演示街道一门里1号',
  phone: '0571-00000000',
  demonstration: false
};
const ticket: Ticket = {
  id: '019a0000-0000-7000-8000-0000000000aa',
  number: 'A007',
  state: 'waiting',
  takenAt: '2026-11-26T02:05:30.000Z',
  dueAt: null,
  itemName: '最低生活保障申请',
  counter: null,
  ahead: 3,
  waitMinutes: 15
};
const slipOf = (change: Partial<Ticket>) => composeTicketSlip({ centre }, { ...ticket, ...change });

it.each([
  [{}, '前面还有3人，大约15分钟'],
  [{ waitMinutes: null }, '前面还有3人'],
  [{ waitMinutes: 0 }, '前面还有3人'],
  [{ ahead: 0, waitMinutes: 0 }, '马上就叫到您'],
  [{ dueAt: '2026-11-26T02:30:00.000Z' }, '预约10:30，已签到'],
  [{ state: 'called', counter: '3号窗口', ahead: 0 }, '请到3号窗口']
] satisfies [Partial<Ticket>, string][])('of %o says %s', (change, headline) => {
  expect(slipOf(change).headline).toBe(headline);
});

it('is of the moment at which it was taken, in the centre’s time', () => {
  expect(slipOf({})).toMatchObject({ number: 'A007', issuedAt: '2026-11-26 10:05', title: '取号凭条' });
});

it('says nothing of what somebody came for', () => {
  expect(JSON.stringify(slipOf({}))).not.toContain('最低生活');
});
