import { controls } from '#lib/words/controls.ts';
import { choosable, controlsIn, nameOf, placeOfKeys } from './choosable.ts';
import { type Frame, type Groups, groupsOf, standing, step } from './scanning.ts';

const MARK = 'scan';

/** The frame of two switches on the page in front; nothing before the first press, nothing after a finger touched it. */
export class Scanner {
  #frame: Frame<HTMLElement> | null = null;
  #inUse = false;
  readonly #say: (text: string) => void;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  press(act: 'move' | 'choose'): void {
    const groups = this.#groups();
    const next = step(groups, this.#inUse ? standing(groups, this.#frame) : null, act);
    this.#inUse = true;
    this.#show(groups, next.frame);
    next.press?.click();
  }

  /** The page is another one now: the frame is where it still can be, or begins anew. */
  follow(): void {
    if (!this.#inUse) return;
    const groups = this.#groups();
    const frame = standing(groups, this.#frame);
    if (frame?.of !== this.#frame?.of || !this.#isMarked()) this.#show(groups, frame);
  }

  stop(): void {
    this.#inUse = false;
    this.#frame = null;
    this.#unmark();
  }

  #groups(): Groups<HTMLElement> {
    return groupsOf(controlsIn(placeOfKeys()).map(choosable));
  }

  #show(groups: Groups<HTMLElement>, frame: Frame<HTMLElement> | null): void {
    this.#unmark();
    this.#frame = frame;
    if (!frame) return;
    const group = groups.find((members) => members.includes(frame.of)) ?? [frame.of];
    const members = frame.round === 'group' ? group : [frame.of];
    for (const member of members) member.dataset[MARK] = frame.round;
    members[0]?.scrollIntoView({ block: 'nearest' });
    if (frame.round === 'one') frame.of.focus();
    else this.#say(controls.group(nameOf(group[0]), nameOf(group.at(-1) ?? group[0]), group.length));
  }

  #isMarked(): boolean {
    return this.#frame?.of.dataset[MARK] === this.#frame?.round;
  }

  #unmark(): void {
    for (const marked of document.querySelectorAll<HTMLElement>('[data-scan]')) delete marked.dataset[MARK];
  }
}
