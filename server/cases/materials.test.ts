import { describe, expect, it } from 'vitest';
import type { Item, Material } from '../contract/item.ts';
import { decidesItself, missingOf, standingsOf } from './materials.ts';

describe('materials', () => {
  const material = (changes: Partial<Material>): Material => ({
    key: 'm',
    name: '户口簿',
    source: 'licence',
    record: '居民户口簿',
    required: true,
    tolerable: false,
    signedBy: 'applicant',
    promiseAllowed: true,
    requiredWhen: null,
    note: null,
    acceptance: '',
    ...changes
  });

  it.each([
    ['that were found', {}, 'found', undefined, 'fetched'],
    ['promised', {}, 'none', 'promise', 'promised'],
    ['to be brought', {}, 'none', 'bring', 'to-bring'],
    ['that may follow', { tolerable: true }, 'none', 'bring', 'later'],
    ['not needed here', { required: false }, 'none', undefined, 'not-needed']
  ] as const)('%s', (_, changes, outcome, way, standing) => {
    expect(standingsOf([material(changes)], { m: outcome }, way ? { m: way } : {}, { byAgent: false })).toEqual({
      m: standing
    });
  });

  it('left open, or promised where no promise is taken, stop an application', () => {
    expect(standingsOf([material({})], { m: 'none' }, {}, { byAgent: false })).toBeNull();
    expect(
      standingsOf([material({ promiseAllowed: false })], { m: 'none' }, { m: 'promise' }, { byAgent: false })
    ).toBeNull();
    expect(standingsOf([material({})], { m: 'mismatch' }, { m: 'promise' }, { byAgent: false })).toBeNull();
  });

  it.each([
    ['that come of the same application', {}, 'none', undefined, 'made', 'along'],
    ['that were to come of one that is lost', {}, 'none', undefined, 'lost', 'to-bring'],
    ['that were to come of one that is lost, and may follow', { tolerable: true }, 'none', undefined, 'lost', 'later'],
    ['that somebody said how to meet', {}, 'none', 'promise', 'lost', 'promised'],
    ['that were found all the same', {}, 'found', undefined, 'lost', 'fetched']
  ] as const)('%s', (_, changes, outcome, way, comes, standing) => {
    const along = new Map([['居民户口簿', comes]]);
    expect(standingsOf([material(changes)], { m: outcome }, way ? { m: way } : {}, { byAgent: false, along })).toEqual({
      m: standing
    });
  });
  it('of somebody else come of nothing', () => {
    const along = new Map([['居民户口簿', 'made' as const]]);
    expect(standingsOf([material({})], { m: 'mismatch' }, {}, { byAgent: false, along })).toBeNull();
  });

  it('still to come are named in full', () => {
    const materials = [material({ key: 'a', note: '原件' }), material({ key: 'b', name: '照片' })];
    expect(missingOf(materials, { a: 'to-bring', b: 'later' })).toEqual(['户口簿（原件）', '照片']);
  });

  it('all at hand decide a printout, and nothing else', () => {
    const item = (terminalUse: Item['terminalUse'], printable = true) => ({
      terminalUse,
      result: { name: '', type: '', printable }
    });
    expect(decidesItself(item('print'), { m: 'fetched' })).toBe(true);
    expect(decidesItself(item('print'), { m: 'promised' })).toBe(false);
    expect(decidesItself(item('apply'), { m: 'fetched' })).toBe(false);
    expect(decidesItself(item('finish', false), { m: 'fetched' })).toBe(false);
  });
});
