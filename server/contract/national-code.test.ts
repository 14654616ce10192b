import { describe, expect, it } from 'vitest';
import { isCreditCode } from './credit-code.ts';
import { codesApart, isBaseCode, isHandlingCode, isTaskCode } from './national-code.ts';

/** The codes of a published guide: 石景山区, 高龄津贴. */
const BASE = '110508097001';
const TASK = '1111010700006785413110508097001';
const HANDLING = `${TASK}01`;

describe('codes of a 实施清单', () => {
  it('are taken as they are published', () => {
    expect(isCreditCode('111101070000678541')).toBe(true);
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    expect(isBaseCode(BASE)).toBe(true);
    expect(isTaskCode(TASK)).toBe(true);
    expect(isHandlingCode(HANDLING)).toBe(true);
  });

  it.each([
    ['a digit changed', '111101070000678542'],
    ['two digits swapped', '111101070000678451'],
    ['a letter that no code has', '91350100M000I00Y43'],
    ['small letters', '91350100m000100y43'],
    ['a digit too few', '11110107000067854']
  ])('are no credit code with %s', (_, code) => expect(isCreditCode(code)).toBe(false));

  it('are found wrong part by part', () => {
    expect(isBaseCode('11050809700')).toBe(false);
    expect(isTaskCode(TASK.replace('3110508097001', '7110508097001'))).toBe(false);
    expect(isTaskCode(`${TASK.slice(0, 17)}2${TASK.slice(18)}`)).toBe(false);
    expect(isTaskCode(HANDLING)).toBe(false);
    expect(isHandlingCode(TASK)).toBe(false);
    expect(isHandlingCode(`${TASK}0A`)).toBe(false);
  });

  it('are held against each other', () => {
    const codes = { baseCode: BASE, taskCode: TASK, handlingCode: HANDLING, level: '3' } as const;
    expect(codesApart(codes, { creditCode: '111101070000678541' })).toEqual([]);
    expect(codesApart({ ...codes, baseCode: '110508097002' })).toEqual(['baseCode']);
    expect(codesApart({ ...codes, level: '6' })).toEqual(['level']);
    expect(codesApart(codes, { creditCode: '91350100M000100Y43' })).toEqual(['creditCode']);
    expect(codesApart({ handlingCode: HANDLING, baseCode: '110508097002' })).toEqual(['baseCode']);
    expect(codesApart({ ...codes, handlingCode: `${TASK.slice(0, 30)}201` })).toEqual(['handlingCode']);
    expect(codesApart({ baseCode: BASE })).toEqual([]);
  });
});
