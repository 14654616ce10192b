import { createPinyin } from './engine.ts';

type Pinyin = ReturnType<typeof createPinyin>;
let loading: Promise<Pinyin> | null = null;

/** The dictionary is fetched when the first letter is wanted, and kept for the life of the page; it holds nothing of anybody. */
export function loadPinyin(): Promise<Pinyin> {
  loading ??= fetch('/pinyin/words.txt')
    .then((answer) => answer.text())
    .then(createPinyin);
  loading.catch(() => {
    loading = null;
  });
  return loading;
}
