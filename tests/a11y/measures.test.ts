import { describe, expect, it } from 'vitest';
import { STANDARD } from '../../kiosk/src/lib/bench/gallery/look.ts';
import { contrast, faultsOf } from './measures.ts';
import type { Box, Colour, Line, Seen, Target } from './seen.ts';

const WHITE: Colour = [255, 255, 255];
const INK: Colour = [27, 36, 32];
const SCREEN: Box = { left: 0, top: 0, right: 1080, bottom: 1920 };
const at = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height
});

const target = (name: string, box: Box, change: Partial<Target> = {}): Target => ({
  name,
  box,
  view: SCREEN,
  kind: 'main',
  read: false,
  disabled: false,
  stop: true,
  fill: WHITE,
  edge: INK,
  ground: WHITE,
  ...change
});
const line = (text: string, box: Box, change: Partial<Line> = {}): Line => ({
  text,
  box,
  sizePx: 28,
  block: 0,
  blockBox: SCREEN,
  control: null,
  target: null,
  cut: SCREEN,
  view: SCREEN,
  small: false,
  ...change
});
const YES = target('是', at(60, 1000, 400, 96));
const NO = target('否', at(484, 1000, 400, 96));
/** A page on which everything is right. */
const good: Seen = {
  width: 1080,
  height: 1920,
  pxPerMm: 4,
  title: '要结束吗？ · 一门',
  headings: ['要结束吗？'],
  targets: [YES, NO],
  lines: [line('要结束吗？', at(60, 500, 300, 28)), line('屏幕会回到首页', at(60, 560, 300, 28), { block: 1 })],
  scrolls: [],
  ring: { colour: [10, 91, 214], widthPx: 3 }
};
const faults = (change: Partial<Seen>, look = STANDARD) => faultsOf({ ...good, ...change }, look);
const rules = (change: Partial<Seen>, look = STANDARD) => [...new Set(faults(change, look).map(({ rule }) => rule))];

it('a page that is right has no faults', () => {
  expect(faults({})).toEqual([]);
});

describe('targets', () => {
  it('of less than 19 mm are too small, those of a keyboard below 14 mm', () => {
    expect(rules({ targets: [target('一', at(60, 1000, 70, 96))] })).toEqual(['target-size']);
    expect(faults({ targets: [target('一', at(60, 1000, 70, 96), { kind: 'key' })] })).toEqual([]);
    expect(rules({ targets: [target('一', at(60, 1000, 50, 96), { kind: 'key' })] })).toEqual(['target-size']);
  });

  it('are measured in millimetres of the screen they are on', () => {
    const small = { targets: [target('一', at(60, 1000, 96, 96))], lines: [] };
    expect(rules({ ...small, pxPerMm: 5.56 }, { ...STANDARD, inches: '15.6' })).toEqual(['target-size']);
    expect(rules({ ...small, pxPerMm: 2.71 }, { ...STANDARD, inches: '32.0' })).toEqual([]);
  });

  it('of the standard size are 96 px high and 24 px apart', () => {
    expect(rules({ targets: [target('一', at(60, 1000, 400, 80))] })).toEqual(['target-standard']);
    expect(rules({ targets: [target('一', at(60, 1000, 400, 80))] }, { ...STANDARD, size: 1 })).toEqual([]);
    expect(rules({ targets: [YES, target('否', at(470, 1000, 400, 96))] })).toEqual(['target-gap']);
    expect(rules({ targets: [YES, target('否', at(60, 1106, 400, 96))] })).toEqual(['target-gap']);
  });

  it('do not lie on each other, unless one of them is scrolled out of sight', () => {
    const over = target('否', at(400, 1050, 400, 96));
    expect(rules({ targets: [YES, over] })).toContain('target-overlap');
    expect(rules({ targets: [YES, { ...over, view: at(0, 0, 1080, 900), read: true }] })).not.toContain(
      'target-overlap'
    );
  });

  it('are in sight without scrolling, but for those of a line that is read', () => {
    const below = target('否', at(60, 1400, 400, 96), { view: at(0, 0, 1080, 1300) });
    expect(rules({ targets: [YES, below] })).toEqual(['out-of-sight']);
    expect(rules({ targets: [YES, { ...below, read: true }] })).toEqual([]);
    expect(rules({ targets: [YES, target('否', at(60, 1850, 400, 96))] })).toEqual(['out-of-sight']);
    expect(rules({ targets: [target('否', at(900, 1000, 400, 96))] })).toEqual(['out-of-sight']);
  });

  it('leave the top quarter of a tall screen alone, and its upper half in low reach', () => {
    const high = { targets: [target('一', at(60, 400, 400, 96))] };
    expect(rules(high)).toEqual(['reach']);
    expect(rules(high, { ...STANDARD, stands: 'landscape' })).toEqual([]);
    const middle = { targets: [target('一', at(60, 800, 400, 96))] };
    expect(rules(middle)).toEqual([]);
    expect(rules(middle, { ...STANDARD, reach: 'low' })).toEqual(['reach']);
  });

  it('have a name', () => {
    expect(rules({ targets: [target('', YES.box)] })).toEqual(['name']);
  });

  it('are reached down the page and along its rows', () => {
    expect(rules({ targets: [NO, YES] })).toEqual(['focus-order']);
    expect(rules({ targets: [target('下', at(60, 1200, 400, 96)), YES] })).toEqual(['focus-order']);
    const column = [target('左', at(60, 1200, 400, 96)), target('右', at(600, 1000, 400, 96))];
    expect(rules({ targets: column })).toEqual([]);
  });

  it('can be told from what is behind them, by their edge or their colour', () => {
    const faint: Colour = [216, 213, 201];
    expect(rules({ targets: [target('一', YES.box, { edge: faint })] })).toEqual(['edge-contrast']);
    expect(rules({ targets: [target('一', YES.box, { edge: faint, fill: [18, 84, 63] })] })).toEqual([]);
    expect(rules({ targets: [target('一', YES.box, { edge: null, disabled: true })] })).toEqual([]);
  });

  it('show the focus', () => {
    expect(rules({ ring: null })).toEqual(['focus-ring']);
    expect(rules({ ring: { colour: [220, 220, 220], widthPx: 3 } })).toEqual(['focus-ring']);
  });
});

describe('text', () => {
  const [title = line('', SCREEN)] = good.lines;

  it('is 28 px high in the standard size, and 5.7 mm on every screen', () => {
    expect(rules({ lines: [{ ...title, sizePx: 24 }] })).toEqual(['text-standard']);
    expect(rules({ lines: [{ ...title, sizePx: 20 }] })).toEqual(['text-size']);
    expect(rules({ lines: [{ ...title, sizePx: 24, small: true }] })).toEqual([]);
    expect(rules({ lines: [{ ...title, sizePx: 18, small: true }] })).toEqual(['text-size']);
  });

  it('does not stand on other text, or on a target that it does not name', () => {
    const other = line('别的', at(100, 510, 300, 28), { block: 1 });
    expect(rules({ lines: [title, other] })).toEqual(['text-overlap']);
    expect(rules({ lines: [title, { ...other, block: 0 }] })).toEqual([]);
    expect(rules({ lines: [line('别的', at(100, 1020, 300, 28))] })).toEqual(['text-overlap']);
    const named = line('是', at(100, 1020, 300, 28), { target: 0, control: YES.box });
    expect(rules({ lines: [named] })).toEqual([]);
  });

  it('is not cut, wider than its room, or larger than what it names', () => {
    expect(rules({ lines: [{ ...title, cut: at(0, 0, 300, 1920) }] })).toEqual(['text-clipped']);
    expect(rules({ lines: [{ ...title, cut: at(0, 0, 1080, 510) }] })).toEqual(['text-clipped']);
    expect(rules({ lines: [{ ...title, blockBox: at(60, 500, 200, 28) }] })).toEqual(['text-clipped']);
    const named = line('是', at(100, 1080, 300, 28), { target: 0, control: YES.box });
    expect(rules({ lines: [named] })).toEqual(['text-clipped']);
    expect(rules({ lines: [line('外面', at(900, 500, 300, 28))] })).toEqual(['text-clipped']);
  });
});

describe('a page', () => {
  it('that scrolls says so, and never scrolls sideways', () => {
    expect(rules({ scrolls: [{ name: 'main', sideways: false, turns: true }] })).toEqual([]);
    expect(rules({ scrolls: [{ name: 'main', sideways: false, turns: false }] })).toEqual(['scrolling']);
    expect(rules({ scrolls: [{ name: 'main', sideways: true, turns: true }] })).toEqual(['scrolling']);
  });

  it('has one h1, by which it is called', () => {
    expect(rules({ headings: [] })).toEqual(['heading']);
    expect(rules({ headings: ['要结束吗？', '马上找人'] })).toEqual(['heading']);
    expect(rules({ title: '一门' })).toEqual(['heading']);
  });
});

it('contrast is that of WCAG: 21 for black on white, 4.5 for the grey that just passes', () => {
  expect(contrast([0, 0, 0], WHITE)).toBeCloseTo(21);
  expect(contrast([118, 118, 118], WHITE)).toBeCloseTo(4.54, 2);
});
