import { keyboard } from '../words/controls.ts';

/** What is said of a text that was changed: what came or what went, not the whole of it again. */
export function changeText(before: string, after: string): string {
  if (after === '') return keyboard.emptied;
  const [was, is] = [[...before], [...after]];
  let same = 0;
  while (same < was.length && was[same] === is[same]) same++;
  const added = is.slice(same).join('');
  return added === '' ? keyboard.erased(was.slice(same).join('')) : added;
}
