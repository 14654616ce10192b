import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAPER_58, PAPER_80, profileOf } from './profiles.ts';

const PATH = '/etc/yimen/printer.json';
function none(path: string): string {
  throw new Error(`${path} is not there`);
}
const fromFile = (text: string) => profileOf(PATH, (path) => (path === PATH ? text : none(path)));
const like = (different: object) => fromFile(JSON.stringify({ like: '80mm', ...different }));

describe('a profile', () => {
  it('is found by its name, without any file', () => {
    expect(profileOf('80mm', none)).toEqual({ ok: true, value: PAPER_80 });
    expect(profileOf('58mm', none)).toEqual({ ok: true, value: PAPER_58 });
  });

  it.each([
    '80mm-42-columns',
    '80mm-plain',
    '58mm-plain',
    '58mm-gb2312',
    '80mm-one-way',
    '58mm-one-way',
    'hmk-830',
    'mob-58'
  ])('that is built in keeps the rules of one that an operator gives: %s', (named) => {
    const builtIn = profileOf(named, none);
    expect(builtIn).toMatchObject({ ok: true });
    const again = fromFile(JSON.stringify({ like: named }));
    expect(again).toEqual({ ok: true, value: { ...(builtIn.ok ? builtIn.value : {}), name: PATH } });
  });

  it('of an operator says what is different from one that is built in', () => {
    const given = { name: '大厅', dots: 512, columns: 42, cutter: 'none', feedDots: 100, font: 'gb2312' };
    expect(like(given)).toEqual({ ok: true, value: { ...PAPER_80, ...given } });
  });

  it('of an operator may have a status map of its own', () => {
    const status = [{ ask: 2, off: [6], paperOut: [0], coverOpen: [1] }];
    expect(like({ status })).toMatchObject({
      ok: true,
      value: {
        status: [{ ask: 2, on: [], off: [6], paperOut: [0], paperLow: [], coverOpen: [1], cutter: [], failed: [] }]
      }
    });
  });
});

describe('a mistake is named in one sentence, with its place', () => {
  it.each([
    ['90mm', null, 'profile.unknown', /^There is no printer profile "90mm": name one of 80mm, .*absolute path\.$/],
    [PATH, null, 'profile.unreadable', /^The printer profile \/etc\/yimen\/printer.json cannot be read\.$/],
    [PATH, '{\n  "like": "80mm"\n  "dots": 512\n}', 'profile.not-json', /is not JSON at line 3 column 3\.$/]
  ])('%s with %o', (named, text, code, sentence) => {
    const found = profileOf(named, (path) => text ?? none(path));
    expect(found).toEqual({ ok: false, error: { code, sentence: expect.stringMatching(sentence) } });
  });

  it.each([
    [{ like: '81mm' }, / at like: /],
    [{ columms: 42 }, /columms/],
    [{ columns: 49 }, / at columns: must fit into the dots, 12 to a column\.$/],
    [{ dots: 575 }, / at dots: /],
    [{ font: 'big5' }, / at font: .*gb2312/],
    [{ fourByteCodes: true }, / at fourByteCodes: /],
    [{ start: '1B @' }, / at start: must be bytes in hex/],
    [{ cutter: true }, / at cutter: /],
    [{ status: [{ ask: 1 }, { ask: 5 }] }, / at status\[1\]\.ask: /],
    [{ status: [{ ask: 4, paperOut: [5, 8] }] }, / at status\[0\]\.paperOut\[1\]: /]
  ])('%o', (different, place) => {
    const found = like(different);
    expect(found).toMatchObject({ ok: false, error: { code: 'profile.invalid' } });
    if (found.ok) return;
    expect(found.error.sentence).toMatch(place);
    expect(found.error.sentence).toMatch(/^The printer profile \/etc\/yimen\/printer.json is wrong[^\n]*\.$/);
  });
});

it('the example of an operator’s own file in the README is one', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(profileOf('/etc/yimen/printer.json', () => example)).toMatchObject({
    ok: true,
    value: { name: 'our printer at window 3', cutter: 'old-full', confirmation: 'paper-sensor' }
  });
});

it('every built-in profile stands in the README', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const unknown = profileOf('none', () => '');
  const names = unknown.ok ? [] : (/name one of (.*), or/.exec(unknown.error.sentence)?.[1] ?? '').split(', ');
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(readme).toContain(`\`${name}\``);
});
