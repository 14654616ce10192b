/** What a page looks like, gathered in the browser and judged outside it: numbers are CSS pixels of the screen. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A colour as it is painted: red, green, blue from 0 to 255. */
export type Colour = readonly [number, number, number];

/** Something to touch. */
export interface Target {
  readonly name: string;
  readonly box: Box;
  /** The part of the screen in which it can be seen without scrolling. */
  readonly view: Box;
  /** `key` of a keyboard, `aside`: beside the way of the page (a row's 改, the turning of pages), `main`: all others. */
  readonly kind: 'main' | 'key' | 'aside';
  /** It belongs to a line of reading matter, and may be scrolled to with it. */
  readonly read: boolean;
  readonly disabled: boolean;
  /** The Tab key goes to it. */
  readonly stop: boolean;
  readonly fill: Colour;
  /** null where no line is drawn around it. */
  readonly edge: Colour | null;
  readonly ground: Colour;
}

/** One line of text: the part of it that has ink. */
export interface Line {
  readonly text: string;
  readonly box: Box;
  readonly sizePx: number;
  /** Which block of text it stands in: lines of one block are set by the browser and do not collide. */
  readonly block: number;
  /** What it has to stay within: its block sideways, and all round the control that it names. */
  readonly blockBox: Box;
  readonly control: Box | null;
  /** The target it belongs to, by its place in `targets`. */
  readonly target: number | null;
  /** What cuts off whatever lies beyond. */
  readonly cut: Box;
  /** The part of the screen in which it can be seen without scrolling. */
  readonly view: Box;
  /** An official name, a source, a code: what nobody has to read to go on. */
  readonly small: boolean;
}

/** Something that is longer than its room. */
export interface Scroll {
  readonly name: string;
  readonly sideways: boolean;
  /** Something to tap stands beside it that says there is more, and turns it. */
  readonly turns: boolean;
}

export interface Seen {
  readonly width: number;
  readonly height: number;
  readonly pxPerMm: number;
  readonly title: string;
  readonly headings: readonly string[];
  readonly targets: readonly Target[];
  readonly lines: readonly Line[];
  readonly scrolls: readonly Scroll[];
  /** What the focus is drawn with, on the first thing that takes it; null where it is not drawn. */
  readonly ring: { readonly colour: Colour; readonly widthPx: number } | null;
}

/** What is wrong: which rule, and what it says of this page. */
export interface Fault {
  readonly rule: string;
  readonly what: string;
}
