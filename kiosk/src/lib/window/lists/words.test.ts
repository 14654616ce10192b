import { expect, it } from 'vitest';
import type { Work } from '../../../../../server/contract/work-list-wire.ts';
import { decisionText, holdsText, meansText } from './words.ts';

it('what a department provides is told, and that it provides nothing', () => {
  expect(meansText({ funds: '每户2元', people: '两名统计员' })).toBe('经费：每户2元；人员：两名统计员');
  expect(meansText({ funds: '', people: '两名统计员' })).toBe('人员：两名统计员');
  expect(meansText({ funds: '', people: '' })).toBe('没有提供经费、人员');
});

it('an entry says whether it holds, and until when', () => {
  const entry = { holds: true, until: null, endedOn: null } as Work;
  expect(holdsText(entry)).toBe('有效');
  expect(holdsText({ ...entry, until: '2026-12-31' })).toMatch(/^有效，到/);
  expect(holdsText({ ...entry, until: '2025-12-31', holds: false })).toMatch(/已到期$/);
  expect(holdsText({ ...entry, endedOn: '2026-11-24', holds: false })).toMatch(/不再有效$/);
});

it('a decision says what became of the task', () => {
  const decision = { ground: null, reasons: '', letter: null, work: '人口普查', by: '', at: '' };
  expect(decisionText({ decision: null })).toBe('还没有决定');
  expect(decisionText({ decision: { ...decision, kind: 'refused' } })).toBe('不予准入');
  expect(decisionText({ decision: { ...decision, kind: 'refused', reasons: '没有经费' } })).toBe('不予准入：没有经费');
  expect(decisionText({ decision: { ...decision, kind: 'listed' } })).toBe('照清单办：人口普查');
});
