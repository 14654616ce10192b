/**
 * Cuts Noto Sans SC into slices that browsers fetch as they meet characters. The first holds what stands on the
 * terminal's first page; a few more the rest of our own pages and the catalogue, by how often we write a character; the
 * others the whole font by code point, for what people are called and where they live. Run before the build; each slice
 * is kept in `.cache/fonts` and made again only when its characters or the font change.
 */
import { createHash } from 'node:crypto';
import { copyFile, glob, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create } from 'fontkit';
import subsetFont from 'subset-font';
import items from '../../server/catalogue/starter/items.json' with { type: 'json' };
import plainWords from '../../server/catalogue/starter/plain-words.json' with { type: 'json' };
import { FREQUENT } from '../src/lib/terminal/frequent.ts';
import { CARD_WORDS } from '../src/lib/words/failures.ts';
import { words } from '../src/lib/words/zh.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const published = join(root, 'kiosk/static/fonts');
const cache = join(root, '.cache/fonts');
const require = createRequire(import.meta.url);

/** Bold is for headings: beyond our own words it covers GB 2312's 6,763 characters; regular covers the whole font. */
const WEIGHTS = [
  { weight: 400, file: '400Regular/NotoSansSC_400Regular.ttf', reach: 'font' },
  { weight: 700, file: '700Bold/NotoSansSC_700Bold.ttf', reach: 'gb2312' }
] as const;
/** About 60 kB: unpacked within one frame on a slow machine, and nobody waits for much that they do not read. */
const SLICE_CHARACTERS = 400;

const pointOf = (character: string): number => character.codePointAt(0) ?? 0x20;
const pointsOf = (text: string): Set<number> => new Set([...text].map(pointOf));

/** What centres are called. */
const CENTRES = '社区街道镇乡村里居委会便民党群服务中心';

/** What the first page says, in whichever state the terminal is. */
function firstCharacters(): Set<number> {
  const { brand, demonstrationNote, frame, idle, ended } = words;
  const frequent = items
    .filter(({ code }) => FREQUENT.includes(code))
    .map(({ code, name }) => [name, plainWords[code as keyof typeof plainWords][0]]);
  const ascii = String.fromCharCode(...Array.from({ length: 0x7f - 0x20 }, (_, at) => 0x20 + at));
  return pointsOf(
    ascii + CENTRES + JSON.stringify([brand, demonstrationNote, frame, idle, ended, CARD_WORDS, frequent])
  );
}

/** Every character that we write ourselves, the most frequent first. */
async function ownCharacters(): Promise<readonly number[]> {
  const counts = new Map<number, number>();
  for (const pattern of [
    'kiosk/src/**/*.{svelte,ts}',
    'server/catalogue/starter/*.json',
    'server/{slips,demonstration}/*.ts'
  ])
    for await (const name of glob(pattern, { cwd: root }))
      for (const character of await readFile(join(root, name), 'utf8'))
        counts.set(pointOf(character), (counts.get(pointOf(character)) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || a - b).map(([point]) => point);
}

function gb2312(): Set<number> {
  const decoder = new TextDecoder('gb18030');
  const points = new Set<number>();
  for (let lead = 0xb0; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const point = pointOf(decoder.decode(new Uint8Array([lead, trail])));
      if (point < 0xe000 || point > 0xf8ff) points.add(point);
    }
  return points;
}

const cut = (points: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(points.length / SLICE_CHARACTERS) }, (_, at) =>
    points.slice(at * SLICE_CHARACTERS, (at + 1) * SLICE_CHARACTERS)
  );

interface Slice {
  readonly name: string;
  readonly points: readonly number[];
  readonly range: string;
}

const hex = (point: number): string => point.toString(16);
const listed = (name: string, points: readonly number[]): Slice => ({
  name,
  points,
  range: points.map((point) => `U+${hex(point)}`).join()
});

/** Where slices overlap the later one is used: those by code point may say a mere range, and never change with our words. */
function slicesOf(
  all: ReadonlySet<number>,
  common: ReadonlySet<number> | null,
  own: readonly number[]
): readonly Slice[] {
  const first = firstCharacters();
  const has = (point: number) => all.has(point);
  const byPoint = [...all].filter((point) => point >= 0x20 && (!common || common.has(point))).sort((a, b) => a - b);
  const ranges = cut(byPoint).map((points): Slice => {
    const [from = 0, to = 0] = [points[0], points.at(-1)];
    return { name: hex(from), points, range: `U+${hex(from)}-${hex(to)}` };
  });
  const others = own.filter((point) => has(point) && !first.has(point));
  return [
    ...ranges,
    ...cut(others).map((points, at) => listed(`own-${at}`, points)),
    listed('first', [...first].filter(has))
  ];
}

/** One slice as WOFF2. Shapes that only typographic features reach stay out: a third of the bytes, and we use none. */
async function make(font: Buffer, version: string, { points }: Slice): Promise<string> {
  const key = createHash('sha256').update(`${version} ${points.join()}`).digest('hex').slice(0, 16);
  const kept = join(cache, `${key}.woff2`);
  if ((await readFile(kept).catch(() => null)) === null) {
    const text = String.fromCodePoint(...points);
    const woff2 = await subsetFont(font, text, { targetFormat: 'woff2', noHinting: true, noLayoutClosure: true });
    await writeFile(`${kept}.${process.pid}`, woff2);
    await rename(`${kept}.${process.pid}`, kept);
  }
  return kept;
}

await mkdir(cache, { recursive: true });
await rm(published, { recursive: true, force: true });
await mkdir(published, { recursive: true });
const own = await ownCharacters();
const used = new Set<string>();
let css = '/* Noto Sans SC, SIL Open Font License 1.1 */\n';
for (const { weight, file, reach } of WEIGHTS) {
  const bytes = await readFile(require.resolve(`@expo-google-fonts/noto-sans-sc/${file}`));
  const font = create(bytes);
  if (!('characterSet' in font)) throw new TypeError('one font expected, not a collection');
  const version = `${require('@expo-google-fonts/noto-sans-sc/package.json').version} ${weight}`;
  for (const slice of slicesOf(new Set(font.characterSet), reach === 'gb2312' ? gb2312() : null, own)) {
    const made = await make(bytes, version, slice);
    used.add(made);
    const name = `${weight}-${slice.name}.woff2`;
    await copyFile(made, join(published, name));
    css += `@font-face{font-family:'Yimen Sans';font-weight:${weight};font-display:fallback;src:url(${name}) format('woff2');unicode-range:${slice.range}}\n`;
  }
}
await writeFile(join(published, 'fonts.css'), css);
for (const name of await readdir(cache))
  if (!used.has(join(cache, name))) await rm(join(cache, name), { recursive: true, force: true });
