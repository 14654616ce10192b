import { createPinyin } from './engine.ts';

type Pinyin = ReturnType<typeof createPinyin>;
let loading: Promise<Pinyin> | null = null;

/** Characters of the dictionary that are taken in at a time: a few milliseconds on a slow machine. */
const PIECE = 32_000;
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Whoever touches the screen meanwhile goes first: between two pieces everything else has its turn. */
async function load(): Promise<Pinyin> {
  const answer = await fetch('/pinyin/words.txt');
  if (!answer.ok) throw new Error(`the dictionary answers ${answer.status}`);
  const lines = await answer.text();
  const pinyin = createPinyin();
  for (let start = 0; start < lines.length; await breath()) {
    const end = lines.indexOf('\n', start + PIECE) + 1 || lines.length;
    pinyin.read(lines.slice(start, end));
    start = end;
  }
  return pinyin;
}

/** The dictionary is fetched once, and kept for the life of the page; it holds nothing of anybody. */
export function loadPinyin(): Promise<Pinyin> {
  loading ??= load();
  loading.catch(() => {
    loading = null;
  });
  return loading;
}
