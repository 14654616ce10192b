import { expect, it } from 'vitest';
import type { TicketSlip } from '../../server/contract/ticket-slip.ts';
import { widthOf } from './character-set.ts';
import { encodeReceipt } from './codec.ts';
import { PAPER_58, PAPER_80, type PrinterProfile } from './profiles.ts';
import { createInterpreter } from './sim/interpreter.ts';
import { layOutTicket } from './ticket-layout.ts';

const ticket: TicketSlip = {
  kind: 'ticket',
  id: '019a0000-0000-7000-8000-0000000000aa',
  title: '取号凭条',
  centre: { name: '一门社区服务中心', phone: '0571-00000000' },
  number: 'A007',
  headline: '前面还有3人，大约15分钟',
  issuedAt: '2026-11-26 10:00',
  notes: ['请坐下来等。叫到您的号，屏幕上会显示，也会念出来。', '叫过了没赶上，到窗口说一声，不用重新取号。'],
  demonstration: true
};
const PAPERS: readonly PrinterProfile[] = [PAPER_80, PAPER_58, { ...PAPER_58, chineseSize: 'own' }];

function printed(of: TicketSlip, profile: PrinterProfile) {
  const bytes = encodeReceipt(layOutTicket(of, false, profile), profile, null);
  const marks = createInterpreter({ dots: profile.dots, chineseSize: profile.chineseSize })
    .push(bytes)
    .flatMap((effect) => (effect.kind === 'mark' ? [effect.mark] : []));
  return { marks, texts: marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : [])) };
}

it.each(PAPERS)('has its number largest by far, whole and in the middle of the paper', (profile) => {
  for (const number of ['A007', 'Y1204', 'B100000']) {
    const { texts } = printed({ ...ticket, number }, profile);
    const own = texts.find(({ text }) => text === number);
    const [run] = own?.runs ?? [];
    expect(own?.isFull).toBe(false);
    expect(own?.align).toBe(1);
    const others = texts.filter((text) => text !== own).flatMap(({ runs }) => runs.map(({ height }) => height));
    expect(run?.height).toBeGreaterThanOrEqual(2 * Math.max(...others));
    // Two thirds of the paper at least.
    expect((run?.width ?? 0) * widthOf(number) * 12).toBeGreaterThan(profile.dots * 0.6);
  }
});

it.each(PAPERS)('says how many are before it, where to wait and until when it counts', (profile) => {
  const text = printed(ticket, profile)
    .texts.map((line) => line.text)
    .join('');
  for (const part of [
    '前面还有3人',
    '大约15分钟',
    '请坐下来等',
    '不用重新取号',
    '2026-11-26 10:00',
    '当天有效',
    '演示'
  ])
    expect(text.replaceAll(/\s/g, '')).toContain(part.replaceAll(/\s/g, ''));
  expect(text).not.toContain('补打');
});

it('is short, and says when it is printed again', () => {
  const { marks } = printed(ticket, PAPER_80);
  const dots = marks.reduce((sum, mark) => sum + (mark.kind === 'text' ? mark.feed : 0), 0);
  // Eight dots to the millimetre: a ticket is no longer than a hand is wide.
  expect(dots / 8).toBeLessThan(90);
  const lines = layOutTicket(ticket, true, PAPER_80).flatMap((line) => (line.kind === 'text' ? [line.text] : []));
  expect(lines).toContain('【补打】');
});
