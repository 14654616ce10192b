import { describe, expect, it } from 'vitest';
import { ageText, handlesText, outcomeText, problemText } from './words.ts';

const answer = {
  department: '某局',
  webhookId: 'x',
  caseId: null,
  caseNumber: null,
  decision: null,
  lastReceivedAt: '2026-11-24T02:00:00.000Z'
} as const;

describe('the page of departments says', () => {
  it('why an answer changed nothing, and how often it came', () => {
    expect(outcomeText({ ...answer, outcome: 'late', repeats: 0 })).toBe('来晚了：已经办结或者撤回');
    expect(outcomeText({ ...answer, outcome: 'late', repeats: 2 })).toBe('来晚了：已经办结或者撤回（又发来2次）');
    expect(outcomeText({ ...answer, outcome: 'applied', repeats: 1 })).toBe('已经照办，又发来了1次');
  });

  it('why something has not arrived', () => {
    expect(['timeout', 'unreachable', 'status-503', 'status-410', null].map(problemText)).toEqual([
      '对方没有在15秒内回答',
      '连不上对方',
      '对方回答503',
      '对方说不再接收（410）',
      '还没有发出'
    ]);
  });

  it('how long something waits', () => {
    const since = '2026-11-24T02:00:00.000Z';
    const waited = (minutes: number) => ageText(since, Date.parse(since) + minutes * 60_000);
    expect([-1, 59, 60, 47 * 60, 48 * 60].map(waited)).toEqual(['0分钟', '59分钟', '1小时', '47小时', '2天']);
  });

  it('what usually goes there', () => {
    expect(handlesText(['06', 'SQ-05-006'])).toBe('住房保障、SQ-05-006');
    expect(handlesText([])).toBe('—');
  });
});
