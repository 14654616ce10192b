import { describe, expect, it } from 'vitest';
import {
  composeCaseNumber,
  groupCaseNumber,
  groupShortCode,
  parseCaseNumber,
  parseSlipCode,
  slipCode
} from './case-number.ts';
import { ageOn, idNumberCheck, maskIdNumber, parseIdNumber } from './id-number.ts';
import { dateWithWeekday, dueText, limitText, promisedText } from './limit.ts';
import { hasUnencodedCharacter, isPersonName, maskPersonName } from './person-name.ts';

const whole = (first17: string): string => first17 + idNumberCheck(first17);

describe('an ID number', () => {
  it('carries the check character of GB 11643', () => {
    // The example that the standard itself gives.
    expect(idNumberCheck('11010519491231002')).toBe('X');
    expect(idNumberCheck('44052418800101001')).toBe('4');
  });

  it.each([
    ['of a citizen', whole('33010219440312202'), 'citizen'],
    ['of a 港澳台 resident', whole('81000019850911106'), 'hmt-residence'],
    ['of a permanent resident', whole('91112419790404207'), 'permanent-residence']
  ])('%s is known for what it is', (_, number, kind) => {
    expect(parseIdNumber(number)).toMatchObject({ ok: true, value: { kind } });
  });

  it('with any one digit wrong is refused', () => {
    const number = whole('33010219440312202');
    for (let at = 0; at < 17; at++) {
      const wrong = number.slice(0, at) + String((Number(number[at]) + 1) % 10) + number.slice(at + 1);
      expect(parseIdNumber(wrong).ok, wrong.slice(0, 2)).toBe(false);
    }
  });

  it('is masked so that its middle is gone', () => {
    const number = whole('33010219440312202');
    expect(maskIdNumber(number)).toBe(`330102********${number.slice(14)}`);
  });

  it('tells the age on a day, before and on the birthday', () => {
    expect(ageOn('1944-03-12', '2026-03-11')).toBe(81);
    expect(ageOn('1944-03-12', '2026-03-12')).toBe(82);
  });
});

describe('a case number', () => {
  const number = composeCaseNumber({ communityCode: '330102016001', day: '2026-11-24', serial: 17 });

  it('is read back from print, from a code, with or without blanks', () => {
    expect(parseCaseNumber(groupCaseNumber(number))).toMatchObject({
      ok: true,
      value: { communityCode: '330102016001', day: '2026-11-24', serial: 17 }
    });
    expect(parseSlipCode(slipCode(number))).toBe(number);
    expect(parseSlipCode(number)).toBeNull();
    expect(parseSlipCode('https://example.cn')).toBeNull();
  });

  it('and its short code are grouped as they are read aloud', () => {
    expect(
      groupCaseNumber(number)
        .split(' ')
        .map(({ length }) => length)
    ).toEqual([12, 8, 5, 1]);
    expect(groupShortCode('012345')).toBe('012 345');
  });

  it('with any one digit wrong is refused', () => {
    for (let at = 0; at < 26; at++) {
      const wrong = number.slice(0, at) + String((Number(number[at]) + 1) % 10) + number.slice(at + 1);
      expect(parseCaseNumber(wrong)).toEqual({ ok: false, error: 'case-number.check-digit' });
    }
  });
});

describe('a name', () => {
  it.each(['古丽·演示江', '龙𠅤㛃', '龙\ue863', '某'.repeat(100)])('such as %s is kept', (name) => {
    expect(isPersonName(name)).toBe(true);
  });
  it.each(['', ' 某', '某\n某', '某'.repeat(101)])('such as %j is none', (name) => {
    expect(isPersonName(name)).toBe(false);
  });
  it('hides one character from those who look over a shoulder', () => {
    expect(maskPersonName('福寿长')).toBe('福*长');
    expect(maskPersonName('𠅤某')).toBe('𠅤*');
  });
  it('with a character that has no agreed shape is noticed', () => {
    expect(hasUnencodedCharacter('龙\ue863')).toBe(true);
    expect(hasUnencodedCharacter('龙\ud840')).toBe(true);
    expect(hasUnencodedCharacter('龙𠅤㛃·')).toBe(false);
  });
});

describe('a limit', () => {
  it.each([
    [null, '国家没有统一规定'],
    [{ days: 0, unit: 'immediate', clockStart: 'accepted' }, '当场办结'],
    [{ days: 15, unit: 'working', clockStart: 'accepted' }, '自受理之日起15个工作日'],
    [{ days: 5, unit: 'natural', clockStart: 'received' }, '自收到申请之日起5个自然日']
  ] as const)('%j is said whole', (limit, text) => {
    expect(limitText(limit)).toBe(text);
  });
  it('promised to somebody counts from the day on which nothing was missing any more', () => {
    expect(promisedText({ days: 5, unit: 'natural', clockStart: 'received' })).toBe('自材料收齐之日起5个自然日');
    expect(promisedText({ days: 15, unit: 'working', clockStart: 'accepted' })).toBe('自受理之日起15个工作日');
    expect(promisedText({ days: 0, unit: 'immediate', clockStart: 'received' })).toBe('当场办结');
  });
  it('ends on a day that is said with its weekday', () => {
    expect(dateWithWeekday('2026-12-03')).toBe('2026年12月3日（星期四）');
    expect(dueText('2026-12-03', false, '2026-11-24')).toBe('12月3日（星期四）前办好');
    expect(dueText('2027-01-07', true, '2026-12-30')).toBe('预计2027年1月7日（星期四）前办好');
    expect(dueText('2026-11-24', false, '2026-11-24')).toBe('今天办好');
  });
});
