import type { NextOffice } from '../../../../server/contract/window-wire.ts';

/** A moment as `<input type="datetime-local">` has it: the minute on this desk's clock. */
const minuteHere = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** 首问负责: where a case goes that cannot be done here, and who there has said that they take it on. */
export class NextOfficeDraft {
  office = $state('');
  #person = $state('');
  phone = $state('');
  by = $state('');
  at = $state(minuteHere(new Date()));
  /** Empty until it is chosen: nobody is to turn a case away by leaving things as they are. */
  way = $state<NextOffice['acknowledged']['way'] | ''>('');

  get person(): string {
    return this.#person;
  }

  /** Whoever takes it on has mostly said so themselves; written otherwise, it stays so. */
  set person(name: string) {
    if (this.by === this.#person) this.by = name;
    this.#person = name;
  }

  /** What is sent; null until it was said how the other office acknowledged. */
  get said(): NextOffice | null {
    const { office, person, phone, by, at, way } = this;
    if (way === '') return null;
    return { office, person, phone, acknowledged: { by, at: new Date(at).toISOString(), way } };
  }
}
