import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from './read.ts';
import { foreignParts, packed, textRows, workbookOf } from './testing.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const HEAD = textRows([['事项名称', '服务领域', '办件类型', '办理地点', '办理时间']]);
const { [SHEET]: sheet = '', ...others } = foreignParts({ 事项: `${HEAD}<!--here-->` });
const [before = '', after = ''] = sheet.split('<!--here-->');

/** A workbook whose one sheet holds the same piece again and again, packed without ever being whole. */
function repeated(piece: string, times: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_, chunk) => chunks.push(chunk));
  for (const [name, text] of Object.entries(others)) {
    const part = new ZipDeflate(name);
    zip.add(part);
    part.push(strToU8(text), true);
  }
  const part = new ZipDeflate(SHEET, { level: 1 });
  zip.add(part);
  part.push(strToU8(before));
  const bytes = strToU8(piece);
  for (let time = 0; time < times; time++) part.push(bytes);
  part.push(strToU8(after), true);
  zip.end();
  return Buffer.concat(chunks);
}

const rowsOf = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `<row>${[`演示事项${index}`, '社会服务', '承诺件', '某某路1号', '周一至周五'].map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  ).join('');

const placesOf = (bytes: Uint8Array) =>
  readSheet(bytes, [], '2026-11-24').refused.map(({ code, place }) => `${code} ${place}`);

describe('a file that is meant to fill the memory', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sheet-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Reads a file in a process of its own; what it found, how much of a processor's time and how much memory that took. */
  function readAlone(bytes: Uint8Array): { places: string[]; ms: number; megabytes: number } {
    const file = join(folder, 'file');
    writeFileSync(file, bytes);
    const script = `import { readFileSync } from 'node:fs';
      import { readSheet } from '${import.meta.dirname}/read.ts';
      const bytes = readFileSync('${file}');
      const before = process.memoryUsage.rss();
      const start = process.cpuUsage();
      const { refused } = readSheet(bytes, [], '2026-11-24');
      const { user, system } = process.cpuUsage(start);
      const ms = (user + system) / 1000;
      const megabytes = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
      console.log(JSON.stringify({ places: refused.map(({ code, place }) => code + ' ' + place), ms, megabytes }));`;
    return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
  }

  it.each([
    ['with 100,000 rows', () => repeated(rowsOf(1000), 100), 'sheet.too-many-rows 事项!A5002'],
    [
      'with 100,000 rows as CSV',
      () => strToU8(`事项名称,服务领域\r\n${'演示事项,社会服务\r\n'.repeat(100_000)}`),
      'sheet.too-many-rows 事项!A5002'
    ],
    [
      'with a cell of a hundred million blanks',
      () => repeated(`<row><c t="inlineStr"><is><t>${' '.repeat(1_000_000)}`, 100),
      'sheet.too-large 文件'
    ],
    ['with millions of empty rows', () => repeated('<row/>'.repeat(100_000), 75), 'sheet.too-large 文件']
  ])('%s is refused in two seconds and 200 MB', (_, make, place) => {
    const { places, ms, megabytes } = readAlone(make());
    expect(places).toEqual([place]);
    expect(ms).toBeLessThan(2000);
    expect(megabytes).toBeLessThan(200);
  });

  it('in cells that share one long text', () => {
    const long = `<si><t>${'字'.repeat(30_000)}</t></si>`;
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`;
    expect(placesOf(packed(foreignParts({ 事项: row.repeat(10) }, { shared: long })))).toEqual([
      'sheet.too-large 事项!BO7'
    ]);
  });

  it('by the number of its parts', () => {
    const parts = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`xl/media/${index}.png`, 'x']));
    expect(placesOf(packed({ ...foreignParts({ 事项: HEAD }), ...parts }))).toEqual(['sheet.too-large 文件']);
  });
});

describe('a file that ends too early', () => {
  it('is never taken for a whole one, wherever it was cut', () => {
    const bytes = workbookOf({
      事项: [
        ['事项名称', '服务领域'],
        ['甲', '社会服务']
      ]
    });
    expect(placesOf(bytes)).toEqual([]);
    for (let length = 2; length < bytes.length; length += 3)
      expect(placesOf(bytes.slice(0, length))).toEqual(['sheet.unreadable 文件']);
  });

  it('or was changed on the way is refused or says the same', () => {
    const bytes = workbookOf({
      事项: [
        ['事项名称', '服务领域'],
        ['甲', '社会服务']
      ]
    });
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(() => readSheet(damaged, [], '2026-11-24')).not.toThrow();
    }
  });
});
