/** One stretch of a line, all in one style; `x` is its distance in dots from where the line begins. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
}

export type Align = 0 | 1 | 2;

/** A line as it was put on paper; `left` and `area` are where it may stand, in dots. */
export interface PrintedLine {
  readonly kind: 'text';
  readonly text: string;
  readonly runs: readonly Run[];
  readonly align: Align;
  readonly left: number;
  readonly area: number;
  /** Dots from its top to the top of the next. */
  readonly feed: number;
  /** Nothing ended it but the edge of the paper. */
  readonly isFull: boolean;
}

const CELL_DOTS = 24;
const STANDARD_SPACING = 30;

/** What commands set for the characters behind them. */
export interface Style {
  width: number;
  height: number;
  chineseWidth: number;
  chineseHeight: number;
  bold: boolean;
  align: Align;
  spacing: number;
  gap: number;
  chineseGap: readonly [left: number, right: number];
  /** Off, bytes above 7F are Latin letters: a Chinese text would come out as nonsense. */
  chinese: boolean;
  left: number;
  area: number;
}

const fresh = (dots: number): Style => ({
  width: 1,
  height: 1,
  chineseWidth: 1,
  chineseHeight: 1,
  bold: false,
  align: 0,
  spacing: STANDARD_SPACING,
  gap: 0,
  chineseGap: [0, 0],
  chinese: true,
  left: 0,
  area: dots
});

/** The line that a printer gathers before it moves the paper, and the style of what comes next. */
export interface PrintBuffer {
  readonly style: Style;
  readonly isEmpty: boolean;
  /** Dots from the beginning of the line to where the next character will stand. */
  x: number;
  /** Adds a character; gives the line before it where that was full. */
  put(character: string, isChinese: boolean): PrintedLine[];
  /** Prints what is there. */
  end(): PrintedLine[];
  /** ESC @. */
  initialise(): void;
  standardSpacing(): void;
}

export function createPrintBuffer(dots: number): PrintBuffer {
  let style = fresh(dots);
  let runs: Run[] = [];
  let x = 0;

  function flush(isFull: boolean): PrintedLine[] {
    if (runs.length === 0) {
      x = 0;
      return [];
    }
    const { align, left, area, spacing } = style;
    const tallest = Math.max(...runs.map(({ height }) => height * CELL_DOTS));
    const text = runs.map((run) => run.text).join('');
    const line = { kind: 'text', text, runs, align, left, area, feed: Math.max(spacing, tallest), isFull } as const;
    runs = [];
    x = 0;
    return [line];
  }

  return {
    get style() {
      return style;
    },
    get isEmpty() {
      return runs.length === 0;
    },
    get x() {
      return x;
    },
    set x(next) {
      x = next;
    },
    put(text, isChinese) {
      const [width, height] = isChinese ? [style.chineseWidth, style.chineseHeight] : [style.width, style.height];
      const [before, after] = isChinese ? style.chineseGap : [0, style.gap];
      const cell = (isChinese ? CELL_DOTS : CELL_DOTS / 2) * width;
      const printed = x + before + cell > style.area ? flush(true) : [];
      x += before;
      const last = runs.at(-1);
      const isSame =
        last && last.width === width && last.height === height && last.bold === style.bold && before + after === 0;
      if (isSame && x === endOf(last)) runs[runs.length - 1] = { ...last, text: last.text + text };
      else runs.push({ text, x, width, height, bold: style.bold });
      x += cell + after;
      return printed;
    },
    end: () => flush(false),
    initialise() {
      style = fresh(dots);
      runs = [];
      x = 0;
    },
    standardSpacing() {
      style.spacing = STANDARD_SPACING;
    }
  };
}

/** Dots a character takes in its own size. */
export const cellOf = (character: string, width: number): number =>
  (character <= '~' ? CELL_DOTS / 2 : CELL_DOTS) * width;

/** Where a run ends. */
export const endOf = ({ text, x, width }: Run): number =>
  [...text].reduce((end, character) => end + cellOf(character, width), x);
