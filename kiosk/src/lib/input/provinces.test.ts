import { expect, it } from 'vitest';
import { isMunicipality, REGIONS, shortName } from './provinces.ts';

const provinces = REGIONS.flatMap((region) => region.provinces);

it('all thirty-four provinces stand once, at most seven to a choice', () => {
  expect(provinces).toHaveLength(34);
  expect(new Set(provinces).size).toBe(34);
  expect(REGIONS.length).toBeLessThanOrEqual(7);
  for (const region of REGIONS) expect(region.provinces.length).toBeLessThanOrEqual(7);
});

it('a province is called as people call it', () => {
  expect(
    ['浙江省', '北京市', '广西壮族自治区', '新疆维吾尔自治区', '西藏自治区', '香港特别行政区'].map(shortName)
  ).toEqual(['浙江', '北京', '广西', '新疆', '西藏', '香港']);
});

it('four cities and two regions are their own city', () => {
  expect(provinces.filter(isMunicipality)).toHaveLength(6);
});
