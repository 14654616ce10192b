import type { Box, Colour, Line, Scroll, Seen, Target } from './seen.ts';

/** Runs in the page: whatever it needs stands inside it. `more` are the words by which a page says that it goes on. */
export function gather(more: readonly string[]): Seen {
  const CONTROLS =
    'button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=radio], [role=checkbox], [role=switch], [role=option], [tabindex]:not([tabindex="-1"])';
  const SMALL_PRINT = 'small, .centre, .step, .code, .small, dd span';
  const width = window.innerWidth;
  const height = window.innerHeight;
  const SCREEN: Box = { left: 0, top: 0, right: width, bottom: height };

  // A sheet takes the place of the page; what lies over a part of it hides that part.
  const sheet = document.querySelector('dialog[open]');
  const cover = sheet ? null : document.querySelector('[role=alertdialog]');
  const root: Element = sheet ?? document.body;

  const boxOf = ({ left, top, right, bottom }: DOMRect): Box => ({ left, top, right, bottom });
  const meet = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom)
  });
  const touches = (a: Box, b: Box): boolean =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const isThere = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !element.closest('[inert], [aria-hidden=true], .visually-hidden') &&
    getComputedStyle(element).clipPath !== 'inset(50%)';
  const coverBox = cover ? boxOf(cover.getBoundingClientRect()) : null;
  const isCovered = (element: Element, box: Box): boolean =>
    coverBox !== null && !cover?.contains(element) && touches(box, coverBox);
  const nameOf = (element: Element): string =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 24);

  function colourOf(css: string): (Colour & { length: 3 }) | null {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
    return alpha < 0.5 ? null : [red, green, blue];
  }
  function fillBehind(element: Element | null): Colour {
    for (let at = element; at; at = at.parentElement) {
      const fill = colourOf(getComputedStyle(at).backgroundColor);
      if (fill) return fill;
    }
    return [255, 255, 255];
  }
  const scrollsDown = (element: Element): boolean =>
    /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight + 1;

  /** What can be seen of something, and what cuts it off for good: scrolling brings the rest of the first. */
  function windowsOf(element: Element): { view: Box; cut: Box } {
    let view = SCREEN;
    let cut = SCREEN;
    let scrolls = false;
    for (let at = element.parentElement; at && at !== document.documentElement; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const box = boxOf(at.getBoundingClientRect());
      view = meet(view, box);
      if (scrollsDown(at)) {
        scrolls = true;
        cut = { ...SCREEN, left: Math.max(cut.left, box.left), right: Math.min(cut.right, box.right) };
        cut = { ...cut, top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY };
      } else if (!scrolls) cut = meet(cut, box);
    }
    return { view, cut };
  }

  function kindOf(element: Element): Target['kind'] {
    if (element.closest('main fieldset, .candidates')) return 'key';
    return element.closest('.row, .turns') ? 'aside' : 'main';
  }
  /** What stands for a control on the screen: a file input is worked by its label. */
  const shownFor = (element: Element): Element =>
    element.matches('input') ? (element.closest('label') ?? element) : element;

  const controls = [...root.querySelectorAll(CONTROLS)].filter((element) => !scrollsDown(element));
  const pads = [...root.querySelectorAll('svg[role=img]')].filter(
    (element) => getComputedStyle(element).touchAction === 'none'
  );
  const elements = [...new Set([...controls.map(shownFor), ...pads])].filter(
    (element) => isThere(element) && !isCovered(element, boxOf(element.getBoundingClientRect()))
  );
  const targets = elements.map((element): Target => {
    const style = getComputedStyle(element);
    const drawn = Number.parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none';
    const ground = fillBehind(element.parentElement);
    return {
      name: nameOf(element),
      box: boxOf(element.getBoundingClientRect()),
      view: windowsOf(element).view,
      kind: kindOf(element),
      read: element.closest('.row') !== null,
      disabled: element.matches(':disabled, [aria-disabled=true]'),
      stop: element.matches(CONTROLS) && !element.matches(':disabled, [tabindex="-1"]'),
      fill: colourOf(style.backgroundColor) ?? ground,
      edge: drawn ? colourOf(style.borderTopColor) : null,
      ground
    };
  });

  const blocks = new Map<Element, number>();
  function blockOf(element: Element): Element {
    let at = element;
    while (at.parentElement && getComputedStyle(at).display.startsWith('inline')) at = at.parentElement;
    return at;
  }
  /** A line's box is higher than its letters: what is left is the square in which a Chinese letter is drawn. */
  function inkOf(rect: DOMRect, sizePx: number): Box {
    const spare = Math.max(0, rect.height - sizePx);
    return { left: rect.left, right: rect.right, top: rect.top + 0.62 * spare, bottom: rect.bottom - 0.38 * spare };
  }
  const lines: Line[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const owner = node.parentElement;
    if (!owner || !node.textContent?.trim() || owner.closest('script, style, noscript, svg') || !isThere(owner))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const block = blockOf(owner);
    if (!blocks.has(block)) blocks.set(block, blocks.size);
    const sizePx = Number.parseFloat(getComputedStyle(owner).fontSize);
    const target = elements.findIndex((element) => element.contains(owner));
    const { cut, view } = windowsOf(owner);
    const own = getComputedStyle(owner);
    const ownCut = own.overflowX === 'hidden' || own.overflowX === 'clip' ? boxOf(owner.getBoundingClientRect()) : cut;
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || isCovered(owner, boxOf(rect))) continue;
      lines.push({
        text: (node.textContent ?? '').trim().slice(0, 24),
        box: inkOf(rect, sizePx),
        sizePx,
        block: blocks.get(block) ?? 0,
        blockBox: boxOf(block.getBoundingClientRect()),
        control: target === -1 ? null : (targets[target]?.box ?? null),
        target: target === -1 ? null : target,
        cut: meet(cut, ownCut),
        view,
        small: owner.closest(SMALL_PRINT) !== null
      });
    }
  }

  const scrolls = [...root.querySelectorAll('*'), root].flatMap((element): Scroll[] => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const down = /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
    const sideways = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (!isThere(element) || (!down && !sideways)) return [];
    const beside = [...(element.parentElement?.querySelectorAll('button') ?? [])].filter(
      (button) => !element.contains(button) && isThere(button)
    );
    const turns = beside.some((button) => more.some((word) => nameOf(button).includes(word)));
    return [{ name: `${element.tagName.toLowerCase()} “${nameOf(element)}”`, sideways, turns }];
  });

  // Whatever lies beyond the screen is lost there: a terminal's page itself does not scroll.
  const whole = document.documentElement;
  const page = { name: 'the page', turns: false };
  if (whole.scrollWidth > width + 1) scrolls.push({ ...page, sideways: true });
  if (whole.scrollHeight > height + 1) scrolls.push({ ...page, sideways: false });

  const first = elements.find((element) => !element.matches(':disabled') && element.matches(CONTROLS));
  const before = document.activeElement;
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  const outline = first ? getComputedStyle(first) : null;
  const isDrawn = outline !== null && outline.outlineStyle !== 'none' && Number.parseFloat(outline.outlineWidth) > 0;
  const ringColour = isDrawn ? colourOf(outline.outlineColor) : null;
  const ring = ringColour && outline ? { colour: ringColour, widthPx: Number.parseFloat(outline.outlineWidth) } : null;
  if (first instanceof HTMLElement) first.blur();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });

  return {
    width,
    height,
    pxPerMm: Number(getComputedStyle(document.documentElement).getPropertyValue('--px-per-mm')),
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter(isThere).map(nameOf),
    targets,
    lines,
    scrolls,
    ring
  };
}
