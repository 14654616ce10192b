import { expect, it } from 'vitest';
import { type Found, inWords, sameTitles, summary } from './report.ts';

const small = { rule: 'target-size', what: '“一” is 10 mm wide' };
const narrow = { rule: 'target-size', what: '“二” is 11 mm wide' };
const cut = { rule: 'text-clipped', what: '“三” is cut off' };
const found = (id: string, title: string, looks: Found['looks']): Found => ({
  scene: { id, frame: `lib/${id}.svelte` },
  title,
  looks
});
const idle = found('idle', '一门', [
  { look: 'size 0, paper, portrait', faults: [small, narrow] },
  { look: 'size 3, night, landscape', faults: [small, narrow, cut] },
  { look: 'as it opens', faults: [] }
]);

it('a scene is told once, with each fault and where it is', () => {
  expect(inWords(idle).split('\n')).toEqual([
    '✗ idle (2 of 3)',
    '    target-size: “一” is 10 mm wide; “二” is 11 mm wide',
    '      in size 0, paper, portrait; size 3, night, landscape',
    '    text-clipped: “三” is cut off',
    '      in size 3, night, landscape'
  ]);
  expect(inWords(found('browse', '一门', [{ look: 'as it opens', faults: [] }]))).toBe('✓ browse');
});

it('each way of showing a scene counts as one, and so does each title that two pages share', () => {
  const browse = found('browse', '一门', [{ look: 'as it opens', faults: [] }]);
  const titles = sameTitles([idle, browse]);
  expect(titles).toHaveLength(1);
  expect(summary([idle, browse], titles)).toMatchObject({ passed: 2, failed: 3 });
  expect(sameTitles([idle, { ...idle, looks: [] }])).toEqual([]);
});
