import type { Look } from '../../kiosk/src/lib/bench/gallery/look.ts';
import type { Box, Colour, Fault, Line, Seen, Target } from './seen.ts';

/** 60 and 44 dp of the rules for old people's software, held at twice a phone's distance (domain rules, 2.12). */
const MAIN_MM = 19;
const ANY_MM = 14;
/** On the reference screen, in the standard size, a target is so high, and so far from the next. */
const STANDARD_HIGH_PX = 96;
const STANDARD_GAP_PX = 24;
/** 18 dp for what is read, and 15 dp for an official name or a source. */
const BODY_MM = 5.7;
const SMALL_MM = 4.7;
const STANDARD_BODY_PX = 28;
const STANDARD_SMALL_PX = 24;
const NON_TEXT_CONTRAST = 3;
/** Browsers place boxes on fractions of a pixel. */
const SLACK_PX = 1;
const INK_SLACK_PX = 2;

const wide = ({ left, right }: Box): number => right - left;
const high = ({ top, bottom }: Box): number => bottom - top;
const px = (value: number): string => `${Math.round(value)} px`;
const mm = (value: number): string => `${value.toFixed(1)} mm`;
const fault = (rule: string, what: string): Fault => ({ rule, what });
const isStandard = (look: Look): boolean => look.size === 0 && look.inches === '21.5' && look.reach === 'normal';

const overlap = (a: Box, b: Box): { readonly across: number; readonly down: number } => ({
  across: Math.min(a.right, b.right) - Math.max(a.left, b.left),
  down: Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
});
function* pairs<T>(all: readonly T[]): Generator<readonly [T, T]> {
  for (const [at, one] of all.entries()) for (const other of all.slice(at + 1)) yield [one, other];
}
const contains = (outer: Box, inner: Box): boolean =>
  inner.left >= outer.left - SLACK_PX &&
  inner.right <= outer.right + SLACK_PX &&
  inner.top >= outer.top - SLACK_PX &&
  inner.bottom <= outer.bottom + SLACK_PX;
const crosses = (a: Box, b: Box, slack: number): boolean => {
  const { across, down } = overlap(a, b);
  return across > slack && down > slack;
};
/** The part of something that is on the screen now, whatever scrolling would bring. */
const seenPart = ({ box, view }: { readonly box: Box; readonly view: Box }): Box => ({
  left: Math.max(box.left, view.left),
  top: Math.max(box.top, view.top),
  right: Math.min(box.right, view.right),
  bottom: Math.min(box.bottom, view.bottom)
});
const shown = ({ box, view }: Target): boolean => crosses(box, view, SLACK_PX);
/** Whether two things meet on the screen. */
const meets = (one: Line | Target, other: Line | Target, slack: number): boolean =>
  crosses(seenPart(one), seenPart(other), slack);

/** Large enough for an unsure finger. */
export function sizes({ targets, pxPerMm }: Seen, look: Look): Fault[] {
  return targets.flatMap(({ name, box, kind }) => {
    const least = (kind === 'main' ? MAIN_MM : ANY_MM) * pxPerMm;
    const faults = [];
    for (const [side, length] of [
      ['wide', wide(box)],
      ['high', high(box)]
    ] as const)
      if (length < least - SLACK_PX)
        faults.push(fault('target-size', `“${name}” is ${mm(length / pxPerMm)} ${side}, not ${mm(least / pxPerMm)}`));
    if (isStandard(look) && high(box) < STANDARD_HIGH_PX - SLACK_PX)
      faults.push(fault('target-standard', `“${name}” is ${px(high(box))} high, not ${STANDARD_HIGH_PX} px`));
    return faults;
  });
}

/** Far enough apart that the neighbour is not hit. */
export function gaps({ targets }: Seen, look: Look): Fault[] {
  if (!isStandard(look)) return [];
  return [...pairs(targets.filter(shown))].flatMap(([one, other]) => {
    const { across, down } = overlap(seenPart(one), seenPart(other));
    if (across > SLACK_PX === down > SLACK_PX) return [];
    const gap = -Math.min(across, down);
    return gap < STANDARD_GAP_PX - SLACK_PX
      ? [fault('target-gap', `“${one.name}” and “${other.name}” are ${px(gap)} apart, not ${STANDARD_GAP_PX} px`)]
      : [];
  });
}

/** Nothing to touch lies on something else to touch. */
export const targetOverlaps = ({ targets }: Seen): Fault[] =>
  [...pairs(targets)]
    .filter(([one, other]) => meets(one, other, SLACK_PX))
    .map(([one, other]) => fault('target-overlap', `“${one.name}” lies on “${other.name}”`));

/** No text stands on another, or on a control that it does not name. */
export function textOverlaps({ lines, targets }: Seen): Fault[] {
  const onText = [...pairs(lines)]
    .filter(([one, other]) => one.block !== other.block && meets(one, other, INK_SLACK_PX))
    .map(([one, other]) => fault('text-overlap', `“${one.text}” stands on “${other.text}”`));
  const onTarget = lines.flatMap((line) =>
    targets
      .filter((target, at) => at !== line.target && meets(line, target, INK_SLACK_PX))
      .filter((target) => line.control === null || !contains(line.control, target.box))
      .map((target) => fault('text-overlap', `“${line.text}” stands on the target “${target.name}”`))
  );
  return [...onText, ...onTarget];
}

function cutOf(line: Line): string | null {
  const { box, cut, control, blockBox } = line;
  if (box.left < cut.left - INK_SLACK_PX || box.right > cut.right + INK_SLACK_PX) return 'is cut off sideways';
  if (box.top < cut.top - INK_SLACK_PX || box.bottom > cut.bottom + INK_SLACK_PX) return 'is cut off';
  if (control && !contains(control, box)) return 'is larger than what it names';
  if (box.right > blockBox.right + INK_SLACK_PX) return 'is wider than its room';
  return null;
}
/** All text is there, whole. */
export const clippedTexts = ({ lines }: Seen): Fault[] =>
  lines.flatMap((line) => {
    const how = cutOf(line);
    return how ? [fault('text-clipped', `“${line.text}” ${how}`)] : [];
  });

/** Letters that an old eye can read from where one stands. */
export function letters({ lines, pxPerMm }: Seen, look: Look): Fault[] {
  return lines.flatMap(({ text, sizePx, small }) => {
    const least = small ? SMALL_MM : BODY_MM;
    if (sizePx / pxPerMm < least - 0.05)
      return [fault('text-size', `“${text}” is ${mm(sizePx / pxPerMm)} high, not ${mm(least)}`)];
    const standard = small ? STANDARD_SMALL_PX : STANDARD_BODY_PX;
    return isStandard(look) && sizePx < standard - 0.5
      ? [fault('text-standard', `“${text}” is ${px(sizePx)}, not ${standard} px`)]
      : [];
  });
}

/** Whatever one has to touch to go on is in sight; only what is read may scroll. */
export const outOfSight = ({ targets, width, height }: Seen): Fault[] =>
  targets.flatMap(({ name, box, view, read }) => {
    const screen = { left: 0, top: 0, right: width, bottom: height };
    if (box.left < -SLACK_PX || box.right > width + SLACK_PX)
      return [fault('out-of-sight', `“${name}” leaves the screen`)];
    if (read || (contains(view, box) && contains(screen, box))) return [];
    return [fault('out-of-sight', `“${name}” is not in sight without scrolling`)];
  });

/** What scrolls says so, and is turned by a tap. */
export const scrolling = ({ scrolls }: Seen): Fault[] =>
  scrolls.flatMap(({ name, sideways, turns }) => {
    if (sideways) return [fault('scrolling', `${name} scrolls sideways`)];
    return turns ? [] : [fault('scrolling', `${name} scrolls, and nothing beside it says so`)];
  });

/** Within reach of a wheelchair: nothing to touch in the top quarter, in low reach nothing in the upper half. */
export function reach({ targets, height }: Seen, look: Look): Fault[] {
  if (look.stands === 'landscape') return [];
  const highest = height * (look.reach === 'low' ? 0.5 : 0.25);
  return targets
    .filter((target) => shown(target) && target.box.top < highest - SLACK_PX)
    .map(({ name, box }) => fault('reach', `“${name}” begins at ${px(box.top)}, above ${px(highest)}`));
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
/** WCAG 2 contrast of two colours, from 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Where a control ends can be seen (WCAG 1.4.11), and so can the focus, wherever it is. */
export function nonTextContrast({ targets, ring }: Seen): Fault[] {
  const enabled = targets.filter(({ disabled }) => !disabled);
  const edges = enabled.flatMap(({ name, fill, edge, ground }) => {
    const best = Math.max(contrast(fill, ground), edge ? contrast(edge, ground) : 1);
    return best < NON_TEXT_CONTRAST
      ? [fault('edge-contrast', `the edge of “${name}” has ${best.toFixed(1)}:1, not ${NON_TEXT_CONTRAST}:1`)]
      : [];
  });
  if (enabled.length === 0) return edges;
  if (!ring) return [...edges, fault('focus-ring', 'the focus is not drawn')];
  const faint = enabled.filter(({ ground }) => contrast(ring.colour, ground) < NON_TEXT_CONTRAST);
  return [...edges, ...faint.map(({ name }) => fault('focus-ring', `the focus on “${name}” is too faint`))];
}

/** One h1, and the page is called by it. */
export function headings({ headings: found, title }: Seen): Fault[] {
  const [first = ''] = found;
  if (found.length !== 1) return [fault('heading', `there are ${found.length} h1`)];
  return title.startsWith(first.slice(0, 20)) ? [] : [fault('heading', `“${first}” is called “${title}”`)];
}

export const names = ({ targets }: Seen): Fault[] =>
  targets
    .filter(({ name }) => name === '')
    .map(({ box }) => fault('name', `a target at ${px(box.left)}, ${px(box.top)}`));

/** Reading order: down the page; back up only for a column to the right. */
export function focusOrder({ targets }: Seen): Fault[] {
  const stops = targets.filter((target) => target.stop && shown(target));
  return stops.slice(1).flatMap((next, at) => {
    const before = stops[at];
    if (!before) return [];
    const up = next.box.bottom <= before.box.top + SLACK_PX && next.box.left < before.box.right - SLACK_PX;
    const { down } = overlap(before.box, next.box);
    const isRow = down > Math.min(high(before.box), high(next.box)) / 2;
    const back = isRow && next.box.right <= before.box.left + SLACK_PX;
    return up || back
      ? [fault('focus-order', `after “${before.name}” comes “${next.name}”, which stands before it`)]
      : [];
  });
}

export const MEASURES: readonly ((seen: Seen, look: Look) => Fault[])[] = [
  sizes,
  gaps,
  targetOverlaps,
  textOverlaps,
  clippedTexts,
  letters,
  outOfSight,
  scrolling,
  reach,
  nonTextContrast,
  headings,
  names,
  focusOrder
];

/** Everything that is wrong with a page as it stands. */
export const faultsOf = (seen: Seen, look: Look): readonly Fault[] =>
  MEASURES.flatMap((measure) => measure(seen, look));
