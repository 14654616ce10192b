/**
 * The one place where the terminal tells a screen reader what changed without a page of its own: a character that was
 * written, the words that letters bring, a group of a scanner.
 */
class Speaking {
  text = $state('');

  say(text: string): void {
    // The same twice is said twice: a blank that is not heard makes it another text.
    this.text = text === this.text ? `${text}\u00a0` : text;
  }
}

export const speaking = new Speaking();
