/**
 * Cuts Noto Sans SC into slices that browsers fetch as they meet characters: the first holds every character of our own
 * pages and the catalogue, the rest go by code point. Run before the build; what it made is kept in `.cache/fonts` and
 * made again only when the characters or the font change.
 */
import { createHash } from 'node:crypto';
import { cp, glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create } from 'fontkit';
import subsetFont from 'subset-font';

const root = fileURLToPath(new URL('../..', import.meta.url));
const published = join(root, 'kiosk/static/fonts');
const require = createRequire(import.meta.url);

/** Bold is for headings: beyond our own words it covers GB 2312's 6,763 characters; regular covers the whole font. */
const WEIGHTS = [
  { weight: 400, file: '400Regular/NotoSansSC_400Regular.ttf', reach: 'font' },
  { weight: 700, file: '700Bold/NotoSansSC_700Bold.ttf', reach: 'gb2312' }
] as const;
const SLICE_CHARACTERS = 1500;

async function ownCharacters(): Promise<Set<number>> {
  const points = new Set<number>();
  for (let ascii = 0x20; ascii < 0x7f; ascii++) points.add(ascii);
  for (const pattern of [
    'kiosk/src/**/*.{svelte,ts}',
    'server/catalogue/starter/*.json',
    'server/{slips,demonstration}/*.ts'
  ])
    for await (const name of glob(pattern, { cwd: root }))
      for (const character of await readFile(join(root, name), 'utf8')) points.add(character.codePointAt(0) ?? 0x20);
  return points;
}

function gb2312(): Set<number> {
  const decoder = new TextDecoder('gb18030');
  const points = new Set<number>();
  for (let lead = 0xb0; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const point = decoder.decode(new Uint8Array([lead, trail])).codePointAt(0) ?? 0;
      if (point < 0xe000 || point > 0xf8ff) points.add(point);
    }
  return points;
}

function unicodeRange(points: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last && last[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  const hex = (point: number) => point.toString(16);
  return ranges.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',');
}

async function sliceWeight(target: string, own: Set<number>, { weight, file, reach }: (typeof WEIGHTS)[number]) {
  const bytes = await readFile(require.resolve(`@expo-google-fonts/noto-sans-sc/${file}`));
  const font = create(bytes);
  if (!('characterSet' in font)) throw new TypeError('one font expected, not a collection');
  const all = [...new Set(font.characterSet)].filter((point) => point >= 0x20).sort((a, b) => a - b);
  const common = reach === 'gb2312' ? gb2312() : null;
  const first = all.filter((point) => own.has(point));
  const rest = all.filter((point) => !own.has(point) && (!common || common.has(point)));
  const slices = [first];
  for (let start = 0; start < rest.length; start += SLICE_CHARACTERS)
    slices.push(rest.slice(start, start + SLICE_CHARACTERS));
  let css = '';
  for (const [index, points] of slices.entries()) {
    const woff2 = await subsetFont(bytes, String.fromCodePoint(...points), { targetFormat: 'woff2' });
    const name = `${weight}-${index}-${createHash('sha256').update(woff2).digest('hex').slice(0, 8)}.woff2`;
    await writeFile(join(target, name), woff2);
    css += `@font-face{font-family:'Yimen Sans';font-weight:${weight};font-display:swap;src:url(${name}) format('woff2');unicode-range:${unicodeRange(points)}}\n`;
  }
  return css;
}

const own = await ownCharacters();
const fingerprint = createHash('sha256')
  .update(await readFile(fileURLToPath(import.meta.url)))
  .update(require('@expo-google-fonts/noto-sans-sc/package.json').version)
  .update([...own].sort((a, b) => a - b).join())
  .digest('hex')
  .slice(0, 16);
const cache = join(root, '.cache/fonts', fingerprint);
const made = await readFile(join(cache, 'fonts.css')).catch(() => null);
if (!made) {
  const partial = `${cache}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  const css = await Promise.all(WEIGHTS.map((weight) => sliceWeight(partial, own, weight)));
  await writeFile(join(partial, 'fonts.css'), `/* Noto Sans SC, SIL Open Font License 1.1 */\n${css.join('')}`);
  await rm(cache, { recursive: true, force: true });
  await rename(partial, cache);
}
await rm(published, { recursive: true, force: true });
await cp(cache, published, { recursive: true });
