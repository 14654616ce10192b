/** Where something that can be chosen lies on the screen, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
export type Direction = 'previous' | 'next' | 'up' | 'down';

/** Rows overlap by a pixel or two where a border does. */
const SLACK_PX = 4;

const middle = ({ left, right }: Box): number => (left + right) / 2;
/** How far two lie apart sideways; 0 where one is over the other. */
const aside = (one: Box, other: Box): number => Math.max(0, other.left - one.right, one.left - other.right);

function nearest(boxes: readonly Box[], at: number, direction: 'up' | 'down'): number | null {
  const from = boxes[at];
  if (!from) return null;
  const away = (to: Box) => (direction === 'down' ? to.top - from.bottom : from.top - to.bottom);
  // Whatever lies in the next row comes before whatever lies straight on and farther off.
  const farther = (to: Box) => Math.max(0, away(to)) + 2 * aside(from, to);
  let best: number | null = null;
  for (const [index, to] of boxes.entries()) {
    if (index === at || away(to) < -SLACK_PX) continue;
    const other = best === null ? null : boxes[best];
    const nearer = !other || farther(to) - farther(other);
    if (nearer === true || nearer < 0) best = index;
    else if (nearer === 0 && other && Math.abs(middle(to) - middle(from)) < Math.abs(middle(other) - middle(from)))
      best = index;
  }
  return best;
}

/**
 * Which of what can be chosen is next. `boxes` stand in the order of the document; `at` is the one in front, or the place
 * between two where none is (`before` then says how many lie before it). Left and right go through all of them and on
 * from the last to the first, so that nothing is out of reach and nothing holds; up and down go to the nearest, and
 * where there is none the same way as left and right.
 */
export function nextOf(
  boxes: readonly Box[],
  at: { readonly index: number } | { readonly before: number },
  direction: Direction
): number | null {
  const { length } = boxes;
  if (length === 0) return null;
  const forward = direction === 'next' || direction === 'down';
  if ('before' in at) return (forward ? at.before : at.before - 1 + length) % length;
  const near = direction === 'up' || direction === 'down' ? nearest(boxes, at.index, direction) : null;
  return near ?? (at.index + (forward ? 1 : length - 1)) % length;
}
