import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  cardOf,
  decodeField,
  HOLDER_FIELDS,
  parseAnswer,
  readField,
  SELECT_ENVIRONMENT,
  SELECT_HOLDER_FILE
} from './codec.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const said = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Commands and answers as they went between PC/SC and a card with an invented person. */
const TRANSCRIPT = readFileSync(new URL('../../tests/fixtures/ssse/transcript.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' -> '));
const answerTo = (command: Uint8Array) => hex(TRANSCRIPT.find(([asked]) => asked === said(command))?.[1] ?? '');

describe('a command', () => {
  it('is byte for byte what went to a card: application, issue file, holder’s file', () => {
    const fields = ['number', 'name', 'sexCode', 'nationCode', 'birth'] as const;
    const commands = [SELECT_ENVIRONMENT, readField('cardNumber'), SELECT_HOLDER_FILE, ...fields.map(readField)];
    expect(commands.map(said)).toEqual(TRANSCRIPT.map(([command]) => command));
  });

  it('for the place of birth asks for three bytes of digits', () => {
    expect(said(readField('birthplace'))).toBe('00b20c0005');
  });
});

describe('an answer', () => {
  it('that was recorded reads as the person it was made for', () => {
    const fields = (['cardNumber', ...HOLDER_FIELDS] as const).map((field) => {
      const answer = parseAnswer(answerTo(readField(field)));
      return [field, answer.kind === 'whole' ? decodeField(field, answer.data) : null];
    });
    expect(cardOf(Object.fromEntries(fields))).toEqual({
      ok: true,
      value: {
        provenance: 'self-declared',
        cardNumber: 'A12345678',
        number: '110101199003070011',
        name: '测试甲',
        sexCode: '1',
        nationCode: '01',
        birth: '1990-03-07',
        birthplace: null
      }
    });
  });

  it.each([
    ['9000', { kind: 'whole', data: hex('') }],
    ['0a01319000', { kind: 'whole', data: hex('0a0131') }],
    ['6114', { kind: 'part', data: hex(''), left: 20 }],
    ['0a016101', { kind: 'part', data: hex('0a01'), left: 1 }],
    ['6c20', { kind: 'length', length: 32 }],
    ['6a82', { kind: 'refused' }],
    ['9001', { kind: 'refused' }],
    ['90', { kind: 'garbage' }],
    ['', { kind: 'garbage' }]
  ])('%s is %o', (bytes, answer) => {
    expect(parseAnswer(hex(bytes))).toEqual(answer);
  });
});

describe('a value', () => {
  it.each([
    ['name', '090ab9c5c0f6a1a4b0a90000', '古丽·癌'],
    ['name', '0906b2e2cad4bcd7', '测试甲'],
    ['name', '0908c5b7d1f4fe9f2020', '欧阳䶮'],
    ['number', '0812313130313031313939303033303730303158', '11010119900307001X'],
    ['number', '0811313130313031393030333037303031ffff', '110101900307001'],
    ['birthplace', '0c03330102', '330102'],
    ['nationCode', '0b0156', '56'],
    ['sexCode', '0a0132', '2']
  ] as const)('%s of %s is %s', (field, record, value) => {
    expect(decodeField(field, hex(record))).toBe(value);
  });

  it.each([
    ['of another record', 'name', '0806b2e2cad4bcd7'],
    ['of nothing but padding', 'name', '090400000000'],
    ['cut in the middle of a character', 'name', '0903b2e2ca'],
    ['with a control character', 'name', '0903b2e207'],
    ['longer than its record', 'name', '0908b2e2cad4bcd7'],
    ['longer than it can be', 'number', `0813${'31'.repeat(19)}`],
    ['that is empty', 'number', '0800'],
    ['that is not there', 'number', ''],
    ['of letters where digits are', 'nationCode', '0b01a1'],
    ['that is no sex', 'sexCode', '0a0178'],
    ['of no day there is', 'birth', '0d0419900230'],
    ['of half a day', 'birth', '0d03199003'],
    ['in no alphabet', 'cardNumber', '0702c1c2']
  ] as const)('%s is none', (_, field, record) => {
    expect(decodeField(field, hex(record))).toBeNull();
  });

  it('may be missing, but not whose card it is', () => {
    const unreadable = { ok: false, error: 'social-card.unreadable' };
    expect(cardOf({ number: '110101199003070011', name: '测试甲' })).toMatchObject({ ok: true });
    expect(cardOf({ number: '110101199003070011', name: null })).toEqual(unreadable);
    expect(cardOf({ name: '测试甲', cardNumber: 'A12345678' })).toEqual(unreadable);
  });
});
