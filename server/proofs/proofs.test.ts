import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORBIDDEN_PROOFS } from '../catalogue/rules.ts';
import type { ProofList } from '../contract/proof.ts';
import { createSearch } from '../contract/search.ts';
import { openWorkingCentre } from '../testing.ts';
import data from './proofs.json' with { type: 'json' };

let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let list: ProofList;
beforeAll(async () => {
  centre = await openWorkingCentre();
  list = await (await centre.app.request('/api/proofs')).json();
});
afterAll(() => centre.close());
const find = (typed: string) => createSearch(list.proofs, list.readings).find(typed).rows;

describe('the list of proofs', () => {
  it('has the twenty of 民发〔2020〕20号, each once and with all that is told of it', () => {
    expect(list.source).toContain('民发〔2020〕20号');
    expect(list.guidance).toContain('指引');
    expect(list.proofs).toHaveLength(20);
    expect(new Set(list.proofs.map(({ name }) => name)).size).toBe(20);
    for (const { code, ...proof } of list.proofs)
      for (const key of ['name', 'plainHint', 'who', 'way', 'basis'] as const) expect(proof[key], code).not.toBe('');
  });

  it('is the one that the catalogue is held to: what may not be asked for is explained here', () => {
    for (const name of FORBIDDEN_PROOFS)
      expect(
        find(name)[0]?.words.some((word) => word.includes(name)),
        name
      ).toBe(true);
  });

  it('names items by what they are called here, all of them in the catalogue', () => {
    const named = data.proofs.flatMap(({ items }) => items);
    expect(list.proofs.flatMap(({ items }) => items.map(({ code }) => code))).toEqual(named);
    expect(list.proofs.find(({ name }) => name === '健在证明')?.items).toEqual([
      { code: 'SQ-02-003', name: '养老保险待遇领取资格认证', plainName: expect.any(String) }
    ]);
  });

  it.each([
    ['单身证明', '婚姻状况证明'],
    ['证明我妈是我妈', '亲属关系证明'],
    ['wufanzuijilu', '无犯罪记录证明'],
    ['wfzjl', '无犯罪记录证明'],
    ['走丢', '人员失踪证明'],
    ['狗证', '居民养犬证明'],
    ['营业执照', '市场主体住所证明'],
    ['huozhe', '健在证明']
  ])('“%s” finds %s first', (typed, name) => {
    expect(find(typed)[0]?.name).toBe(name);
  });

  it('finds nothing for what is no proof of them', () => {
    expect(find('居住证')).toEqual([]);
  });
});
