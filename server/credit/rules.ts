import type { Exclusion } from '../contract/material.ts';
import type { LicenceAnswer } from '../licences/library.ts';

/** The shared record of who is listed for serious breach of trust; its part `repaired` is true once 信用修复 is done. */
export const CREDIT_RECORD = '严重失信主体信息';

/**
 * Whether somebody may promise instead of bringing a paper (国办发〔2020〕42号: not before repair, whoever is listed or
 * promised what was not true). `unchecked`: nobody could be asked, and the window looks before anything is decided.
 */
export interface Credit {
  readonly excluded: Exclusion | null;
  readonly unchecked: boolean;
}

export const TRUSTED: Credit = { excluded: null, unchecked: false };
export const UNCHECKED: Credit = { excluded: null, unchecked: true };

/** What the shared record says. One that has expired lists nobody any more; one of somebody else says nothing of this person. */
export function creditBy(answer: LicenceAnswer | undefined): Credit {
  switch (answer?.outcome) {
    case 'found':
      return answer.parts.repaired === true ? TRUSTED : { excluded: 'listed', unchecked: false };
    case 'none':
    case 'expired':
      return TRUSTED;
    default:
      return UNCHECKED;
  }
}
