/**
 * The one place where the terminal tells a screen reader, and its own voice, what changed without a page of its own: a
 * character that was written, the words that letters bring, a group of a scanner.
 */
class Announcing {
  text = $state('');
  /** What somebody is writing: said into earphones only. */
  personal = $state(false);
  #last = '';

  say(text: string, personal = false): void {
    this.personal = personal;
    // The same twice is said twice: a blank that is not heard makes it another text.
    this.#last = text === this.#last ? `${text}\u00a0` : text;
    this.text = this.#last;
  }
}

export const announcing = new Announcing();
