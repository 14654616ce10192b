import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idNumberCheck } from '../contract/id-number.ts';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { findByIdNumber, findOrRegister, openResidents, remember, rememberedOf } from './service.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

const numberFrom = (first17: string): string => first17 + idNumberCheck(first17);
const register = (idNumber: string, name: string) =>
  findOrRegister(centre.context, centre.context.database, { idNumber, name });
const find = (idNumber: string) => findByIdNumber(centre.context, centre.context.database, idNumber);

/** Everything that lies in a table, as bytes a thief would read. */
async function bytesOf(table: string): Promise<Buffer> {
  const { rows } = await centre.context.database.execute(sql.raw(`select * from ${table}`));
  return Buffer.concat(
    rows.flatMap((row) => Object.values(row)).map((cell) => (Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell))))
  );
}

describe('one number', () => {
  it('is one person, however many terminals meet them at once', async () => {
    const number = numberFrom('33010219800615101');
    const met = await Promise.all(Array.from({ length: 8 }, () => register(number, '万事通')));
    expect(new Set(met.map(({ id }) => id)).size).toBe(1);
  });

  it('is found whole only, with its letter in either case', async () => {
    const number = ['33010219530219103', '33010219530219105', '33010219530219107', '33010219530219109']
      .map(numberFrom)
      .concat(Array.from({ length: 11 }, (_, index) => numberFrom(`3301021953021${9110 + index}`)))
      .find((candidate) => candidate.endsWith('X'));
    if (!number) throw new Error('no number ends in X');
    const { id } = await register(number.toLowerCase(), '立志坚');
    expect(await find(number)).toEqual({ id, idNumber: number, name: '立志坚' });
    expect((await find(number.toLowerCase()))?.id).toBe(id);
    expect(await find(number.slice(0, 17))).toBeNull();
  });

  it.each([
    ['of a 港澳台 resident', numberFrom('81000019850911106')],
    ['of a foreign permanent resident, 2023', numberFrom('91112419790404207')],
    ['of a foreign permanent resident, 2017', 'FRA110019790404']
  ])('%s is one like any other', async (_, number) => {
    const { id } = await register(number, '某人');
    expect((await find(number))?.id).toBe(id);
  });

  it('keeps every code point of a name, and the newest card’s', async () => {
    const number = numberFrom('65010219880317204');
    const names = ['古丽·演示江', '龙𠅤㛃', 'e\u0301', '\u00e9', '\uE815某', '\uD842某', `${'阿'.repeat(49)}·某`];
    for (const name of names) {
      const { id } = await register(number, name);
      expect((await find(number))?.name).toBe(name);
      expect((await openResidents(centre.context, centre.context.database, [id])).get(id)?.name).toBe(name);
    }
  });

  it('lies in the database sealed: neither it, nor a name, nor what was typed can be read there', async () => {
    const number = numberFrom('33010219690417111');
    const { id } = await register(number, '旧户口');
    await remember(centre.context, centre.context.database, id, { code: 'SQ-01-001', name: '失业登记' }, [
      { fieldKey: 'mobile', fieldType: 'mobile', value: '13800000099' }
    ]);
    for (const table of ['residents', 'remembered_values']) {
      const bytes = await bytesOf(table);
      expect(bytes.length).toBeGreaterThan(100);
      for (const secret of [number, number.slice(6), '旧户口', '13800000099'])
        expect(bytes.includes(secret)).toBe(false);
    }
  });
});

describe('what was typed once', () => {
  it('is remembered with its item and day, the newest of a field, for that person alone', async () => {
    const { context } = centre;
    const [{ id }, other] = await Promise.all([
      register(numberFrom('33010219440312202'), '福寿长'),
      register(numberFrom('33010219870808110'), '无处查')
    ]);
    const keep = (item: string, value: string) =>
      remember(context, context.database, id, { code: 'SQ', name: item }, [
        { fieldKey: 'mobile', fieldType: 'mobile', value }
      ]);
    await keep('失业登记', '13800000001');
    centre.setNow('2026-12-01T02:00:00Z');
    await keep('高龄津贴', '13800000002');
    expect((await rememberedOf(context, context.database, id)).get('mobile')).toEqual({
      fieldKey: 'mobile',
      fieldType: 'mobile',
      value: '13800000002',
      itemName: '高龄津贴',
      rememberedOn: '2026-12-01'
    });
    expect((await rememberedOf(context, context.database, other.id)).size).toBe(0);
  });
});
