import { minuteOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { TicketSlip } from '../contract/ticket-slip.ts';
import type { Ticket } from '../contract/ticket-wire.ts';

const NOTES: TicketSlip['notes'] = [
  '请坐下来等。叫到您的号，大厅的屏幕会显示，也会念出来，请到叫的那个窗口。',
  '叫过了没赶上，到任何一个窗口说一声，不用重新取号。'
];

/** What whoever holds it wants to know first. */
function headlineOf({ ahead, waitMinutes, dueAt, counter }: Ticket): string {
  if (counter !== null) return `请到${counter}`;
  if (dueAt !== null) return `预约${minuteOf(new Date(dueAt)).slice(-5)}，已签到`;
  if (ahead === 0) return '马上就叫到您';
  return `前面还有${ahead}人${waitMinutes ? `，大约${waitMinutes}分钟` : ''}`;
}

/** A ticket on paper. Why somebody is called before others, and what they came for, is left out. */
export function composeTicketSlip({ centre }: Pick<Context, 'centre'>, ticket: Ticket): TicketSlip {
  const { name, phone, demonstration } = centre;
  return {
    kind: 'ticket',
    id: ticket.id,
    title: ticket.dueAt === null ? '取号凭条' : '预约签到凭条',
    centre: { name, phone },
    number: ticket.number,
    headline: headlineOf(ticket),
    issuedAt: minuteOf(new Date(ticket.takenAt)),
    notes: NOTES,
    demonstration
  };
}
