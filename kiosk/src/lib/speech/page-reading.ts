import { speech } from '../words/speech.ts';
import { CONTROL, describe, liveTexts, nameOf, type Scene, sceneOf, touchedText, wholePage } from './page-text.ts';
import { joined, newTexts } from './sentences.ts';
import type { speaker } from './speaker.svelte.ts';

type Speaker = Pick<typeof speaker, 'say' | 'alone'>;

/** What happens at once on a page is one thing to say: its title, what it tells, and where the focus came to lie. */
const TOGETHER_MS = 150;

const CHOICES = ['aria-pressed', 'aria-checked', 'aria-selected'];

/** Words that come and go, and what changes how something is said that stays. */
const WATCHED = {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: [...CHOICES, 'open', 'data-spoken']
};

/**
 * Says whatever page stands on the screen, by its markup alone: its title and hint when it comes, what it tells as it
 * tells it, each control that gets the focus, each choice that is made, and words that are tapped: on the title, all of
 * the page. Until the function it gives is called.
 */
export function readPages(speaker: Speaker): () => void {
  const saidOf: Partial<Record<Scene['kind'], string>> = {};
  let told: readonly string[] = [];
  // The button that turned the voice on is the first thing to be said.
  let focused: Element | null = document.activeElement;
  let tapped: Element | null = null;
  let chosen: readonly Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function soon(): void {
    timer ??= setTimeout(look, TOGETHER_MS);
  }

  /** A sheet that is opened again says itself again; a page that comes to light behind it does not. */
  function newScene(): Scene | null {
    const scene = sceneOf(speaker.alone);
    if (scene.kind === 'page') delete saidOf.sheet;
    if (scene.kind !== 'warning') delete saidOf.warning;
    if (scene.text === saidOf[scene.kind]) return null;
    saidOf[scene.kind] = scene.text;
    return scene;
  }

  function newChoices(): readonly string[] {
    const made = chosen.filter((element) => element === tapped || element === document.activeElement);
    chosen = [];
    return made.map((element) => {
      const stands = CHOICES.some((name) => element.getAttribute(name) === 'true');
      return joined([nameOf(element, speaker.alone), stands ? speech.chosen : speech.unchosen], '，');
    });
  }

  function look(): void {
    timer = undefined;
    const { alone } = speaker;
    const scene = newScene();
    const live = liveTexts(alone);
    const fresh = newTexts(
      told,
      live.map(({ text }) => text)
    );
    told = live.map(({ text }) => text);
    const choices = newChoices();
    const reached = focused?.isConnected && focused.matches(CONTROL) ? [describe(focused, alone)] : [];
    focused = null;
    const now = joined([scene?.text ?? '', ...fresh, ...choices, ...reached], '。');
    const isAlarm = live.some(({ text, alert }) => alert && fresh.includes(text));
    const isAside = !scene && !isAlarm && choices.length === 0 && reached.length === 0;
    speaker.say(now, scene?.kind === 'warning' ? 'urgent' : isAside ? 'after' : 'now');
  }

  function focusin({ target }: FocusEvent): void {
    if (!(target instanceof Element)) return;
    focused = target;
    soon();
  }

  /** What has the focus was said already; keys of a screen's keyboard never get it, and say what they write to one alone. */
  function click({ target }: MouseEvent): void {
    if (!(target instanceof Element)) return;
    tapped = target.closest(CONTROL);
    if (!tapped) speaker.say(target.closest('h1') ? wholePage(speaker.alone) : touchedText(target, speaker.alone));
    else if (tapped !== document.activeElement && (speaker.alone || !tapped.closest('[data-personal]')))
      speaker.say(nameOf(tapped, speaker.alone));
  }

  const changes = new MutationObserver((records) => {
    for (const { type, attributeName, target } of records)
      if (type === 'attributes' && CHOICES.includes(attributeName ?? '') && target instanceof Element)
        chosen = [...chosen, target];
    soon();
  });
  changes.observe(document.body, WATCHED);
  document.addEventListener('focusin', focusin);
  document.addEventListener('click', click);
  soon();
  return () => {
    changes.disconnect();
    clearTimeout(timer);
    document.removeEventListener('focusin', focusin);
    document.removeEventListener('click', click);
  };
}
