import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../server/contract/card.ts';
import { idNumberCheck } from '../../server/contract/id-number.ts';
import { type Answer, baseInformation, createAnswerParser } from './frame.ts';
import { decodeCard, encodeCard, LAYOUTS } from './layout.ts';

function cardIn(file: string): Card | null {
  const hex = readFileSync(new URL(`../../tests/fixtures/sam_v/${file}`, import.meta.url), 'utf8').trim();
  const [answer] = createAnswerParser().push(Uint8Array.from(Buffer.from(hex, 'hex')));
  const base = baseInformation((answer as Answer).data);
  return base && decodeCard(base.text);
}

const citizen: Card = {
  type: 'citizen',
  name: '古丽·演示江',
  nameEn: null,
  sex: 'female',
  nation: { code: '05', name: '维吾尔' },
  birth: '1988-03-17',
  address: '石榴路6号',
  idNumber: `65010219880317204${idNumberCheck('65010219880317204')}`,
  issuer: '演示公安局',
  validFrom: '2015-06-01',
  validUntil: null,
  nationality: null,
  travelPermit: null,
  warnings: []
};
const sample: Record<Card['type'], Card> = {
  citizen,
  'hmt-residence': {
    ...citizen,
    type: 'hmt-residence',
    nation: null,
    travelPermit: 'H00000001',
    validUntil: '2030-01-01'
  },
  'permanent-residence-2017': {
    ...citizen,
    type: 'permanent-residence-2017',
    name: '演示',
    nameEn: 'DEMO, PERSON',
    nation: null,
    address: null,
    issuer: null,
    idNumber: 'USA110088031701',
    nationality: 'USA'
  },
  'permanent-residence-2023': {
    ...citizen,
    type: 'permanent-residence-2023',
    name: '演示',
    nameEn: 'A VERY LONG FAMILY NAME INDEED, WITH MORE THAN',
    nation: null,
    address: null,
    issuer: null,
    idNumber: `93110219880317204${idNumberCheck('93110219880317204')}`,
    nationality: 'USA'
  }
};

describe('a card', () => {
  it('of a citizen is read as it is printed', () => {
    expect(cardIn('cn_1295.hex')).toMatchObject({
      type: 'citizen',
      name: '测试甲',
      sex: 'male',
      nation: { code: '01', name: '汉' },
      birth: '1990-03-07',
      address: '北京市东城区测试路1号院2号楼3单元401',
      issuer: '北京市公安局东城分局',
      validFrom: '2020-01-01',
      validUntil: '2040-01-01'
    });
  });

  it('without an end is valid for ever', () => {
    expect(cardIn('cn_longterm_nofp_1297.hex')).toMatchObject({ name: '测试·买买提', validUntil: null });
  });

  it('of 港澳台 has no nation and a travel permit', () => {
    expect(cardIn('hmt_J_1295.hex')).toMatchObject({ type: 'hmt-residence', nation: null, travelPermit: 'H12345678' });
  });

  it.each(Object.keys(LAYOUTS) as Card['type'][])('of kind %s survives being written and read', (type) => {
    expect(decodeCard(encodeCard(sample[type]))).toEqual(sample[type]);
  });

  it('keeps lone surrogates and private-use characters, and says so', () => {
    const name = `龙\ue863\ud840`;
    expect(decodeCard(encodeCard({ ...citizen, name }))).toMatchObject({
      name,
      warnings: ['card.unencoded-character']
    });
  });

  it('keeps the blank where the two halves of a long foreign name meet', () => {
    const nameEn = `${'A'.repeat(34)} SMITH`;
    const card = { ...sample['permanent-residence-2023'], nameEn };
    expect(decodeCard(encodeCard(card))?.nameEn).toBe(nameEn);
  });

  it('keeps its number as it is written, even with a small x', () => {
    const number = '11010119900307015x';
    expect(decodeCard(encodeCard({ ...citizen, idNumber: number }))?.idNumber).toBe(number);
  });

  it.each([
    ['a wrong check digit', { idNumber: '110101199003070010', birth: '1990-03-07', sex: 'male' }, 'card.check-digit'],
    ['another birthday', { birth: '1988-03-18' }, 'card.birth-differs'],
    ['another sex', { sex: 'male' }, 'card.sex-differs'],
    ['a nation nobody knows', { nation: { code: '77', name: null } }, 'card.unknown-nation'],
    ['an end before its beginning', { validUntil: '2001-01-01' }, 'card.period-reversed'],
    ['a day that is none', { validFrom: '2015-13-41' }, 'card.unreadable-date']
  ] as const)('with %s warns and changes nothing', (_, change, warning) => {
    const card = { ...citizen, ...change } as Card;
    const read = decodeCard(encodeCard(card));
    expect(read?.warnings).toContain(warning);
    expect({ ...read, warnings: [] }).toEqual({ ...card, warnings: [] });
  });

  it('of no layout we know is not read', () => {
    const text = encodeCard(citizen);
    text[248] = 'Q'.charCodeAt(0);
    expect(decodeCard(text)).toBeNull();
    expect(decodeCard(text.slice(0, 200))).toBeNull();
  });
});
