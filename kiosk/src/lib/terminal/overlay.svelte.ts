/** Which sheet lies over the page: at most one. */
export type Sheet = 'look' | 'person' | 'end';

class Overlay {
  sheet = $state<Sheet | null>(null);

  open(sheet: Sheet): void {
    this.sheet = sheet;
  }

  close(): void {
    this.sheet = null;
  }
}

export const overlay = new Overlay();
