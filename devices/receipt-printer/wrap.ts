import { widthOf } from './character-set.ts';

/** Marks that do not begin a line, and those that do not end one (GB/T 15834 §5.1). */
const NOT_FIRST = '，。、；：？！）》」』”’〕%…—';
const NOT_LAST = '（《「『“‘〔';

/** A short remark in brackets, `（星期四）`, stays whole. */
const SHORT_REMARK_COLUMNS = 12;
const PIECES = /（[^（）\n]{1,4}）|[\x21-\x7e]+|[\s\S]/gu;

const isNotFirst = (part: string | undefined): boolean => part !== undefined && NOT_FIRST.includes(part);
const isNotLast = (part: string | undefined): boolean => part !== undefined && NOT_LAST.includes(part);

/** Where the end of a full line has to be cut so that `next` may follow at the head of the next one. */
function cutBefore(line: readonly string[], next: string, columns: number): number {
  let cut = line.length;
  if (isNotFirst(next)) {
    cut--;
    while (cut > 0 && isNotFirst(line[cut])) cut--;
  }
  while (cut > 0 && isNotLast(line[cut - 1])) cut--;
  const carried = line.slice(cut).join('') + next;
  return cut > 0 && widthOf(carried) <= columns ? cut : line.length;
}

function wrapParagraph(paragraph: string, columns: number): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let width = 0;
  for (const piece of paragraph.match(PIECES) ?? []) {
    const isWhole = widthOf(piece) <= Math.min(columns, piece.startsWith('（') ? SHORT_REMARK_COLUMNS : columns);
    for (const part of isWhole ? [piece] : piece) {
      const own = widthOf(part);
      if (width + own > columns && line.length > 0) {
        const cut = cutBefore(line, part, columns);
        lines.push(line.slice(0, cut).join(''));
        line = line.slice(cut);
        width = widthOf(line.join(''));
        if (part === ' ' && line.length === 0) continue;
      }
      line.push(part);
      width += own;
    }
  }
  lines.push(line.join(''));
  return lines;
}

/** Breaks a text into lines of so many columns. Numbers, Latin words and short remarks in brackets stay together. */
export const wrap = (text: string, columns: number): string[] =>
  text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, columns).map((line) => line.trimEnd()));
